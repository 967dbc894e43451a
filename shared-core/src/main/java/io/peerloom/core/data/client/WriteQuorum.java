package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides when a write is acknowledged (DESIGN 13): receipts from {@link #DOMAINS} failure domains
 * and from most of those asked, or, once all have answered, from another peer and from more than
 * have refused it.
 *
 * <p>A refusal is an answer and no absence: it counts against the write, and its code reaches the
 * caller. The writer's own copy alone acknowledges only if the writer is alone. So that a refused
 * write leaves nothing behind, that copy is due ({@link #ownCopyDue}) only once another peer has
 * stored the write.
 *
 * <p>The outcome is one of these: the number of failure domains that hold the write; CONFLICT, when
 * half of those asked have a newer one; UNKNOWN, when some have stored it and as many refused it,
 * or when a peer that may have stored it did not answer; the code of most refusals; UNREACHABLE,
 * when it reached no peer, so that certainly none has stored it.
 */
public final class WriteQuorum {
  /** Failure domains that make a write safe. */
  public static final int DOMAINS = 3;

  /** Fewer refusals of this kind may be lies. */
  private static final int MISPLACED = 3;

  private final int others;
  private final boolean own;
  private final boolean alone;
  private final Set<Bytes> domains = new TreeSet<>();

  /** By identity, as many as peers were asked. */
  private final Map<Bytes, Bytes> domainOf = new TreeMap<>();

  private final List<PeerloomException> refusals = new ArrayList<>();
  private final Promise<Void> ownCopyDue = new Promise<>();
  private final Promise<Integer> outcome = new Promise<>();
  private int receipts;
  private int foreignReceipts;
  private int failed;
  private int unclear;
  private int conflicts;
  private int misplaced;
  private PeerloomException ownFailure;
  private boolean ownDone;

  /**
   * A write without answers.
   *
   * @param others how many other peers are asked
   * @param own whether the writer is to store a copy itself
   * @param alone whether no other peer could hold it: {@code PeerPresence.isAlone}
   */
  public WriteQuorum(int others, boolean own, boolean alone) {
    this.others = others;
    this.own = own;
    this.alone = alone;
    settle();
  }

  /** Another peer has it durably, of an identity of its own. */
  public void receipt(byte[] domain) {
    foreignReceipts++;
    take(domain);
  }

  /**
   * The same of a known identity, which has one failure domain here whatever its peers say: they
   * name their domains themselves.
   */
  public void receipt(Bytes identity, byte[] domain) {
    Bytes first = domainOf.putIfAbsent(identity, Bytes.wrap(domain));
    receipt(first == null ? domain : first.array());
  }

  /** The writer's own copy is durable. */
  public void ownReceipt(byte[] domain) {
    ownDone = true;
    take(domain);
  }

  private void take(byte[] domain) {
    receipts++;
    domains.add(Bytes.wrap(domain));
    settle();
  }

  /** The writer's own copy could not be stored. */
  public void ownFailed(PeerloomException reason) {
    ownDone = true;
    ownFailure = reason;
    conflicts += reason.code() == ErrorCode.CONFLICT ? 1 : 0;
    settle();
  }

  /** Another peer refused it, did not answer or could not be reached. */
  public void failed(PeerloomException reason) {
    failed++;
    misplaced += reason.code() == ErrorCode.NOT_RESPONSIBLE ? 1 : 0;
    if (isUnclear(reason.code())) {
      unclear++;
    } else if (isRefusal(reason.code())) {
      refusals.add(reason);
      conflicts += reason.code() == ErrorCode.CONFLICT ? 1 : 0;
    }
    settle();
  }

  /** A peer did not store it, and another is asked in its place. */
  public void replaced(PeerloomException reason) {
    misplaced += reason.code() == ErrorCode.NOT_RESPONSIBLE ? 1 : 0;
    unclear += isUnclear(reason.code()) ? 1 : 0;
  }

  /**
   * Whether more peers replied that others are closer than stored it: then those asked are hardly
   * the closest. False if a newer value is known, which settles the matter.
   */
  public boolean isMisplaced() {
    boolean outdated = outcome.isFailed() && outcome.failure().code() == ErrorCode.CONFLICT;
    return !outdated && misplaced >= MISPLACED && misplaced > receipts;
  }

  /** Whether another peer has the write, or may have it without having answered. */
  public boolean mayBeKept() {
    return foreignReceipts + unclear > 0;
  }

  /**
   * Fulfilled when the writer's own copy is to be written: once another peer has the write, or
   * there is no other peer. Never fulfilled otherwise.
   */
  public Promise<Void> ownCopyDue() {
    return ownCopyDue;
  }

  /** How many failure domains hold it; fails with one of the codes above. */
  public Promise<Integer> outcome() {
    return outcome;
  }

  /** Whether a peer may have received the write in spite of that failure. */
  static boolean isUnclear(ErrorCode code) {
    return code == ErrorCode.TIMEOUT || code == ErrorCode.CLOSED;
  }

  /** Whether the write did not arrive. */
  private static boolean isUnreached(ErrorCode code) {
    return code == ErrorCode.NO_ROUTE || code == ErrorCode.UNREACHABLE;
  }

  /** Whether a request arrived and was refused. */
  public static boolean isRefusal(ErrorCode code) {
    return !isUnclear(code) && !isUnreached(code);
  }

  /**
   * Whether another peer may be asked in place of one with that failure: always, except for what
   * holders may refuse a write with. A peer that refuses with anything else does not say why.
   */
  static boolean isReplaceable(ErrorCode code) {
    return !isAboutTheWrite(code)
        && code != ErrorCode.CONFLICT
        && code != ErrorCode.FULL
        && code != ErrorCode.OVERLOADED;
  }

  /** Whether a refusal is about the write itself, so that any peer would refuse it. */
  private static boolean isAboutTheWrite(ErrorCode code) {
    return code == ErrorCode.CLOCK_SKEW
        || code == ErrorCode.TOO_LARGE
        || code == ErrorCode.INVALID_REQUEST
        || code == ErrorCode.INVALID_SIGNATURE
        || code == ErrorCode.UNAUTHORIZED
        || code == ErrorCode.UNSUPPORTED;
  }

  private void settle() {
    int asked = others + (own ? 1 : 0);
    boolean all = foreignReceipts + failed == others;
    boolean onlyOwn = all && foreignReceipts == 0 && alone && refusals.isEmpty();
    if (own && (foreignReceipts > 0 || onlyOwn)) {
      ownCopyDue.complete(null);
    }
    if (2 * conflicts >= asked && conflicts > 0) {
      outcome.fail(new PeerloomException(ErrorCode.CONFLICT, "a newer value exists"));
    } else if (domains.size() >= DOMAINS && 2 * receipts > asked) {
      outcome.complete(domains.size());
    } else if (all && (ownDone || !own || foreignReceipts == 0 && !onlyOwn)) {
      if (foreignReceipts > 0 && receipts > refusals.size() || onlyOwn && receipts > 0) {
        outcome.complete(domains.size());
      } else {
        outcome.fail(failure(asked));
      }
    }
  }

  private PeerloomException failure(int asked) {
    if (conflicts > 0) {
      return new PeerloomException(ErrorCode.CONFLICT, "a newer value exists");
    }
    PeerloomException refusal = mostFrequent();
    String counts =
        foreignReceipts + " of " + asked + " took it, " + refusals.size() + " refused it";
    if (foreignReceipts > 0) {
      return new PeerloomException(ErrorCode.UNKNOWN, counts + "; last: " + refusal);
    }
    if (refusal != null && (unclear == 0 || isAboutTheWrite(refusal.code()))) {
      return refusal;
    }
    if (unclear > 0) {
      return new PeerloomException(
          ErrorCode.UNKNOWN, counts + ", " + unclear + " did not answer; last: " + refusal);
    }
    return ownFailure != null
        ? ownFailure
        : new PeerloomException(
            ErrorCode.UNREACHABLE, "none of " + others + " other peers could be reached");
  }

  /** The most frequent refusal, the first of equals; null without any. */
  private PeerloomException mostFrequent() {
    PeerloomException best = null;
    int most = 0;
    for (PeerloomException candidate : refusals) {
      int count = 0;
      for (PeerloomException each : refusals) {
        count += each.code() == candidate.code() ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
