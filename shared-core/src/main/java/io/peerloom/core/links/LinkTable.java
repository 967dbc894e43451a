package io.peerloom.core.links;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.IgnoredEvents;
import io.peerloom.core.connection.IncomingLink;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.RelayedTransport;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebRtcLink;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RelayMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The one truth about links (R4): which peers are linked, which attempts are in progress, and which
 * of two connections to the same peer stays.
 */
public final class LinkTable implements LinkOwner {
  /** How long a relayed link stays open after a direct one has replaced it. */
  private static final int RETIRED_MILLIS = 2_000;

  private final NetworkTime env;
  private final Identity self;
  private final RoutingTable table;
  private final ConnectionBudget budget;
  private final Map<NodeId, Link> links = new LinkedHashMap<>();
  private final LinkAttempts attempts = new LinkAttempts();

  /** Relayed links that a direct one has replaced, and that are still open. */
  private final List<Link> retired = new ArrayList<>();

  private final PeerDialler dialler;
  private final LinkReports reports;
  private final LinkClocks clocks;
  private final LinkPrecedence precedence;
  private final LinkShares shares;
  private final OutputBudget output = new OutputBudget();
  private final ReservedLinks reserved = new ReservedLinks();
  private List<LinkListener> listeners = List.of();
  private List<Link> snapshot;
  private int bridges;
  private ConnectionManagerFactory factory;
  private Router router = Router.builder(null).build();
  private boolean closing;
  private String lastFailure = "";
  private DirectHandler messageHandler;
  private DirectHandler streamHandler;
  private RelayHandler relayHandler;

  public LinkTable(Env env, Identity self, RoutingTable table, ConnectionBudget budget) {
    this.env = NetworkTime.of(env);
    this.self = self;
    this.table = table;
    this.budget = budget;
    precedence = new LinkPrecedence(self.id());
    shares = new LinkShares(budget.max());
    dialler = new PeerDialler(env, self, attempts, id -> links.containsKey(id) && !isSuspect(id));
    reports = new LinkReports(env);
    clocks = new LinkClocks(this.env, self, this);
  }

  /** Sets the factory, which makes connections that report to this table. */
  public void setConnectionFactory(ConnectionManagerFactory connectionFactory) {
    factory = connectionFactory;
    dialler.setConnectionFactory(connectionFactory);
  }

  /** Sets the router that answers the requests of linked peers. */
  public void setRouter(Router requests) {
    router = requests;
  }

  /** Sets the handlers of messages for the application, and of frames of its streams. */
  public void setDirectHandlers(DirectHandler ofMessages, DirectHandler ofStreams) {
    messageHandler = ofMessages;
    streamHandler = ofStreams;
  }

  /** Sets the handler of what belongs to relayed links. */
  public void setRelayHandler(RelayHandler handler) {
    relayHandler = handler;
  }

  /** Notifies a listener from the next event on. */
  public void addListener(LinkListener listener) {
    listeners = new ArrayList<>(listeners);
    listeners.add(listener);
  }

  public void removeListener(LinkListener listener) {
    listeners = new ArrayList<>(listeners);
    listeners.remove(listener);
  }

  /** Dials an address, unless an attempt at it is in progress. {@code expected} may be null. */
  public void dial(String address, NodeId expected) {
    dialler.dial(address, expected);
  }

  /** Dials a peer, at one address after the other until one leads to it. */
  public void dial(List<String> addresses, NodeId peer) {
    if (!dialler.dial(addresses, peer)) {
      table.failed(peer, env.monotonicMillis());
    }
  }

  /** Starts one side of a WebRTC attempt; null while closing. */
  public WebRtcLink webRtc(NodeId other, boolean offerer, WebRtcLink.SignalSender outgoing) {
    if (closing) {
      return null;
    }
    WebRtcLink link = factory.webRtc(other, offerer, outgoing);
    attempts.add(link, other, "webrtc", env.monotonicMillis());
    return link;
  }

