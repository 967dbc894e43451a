package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.routing.IdentityPlaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides when enough holders have answered (DESIGN 18): it does not wait for slow ones once two
 * return the same newest records, and none a newer one.
 *
 * <p>Only the closest can say for sure that there is nothing. A peer asked beside a slow one is
 * farther away, and may well answer sooner because it is linked; if it is not a holder, that it has
 * nothing means little.
 */
public final class ReadQuorum {
  /** The purpose of a read. */
  public enum Purpose {
    /** A value; absence is decided when most have none, as it is not final. */
    VALUE,
    /** Proof of whether there is a value: all of the closest that can must have answered. */
    PROOF
  }

  private enum State {
    ASKED,
    SLOW,
    ANSWERED,
    /** It answered with records, and is not the reader itself. */
    FOUND,
    /** It answered, but has no place beside other peers of its identity. */
    BEHIND,
    FAILED
  }

  private static final class Slot {
    DataRecord newest;
    final Set<Bytes> agreeing = new TreeSet<>();
  }

  private final Purpose purpose;
  private final int enough;
  private final Hash hash;
  private final Map<Bytes, Slot> slots = new LinkedHashMap<>();
  private final List<State> asked = new ArrayList<>();
  private final Set<Bytes> answeredWithSome = new TreeSet<>();
  private boolean othersAnswered;
  private int failedLinked;

  public ReadQuorum(Purpose purpose, int enough, Hash hash) {
    this.purpose = purpose;
    this.enough = enough;
    this.hash = hash;
  }

  /** Adds the next closest holder, which is being asked; holders are numbered from 0. */
  public void asked() {
    asked.add(State.ASKED);
  }

  /**
   * A holder's records; null stands for an invalid one.
   *
   * @param own whether the reader itself is that holder
   * @param identity of the holder: all peers of one identity are one voice
   * @param place whether it has a place beside others; see {@link IdentityPlaces}
   */
  public void answer(
      int holder, boolean own, Bytes identity, boolean place, List<DataRecord> records) {
    othersAnswered |= !own;
    boolean some = false;
    for (DataRecord record : records) {
      if (record != null) {
        // Others may have a value where one publisher has deleted its own.
        some |= !record.isPublic() || !record.isDeletion();
        add(record, identity);
      }
    }
    State state = some && !own ? State.FOUND : State.ANSWERED;
    asked.set(holder, place ? state : State.BEHIND);
    if (some) {
      answeredWithSome.add(identity);
    }
  }

  private void add(DataRecord record, Bytes identity) {
    Bytes publisher = Bytes.wrap(record.publisherKey());
    Slot slot = slots.computeIfAbsent(publisher, p -> new Slot());
    if (slot.newest == null || record.isNewerThan(slot.newest, hash)) {
      slot.newest = record;
      slot.agreeing.clear();
      slot.agreeing.add(identity);
    } else if (record.sequence() == slot.newest.sequence()
        && !slot.newest.isNewerThan(record, hash)) {
      slot.agreeing.add(identity);
    }
  }

  /**
   * A holder gave no records.
   *
   * @param linked whether it has a link, and so is rather slow than gone
   */
  public void failed(int holder, boolean linked) {
    asked.set(holder, State.FAILED);
    failedLinked += linked ? 1 : 0;
  }

  /** The holder is so slow that another is asked as well. */
  void slow(int holder) {
    asked.set(holder, State.SLOW);
  }

  /** Counts holders in some states: all asked, or only the closest that have not failed. */
  private int count(boolean closest, State... states) {
    int seen = 0;
    int count = 0;
    for (State each : asked) {
      if (!closest || isCounted(each) && ++seen <= Neighbourhood.REPLICAS) {
        for (State state : states) {
          count += each == state ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Whether it is one of the closest, of which most or all have to answer. */
  private static boolean isCounted(State state) {
    return state != State.FAILED && state != State.BEHIND;
  }

  private boolean isOpen() {
    return count(false, State.ASKED, State.SLOW) > 0;
  }

  /**
   * Whether the records found may be outdated: none of the closest but the reader has returned any,
   * and half of them may still answer. Then the rest are waited for, however slow: they may have
   * replaced the record while the reader was cut off, and peers farther away never received the
   * newer one.
   */
  boolean mayBeOld() {
    return !answeredWithSome.isEmpty()
        && isOpen()
        && count(true, State.FOUND) == 0
        && count(true, State.ANSWERED) <= count(true, State.ASKED, State.SLOW);
  }

  /** Whether waiting for more would most likely change nothing. */
  public boolean isDecided() {
    int waiting = count(false, State.ASKED);
    int slow = count(false, State.SLOW);
    int answered = count(false, State.ANSWERED, State.FOUND);
    if (!isOpen()) {
      return true;
    }
    if (answeredWithSome.isEmpty()) {
      return isAbsent(slow > 0);
    }
    return !mayBeOld()
        && (waiting == 0 || slow > 0 && 2 * answered > Neighbourhood.REPLICAS || agree());
  }

  /** Whether all of the closest have nothing, or most if some are slow. */
  private boolean isAbsent(boolean lag) {
    int answered = count(false, State.ANSWERED);
    int others = count(true, State.ASKED, State.SLOW);
    return others == 0 || purpose == Purpose.VALUE && lag && answered > others;
  }

  private boolean agree() {
    if (answeredWithSome.size() < enough) {
      return false;
    }
    for (Slot slot : slots.values()) {
      if (slot.agreeing.size() < enough) {
        return false;
      }
    }
    return true;
  }

  /** Whether only a short wait is left: most of the closest that are not slow have answered. */
  boolean isNearlyDecided() {
    int waiting = count(true, State.ASKED);
    return !mayBeOld()
        && (!answeredWithSome.isEmpty() || purpose == Purpose.VALUE)
        && (waiting == 0 || count(true, State.ANSWERED, State.FOUND) > waiting);
  }

  /**
   * Whether finding nothing proves that there is nothing: at least half could be asked, two thirds
   * where links to them are open, and another peer answered. Where others were out of reach two
   * holders acknowledge a put, and while these are slow most of a small network have nothing.
   */
  boolean isProof() {
    int closest = 0;
    int failed = 0;
    for (State each : asked) {
      if (each != State.BEHIND && closest < Neighbourhood.REPLICAS) {
        closest++;
        failed += each == State.FAILED ? 1 : 0;
      }
    }
    return othersAnswered && 2 * failed <= closest && 3 * failedLinked <= closest;
  }

  /** Whether nobody has a record, or only deletions of a public name, which prove nothing. */
  boolean hasFoundNothing() {
    return answeredWithSome.isEmpty();
  }

  /** The newest record of each publisher. */
  public List<DataRecord> best() {
    List<DataRecord> best = new ArrayList<>();
    for (Slot slot : slots.values()) {
      best.add(slot.newest);
    }
    return best;
  }
}
