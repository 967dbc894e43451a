package io.peerloom.core.relay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.IncomingLink;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.AwaitedLink;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.KeyedLimits;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RelayMessage.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links of this peer through relays: opens them where no direct path is known, takes those that
 * others open, and opens another one, through the next relay, when one breaks.
 */
public final class RelayedLinks implements Service, LinkListener {
  private static final int ASK_MILLIS = 3_000;
  private static final int OPEN_MILLIS = 6_000;
  private static final int DIAL_MILLIS = 5_000;

  /** Relays that one attempt tries. */
  private static final int MAX_TRIES = 4;

  /** The end that did not open a relayed link waits so long for the other end to replace it. */
  private static final int YIELD_MILLIS = 400;

  /** So long after it was refused for a direct link the same relay is asked once more. */
  private static final int REFUSED_MILLIS = 500;

  /** A direct link that carried data or a topic within this time is replaced when it breaks. */
  private static final int IN_USE_MILLIS = 60_000;

  /** Addresses of relays in one answer, which has to fit a routed message. */
  private static final int MAX_ADDRESS_CHARS = 1_200;

  /** An attempt to reach one peer, relay by relay. */
  private static final class Attempt {
    List<Reach> relays = List.of();
    int next;
    boolean refused;
    Link link;
  }

  private final Env env;
  private final Crypto crypto;
  private final RoutingTable table;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final Map<NodeId, Attempt> attempts = new LinkedHashMap<>();
  private final Map<NodeId, Map<Integer, RelayTransport>> channels = new LinkedHashMap<>();

  /** Each link that a relay brings costs a handshake, whoever is said to want it. */
  private final KeyedLimits brought =
      new KeyedLimits(Limits.RELAYED_LINKS_BURST, Limits.RELAYED_LINKS_PER_SECOND);

  /** The relays of peers reached lately, so that a second one is known before the first ends. */
  private final BoundedMap<NodeId, List<Reach>> reaches =
      new BoundedMap<>(Limits.MAX_RELAY_ATTEMPTS);

