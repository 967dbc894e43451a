package io.peerloom.simulator.machine;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.network.NatKind;

/**
 * What one machine of a world is like.
 *
 * @param nat what stands before it
 * @param maxLinks the most links it takes
 * @param clockOffsetMillis how far its wall clock is ahead
 * @param lie how it betrays the others, or null for an honest one
 * @param near a key it tries to sit next to, by the choice of its instance; or null
 */
public record Traits(
    PeerKind kind, NatKind nat, int maxLinks, long clockOffsetMillis, Lie lie, Key near) {

  /** An honest machine with an open way and a right clock. */
  public static Traits of(PeerKind kind) {
    int maxLinks =
        kind == PeerKind.BROWSER ? PeerConfig.MAX_LINKS_DESKTOP : PeerConfig.MAX_LINKS_NODE;
    return new Traits(kind, NatKind.OPEN, maxLinks, 0, null, null);
  }

  /** The same behind something else. */
  public Traits with(NatKind other) {
    return new Traits(kind, other, maxLinks, clockOffsetMillis, lie, near);
  }

  /** The same with another limit. */
  public Traits withMaxLinks(int links) {
    return new Traits(kind, nat, links, clockOffsetMillis, lie, near);
  }

  /** The same with a wrong clock. */
  public Traits withClockOffset(long millis) {
    return new Traits(kind, nat, maxLinks, millis, lie, near);
  }

  /** The same as a liar. */
  public Traits lying(Lie other, Key target) {
    return new Traits(kind, nat, maxLinks, clockOffsetMillis, other, target);
  }
}
