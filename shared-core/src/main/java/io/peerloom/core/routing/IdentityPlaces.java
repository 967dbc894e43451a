package io.peerloom.core.routing;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Lists;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Decides who comes first where many want few places: an identity has up to 256 ids, and is one
 * peer for what the network decides. At most {@link #MAX} of its ids stand before others; the rest
 * come behind these, so that no place stays empty where nobody else wants it.
 *
 * <p>An id's identity is known once the peer has proved itself, over a link or by a routed answer.
 * Until then it counts as one of its own: a contact that others returned proves nothing.
 */
public final class IdentityPlaces {
  /** The places of one identity where others want them, too. */
  public static final int MAX = 2;

  private final Function<NodeId, Bytes> identities;

  /**
   * Places by identity.
   *
   * @param identities the proved identity of an id; null if it is not known
   */
  public IdentityPlaces(Function<NodeId, Bytes> identities) {
    this.identities = identities;
  }

  /** The identity of an id, or what stands for it as long as it is not known. */
  public Bytes identity(NodeId id) {
    Bytes identity = identities.apply(id);
    return identity == null ? Bytes.wrap(id.bytes()) : identity;
  }

  /** Whether the identity of an id is known. */
  public boolean isProved(NodeId id) {
    return identities.apply(id) != null;
  }

  /**
   * Whose voice an id is where peers have to agree: its identity's; but this peer's own devices
   * have one each, for nobody deceives itself.
   */
  public Bytes voice(NodeId id, NodeId self) {
    Bytes identity = identity(id);
    return identity.equals(identity(self)) ? Bytes.wrap(id.bytes()) : identity;
  }

  /** Counts ids, one after the other. */
  public final class Count {
    private final Map<Bytes, Integer> counts = new TreeMap<>();

    /** Whether this one has a place before others; it then takes it. */
    public boolean takes(NodeId id) {
      return counts.merge(identity(id), 1, Integer::sum) <= MAX;
    }
  }

  /** A count that begins. */
  public Count count() {
    return new Count();
  }

  /** The same ids: first those that have a place before others, in their order. */
  public List<NodeId> order(List<NodeId> ids) {
    Count count = count();
    List<NodeId> first = new ArrayList<>(ids.size());
    List<NodeId> behind = new ArrayList<>();
    for (NodeId id : ids) {
      (count.takes(id) ? first : behind).add(id);
    }
    first.addAll(behind);
    return first;
  }

  /** The first {@code most} of {@link #order}, in the order in which they were given. */
  public List<NodeId> first(List<NodeId> ids, int most) {
    List<NodeId> chosen = Lists.first(order(ids), most);
    List<NodeId> result = new ArrayList<>(chosen.size());
    for (NodeId id : ids) {
      if (chosen.contains(id)) {
        result.add(id);
      }
    }
    return result;
  }
}
