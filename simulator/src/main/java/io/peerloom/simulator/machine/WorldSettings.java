package io.peerloom.simulator.machine;

import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.simulator.network.NetworkModel;
import java.util.function.Consumer;

/**
 * The settings of a world.
 *
 * @param seed determines everything random
 * @param platform disk and cryptography of every machine
 * @param bridges number of bridges, which are the first machines of the world
 * @param bootstraps number of bootstrap servers, each of which asks all bridges
 * @param chaosPermille how often rare events are forced
 * @param hash any correct SHA-256: a platform's own is faster than the core's
 * @param log receives every line that the cores log
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

  /** One bridge, one bootstrap server, fast machines, no chaos. */
  public static WorldSettings of(int seed, NetworkModel network) {
    return new WorldSettings(seed, network, PlatformModel.QUICK, 1, 1, 0, new Sha256(), line -> {});
  }

  public WorldSettings with(PlatformModel other) {
    return new WorldSettings(seed, network, other, bridges, bootstraps, chaosPermille, hash, log);
  }

  public WorldSettings withFront(int someBridges, int someBootstraps) {
    return new WorldSettings(
        seed, network, platform, someBridges, someBootstraps, chaosPermille, hash, log);
  }

  public WorldSettings withChaos(int permille) {
    return new WorldSettings(seed, network, platform, bridges, bootstraps, permille, hash, log);
  }

  public WorldSettings with(Hash other) {
    return new WorldSettings(
        seed, network, platform, bridges, bootstraps, chaosPermille, other, log);
  }

  public WorldSettings logging(Consumer<String> reader) {
    return new WorldSettings(
        seed, network, platform, bridges, bootstraps, chaosPermille, hash, reader);
  }
}
