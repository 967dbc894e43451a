package io.peerloom.core.lookup;

import io.peerloom.core.connection.Link;
import io.peerloom.core.wire.RoutingMessage;

/** Decides how long a peer gets to answer a question that it may forward. */
final class HopTimes {
  /** The longest a first hop gets, in milliseconds. */
  static final int STEP_TIMEOUT_MILLIS = 1_500;

  private static final int PROCESSING_MILLIS = 20;
  private static final int UNKNOWN_RTT_MILLIS = 100;

  /** How many questions the usual round-trip time is smoothed over. */
  private static final int SMOOTHING = 16;

  /** Of the links that questions go over, smoothed. */
  private double usualRttMillis;

  /** A link's round-trip time in milliseconds, or a guess. */
  static double rttOf(Link link) {
    return link.rttMillis() < 0 ? UNKNOWN_RTT_MILLIS : link.rttMillis();
  }

  /**
   * How long to wait for an answer, in milliseconds. Less at each hop, so that an answer is on its
   * way back before whoever asked goes on without.
   *
   * @param link to whom is asked; null where there is none
   * @param hops how many times the question may be forwarded
   */
  int waitMillis(Link link, int hops) {
    double rtt = link == null ? unlinkedRttMillis() : rttOf(link);
    if (link != null && link.rttMillis() >= 0) {
      usualRttMillis += (rtt - usualRttMillis) / SMOOTHING;
    }
    // Few questions travel all the hops they may; and where the next peer is near, those behind it
    // need not be.
    int likely = hops * 3 / (RoutingMessage.MAX_HOPS + 1);
    int wait = hopMillis(rtt) + likely * hopMillis(Math.max(rtt, usualRttMillis));
    return Math.min(wait, STEP_TIMEOUT_MILLIS * hops / (RoutingMessage.MAX_HOPS + 1));
  }

  /** Most that are not linked are two links away. */
  private double unlinkedRttMillis() {
    return usualRttMillis == 0 ? UNKNOWN_RTT_MILLIS : 2 * usualRttMillis;
  }

  private static int hopMillis(double rtt) {
    return PROCESSING_MILLIS + (int) (2 * rtt);
  }
}