  public RelayedLinks(
      Env env, Crypto crypto, RoutingTable table, LinkTable links, OverlayNetwork overlay) {
    this.env = env;
    this.crypto = crypto;
    this.table = table;
    this.links = links;
    this.overlay = overlay;
  }

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.ASK_RELAYS, (from, asked) -> Promise.of(relays()));
    router.on(MessageType.ACCEPT_RELAY, this::accept);
  }

  // ---- opening

  /** Whether this peer is linked to one that relays. */
  public boolean isPossible() {
    return !own().isEmpty();
  }

  /**
   * Tries to reach a peer through a relay; what comes of it shows in the link table.
   *
   * @return whether an attempt began
   */
  public boolean connect(NodeId id) {
    if (isLinked(id) || attempts.containsKey(id)) {
      return false;
    }
    if (attempts.size() >= Limits.MAX_RELAY_ATTEMPTS || !isPossible()) {
      return false;
    }
    Attempt attempt = new Attempt();
    attempts.put(id, attempt);
    List<Reach> known = reaches.remove(id);
    Promise<List<Reach>> theirs = known != null && !known.isEmpty() ? Promise.of(known) : ask(id);
    theirs.then(
        list -> {
          attempt.relays = RelayChoice.order(own(), list);
          reaches.put(id, list);
          tryNext(id, attempt);
        },
        e -> {});
    return true;
  }

  /** Whether there is a link to a peer, and nothing that speaks against it. */
  private boolean isLinked(NodeId id) {
    Link link = links.link(id);
    return link != null && !(link.transport().isDirect() && link.isSuspect());
  }

  /** The relays of a peer; none where it does not answer. */
  private Promise<List<Reach>> ask(NodeId id) {
    return overlay
        .request(id, new RelayMessage.AskRelays(), ASK_MILLIS)
        .map(answer -> ((RelayMessage.Relays) Failure.successful(answer)).reaches())
        .recover(e -> Promise.of(List.of()));
  }

  private void tryNext(NodeId id, Attempt attempt) {
    if (attempts.get(id) != attempt) {
      return;
    }
    if (isLinked(id)) {
      attempts.remove(id);
      return;
    }
    if (attempt.next >= Math.min(MAX_TRIES, attempt.relays.size())) {
      attempts.remove(id);
      reaches.remove(id);
      table.failed(id, env.monotonicMillis());
      return;
    }
    ContactInfo relay = attempt.relays.get(attempt.next++).relay();
    linkTo(relay)
        .flatMap(over -> open(over, id))
        .then(
            link -> attempt.link = link,
            e -> {
              env.log(
                  LogLevel.DEBUG,
                  "relay.refused",
                  "peer",
                  id,
                  "relay",
                  relay.id(),
                  "code",
                  e.code());
              if (e.code() == ErrorCode.ALREADY_LINKED && !attempt.refused) {
                // The other end probes its link now, which this end has reason to doubt.
                attempt.refused = true;
                attempt.next--;
                env.after(REFUSED_MILLIS, () -> tryNext(id, attempt));
              } else {
                tryNext(id, attempt);
              }
            });
  }

  private Promise<Link> linkTo(ContactInfo relay) {
    Link link = links.link(relay.id());
    if (link == null && relay.kind().acceptsWebSockets()) {
      links.dial(relay.addresses(), relay.id());
    } else if (link == null || !mayRelay(link)) {
      return Promise.failed(ErrorCode.UNREACHABLE, "no relay");
    }
    return AwaitedLink.to(relay.id(), env, links, DIAL_MILLIS);
  }

  private Promise<Link> open(Link relay, NodeId id) {
    return relay
        .request(new RelayMessage.OpenRelay(id), OPEN_MILLIS)
        .map(
            answer -> {
              if (!(Failure.successful(answer) instanceof RelayMessage.RelayOpened opened)) {
                throw new PeerloomException(ErrorCode.INVALID_REQUEST, "no channel");
              }
              return begin(relay, opened.channel(), id, true);
            });
  }

  private Link begin(Link relay, int channel, NodeId other, boolean dialled) {
    Map<Integer, RelayTransport> through = channels.get(relay.peerId());
    if (through == null) {
      through = new LinkedHashMap<>();
      channels.put(relay.peerId(), through);
    }
    if (through.containsKey(channel) || through.size() >= Limits.MAX_CHANNELS_OF_RELAY) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "many links through this relay");
    }
    RelayTransport transport =
        new RelayTransport(relay, channel, crypto, () -> forget(relay.peerId(), channel));
    IncomingLink link = links.relayed(other, dialled, transport);
    if (link == null) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many half-open connections");
    }
    through.put(channel, transport);
    transport.deliverTo(link);
    link.opened();
    return link;
  }

  private void forget(NodeId relay, int channel) {
    Map<Integer, RelayTransport> through = channels.get(relay);
    if (through != null && through.remove(channel) != null && through.isEmpty()) {
      channels.remove(relay);
    }
  }

  // ---- answering

  private static boolean mayRelay(Link link) {
    return link.isOpen() && link.transport().isDirect() && link.peer().kind().acceptsWebSockets();
  }

  /** The relays that this peer is linked to. */
  private List<Reach> own() {
    List<Reach> own = new ArrayList<>();
    for (Link link : links.all()) {
      if (mayRelay(link)) {
        double millis = link.rttMillis();
        own.add(
            new Reach(
                link.info(),
                millis < 0 ? Reach.UNKNOWN_MILLIS : (int) Math.min(millis, Reach.UNKNOWN_MILLIS)));
      }
    }
    return own;
  }

  private RelayMessage.Relays relays() {
    List<Reach> own = own();
    List<Reach> named = new ArrayList<>();
    int chars = 0;
    for (Reach each : RelayChoice.order(own, own)) {
      for (String address : each.relay().addresses()) {
        chars += address.length();
      }
      if (named.size() < RelayMessage.MAX_RELAYS && chars <= MAX_ADDRESS_CHARS) {
        named.add(each);
      }
    }
    return new RelayMessage.Relays(named);
  }

  /** A relay brings a link of another peer. */
  private Promise<Message> accept(ProvedPeer relay, RelayMessage.AcceptRelay asked) {
    Link over = links.link(relay.id());
    if (over == null || !mayRelay(over)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "no relay");
    }
    int wait = brought.take(relay.identityKey(), env.monotonicMillis());
    if (wait > 0) {
      return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "brings many", wait));
    }
    Link existing = links.link(asked.from());
    if (existing != null && existing.transport().isDirect() && !existing.isSuspect()) {
      existing.suspect();
      return Promise.failed(ErrorCode.ALREADY_LINKED, "linked directly");
    }
    begin(over, asked.channel(), asked.from(), false);
    return Promise.of(new LinkMessage.Done());
  }

  /** A frame or an end that a relay sends to this end. */
  public void received(Link relay, RelayMessage message) {
    Map<Integer, RelayTransport> through = channels.get(relay.peerId());
    if (through == null) {
      return;
    }
    if (message instanceof RelayMessage.RelayFrame frame) {
      RelayTransport transport = through.get(frame.channel());
      if (transport != null) {
        transport.received(frame);
      }
    } else if (message instanceof RelayMessage.RelayEnd end) {
      RelayTransport transport = through.get(end.channel());
      if (transport != null) {
        transport.endedElsewhere(end.code(), "ended by the relay");
      }
    }
  }

  // ---- events of links

  @Override
  public void linkOpened(Link link) {
    attempts.remove(link.peerId());
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() > 0) {
      cut(link);
      replace(link, end);
      return;
    }
    for (Map.Entry<NodeId, Attempt> entry : attempts.entrySet()) {
      if (entry.getValue().link == link) {
        tryNext(entry.getKey(), entry.getValue());
        return;
      }
    }
    NodeId unreached = end.describedBy();
    if (unreached != null && relayed() < Limits.MAX_FALLBACK_LINKS) {
      connect(unreached);
    }
  }

  /** Ends what went through a link. */
  private void cut(Link relay) {
    for (Map.Entry<NodeId, List<Reach>> entry : reaches.entrySet()) {
      List<Reach> left = new ArrayList<>();
      for (Reach each : entry.getValue()) {
        if (!each.relay().id().equals(relay.peerId())) {
          left.add(each);
        }
      }
      entry.setValue(left);
    }
    Map<Integer, RelayTransport> through = channels.get(relay.peerId());
    if (through != null) {
      for (RelayTransport transport : new ArrayList<>(through.values())) {
        if (transport.relay() == relay) {
          transport.endedElsewhere(ErrorCode.UNREACHABLE, "the link to the relay ended");
        }
      }
    }
  }

  /** A link that broke, and did not end on purpose, is replaced by a relayed one. */
  private void replace(Link link, LinkEnd end) {
    NodeId id = link.peerId();
    boolean broke =
        end.code() == ErrorCode.UNREACHABLE
            || end.code() == ErrorCode.TIMEOUT
            || end.code() == ErrorCode.OVERLOADED;
    if (!broke || end.goodbye() || !link.peer().addresses().isEmpty()) {
      return;
    }
    if (link.transport() == TransportKind.RELAY) {
      env.after(link.isDialler() ? 0 : YIELD_MILLIS, () -> connect(id));
    } else {
      replaceInDoubt(link);
    }
  }

  /** A direct link in use, which broke or may be dead, is replaced by a relayed one. */
  public void replaceInDoubt(Link link) {
    if (link.usedAt() >= 0 && env.monotonicMillis() - link.usedAt() < IN_USE_MILLIS) {
      connect(link.peerId());
    }
  }

  private int relayed() {
    int relayed = attempts.size();
    for (Link link : links.all()) {
      relayed += link.transport().isDirect() ? 0 : 1;
    }
    return relayed;
  }
}
