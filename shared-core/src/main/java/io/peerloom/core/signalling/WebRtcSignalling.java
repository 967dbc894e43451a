package io.peerloom.core.signalling;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkMethod;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.WebRtcLink;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.relay.RelayedLinks;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.InviteDial;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a link to a known peer about, by whichever way suits the two kinds: dials, invites, or
 * exchanges session descriptions over the overlay (R9). All rules of who goes first are in {@link
 * PerfectNegotiation}; this only carries them out.
 */
public final class WebRtcSignalling implements Service, LinkListener {
  private static final int SIGNAL_TIMEOUT_MILLIS = 3_000;

  /** Candidates that are found within this time travel with the description. */
  private static final int GATHERING_MILLIS = 100;

  /** The same where no message can bring those found later. */
  private static final int COMPLETE_GATHERING_MILLIS = 1_000;

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final ConnectionManagerFactory factory;
  private final RelayedLinks relays;
  private final Map<NodeId, Negotiation> negotiations = new LinkedHashMap<>();
  private final NegotiationLimits limits;

  public WebRtcSignalling(
      Env env,
      Crypto crypto,
      Identity self,
      RoutingTable table,
      LinkTable links,
      OverlayNetwork overlay,
      ConnectionManagerFactory factory,
      RelayedLinks relays) {
    this.env = env;
    this.crypto = crypto;
    this.self = self;
    this.table = table;
    this.links = links;
    this.overlay = overlay;
    this.factory = factory;
    this.relays = relays;
    limits = new NegotiationLimits(self.keys().identityPublicKey());
  }

  /**
   * Tries to get a link to a peer; what comes of it shows in the link table. Signals travel over
   * links, so without one only dialling is tried.
   *
   * @return whether an attempt began
   */
  public boolean connect(ContactInfo contact) {
    if (!canConnect(contact)) {
      return false;
    }
    NodeId id = contact.id();
    switch (method(contact)) {
      case DIAL -> links.dial(contact.addresses(), id);
      case SIGNAL -> {
        // Where no NAT let a path through lately, a relay is asked before.
        Contact known = table.find(id);
        if (known == null || !known.isReachable() || !relays.connect(id)) {
          negotiate(id);
        }
      }
      case INVITE_DIAL ->
          send(id, new InviteDial(self.addresses().get(0))).then(ok -> {}, e -> unreachable(id, e));
      case NONE -> relays.connect(id);
    }
    return true;
  }

  /**
   * The same for an application that waits: a browser peer is linked through a relay at once, while
   * a direct path is sought, also where the search has begun before.
   */
  public void connectNow(ContactInfo contact) {
    if (method(contact) == LinkMethod.SIGNAL) {
      relays.connect(contact.id());
    }
    connect(contact);
  }

  /** Gives an attempt up, if one is in progress, so that the next begins anew. */
  void abandon(NodeId id) {
    Negotiation negotiation = negotiations.get(id);
    if (negotiation != null && negotiation.link != null && !negotiation.link.isOpen()) {
      negotiation.link.close(ErrorCode.CLOSED, "the network has changed");
    }
  }

  /** How to link to a peer; NONE for through a relay only. */
  private LinkMethod method(ContactInfo contact) {
    LinkMethod method = factory.methodFor(contact.kind());
    return method == LinkMethod.DIAL && contact.addresses().isEmpty() ? LinkMethod.NONE : method;
  }

  /** Whether there is a way to a peer that is neither linked nor being linked to. */
  public boolean canConnect(ContactInfo contact) {
    NodeId id = contact.id();
    if (id.equals(self.id()) || links.link(id) != null || links.isAttempting(id)) {
      return false;
    }
    LinkMethod method = method(contact);
    return method == LinkMethod.DIAL
        || (method == LinkMethod.NONE ? relays.isPossible() : links.size() > 0);
  }

  /** Seeks a direct path to a browser peer, whether it is linked through a relay or not at all. */
  void negotiate(NodeId id) {
    Negotiation negotiation = negotiation(id);
    if (negotiation == null) {
      return;
    }
    if (negotiation.rules.wanted() == PerfectNegotiation.Action.OFFER) {
      offer(id, negotiation, crypto.randomBytes(8), GATHERING_MILLIS)
          .then(offer -> exchange(id, offer), e -> {});
    }
  }

