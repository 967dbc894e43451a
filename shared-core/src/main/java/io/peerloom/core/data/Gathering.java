package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides when enough holders agree (decision 18): it does not wait for the slow ones once two name
 * the same newest records, and nobody a newer one.
 */
final class Gathering {
  private static final class Slot {
    DataRecord newest;
    int agreeing;
  }

  private final int enough;
  private final Hash hash;
  private final Map<Bytes, Slot> slots = new LinkedHashMap<>();
  private int asked;
  private int answered;
  private int answeredWithSome;
  private int failed;
  private int slow;

  Gathering(int enough, Hash hash) {
    this.enough = enough;
    this.hash = hash;
  }

  /** So many more holders are asked. */
  void asked(int more) {
    asked += more;
  }

  /** A holder's valid records; null stands for one that was not. */
  void answer(List<DataRecord> records) {
    answered++;
    boolean some = false;
    for (DataRecord record : records) {
      if (record != null) {
        some = true;
        add(record);
      }
    }
    if (some) {
      answeredWithSome++;
    }
  }

  private void add(DataRecord record) {
    Bytes publisher = Bytes.wrap(record.publisherKey());
    Slot slot = slots.computeIfAbsent(publisher, p -> new Slot());
    if (slot.newest == null || record.isNewerThan(slot.newest, hash)) {
      slot.newest = record;
      slot.agreeing = 1;
    } else if (record.sequence() == slot.newest.sequence()
        && !slot.newest.isNewerThan(record, hash)) {
      slot.agreeing++;
    }
  }

  void failed() {
    failed++;
  }

  /** That many are so slow that nobody waits for them. */
  void slow(int change) {
    slow += change;
  }

  /** Whether waiting for more would most likely change nothing. */
  boolean isDecided() {
    // That a few quick ones have nothing proves nothing.
    boolean most = 2 * answered > Math.min(asked - failed, RecordHolder.REPLICAS);
    boolean settled =
        answered + failed + slow >= asked || slow > 0 && 2 * answered > RecordHolder.REPLICAS;
    if (answered + failed == asked || settled && (most || answeredWithSome > 0)) {
      return true;
    }
    if (answeredWithSome < enough) {
      return false;
    }
    for (Slot slot : slots.values()) {
      if (slot.agreeing < enough) {
        return false;
      }
    }
    return true;
  }

  /** Whether most have answered: enough to guess the next sequence, which holders check anyway. */
  boolean isMajority() {
    return isDecided() || 2 * answered > asked - failed - slow;
  }

  /** The newest record of each publisher. */
  List<DataRecord> best() {
    List<DataRecord> best = new ArrayList<>();
    for (Slot slot : slots.values()) {
      best.add(slot.newest);
    }
    return best;
  }
}
