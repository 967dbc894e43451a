package io.peerloom.core.overlay;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.InviteDial;
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
public final class Signalling implements LinkListener {
  private static final int SIGNAL_TIMEOUT_MILLIS = 3_000;
  private static final int MAX_NEGOTIATIONS = 128;
  private static final int MAX_EARLY_CANDIDATES = 32;
  private static final int GATHER_MILLIS = 50;

  /** All of a candidate is ASCII. */
  private static final int MAX_CANDIDATE_CHARS = 1_000;

  private static final class Negotiation {
    final PerfectNegotiation rules;
    final List<Signal> early = new ArrayList<>();
    WebRtcConnectionManager link;
    byte[] attempt;

    Negotiation(NodeId self, NodeId other) {
      rules = new PerfectNegotiation(self, other);
    }
  }

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final ConnectionManagerFactory factory;
  private final Map<NodeId, Negotiation> negotiations = new LinkedHashMap<>();

  public Signalling(
      Env env,
      Crypto crypto,
      Identity self,
      RoutingTable table,
      LinkTable links,
      OverlayNetwork overlay,
      ConnectionManagerFactory factory) {
    this.env = env;
    this.crypto = crypto;
    this.self = self;
    this.table = table;
    this.links = links;
    this.overlay = overlay;
    this.factory = factory;
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
    ConnectionManagerFactory.Way way = factory.way(contact.kind());
    if (way == ConnectionManagerFactory.Way.DIAL) {
      for (String address : contact.addresses()) {
        links.dial(address, id);
      }
      return true;
    }
    if (way == ConnectionManagerFactory.Way.SIGNAL) {
      want(id);
    } else {
      send(id, new InviteDial(self.addresses().get(0)))
          .then(ok -> {}, e -> table.failed(id, env.monotonicMillis()));
    }
    return true;
  }

  /** Whether there is a way to a peer that is neither linked nor being linked to. */
  public boolean canConnect(ContactInfo contact) {
    NodeId id = contact.id();
    if (id.equals(self.id()) || links.link(id) != null || links.isAttempting(id)) {
      return false;
    }
    return switch (factory.way(contact.kind())) {
      case DIAL -> !contact.addresses().isEmpty();
      case NONE -> false;
      default -> links.size() > 0;
    };
  }

  private void want(NodeId id) {
    Negotiation negotiation = negotiation(id);
    if (negotiation == null) {
      return;
    }
    PerfectNegotiation.Action action = negotiation.rules.wanted();
    if (action == PerfectNegotiation.Action.OFFER) {
      offer(id, negotiation);
    } else if (action == PerfectNegotiation.Action.ASK) {
      send(id, new Signal(Signal.ASK, new byte[8], ""))
          .then(
              ok -> env.after(WebRtcConnectionManager.ATTEMPT_MILLIS, () -> askExpired(id)),
              e -> {
                giveUp(id, negotiation);
                if (e.code() == ErrorCode.NO_ROUTE) {
                  table.noRoute(id);
                }
              });
    }
  }

  private void askExpired(NodeId id) {
    Negotiation negotiation = negotiations.get(id);
    if (negotiation != null && negotiation.link == null) {
      giveUp(id, negotiation);
    }
  }

  private Negotiation negotiation(NodeId id) {
    Negotiation known = negotiations.get(id);
    if (known == null && negotiations.size() < MAX_NEGOTIATIONS) {
      known = new Negotiation(self.id(), id);
      negotiations.put(id, known);
    }
    return known;
  }

  private void offer(NodeId id, Negotiation negotiation) {
    byte[] name = crypto.randomBytes(8);
    negotiation.rules.offered(name);
    negotiation.attempt = name;
    negotiation.link = start(id, true, name);
    if (negotiation.link != null) {
      negotiation.link.offer();
    }
  }

  private WebRtcConnectionManager start(NodeId id, boolean offerer, byte[] name) {
    Candidates candidates = new Candidates(id, name);
    return links.webRtc(
        id,
        offerer,
        (type, text) -> {
          if (type.equals("candidate")) {
            candidates.add(text);
          } else if (Bytes.utf8(text).length <= Signal.MAX_TEXT_BYTES) {
            int step = type.equals("offer") ? Signal.OFFER : Signal.ANSWER;
            send(id, new Signal(step, name, text))
                .then(
                    ok -> {},
                    e -> abandon(id, name, ErrorCode.UNREACHABLE, "signal did not arrive"));
          } else {
            abandon(id, name, ErrorCode.TOO_LARGE, "session description too long");
          }
        });
  }

  /**
   * The candidates of one attempt. Those found within a moment leave as one message, because each
   * travels several hops. A lost one may not matter.
   */
  private final class Candidates {
    private final NodeId id;
    private final byte[] name;
    private String waiting = "";

    Candidates(NodeId id, byte[] name) {
      this.id = id;
      this.name = name;
    }