  private void unreachable(NodeId id, PeerloomException reason) {
    table.failed(id, env.monotonicMillis());
    forgetIfGone(id, reason);
  }

  private void forgetIfGone(NodeId id, PeerloomException reason) {
    if (reason.code() == ErrorCode.NO_ROUTE) {
      table.noRoute(id);
    }
  }

  private Negotiation negotiation(NodeId id) {
    Negotiation known = negotiations.get(id);
    if (known == null && negotiations.size() - limits.size() < Limits.MAX_NEGOTIATIONS) {
      known = newNegotiation(id);
    }
    return known;
  }

  private Negotiation newNegotiation(NodeId id) {
    Negotiation begun = new Negotiation(self.id(), id);
    negotiations.put(id, begun);
    return begun;
  }

  /** The negotiation that an offer belongs to; null where its sender has too many. */
  private Negotiation offered(ProvedPeer from) {
    Negotiation known = negotiations.get(from.id());
    if (known != null || !limits.mayBegin(from)) {
      return known;
    }
    overlay.suspect(from.id()); // A linked peer that offers another link may have lost this one.
    NodeId givenUp = limits.begun(from);
    if (givenUp != null) {
      WebRtcLink link = negotiations.get(givenUp).link;
      end(givenUp);
      if (link != null) {
        link.close(ErrorCode.OVERLOADED, "others negotiate, too");
      }
    }
    return newNegotiation(from.id());
  }

  private void end(NodeId id) {
    Negotiation ended = negotiations.remove(id);
    limits.ended(id);
    if (ended != null && ended.description != null) {
      ended.description.end();
    }
  }

  /** The offer, once it is made; something else where nothing comes of it. */
  private Promise<Message> offer(
      NodeId id, Negotiation negotiation, byte[] name, int gatherMillis) {
    negotiation.rules.offered(name);
    LocalDescription description = start(id, negotiation, true, name, gatherMillis);
    if (negotiation.link != null) {
      negotiation.link.offer();
    }
    return description.complete;
  }

  /**
   * A complete offer to a page that no link leads to, for a bootstrap server to carry (DESIGN 15).
   * The attempt goes on with {@link #completeAnswer}.
   */
  public Promise<Route> completeOffer(NodeId id) {
    boolean signals = factory.methodFor(PeerKind.BROWSER) == LinkMethod.SIGNAL;
    Negotiation negotiation = signals && !negotiations.containsKey(id) ? negotiation(id) : null;
    if (negotiation == null) {
      return Promise.failed(ErrorCode.OVERLOADED, "no WebRTC, or negotiating enough");
    }
    byte[] name = crypto.randomBytes(8);
    return offer(id, negotiation, name, COMPLETE_GATHERING_MILLIS)
        .flatMap(
            offer ->
                offer instanceof Signal made
                    ? overlay.signedRoute(
                        id, new Signal(Signal.COMPLETE_OFFER, name, made.text()), name)
                    : Promise.failed(ErrorCode.UNREACHABLE, "no offer could be made"));
  }

  /** What came back to {@link #completeOffer}; null where nothing did, which ends the attempt. */
  public void completeAnswer(Route offer, byte[] answer) {
    NodeId id = offer.target();
    Promise<Message> opened =
        answer == null ? Promise.of(new LinkMessage.Done()) : overlay.verifyAnswer(offer, answer);
    opened.then(
        message -> {
          if (message instanceof Signal) {
            handleAnswer(id, message);
          } else {
            if (message instanceof Found found) {
              table.learn(found.contacts(), env.monotonicMillis());
            }
            abandon(id, offer.trace(), ErrorCode.UNREACHABLE, "the offer has no answer");
          }
        },
        e -> abandon(id, offer.trace(), e.code(), e.getMessage()));
  }

