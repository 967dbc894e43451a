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
 * The peers of a world.
 *
 * @param peers their number, without bridges
 * @param nodePermille how many in a thousand are Node-role peers; the rest are browser peers
 * @param bridges number of bridges
 * @param bootstraps number of bootstrap servers
 * @param joinMillis the time within which they join; 0 for all at once
 * @param conePermille browser peers behind a cone NAT
 * @param symmetricPermille browser peers behind a symmetric NAT
 * @param blockedPermille browser peers without UDP
 * @param mobilePermille browser peers on a phone, with fewer links
 * @param clockOffMillis the largest error of a clock, in either direction
 * @param devicePermille members that are another device of an existing identity
 * @param liarPermille members that are Byzantine
 * @param lie how they lie; null for a random lie each
 * @param besideKeys whether liars choose ids close to the keys that are read
 * @param liarIds how many ids of its identity each liar runs at the same time
 * @param browserLinks the most links of each browser peer; 0 for the usual of desktops and phones
 * @param nodeLinks the most links of each node; 0 for the usual
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
    boolean besideKeys,
    int liarIds,
    int browserLinks,
    int nodeLinks) {

  /** Peers that one bridge serves well. */
  private static final int PEERS_A_BRIDGE = 250;

  /** Browser peers mostly behind cone NATs, a fifth nodes, all honest, joining 30 ms apart. */
  public static Population of(int peers) {
    int bridges = Math.max(1, (peers + PEERS_A_BRIDGE - 1) / PEERS_A_BRIDGE);
    return new Population(
        peers, 200, bridges, 1, 30 * peers, 700, 100, 20, 200, 2_000, 0, 0, null, false, 1, 0, 0);
  }

  /** A mutable copy. */
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
    int liarIds;
    int browserLinks;
    int nodeLinks;

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
      liarIds = from.liarIds;
      browserLinks = from.browserLinks;
      nodeLinks = from.nodeLinks;
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
        draft.besideKeys,
        draft.liarIds,
        draft.browserLinks,
        draft.nodeLinks);
  }

  /** The same mix of peers in another number. */
  public Population sized(int count) {
    boolean usual = bridges == of(peers).bridges();
    return changed(
        draft -> {
          draft.peers = count;
          draft.bridges = usual ? of(count).bridges : bridges;
          draft.joinMillis = (int) ((long) joinMillis * count / peers);
        });
  }

  public Population within(int millis) {
    return changed(draft -> draft.joinMillis = millis);
  }

  public Population withNodes(int permille) {
    return changed(draft -> draft.nodePermille = permille);
  }

  /** The same with other numbers of bridges and bootstrap servers. */
  public Population withFront(int someBridges, int someBootstraps) {
    return changed(
        draft -> {
          draft.bridges = someBridges;
          draft.bootstraps = someBootstraps;
        });
  }

  /** The same with these shares of NATs for browser peers; the rest have none. */
  public Population withNats(int cone, int symmetric, int blocked) {
    return changed(
        draft -> {
          draft.conePermille = cone;
          draft.symmetricPermille = symmetric;
          draft.blockedPermille = blocked;
        });
  }

  /** The same with clocks that are wrong by at most that much, in either direction. */
  public Population withClocksOff(int millis) {
    return changed(draft -> draft.clockOffMillis = millis);
  }

  /** The same with a share of members that are further devices of an identity. */
  public Population withDevices(int permille) {
    return changed(draft -> draft.devicePermille = permille);
  }

  public Population withLiars(int permille, Lie sort, boolean nextToKeys) {
    return changed(
        draft -> {
          draft.liarPermille = permille;
          draft.lie = sort;
          draft.besideKeys = nextToKeys;
        });
  }

  /** The same, where each liar runs so many ids of its identity. */
  public Population withLiarIds(int count) {
    return changed(draft -> draft.liarIds = count);
  }

  /** The same with so many links at most for each browser peer. */
  public Population withBrowserLinks(int links) {
    return changed(draft -> draft.browserLinks = links);
  }

  /** The same with so many links at most for each node. */
  public Population withNodeLinks(int links) {
    return changed(draft -> draft.nodeLinks = links);
  }

  /** The traits of the next member; every {@code 1000 / nodePermille}th is a node. */
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
    int links = kind == PeerKind.BROWSER ? browserLinks : nodeLinks;
    if (links > 0) {
      traits = traits.withMaxLinks(links);
    }
    if (clockOffMillis > 0) {
      traits = traits.withClockOffset(rng.nextInt(2 * clockOffMillis + 1) - clockOffMillis);
    }
    // Drawn for each, so that the same others are there whoever lies.
    int sort = rng.nextInt(1000);
    if (lies(index)) {
      Lie[] all = Lie.values();
      traits = traits.lying(lie != null ? lie : all[sort % all.length], besideKeys ? target : null);
    }
    return traits;
  }

  /** Evenly spread, over nodes as over browser peers: 619 and 1000 have no common factor. */
  private boolean lies(int index) {
    return index * 619 % 1000 < liarPermille;
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
