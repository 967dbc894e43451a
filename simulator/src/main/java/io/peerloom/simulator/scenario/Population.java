package io.peerloom.simulator.scenario;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Lie;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.network.NatKind;
import java.util.function.Consumer;

/**
 * Who lives in a world.
 *
 * @param peers all but the bridges
 * @param nodePermille how many in a thousand are Node-role peers; the rest are pages
 * @param bridges Node-role peers that admit newcomers
 * @param bootstraps front doors
 * @param joinMillis within what time they come; 0 for all at once
 * @param conePermille pages behind a cone NAT
 * @param symmetricPermille pages behind a symmetric NAT
 * @param blockedPermille pages without UDP
 * @param mobilePermille pages on a phone, with fewer links
 * @param clockOffMillis the most a clock is off, either way
 * @param devicePermille members that are one more device of another member's identity
 * @param liarPermille members that lie
 * @param lie how they lie; null for each in its own way
 * @param besideKeys whether liars sit next to the keys that are asked for
 */
public record Population(
    int peers,
    int nodePermille,
    int bridges,
    int bootstraps,
    int joinMillis,
    int conePermille,
    int symmetricPermille,
    int blockedPermille,
    int mobilePermille,
    int clockOffMillis,
    int devicePermille,
    int liarPermille,
    Lie lie,
    boolean besideKeys) {

  /** Peers that one bridge serves well. */
  private static final int PEERS_A_BRIDGE = 250;

  /** Pages mostly behind cone NATs, a fifth nodes, all of them honest, 30 ms apart. */
  public static Population of(int peers) {
    int bridges = Math.max(1, (peers + PEERS_A_BRIDGE - 1) / PEERS_A_BRIDGE);
    return new Population(
        peers, 200, bridges, 1, 30 * peers, 700, 100, 20, 200, 2_000, 0, 0, null, false);
  }

  /** A copy that is still being changed. */
  private static final class Draft {
    int peers;
    int nodePermille;
    int bridges;
    int bootstraps;
    int joinMillis;
    int conePermille;
    int symmetricPermille;
    int blockedPermille;
    int clockOffMillis;
    int devicePermille;
    int liarPermille;
    Lie lie;
    boolean besideKeys;

    Draft(Population from) {
      peers = from.peers;
      nodePermille = from.nodePermille;
      bridges = from.bridges;
      bootstraps = from.bootstraps;
      joinMillis = from.joinMillis;
      conePermille = from.conePermille;
      symmetricPermille = from.symmetricPermille;
      blockedPermille = from.blockedPermille;
      clockOffMillis = from.clockOffMillis;
      devicePermille = from.devicePermille;
      liarPermille = from.liarPermille;
      lie = from.lie;
      besideKeys = from.besideKeys;
    }
  }

  private Population changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Population(
        draft.peers,
        draft.nodePermille,
        draft.bridges,
        draft.bootstraps,
        draft.joinMillis,
        draft.conePermille,
        draft.symmetricPermille,
        draft.blockedPermille,
        mobilePermille,
        draft.clockOffMillis,
        draft.devicePermille,
        draft.liarPermille,
        draft.lie,
        draft.besideKeys);
  }

  /** The same sort of people, in another number. */
  public Population sized(int count) {
    boolean usual = bridges == of(peers).bridges();
    return changed(
        draft -> {
          draft.peers = count;
          draft.bridges = usual ? of(count).bridges : bridges;
          draft.joinMillis = (int) ((long) joinMillis * count / peers);
        });
  }

  /** The same number, coming within another time. */
  public Population within(int millis) {
    return changed(draft -> draft.joinMillis = millis);
  }

  /** The same with another share of Node-role peers. */
  public Population withNodes(int permille) {
    return changed(draft -> draft.nodePermille = permille);
  }

  /** The same with other servers in front. */
  public Population withFront(int someBridges, int someBootstraps) {
    return changed(
        draft -> {
          draft.bridges = someBridges;
          draft.bootstraps = someBootstraps;
        });
  }

  /** The same with NATs of these kinds before its pages; the rest are open. */
  public Population withNats(int cone, int symmetric, int blocked) {
    return changed(
        draft -> {
          draft.conePermille = cone;
          draft.symmetricPermille = symmetric;
          draft.blockedPermille = blocked;
        });
  }

  /** The same with clocks that are off by at most that much, either way. */
  public Population withClocksOff(int millis) {
    return changed(draft -> draft.clockOffMillis = millis);
  }

  /** The same with some identities that have several devices. */
  public Population withDevices(int permille) {
    return changed(draft -> draft.devicePermille = permille);
  }

  /** The same with liars among its members. */
  public Population withLiars(int permille, Lie sort, boolean nextToKeys) {
    return changed(
        draft -> {
          draft.liarPermille = permille;
          draft.lie = sort;
          draft.besideKeys = nextToKeys;
        });
  }

  /** What the next member is like; every {@code 1000 / nodePermille}th is a server. */
  public Traits next(int index, Rng rng, Key target) {
    boolean node = (index + 1) * nodePermille / 1000 > index * nodePermille / 1000;
    PeerKind kind = node || nodePermille == 1000 ? PeerKind.NODE : PeerKind.BROWSER;
    Traits traits = Traits.of(kind);
    if (kind == PeerKind.BROWSER) {
      traits = traits.with(nat(rng));
      if (rng.chance(mobilePermille)) {
        traits = traits.withMaxLinks(PeerConfig.MAX_LINKS_MOBILE);
      }
    }
    if (clockOffMillis > 0) {
      traits = traits.withClockOffset(rng.nextInt(2 * clockOffMillis + 1) - clockOffMillis);
    }
    if (rng.chance(liarPermille)) {
      Lie[] all = Lie.values();
      traits =
          traits.lying(
              lie != null ? lie : all[rng.nextInt(all.length)], besideKeys ? target : null);
    }
    return traits;
  }

  private NatKind nat(Rng rng) {
    int at = rng.nextInt(1000);
    if (at < conePermille) {
      return NatKind.CONE;
    }
    if (at < conePermille + symmetricPermille) {
      return NatKind.SYMMETRIC;
    }
    return at < conePermille + symmetricPermille + blockedPermille
        ? NatKind.UDP_BLOCKED
        : NatKind.OPEN;
  }
}