  /** One end of a link through a relay, whose events it receives; null for no more. */
  public IncomingLink relayed(NodeId other, boolean dialled, RelayedTransport transport) {
    if (closing || !dialled && attempts.isFull()) {
      return null;
    }
    IncomingLink link = factory.relayed(other, dialled, transport);
    attempts.add(link, dialled ? other : null, "relay", env.monotonicMillis());
    return link;
  }

  /** Accepts a WebSocket; its events go to the returned connection. */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    if (closing || attempts.isFull()) {
      transport.close(ErrorCode.OVERLOADED, "too many half-open connections");
      return new IgnoredEvents();
    }
    IncomingLink link = factory.accept(transport);
    attempts.add(link, null, "from " + remoteAddress, env.monotonicMillis());
    return link;
  }

  /** Whether an attempt to link to this peer is in progress. */
  public boolean isAttempting(NodeId id) {
    return attempts.isUnderWay(id);
  }

  /** Peers to which a recent attempt may still bring a link. */
  public Set<NodeId> recentlyAttempted() {
    Set<NodeId> attempted = attempts.recent(env.monotonicMillis());
    attempted.removeIf(links::containsKey);
    return attempted;
  }

  /**
   * If there is a link to another process with the same id, that one is challenged: a copied data
   * folder or browser profile must not replace it, and a peer that has restarted must not wait.
   */
  @Override
  public Promise<Void> checkInstance(Link link, ProvedPeer peer) {
    Link existing = links.get(peer.id());
    if (existing == null || LinkPrecedence.isSameProcess(existing, peer)) {
      return Promise.of(null);
    }
    return existing
        .challenge()
        .map(
            answered -> {
              if (answered) {
                throw new PeerloomException(
                    ErrorCode.INSTANCE_TAKEN, "another process answers as " + peer.id());
              }
              return null;
            });
  }

  @Override
  public ErrorCode refusal(Link link, ProvedPeer peer) {
    if (closing) {
      return ErrorCode.CLOSED;
    }
    if (peer.id().equals(self.id())) {
      return ErrorCode.INSTANCE_TAKEN;
    }
    Link existing = links.get(peer.id());
    if (existing == null) {
      if (!link.isDialler() && losesToOwnDial(peer.id())) {
        return ErrorCode.GLARE;
      }
      return hasRoomFor(peer, link.isDialler()) ? null : ErrorCode.LINK_LIMIT;
    }
    if (precedence.mayReplace(existing, link, peer)) {
      return null;
    }
    existing.suspect();
    return ErrorCode.ALREADY_LINKED;
  }

  /** That peer has too few links and no alternative: room is made for its link. */
  public void reserve(NodeId id) {
    reserved.add(id);
  }

  /** Whether there is room for a link that this peer dials, or it would be made. */
  public boolean hasRoomFor(NodeId id, PeerKind kind) {
    return shares.hasRoom(true) || makesRoomFor(id, kind, all());
  }

  /** Whether there is room for a link to this peer, dialled by it or not, or it would be made. */
  public boolean hasRoomFor(ProvedPeer peer, boolean dialled) {
    if (shares.hasRoom(dialled)) {
      return true;
    }
    LinkShares.Rivals rivals = shares.rivals(all(), peer.owner(), 1, dialled);
    return rivals.larger()
        ? !rivals.links().isEmpty()
        : makesRoomFor(peer.id(), peer.kind(), rivals.links());
  }

  private boolean makesRoomFor(NodeId id, PeerKind kind, List<Link> rivals) {
    return budget.makesRoomFor(
        new ConnectionBudget.LinkSummary(id, kind, env.wallMillis(), -1, reserved.contains(id)),
        reserved.summaries(rivals),
        env.monotonicMillis());
  }

  /** One link makes room for another that is open. */
  private void makeRoom(Link link) {
    LinkShares.Rivals rivals = shares.rivals(all(), link.peer().owner(), 0, link.isDialler());
    List<ConnectionBudget.LinkSummary> summaries = reserved.summaries(rivals.links());
    long now = env.monotonicMillis();
    NodeId least =
        rivals.larger()
            ? ConnectionBudget.leastOf(summaries, now)
            : budget.leastWorth(summaries, now);
    if (least != null) {
      links.get(least).close(ErrorCode.LINK_LIMIT, "made room for another");
    }
  }

  private boolean losesToOwnDial(NodeId other) {
    return !PerfectNegotiation.polite(self.id(), other) && attempts.hasProvedDial(other);
  }

  @Override
  public void opened(Link link) {
    NodeId id = link.peerId();
    Link old = links.get(id);
    if (precedence.losesTo(old, link)) {
      // No listener was notified that it opened, so none is notified that it closed.
      attempts.remove(link);
      link.close(ErrorCode.GLARE, "the other link goes on");
      return;
    }
    LinkAttempts.Attempt attempt = attempts.remove(link);
    links.put(id, link);
    shares.opened(link);
    bridges += bridgeCount(link);
    snapshot = null;
    if (old != null) {
      shares.closed(old);
      bridges -= bridgeCount(old);
      replaced(old, link);
    }
    dialler.opened(attempt, link);
    table.linked(link.info(), link.peer().owner().user(), env.monotonicMillis());
    reports.opened(link);
    for (LinkListener listener : listeners) {
      listener.linkOpened(link);
    }
    if (shares.isOneTooMany(link)) {
      makeRoom(link);
    }
  }

  /**
   * A relayed link that a direct one replaces stays open for the answers that it owes, although it
   * counts no longer.
   */
  private void replaced(Link old, Link link) {
    String reason = "a newer link is open";
    if (old.transport().isDirect() || !link.transport().isDirect()) {
      old.close(ErrorCode.REPLACED, reason);
      return;
    }
    retired.add(old);
    ended(old, new LinkEnd(ErrorCode.REPLACED, reason, "open", false, false, null));
    env.after(RETIRED_MILLIS, () -> old.close(ErrorCode.REPLACED, reason));
  }

  private void ended(Link link, LinkEnd end) {
    reports.ended(link, end);
    notifyClosed(link, end);
  }

  private void notifyClosed(Link link, LinkEnd end) {
    for (LinkListener listener : listeners) {
      listener.linkClosed(link, end);
    }
  }

  @Override
  public void closed(Link link, LinkEnd end) {
    ErrorCode code = end.code();
    LinkAttempts.Attempt attempt = attempts.remove(link);
    if (retired.remove(link)) {
      return;
    }
    if (attempt != null) {
      attemptFailed(link, attempt, end);
      notifyClosed(link, end);
      return;
    }
    if (link.peer() != null && links.get(link.peerId()) == link) {
      links.remove(link.peerId());
      shares.closed(link);
      reserved.remove(link.peerId());
      env.forget(link.peer().identityKey());
      bridges -= bridgeCount(link);
      snapshot = null;
      table.unlinked(link.peerId(), env.monotonicMillis());
      if (end.goodbye()) {
        table.left(link.peerId(), env.monotonicMillis());
      } else if (code == ErrorCode.LINK_LIMIT) {
        table.refused(link.peerId(), env.monotonicMillis());
      } else if (code == ErrorCode.CLOSED && !link.peer().kind().acceptsWebSockets()) {
        table.remove(link.peerId());
      } else if (!link.isDialler()) {
        // The side that dialled dials again; if both did, they would only cross.
        table.refused(link.peerId(), env.monotonicMillis());
      }
    } else if (code != ErrorCode.REPLACED) {
      return;
    }
    ended(link, end);
  }

  @Override
  public void doubtful(Link link, boolean probed) {
    if (links.get(link.peerId()) == link) {
      listeners.forEach(listener -> listener.linkDoubtful(link, probed));
    }
  }

  private void attemptFailed(Link link, LinkAttempts.Attempt attempt, LinkEnd end) {
    ErrorCode code = end.code();
    NodeId id = attempt.expected() != null ? attempt.expected() : peerIdOf(link);
    reports.failed(link, id, attempt.address(), end);
    if (code != ErrorCode.GLARE && code != ErrorCode.ALREADY_LINKED) {
      lastFailure = attempt.address() + ": " + end;
    }
    if (id == null || code == ErrorCode.GLARE) {
      return;
    }
    if (links.containsKey(id)) {
      dialler.goesOn(attempt);
      return;
    }
    if (code == ErrorCode.LINK_LIMIT) {
      table.refused(id, env.monotonicMillis());
    } else if (dialler.goesOn(attempt)) {
      return;
    } else if (end.describedBy() != null) {
      table.noPath(id, budget.isFew(table), env.monotonicMillis());
    } else {
      table.failed(id, env.monotonicMillis());
    }
  }

  private static int bridgeCount(Link link) {
    return link.peer().kind() == PeerKind.BRIDGE ? 1 : 0;
  }

  private static NodeId peerIdOf(Link link) {
    return link.peer() == null ? null : link.peerId();
  }

  @Override
  public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
    return router.handle(link.peer(), request, env.monotonicMillis() + deadlineMillis);
  }

  @Override
  public void notification(Link link, Message message) {
    if (message instanceof RelayMessage relayed) {
      relayHandler.received(link, relayed);
      return;
    }
    if (message instanceof LinkMessage.Presence) {
      table.linked(link.info(), link.peer().owner().user(), env.monotonicMillis());
    }
    listeners.forEach(listener -> listener.notification(link, message));
  }

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return clocks.show(nonce);
  }

  @Override
  public void clockRead(Link link, long askedAt, LinkMessage.Pong theirs) {
    clocks.read(link, askedAt, theirs);
  }

  @Override
  public void queued(int bytes) {
    output.add(bytes, this, env);
  }

  @Override
  public Promise<Message> direct(Link link, int type, byte[] bytes) {
    DirectHandler handler = type == MessageType.DIRECT ? messageHandler : streamHandler;
    return handler.received(link.peer(), bytes);
  }

  /** The live link to a peer, or null. */
  public Link link(NodeId id) {
    return links.get(id);
  }

  /** Whether a linked peer has not yet answered a probe. */
  public boolean isSuspect(NodeId id) {
    Link link = links.get(id);
    return link != null && link.isSuspect();
  }

  /** A snapshot of all live links, oldest first. */
  public List<Link> all() {
    if (snapshot == null) {
      snapshot = Collections.unmodifiableList(new ArrayList<>(links.values()));
    }
    return snapshot;
  }

  /** The live links to the {@code most} peers closest to a point that satisfy the condition. */
  public List<Link> closest(Point target, int most, Predicate<Contact> condition) {
    List<Link> closest = new ArrayList<>(most);
    for (Contact contact : table.closestLinked(target, most, condition)) {
      closest.add(links.get(contact.id()));
    }
    return closest;
  }

  /** The number of links, without those to bridges. */
  public int sizeWithoutBridges() {
    return links.size() - bridges;
  }

  /** How many peers the network has, estimated by those that are linked. */
  public int networkSize() {
    return NetworkSize.of(self.id(), links.values());
  }

  /** How many live links there are. */
  public int size() {
    return links.size();
  }

  /** Reads the clocks of all linked peers; fulfilled within seconds. */
  public Promise<List<Boolean>> readClocks() {
    return clocks.readAll();
  }

  /** Why the last attempt failed, as a diagnosis; empty if none has. */
  public String lastFailure() {
    return lastFailure;
  }

  /** Says goodbye to all peers and accepts no more links. */
  public void closeAll() {
    closing = true;
    dialler.close();
    List<Link> every = attempts.links();
    every.addAll(links.values());
    every.addAll(retired);
    every.forEach(link -> link.close(ErrorCode.CLOSED, "leaving"));
  }
}
