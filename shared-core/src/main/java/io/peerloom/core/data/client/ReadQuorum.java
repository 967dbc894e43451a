package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Lists;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides when holders have said enough (decision 18): it does not wait for the slow ones once two
 * name the same newest records, and nobody a newer one.
 *
 * <p>That there is nothing for sure only the closest can say. Whoever is asked beside a slow one is
 * farther away, and may well answer sooner because it is linked; it has nothing where nothing is
 * its to keep.
 */
public final class ReadQuorum {
  /** What the answers are for. */
  public enum Purpose {
    /** A value; that most who were asked have none will do as long as it is not the last word. */
    VALUE,
    /**
     * The last word on whether there is a value: all of the closest that can must have answered.
     */
    PROOF
  }

  private enum State {
    ASKED,
    SLOW,
    ANSWERED,
    /** It answered with something, and is not the reader itself. */
    FOUND,
    FAILED
  }

  private static final class Slot {
    DataRecord newest;
    int agreeing;
  }

  private final Purpose purpose;
  private final int enough;
  private final Hash hash;
  private final Map<Bytes, Slot> slots = new LinkedHashMap<>();
  private final List<State> asked = new ArrayList<>();
  private int answeredWithSome;
  private boolean othersAnswered;

  public ReadQuorum(Purpose purpose, int enough, Hash hash) {
    this.purpose = purpose;
    this.enough = enough;
    this.hash = hash;
  }

  /** The next closest holder is asked; they are numbered from 0 in that order. */
  public void asked() {
    asked.add(State.ASKED);
  }

  /**
   * A holder's valid records; null stands for one that was not.
   *
   * @param own whether the reader itself is that holder
   */
  public void answer(int holder, boolean own, List<DataRecord> records) {
    othersAnswered |= !own;
    boolean some = false;
    for (DataRecord record : records) {
      if (record != null) {
        some = true;
        add(record);
      }
    }
    asked.set(holder, some && !own ? State.FOUND : State.ANSWERED);
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

  public void failed(int holder) {
    asked.set(holder, State.FAILED);
  }

  /** This one is so slow that another is asked beside it. */
  void slow(int holder) {
    asked.set(holder, State.SLOW);
  }

  /** Of the closest that did not fail; of all that were asked without {@code closest}. */
  private int count(boolean closest, State... states) {
    int seen = 0;
    int count = 0;
    for (State each : asked) {
      if (!closest || each != State.FAILED && ++seen <= Neighbourhood.REPLICAS) {
        for (State state : states) {
          count += each == state ? 1 : 0;
        }
      }
    }
    return count;
  }

  private boolean isOpen() {
    return count(false, State.ASKED, State.SLOW) > 0;
  }

  /**
   * Whether none of the closest but the reader has shown what was found, and half of them may still
   * answer. It says nothing, however slow they are: they may have replaced it while the reader was
   * cut off, and those farther away were never given the newer one.
   */
  boolean mayBeOld() {
    return answeredWithSome > 0
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
    if (answeredWithSome == 0) {
      return isAbsent(slow > 0);
    }
    return !mayBeOld()
        && (waiting == 0 || slow > 0 && 2 * answered > Neighbourhood.REPLICAS || agree());
  }

  /** Whether all of the closest have nothing, or most where some lag. */
  private boolean isAbsent(boolean lag) {
    int answered = count(false, State.ANSWERED);
    int others = count(true, State.ASKED, State.SLOW);
    return others == 0 || purpose == Purpose.VALUE && lag && answered > others;
  }

  private boolean agree() {
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

  /** Whether it waits for little more: most of the closest that are not slow have answered. */
  boolean isNearlyDecided() {
    int waiting = count(true, State.ASKED);
    return !mayBeOld()
        && (answeredWithSome > 0 || purpose == Purpose.VALUE)
        && (waiting == 0 || count(true, State.ANSWERED, State.FOUND) > waiting);
  }

  /**
   * Whether that nothing was found says that there is nothing: at least half could be asked, and
   * another answered.
   */
  boolean isProof() {
    int closest = Math.min(asked.size(), Neighbourhood.REPLICAS);
    int failed = 0;
    for (State each : Lists.first(asked, closest)) {
      failed += each == State.FAILED ? 1 : 0;
    }
    return othersAnswered && 2 * failed <= closest;
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
