package io.peerloom.core.links;

import io.peerloom.core.base.Env;
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
 * Tells a peer that is alone in its network from one that was cut off from it. Only the first may
 * acknowledge what nobody else holds, and say that there is nothing where nobody could be asked.
 *
 * <p>A peer is alone if a bridge is linked, which would introduce newcomers, and it knows of no
 * other that may hold data: it never met one, also not one of which only its signals came because
 * no NAT lets the two link, or each one it met said goodbye, or was silent for {@link
 * #ABSENT_MILLIS} while a bridge was linked; and nobody named one that has not been tried yet.
 * Without a bridge nothing proves it: it may be this peer's own network that is down, and others
 * may have joined since. That somebody was met outlives the process, so that whoever restarts first
 * after a power cut does not take itself for the only one.
 */
public final class PeerPresence implements LinkListener {
  /** How long a silent peer counts as there, while a bridge is linked. */
  public static final int ABSENT_MILLIS = 10 * 60_000;

  /**
   * Peers kept one by one. The one met first makes room and counts as silent from then on, with all
   * others that made room: that can only make this peer wait longer until it takes itself for
   * alone.
   */
  static final int MAX_PRESENT = 4096;

  private static final long LINKED = Long.MAX_VALUE;
  private static final long NOBODY = Long.MIN_VALUE;

  private final Env env;
  private final RoutingTable table;
  private final Consumer<Boolean> memory;

  /**
   * Since when each has been silent, {@link #LINKED} while it is linked; in the order of meeting.
   */
  private final Map<NodeId, Long> present = new LinkedHashMap<>();

  /** Since when those of whom only this is known have been silent. */
  private long othersSilentSince = NOBODY;

  private int bridges;
  private long bridgeSince;
  private boolean remembered;

  /**
   * Knows of nobody yet.
   *
   * @param metBefore whether somebody had been met when the process ended last
   * @param memory is told that whenever it changes, and keeps it beyond the process
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

  /** Whether there is nobody else who may hold data, as far as can be known. */
  public boolean isAlone() {
    if (bridges == 0) {
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
   * Those met that fell silent without a goodbye and may only be out of reach, closest to a point
   * first. After {@link #ABSENT_MILLIS} a silent one is taken for gone, unless no server is linked:
   * then it is likely this peer that was cut off.
   *
   * @param count the most to name
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
      answeredOverOthers(end.describedBy());
    }
  }

  /** It answered, though no link to it opened: it was there a moment ago. */
  void answeredOverOthers(NodeId id) {
    if (!Long.valueOf(LINKED).equals(present.get(id))) {
      makeRoom(id);
      present.put(id, env.monotonicMillis());
      remember(true);
    }
  }

  /** It is there from now on, until it is {@link #lost}. */
  public void met(NodeId id, PeerKind kind) {
    if (!kind.holdsData()) {
      bridgeSince = bridges++ == 0 ? env.monotonicMillis() : bridgeSince;
      return;
    }
    makeRoom(id);
    present.put(id, LINKED);
    remember(true);
  }

  private void makeRoom(NodeId id) {
    if (present.size() >= MAX_PRESENT && !present.containsKey(id)) {
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

  private void remember(boolean somebody) {
    if (somebody != remembered) {
      remembered = somebody;
      memory.accept(somebody);
    }
  }
}
