package io.peerloom.simulator.network;

import io.peerloom.core.base.Rng;

/**
 * The behaviour of a simulated network. A message takes half of the pair's round-trip time, plus a
 * little jitter; the round-trip time is the sum of that between the two regions and those of both
 * access networks.
 *
 * <p>All transports of a peer are reliable and ordered, so a lost packet shows as its real cost:
 * everything behind it in its lane waits for the retransmission. Duplicates and reordered packets
 * never reach a peer; the two lanes of a WebRTC connection may overtake each other, those of a
 * WebSocket cannot.
 *
 * @param name as scenarios name it
 * @param regions round-trip times in milliseconds between regions
 * @param weights percentage of peers in each region
 * @param access round-trip times in milliseconds of access networks to their region's backbone, one
 *     for each tenth of them, without the last
 * @param worst those of the last tenth
 * @param detourPermille pairs in a thousand whose path between regions takes two to four times as
 *     long as it should
 * @param lossPermille messages in a thousand that lose a packet
 * @param kilobitsPerSecond upload bandwidth of an access network; 0 for no limit. Servers have ten
 *     times that
 * @param dialRoundTrips round trips until a WebSocket is open
 */
public record NetworkModel(
    String name,
    int[][] regions,
    int[] weights,
    int[] access,
    int[] worst,
    int detourPermille,
    int lossPermille,
    int kilobitsPerSecond,
    int dialRoundTrips) {

  /** Round trips of ICE checks, DTLS and the set-up of the data channel, one after the other. */
  public static final int RTC_ROUND_TRIPS = 4;

  /** Two geostationary links in a row. Anything slower is as good as lost. */
  private static final int MAX_ROUND_TRIP_MILLIS = 1_200;

  /** One building: one switch, no loss; TCP and the upgrade to a WebSocket. */
  public static final NetworkModel LAN =
      new NetworkModel(
          "lan", new int[][] {{1}}, new int[] {100}, new int[] {0}, new int[] {1}, 0, 0, 0, 2);

  /**
   * A synthetic Internet of access networks and servers, most of them in Europe and North America:
   * the median round-trip time between two access networks is about 80 ms, and one pair in a
   * hundred is over half a second apart. TCP, TLS 1.3 and the upgrade take three round trips. One
   * message in a hundred loses a packet.
   */
  public static final NetworkModel INTERNET =
      new NetworkModel(
          "internet",
          new int[][] {
            // Europe west and east, America east, west and south, Asia east and south, Oceania
            {14, 30, 84, 142, 200, 230, 140, 280},
            {30, 18, 110, 170, 230, 200, 130, 300},
            {84, 110, 18, 62, 125, 180, 210, 220},
            {142, 170, 62, 16, 175, 120, 220, 150},
            {200, 230, 125, 175, 30, 280, 310, 300},
            {230, 200, 180, 120, 280, 40, 90, 130},
            {140, 130, 210, 220, 310, 90, 40, 160},
            {280, 300, 220, 150, 300, 130, 160, 35}
          },
          new int[] {56, 18, 13, 5, 2, 3, 2, 1},
          new int[] {2, 3, 4, 6, 8, 10, 12, 15, 22},
          new int[] {30, 40, 55, 80, 120, 250, 600},
          30,
          10,
          20_000,
          3);

  /** The model of that name, or null. */
  public static NetworkModel named(String name) {
    return name.equals(LAN.name) ? LAN : name.equals(INTERNET.name) ? INTERNET : null;
  }

  public NetworkModel withLoss(int permille) {
    return new NetworkModel(
        name,
        regions,
        weights,
        access,
        worst,
        detourPermille,
        permille,
        kilobitsPerSecond,
        dialRoundTrips);
  }

  /** A random region for a new host. */
  int pickRegion(Rng rng) {
    int at = rng.nextInt(100);
    int region = 0;
    while (at >= weights[region]) {
      at -= weights[region++];
    }
    return region;
  }

  /** A random round-trip time to the backbone. Servers are next to it. */
  int pickAccess(Rng rng, boolean server) {
    if (server) {
      return rng.nextInt(1 + access[0] / 2);
    }
    int tenth = rng.nextInt(access.length + 1);
    int[] from = tenth < access.length ? access : worst;
    return from[tenth < access.length ? tenth : rng.nextInt(worst.length)];
  }

  /** The round-trip time of a pair; the same in both directions and every time. */
  int roundTripMillis(SimulatedHost a, SimulatedHost b, int seed) {
    int way = regions[a.region()][b.region()];
    if (detourPermille > 0) {
      int low = Math.min(a.number(), b.number());
      Rng pair = new Rng(seed ^ low * 65_537 ^ Math.max(a.number(), b.number()));
      if (pair.chance(detourPermille)) {
        way = way * (20 + pair.nextInt(21)) / 10;
      }
    }
    return Math.min(MAX_ROUND_TRIP_MILLIS, way + a.accessMillis() + b.accessMillis());
  }
}
