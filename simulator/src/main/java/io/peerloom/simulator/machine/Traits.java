package io.peerloom.simulator.machine;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Limits;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.network.NatKind;

/**
 * The properties of one machine of a world.
 *
 * @param nat the NAT or firewall in front of it
 * @param maxLinks the most links it accepts
 * @param quotaBytes what it may store
 * @param clockOffsetMillis how far its wall clock is ahead
 * @param lie how it betrays the others; null for an honest machine
 * @param targetKey a key that it tries to get an id close to, by choosing its instance; or null
 */
public record Traits(
    PeerKind kind,
    NatKind nat,
    int maxLinks,
    long quotaBytes,
    long clockOffsetMillis,
    Lie lie,
    Key targetKey) {

  /** An honest machine without a NAT and with a right clock. */
  public static Traits of(PeerKind kind) {
    int maxLinks =
        kind == PeerKind.BROWSER ? PeerConfig.MAX_LINKS_DESKTOP : PeerConfig.MAX_LINKS_NODE;
    long quotaBytes =
        kind == PeerKind.BROWSER ? Limits.MAX_STORED_BYTES_OF_PAGE : Limits.MAX_STORED_BYTES;
    return new Traits(kind, NatKind.OPEN, maxLinks, quotaBytes, 0, null, null);
  }

  public Traits with(NatKind other) {
    return new Traits(kind, other, maxLinks, quotaBytes, clockOffsetMillis, lie, targetKey);
  }

  public Traits withMaxLinks(int links) {
    return new Traits(kind, nat, links, quotaBytes, clockOffsetMillis, lie, targetKey);
  }

  public Traits withQuota(long bytes) {
    return new Traits(kind, nat, maxLinks, bytes, clockOffsetMillis, lie, targetKey);
  }

  public Traits withClockOffset(long millis) {
    return new Traits(kind, nat, maxLinks, quotaBytes, millis, lie, targetKey);
  }

  /** The same as a Byzantine machine. */
  public Traits lying(Lie other, Key target) {
    return new Traits(kind, nat, maxLinks, quotaBytes, clockOffsetMillis, other, target);
  }
}
