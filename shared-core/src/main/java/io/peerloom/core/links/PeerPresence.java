package io.peerloom.core.links;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Lists;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Distinguishes a peer that is alone in its network from one that was cut off from it. Only the
 * first may acknowledge what nobody else holds, and report absence if nobody could be asked.
 *
 * <p>A peer is alone if it has a link to a bridge, which would introduce newcomers, and knows of no
 * other peer that may hold data: it never met one (a peer behind a NAT that only signalled counts
 * as met); or each one it met said goodbye, or was silent for {@link #ABSENT_MILLIS} while a bridge
 * was linked; and no contact is left that was not tried. A bridge that is linked again is given a
 * moment to introduce those that came meanwhile. Without a bridge nothing proves it: this peer's
 * own network may be down, and others may have joined since. That a peer was met is remembered
 * beyond the process, so that the first to restart after a power cut does not conclude that it is
 * alone.
 */
public final class PeerPresence implements LinkListener {
  /** How long a silent peer counts as present, while a bridge is linked. */
  public static final int ABSENT_MILLIS = 10 * 60_000;

  /** How long a bridge takes at most to introduce others to a peer that is back. */
  static final int INTRODUCED_MILLIS = 2_000;

  private static final long LINKED = Long.MAX_VALUE;
  private static final long NOBODY = Long.MIN_VALUE;

  private final Env env;
  private final RoutingTable table;
  private final Consumer<Boolean> memory;

  /**
   * Since when each has been silent, {@link #LINKED} while it is linked; in the order of meeting.
   */
  private final Map<NodeId, Long> present = new LinkedHashMap<>();

  /** Since when the peers that are not tracked one by one have been silent. */
  private long othersSilentSince = NOBODY;

  private int bridges;
  private long bridgeSince = -1;
  private long introducedAt;
  private boolean remembered;

  /**
   * Starts without peers.
   *
   * @param metBefore whether a peer had been met when the process ended last
   * @param memory is called whenever that changes, and stores it beyond the process
   */
  public PeerPresence(Env env, RoutingTable table, boolean metBefore, Consumer<Boolean> memory) {
    this.env = env;
    this.table = table;
    this.memory = memory;
    remembered = metBefore;
    if (metBefore) {
      othersSilentSince = env.monotonicMillis();
    }
  }

  /** Whether there is no other peer that may hold data, as far as can be known. */
  public boolean isAlone() {
    if (bridges == 0
        || env.monotonicMillis() < introducedAt
        || table.mayHaveReturned(env.monotonicMillis())) {
      return false;
    }
    for (Contact contact : table.contacts()) {
      if (contact.isUntried() && contact.kind().holdsData()) {
        return false;
      }
    }
    long silentSince = othersSilentSince;
    for (long since : present.values()) {
      silentSince = Math.max(silentSince, since);
    }
    return silentSince == NOBODY
        || silentSince != LINKED
            && env.monotonicMillis() - Math.max(silentSince, bridgeSince) >= ABSENT_MILLIS;
  }

  /**
   * Peers that fell silent without a goodbye and may only be out of reach, closest to a point
   * first. After {@link #ABSENT_MILLIS} a silent one counts as departed, unless no node or bridge
   * is linked: then it is likely this peer that was cut off.
   *
   * @param count the most to return
   */
  public List<NodeId> missing(Point target, int count) {
    long now = env.monotonicMillis();
    boolean nodeLinked =
        !table.closestLinked(target, 1, c -> c.kind().acceptsWebSockets()).isEmpty();
    List<NodeId> missing = new ArrayList<>();
    present.forEach(
        (id, since) -> {
          if (since != LINKED && (!nodeLinked || now - since < ABSENT_MILLIS)) {
            missing.add(id);
          }
        });
    missing.sort(target::compareDistance);
    return Lists.first(missing, count);
  }

  @Override
  public void linkOpened(Link link) {
    met(link.peerId(), link.peer().kind());
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() > 0) {
      lost(link.peerId(), link.peer().kind(), end.goodbye());
    } else if (end.describedBy() != null) {
      signalled(end.describedBy());
    }
  }

  /** The peer answered, though no link to it opened: it was present a moment ago. */
  void signalled(NodeId id) {
    if (!Long.valueOf(LINKED).equals(present.get(id))) {
      makeRoom(id);
      present.put(id, env.monotonicMillis());
      remember(true);
    }
  }

  /** The peer is present from now on, until it is {@link #lost}. */
  public void met(NodeId id, PeerKind kind) {
    if (!kind.holdsData()) {
      if (bridges++ == 0) {
        long now = env.monotonicMillis();
        introducedAt = bridgeSince < 0 ? now : now + INTRODUCED_MILLIS;
        bridgeSince = now;
      }
      return;
    }
    makeRoom(id);
    present.put(id, LINKED);
    remember(true);
  }

  private void makeRoom(NodeId id) {
    if (present.size() >= Limits.MAX_PRESENT_PEERS && !present.containsKey(id)) {
      Iterator<NodeId> eldest = present.keySet().iterator();
      eldest.next();
      eldest.remove();
      othersSilentSince = env.monotonicMillis();
    }
  }

  void lost(NodeId id, PeerKind kind, boolean goodbye) {
    if (!kind.holdsData()) {
      bridges--;
    } else if (goodbye) {
      present.remove(id);
      remember(!present.isEmpty() || othersSilentSince != NOBODY);
    } else if (present.replace(id, env.monotonicMillis()) == null) {
      othersSilentSince = env.monotonicMillis();
    }
  }

  private void remember(boolean others) {
    if (others != remembered) {
      remembered = others;
      memory.accept(others);
    }
  }
}
