package io.peerloom.simulator.machine;

import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.simulator.network.NetworkModel;
import java.util.function.Consumer;

/**
 * What a world is made of before anybody joins.
 *
 * @param seed decides everything that chance decides
 * @param platform every machine's disk and cryptography
 * @param bridges Node-role peers that admit newcomers, the first machines of the world
 * @param bootstraps front doors, each of which asks all bridges
 * @param chaosPermille how often what is rare is forced to happen
 * @param hash any correct SHA-256: a platform's own is quicker than the core's
 * @param log takes every line the cores log
 */
public record WorldSettings(
    int seed,
    NetworkModel network,
    PlatformModel platform,
    int bridges,
    int bootstraps,
    int chaosPermille,
    Hash hash,
    Consumer<String> log) {

  /** One bridge, one front door, quick machines, no chaos. */
  public static WorldSettings of(int seed, NetworkModel network) {
    return new WorldSettings(seed, network, PlatformModel.QUICK, 1, 1, 0, new Sha256(), line -> {});
  }

  /** The same with other machines. */
  public WorldSettings with(PlatformModel other) {
    return new WorldSettings(seed, network, other, bridges, bootstraps, chaosPermille, hash, log);
  }

  /** The same with that many servers in front. */
  public WorldSettings withFront(int someBridges, int someBootstraps) {
    return new WorldSettings(
        seed, network, platform, someBridges, someBootstraps, chaosPermille, hash, log);
  }

  /** The same with rare things forced. */
  public WorldSettings withChaos(int permille) {
    return new WorldSettings(seed, network, platform, bridges, bootstraps, permille, hash, log);
  }

  /** The same with another implementation of the same hash. */
  public WorldSettings with(Hash other) {
    return new WorldSettings(
        seed, network, platform, bridges, bootstraps, chaosPermille, other, log);
  }

  /** The same with somebody who reads the log. */
  public WorldSettings logging(Consumer<String> reader) {
    return new WorldSettings(
        seed, network, platform, bridges, bootstraps, chaosPermille, hash, reader);
  }
}
