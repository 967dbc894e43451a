package io.peerloom.core.signalling;

import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.WebRtcLink;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.List;

/** The negotiation of a WebRTC link with one peer: at most one connection at a time. */
final class Negotiation {
  /** All of a candidate is ASCII. */
  static final int MAX_CANDIDATE_CHARS = 1_000;

  final PerfectNegotiation rules;

  /** Candidates that came before the description they belong to. */
  final List<Signal> early = new ArrayList<>();

  WebRtcLink link;
  WebRtcSignalling.LocalDescription description;

  /** Those of the other side in ranges that this peer has not shown to have an address in. */
  private final List<String> held = new ArrayList<>();

  /** Of the other side, since the current link began. */
  private int candidates;

  /** The ranges that this peer's own candidates are in, since then. */
  private int ownRanges;

  Negotiation(NodeId self, NodeId other) {
    rules = new PerfectNegotiation(self, other);
  }

  /**
   * A new connection begins, whose own candidates show which ranges this peer has addresses in.
   *
   * @return what its descriptions and candidates are handed to, for that sender
   */
  WebRtcLink.SignalSender begin(WebRtcLink.SignalSender sender) {
    candidates = 0;
    ownRanges = 0;
    held.clear();
    return (type, text) -> {
      if (type.equals("candidate")) {
        found(IceCandidates.ownRange(text));
      }
      sender.accept(type, text);
    };
  }

  private void found(int range) {
    if ((ownRanges & range) != range) {
      ownRanges |= range;
      List<String> tried = new ArrayList<>(held);
      held.clear();
      for (String candidate : tried) {
        tryOrHold(candidate);
      }
    }
  }

  /** The candidates follow the description, a line each. */
  void applyDescription(String type, String text) {
    int end = text.indexOf("\n{");
    link.remote(type, IceCandidates.without(end < 0 ? text : text.substring(0, end)));
    if (end >= 0) {
      addCandidates(text.substring(end + 1));
    }
  }

  /** Candidates, a line each. */
  void addCandidates(String lines) {
    String rest = lines;
    int end;
    while ((end = rest.indexOf('\n')) >= 0) {
      addCandidate(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    addCandidate(rest);
  }

  private void addCandidate(String candidate) {
    if (candidate.length() <= MAX_CANDIDATE_CHARS
        && IceCandidates.mayUse(candidate)
        && ++candidates <= Limits.MAX_CANDIDATES) {
      tryOrHold(candidate);
    }
  }

  private void tryOrHold(String candidate) {
    if ((IceCandidates.range(candidate) & ~ownRanges) == 0) {
      link.remoteCandidate(candidate);
    } else {
      held.add(candidate);
    }
  }
}