  private LocalDescription start(
      NodeId id, Negotiation negotiation, boolean offerer, byte[] name, int gatherMillis) {
    LocalDescription description = new LocalDescription(id, name, gatherMillis);
    if (negotiation.description != null) {
      negotiation.description.end();
    }
    negotiation.description = description;
    negotiation.link = links.webRtc(id, offerer, negotiation.begin(description));
    if (negotiation.link == null) {
      description.end();
    }
    return description;
  }

  /** Sends a description; its answer may be another. */
  private void exchange(NodeId id, Message description) {
    if (description instanceof Signal signal) {
      send(id, signal)
          .then(
              answer -> handleAnswer(id, answer),
              e -> {
                abandon(id, signal.attempt(), ErrorCode.UNREACHABLE, "signal did not arrive");
                forgetIfGone(id, e);
              });
    }
  }

  private void handleAnswer(NodeId id, Message answer) {
    Negotiation negotiation = negotiations.get(id);
    if (negotiation != null && answer instanceof Signal signal) {
      handle(id, negotiation, signal).then(description -> exchange(id, description), e -> {});
    }
  }

  /**
   * What this side tells of one attempt: its description with the candidates found within a moment,
   * as one message, because each travels several hops; then those found later, of which a lost one
   * may not matter.
   */
  final class LocalDescription implements WebRtcLink.SignalSender {
    final Promise<Message> complete = new Promise<>();
    final byte[] name;
    private final NodeId id;
    private final int gatherMillis;
    private int step = Signal.CANDIDATE;
    private String waiting = "";

    LocalDescription(NodeId id, byte[] name, int gatherMillis) {
      this.id = id;
      this.name = name;
      this.gatherMillis = gatherMillis;
    }

    @Override
    public void accept(String type, String text) {
      if (!type.equals("candidate")) {
        if (Bytes.utf8(text).length > Signal.MAX_TEXT_BYTES) {
          abandon(id, name, ErrorCode.TOO_LARGE, "too long");
          return;
        }
        step =
            !type.equals("offer")
                ? Signal.ANSWER
                : needsReservedPlace(id) ? Signal.NEEDED_OFFER : Signal.OFFER;
      } else if (text.isEmpty()) {
        sendWaiting();
        return;
      } else if (text.length() > Negotiation.MAX_CANDIDATE_CHARS) {
        return;
      } else if (waiting.length() + text.length() + 1 > Signal.MAX_TEXT_BYTES) {
        sendWaiting();
      }
      if (waiting.isEmpty()) {
        env.after(gatherMillis, this::sendWaiting);
        waiting = text;
      } else {
        waiting += "\n" + text;
      }
    }

    private void sendWaiting() {
      if (waiting.isEmpty()) {
        return;
      }
      Signal signal = new Signal(step, name, waiting);
      waiting = "";
      if (step == Signal.CANDIDATE) {
        send(id, signal).then(ok -> {}, e -> {});
      } else {
        step = Signal.CANDIDATE;
        complete.complete(signal);
      }
    }

    void end() {
      complete.complete(new LinkMessage.Done());
    }
  }

  /** Whether too few links are open, and this peer had no room for one. */
  private boolean needsReservedPlace(NodeId id) {
    Contact contact = table.find(id);
    return links.sizeWithoutBridges() < ConnectionBudget.MIN_LINKS
        && contact != null
        && contact.isFull();
  }

  private void abandon(NodeId id, byte[] name, ErrorCode code, String reason) {
    Negotiation negotiation = negotiations.get(id);
    if (negotiation != null
        && negotiation.link != null
        && Bytes.equal(name, negotiation.description.name)
        && !negotiation.link.isOpen()) {
      negotiation.link.close(code, reason);
    }
  }

