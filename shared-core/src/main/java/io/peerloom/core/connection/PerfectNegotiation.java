package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.NodeId;

/**
 * Decides, for one pair of peers, whose attempt at a link continues (R9). It serves one
 * negotiation: once the link is open or the attempt has failed, the next begins with a new one.
 *
 * <p>A peer that wants a link makes the offer; a single offer is accepted from either side. If two
 * cross, the polite side (smaller id) drops its whole attempt and answers on a fresh connection,
 * because rolling a first offer back hangs in Chromium; the impolite one ignores the offer that
 * crossed its own.
 *
 * <p>Every offer has a random name, and an answer or candidate counts only for the attempt it
 * names.
 */
public final class PerfectNegotiation {
  /** The reaction to an event. */
  public enum Action {
    /** Make an offer under a new name. */
    OFFER,
    /** Answer, on a fresh connection; drop the current attempt, if any. */
    ANSWER,
    /** It belongs to the current attempt: apply it. */
    APPLY,
    /** Nothing. */
    IGNORE
  }

  private enum Phase {
    IDLE,
    OFFERED,
    ANSWERED
  }

  private final boolean polite;
  private Phase phase = Phase.IDLE;
  private byte[] attempt;

  public PerfectNegotiation(NodeId self, NodeId other) {
    polite = polite(self, other);
  }

  /** Whether {@code self} yields to {@code other} when both dial (R9.2). */
  public static boolean polite(NodeId self, NodeId other) {
    return self.compareTo(other) < 0;
  }

  /** This side wants a link. */
  public Action wanted() {
    return phase == Phase.IDLE ? Action.OFFER : Action.IGNORE;
  }

  /** This side's offer has this name. */
  public void offered(byte[] name) {
    phase = Phase.OFFERED;
    attempt = name;
  }

  /** An offer of the other side arrived. */
  public Action offer(byte[] name) {
    if (phase == Phase.OFFERED && !polite) {
      return Action.IGNORE;
    }
    if (phase == Phase.ANSWERED && Bytes.equal(name, attempt)) {
      return Action.IGNORE;
    }
    phase = Phase.ANSWERED;
    attempt = name;
    return Action.ANSWER;
  }

  /** An answer arrived. */
  public Action answer(byte[] name) {
    return phase == Phase.OFFERED && Bytes.equal(name, attempt) ? Action.APPLY : Action.IGNORE;
  }

  /** A candidate arrived. */
  public Action candidate(byte[] name) {
    boolean current = phase == Phase.OFFERED || phase == Phase.ANSWERED;
    return current && Bytes.equal(name, attempt) ? Action.APPLY : Action.IGNORE;
  }
}
