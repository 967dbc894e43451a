package io.peerloom.simulator;

/**
 * How a simulated network behaves.
 *
 * @param minLatencyMillis one way, of the nearest pair
 * @param maxLatencyMillis one way, of the farthest pair; each pair has its own, from the seed
 * @param lossPermille messages in a thousand whose packets are lost once, and arrive a
 *     retransmission later, since both transports are reliable
 */
public record NetworkModel(int minLatencyMillis, int maxLatencyMillis, int lossPermille) {
  /** A network in one building. */
  public static final NetworkModel LAN = new NetworkModel(1, 2, 0);

  /** Homes and servers around the world, with one percent of loss. */
  public static final NetworkModel INTERNET = new NetworkModel(5, 120, 10);
}
