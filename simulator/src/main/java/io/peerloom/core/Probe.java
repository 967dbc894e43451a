package io.peerloom.core;

import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives checkers access to internals of a peer that applications cannot see. It is in the core's
 * package so that the core's API needs no method that only tests would use.
 */
public final class Probe {
  private final Peer peer;

  public Probe(Peer peer) {
    this.peer = peer;
  }

  public NodeId id() {
    return peer.assembly.self.id();
  }

  /**
   * A bare lookup.
   *
   * @param paths number of disjoint paths, 1 to {@link LookupConfig#VERIFIED_PATHS}
   * @param strict whether to make a verified lookup, over all paths
   */
  public Promise<List<ContactInfo>> lookup(Point target, int count, int paths, boolean strict) {
    PeerFinder finder = peer.assembly.finder;
    return finder.closest(target, count, strict ? LookupConfig.VERIFIED : LookupConfig.over(paths));
  }

  /** The contact of a peer in the routing table; null if it is not there. */
  public Contact contact(NodeId id) {
    return peer.assembly.table.find(id);
  }

  /** Removes a peer from the routing table, to test that a checker notices. */
  public void forget(NodeId id) {
    peer.assembly.table.remove(id);
  }

  public List<Contact> contacts() {
    return peer.assembly.table.contacts();
  }

  /** Number of live links, without those to bridges. */
  public int countedLinks() {
    return peer.assembly.links.sizeWithoutBridges();
  }

  /**
   * Whether the peer considers its links the whole network; if that is not proved yet, asks them
   * for the next time.
   */
  public boolean isLinkedToAll() {
    return peer.assembly.mesh.isProved();
  }

  /** The peer's answers to others, from a request and what its core would answer. */
  public interface Answers {
    Promise<Message> answer(Message request, Supplier<Promise<Message>> core);
  }

  /** From now on these are its answers to linked peers, and to those whose requests are routed. */
  public void answerWith(Answers answers) {
    Router core = peer.assembly.router;
    Router.Builder changed = Router.builder(null);
    for (int type = 0; type < MessageType.COUNT; type++) {
      changed.onTimed(
          type,
          (from, request, until) ->
              answers.answer(request, () -> core.handle(from, request, until)));
    }
    Router router = changed.build();
    peer.assembly.links.setRouter(router);
    peer.assembly.overlay.setRouter(router);
  }

  /** To how many subscribers of all topics it forwards. */
  public int forwardedTo() {
    return peer.assembly.forwarder == null ? 0 : peer.assembly.forwarder.subscribers();
  }

  public List<Link> links() {
    return peer.assembly.links.all();
  }
}