    void add(String candidate) {
      if (candidate.length() > MAX_CANDIDATE_CHARS) {
        return;
      }
      if (waiting.length() + candidate.length() + 1 > Signal.MAX_TEXT_BYTES) {
        leave();
      }
      if (waiting.isEmpty()) {
        env.after(GATHER_MILLIS, this::leave);
        waiting = candidate;
      } else {
        waiting += "\n" + candidate;
      }
    }

    private void leave() {
      if (!waiting.isEmpty()) {
        send(id, new Signal(Signal.CANDIDATE, name, waiting)).then(ok -> {}, e -> {});
        waiting = "";
      }
    }
  }

  private void abandon(NodeId id, byte[] name, ErrorCode code, String reason) {
    Negotiation negotiation = negotiations.get(id);
    if (negotiation != null
        && negotiation.link != null
        && Bytes.equal(name, negotiation.attempt)
        && !negotiation.link.isOpen()) {
      negotiation.link.close(code, reason);
    }
  }

  private Promise<Message> send(NodeId id, Message signal) {
    return overlay.request(id, signal, SIGNAL_TIMEOUT_MILLIS);
  }

  /** Takes up a step of the other side. */
  public Promise<Message> signalled(ProvedPeer from, Signal signal) {
    NodeId id = from.id();
    if (factory.way(from.kind()) != ConnectionManagerFactory.Way.SIGNAL) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "these two do not link by WebRTC");
    }
    boolean begins = signal.step() == Signal.ASK || signal.step() == Signal.OFFER;
    Negotiation negotiation = begins ? negotiation(id) : negotiations.get(id);
    if (negotiation == null) {
      return begins
          ? Promise.failed(ErrorCode.OVERLOADED, "too many negotiations")
          : Promise.of(new LinkMessage.Done());
    }
    table.heardOf(
        new ContactInfo(id, from.kind(), from.active(), from.addresses()), env.monotonicMillis());
    switch (signal.step()) {
      case Signal.ASK -> {
        if (negotiation.rules.asked() == PerfectNegotiation.Action.OFFER) {
          offer(id, negotiation);
        }
      }
      case Signal.OFFER -> {
        if (negotiation.rules.offer(signal.attempt()) == PerfectNegotiation.Action.ANSWER) {
          answer(id, negotiation, signal);
        }
      }
      case Signal.ANSWER -> {
        if (negotiation.rules.answer(signal.attempt()) == PerfectNegotiation.Action.APPLY) {
          negotiation.link.remote("answer", signal.text());
        }
      }
      default -> candidate(negotiation, signal);
    }
    return Promise.of(new LinkMessage.Done());
  }

  private void answer(NodeId id, Negotiation negotiation, Signal offer) {
    WebRtcConnectionManager dropped = negotiation.link;
    negotiation.attempt = offer.attempt();
    negotiation.link = start(id, false, offer.attempt());
    if (dropped != null) {
      dropped.close(ErrorCode.GLARE, "the other side's offer goes on");
    }
    if (negotiation.link == null) {
      return;
    }
    negotiation.link.remote("offer", offer.text());
    List<Signal> early = new ArrayList<>(negotiation.early);
    negotiation.early.clear();
    for (Signal candidate : early) {
      candidate(negotiation, candidate);
    }
  }

  private void candidate(Negotiation negotiation, Signal signal) {
    if (negotiation.rules.candidate(signal.attempt()) == PerfectNegotiation.Action.APPLY) {
      String rest = signal.text();
      int end;
      while ((end = rest.indexOf('\n')) >= 0) {
        negotiation.link.remoteCandidate(rest.substring(0, end));
        rest = rest.substring(end + 1);
      }
      negotiation.link.remoteCandidate(rest);
    } else if (negotiation.early.size() < MAX_EARLY_CANDIDATES) {
      negotiation.early.add(signal);
    }
  }

  /** A Node-role peer asks to be dialled. */
  public Promise<Message> invited(ProvedPeer from, InviteDial invitation) {
    if (!from.addresses().contains(invitation.address())) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "address is not on the card");
    }
    connect(new ContactInfo(from.id(), from.kind(), from.active(), from.addresses()));
    return Promise.of(new LinkMessage.Done());
  }

  @Override
  public void linkOpened(ConnectionManager link) {
    Negotiation negotiation = negotiations.get(link.peerId());
    if (negotiation != null && negotiation.link == link) {
      negotiations.remove(link.peerId());
    }
  }

  @Override
  public void linkClosed(ConnectionManager link, String reason) {
    if (link instanceof WebRtcConnectionManager rtc) {
      Negotiation negotiation = negotiations.get(rtc.expected());
      if (negotiation != null && negotiation.link == link) {
        giveUp(rtc.expected(), negotiation);
      }
    }
  }

  private void giveUp(NodeId id, Negotiation negotiation) {
    if (negotiations.get(id) == negotiation) {
      negotiations.remove(id);
      table.failed(id, env.monotonicMillis());
    }
  }
}