  private Promise<Message> send(NodeId id, Message signal) {
    return overlay.request(id, signal, SIGNAL_TIMEOUT_MILLIS);
  }

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.SIGNAL, this::signalled).on(MessageType.INVITE_DIAL, this::invited);
  }

  /** Takes up a step of the other side. */
  public Promise<Message> signalled(ProvedPeer from, Signal signal) {
    NodeId id = from.id();
    if (factory.methodFor(from.kind()) != LinkMethod.SIGNAL) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "these two do not link by WebRTC");
    }
    if (signal.step() == Signal.COMPLETE_OFFER && !links.hasRoomFor(from, false)) {
      return Promise.of(new Found(nearBrowserPeers(id)));
    }
    boolean begins = signal.step() != Signal.ANSWER && signal.step() != Signal.CANDIDATE;
    int wait = begins ? limits.waitMillis(from, env.monotonicMillis()) : 0;
    if (wait > 0) {
      return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "many offers", wait));
    }
    Negotiation negotiation = begins ? offered(from) : negotiations.get(id);
    if (negotiation == null) {
      return begins
          ? Promise.failed(ErrorCode.OVERLOADED, "too many negotiations")
          : Promise.of(new LinkMessage.Done());
    }
    table.learnAlive(ContactInfo.of(from), env.monotonicMillis());
    return handle(id, negotiation, signal);
  }

  /** Whom a newcomer may turn to instead: its neighbours make room for it. */
  private List<ContactInfo> nearBrowserPeers(NodeId id) {
    List<ContactInfo> browserPeers = new ArrayList<>();
    for (Contact browserPeer :
        table.closestLinked(id, RoutingMessage.MAX_CONTACTS, c -> c.kind() == PeerKind.BROWSER)) {
      browserPeers.add(browserPeer.info());
    }
    return browserPeers;
  }

  /** What is said to it: a description of this side where one is due. */
  private Promise<Message> handle(NodeId id, Negotiation negotiation, Signal signal) {
    switch (signal.step()) {
      case Signal.OFFER, Signal.COMPLETE_OFFER, Signal.NEEDED_OFFER -> {
        if (signal.step() == Signal.NEEDED_OFFER) {
          links.reserve(id);
        }
        if (negotiation.rules.offer(signal.attempt()) == PerfectNegotiation.Action.ANSWER) {
          return answer(id, negotiation, signal);
        }
      }
      case Signal.ANSWER -> {
        if (negotiation.rules.answer(signal.attempt()) == PerfectNegotiation.Action.APPLY) {
          negotiation.applyDescription("answer", signal.text());
        }
      }
      default -> applyCandidate(negotiation, signal);
    }
    return Promise.of(new LinkMessage.Done());
  }

  private Promise<Message> answer(NodeId id, Negotiation negotiation, Signal offer) {
    WebRtcLink dropped = negotiation.link;
    int gatherMillis =
        offer.step() == Signal.COMPLETE_OFFER ? COMPLETE_GATHERING_MILLIS : GATHERING_MILLIS;
    LocalDescription description = start(id, negotiation, false, offer.attempt(), gatherMillis);
    if (dropped != null) {
      dropped.close(ErrorCode.GLARE, "the other side's offer goes on");
    }
    if (negotiation.link != null) {
      negotiation.applyDescription("offer", offer.text());
      List<Signal> early = new ArrayList<>(negotiation.early);
      negotiation.early.clear();
      for (Signal candidate : early) {
        applyCandidate(negotiation, candidate);
      }
    }
    return description.complete;
  }

  private static void applyCandidate(Negotiation negotiation, Signal signal) {
    if (negotiation.rules.candidate(signal.attempt()) == PerfectNegotiation.Action.APPLY) {
      negotiation.addCandidates(signal.text());
    } else if (negotiation.early.size() < Limits.MAX_EARLY_CANDIDATES) {
      negotiation.early.add(signal);
    }
  }

  /** A Node-role peer asks to be dialled. */
  public Promise<Message> invited(ProvedPeer from, InviteDial invitation) {
    if (!from.addresses().contains(invitation.address())) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "address is not on the card");
    }
    connect(ContactInfo.of(from));
    return Promise.of(new LinkMessage.Done());
  }

  @Override
  public void linkOpened(Link link) {
    Negotiation negotiation = negotiations.get(link.peerId());
    if (negotiation != null && negotiation.link == link) {
      negotiations.remove(link.peerId());
      limits.ended(link.peerId());
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link instanceof WebRtcLink rtc) {
      Negotiation negotiation = negotiations.get(rtc.expected());
      if (negotiation != null && negotiation.link == link) {
        end(rtc.expected());
      }
    }
  }
}
