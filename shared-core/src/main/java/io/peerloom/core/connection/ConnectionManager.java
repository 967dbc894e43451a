package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RoutingMessage;
import java.util.List;

/**
 * One connection, from the first byte to the last: the only owner of its transport, its handshake,
 * its heartbeat, its pending requests and its dispatch.
 *
 * <p>It is complete before the transport can deliver anything, and closing it is idempotent, so
 * bytes never arrive at one object while the handlers belong to another. The two transports differ
 * only in how they open and in what a handshake is bound to.
 */
public abstract class ConnectionManager implements Link, TransportEvents {
  protected final Env env;
  protected final Authority authority;
  private final Identity self;
  private final LinkOwner owner;
  private final boolean dialler;

  /** How long a link to a peer that goes away stays open, so that others can take its place. */
  private static final int DEPARTURE_MILLIS = 1_000;

  private final Overtaking overtaking = new Overtaking();
  private final Frames frames = Frames.ofStranger();
  private final SendQueue sendQueue = new SendQueue();
  private final PendingRequests pending = new PendingRequests();
  private final RateLimiter notices;
  private final Liveness liveness;
  private final Timer watchdog;
  private Transport transport;
  private HandshakeConversation handshake;
  private Phase phase = Phase.OPENING;
  private boolean wasSilent;
  private boolean receivedGoodbye;
  private ProvedPeer peer;
  private boolean active;
  private DirectChannel direct;
  private long openedAt = -1;
  private long usedAt = -1;
  private boolean receiving;
  private int bulkReceived;
  private int dropped;
  private FrameSeal seal;

  ConnectionManager(
      Env env, Authority authority, Identity self, LinkOwner owner, boolean dialler, int millis) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.owner = owner;
    this.dialler = dialler;
    this.notices =
        new RateLimiter(
            Limits.LINK_NOTICES_BURST, Limits.LINK_NOTICES_PER_SECOND, env.monotonicMillis());
    this.liveness = new Liveness(env, new LivenessEvents(this, owner), dialler);
    this.watchdog =
        env.after(millis, () -> close(ErrorCode.TIMEOUT, "not open after " + millis + " ms"));
  }

  /** What the handshake is bound to besides the dialled address. */
  abstract byte[] binding();

  /** Whether a dialled address is one of this peer's own; where none is dialled, none is named. */
  boolean knowsOrigin(String dialled) {
    return dialled.isEmpty();
  }

  /** The peer this connection is meant for; null for any. */
  public abstract NodeId expected();

  /** The peer that exchanged descriptions for it; null if the transport has none. */
  NodeId describedBy() {
    return null;
  }

  final void attach(Transport attached) {
    transport = attached;
  }

  // ---- opening

  @Override
  public final void opened() {
    if (phase != Phase.OPENING) {
      return;
    }
    phase = Phase.SHAKING_HANDS;
    liveness.received();
    Handshake begun = newHandshake();
    begun.seal = seals() == null ? 0 : FrameSeal.HMAC;
    handshake = new HandshakeConversation(this, owner, begun);
    if (dialler) {
      handshake.begin();
    }
  }

  /** Separate, so that a test can imitate another build. */
  Handshake newHandshake() {
    return new Handshake(authority, self, binding(), expected());
  }

  /** How its frames can be authenticated; null if they are by the transport, or cannot be. */
  FrameSeal.Factory seals() {
    return null;
  }

  /** Where steps of the handshake wait for their turn; null where they need not. */
  HandshakeTurns handshakes() {
    return null;
  }

  /** For whom the connection is counted until the other side is proved. */
  Owner stranger() {
    return transport.owner();
  }

  /** The other side has proved to be that peer; throws if it may not have this link. */
  void accept(ProvedPeer proved) {
    if (phase == Phase.CLOSED) {
      throw new PeerloomException(ErrorCode.CLOSED, "closed meanwhile");
    }
    if (peer != null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "out of turn");
    }
    boolean another = expected() != null && !expected().equals(proved.id());
    ErrorCode refusal = another ? ErrorCode.UNAUTHORIZED : owner.refusal(this, proved);
    if (refusal != null) {
      throw new PeerloomException(refusal, "link to " + proved.id() + " not taken");
    }
    peer = proved;
    active = proved.active();
  }

  void becomeLink() {
    if (phase != Phase.SHAKING_HANDS) {
      return;
    }
    phase = Phase.OPEN;
    watchdog.cancel();
    openedAt = env.monotonicMillis();
    direct = new DirectChannel(authority.crypto(), handshake.sessionKey("direct"), dialler);
    if (isSealed()) {
      // The Ready is the last message that is neither sealed nor encrypted.
      sendQueue.flush(transport);
    }
    if (transport instanceof RelayedTransport relayed) {
      relayed.encrypt(handshake.sessionKey("relay"), dialler);
    } else if (handshake.isSealed()) {
      seal = seals().of(handshake.sessionKey("frames"), dialler);
      transport = seal.over(transport);
    }
    handshake = null;
    frames.proved();
    transport.proved();
    owner.opened(this);
    liveness.ping(false);
    overtaking.drain(message -> received(Lane.BULK, message));
  }

  // ---- receiving

  @Override
  public final void received(Lane lane, byte[] message) {
    if (phase == Phase.CLOSED) {
      return;
    }
    liveness.received();
    if (lane == Lane.BULK
        && phase == Phase.SHAKING_HANDS
        && peer != null
        && overtaking.add(message)) {
      return;
    }
    env.meter().received(message.length);
    receiving = true;
    try {
      List<byte[]> messages = frames.take(seal == null ? message : seal.open(message));
      giveCredit();
      for (byte[] whole : messages) {
        dispatch(MessageCodec.decode(whole), whole);
      }
    } catch (RuntimeException e) {
      fail(PeerloomException.of(e));
    } finally {
      receiving = false;
    }
    flush();
  }

  private void giveCredit() {
    bulkReceived += frames.takenBulkBytes();
    if (bulkReceived >= SendQueue.BULK_WINDOW_BYTES / 4) {
      send(new LinkMessage.Credit(bulkReceived));
      bulkReceived = 0;
    }
  }

  private void dispatch(Message message, byte[] encoded) {
    if (message instanceof LinkMessage.Goodbye goodbye
        && (phase != Phase.OPEN || goodbye.code() != ErrorCode.GOING_AWAY)) {
      receivedGoodbye = goodbye.code() == ErrorCode.CLOSED;
      closed(goodbye.code(), "said goodbye: " + goodbye.reason());
    } else if (phase != Phase.OPEN) {
      if (handshake == null) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "out of turn");
      }
      handshake.received(message, encoded);
    } else if (message instanceof LinkMessage.Request request) {
      serve(request);
    } else if (message instanceof LinkMessage.Response response) {
      liveness.answered(pending.answer(response.id(), response.body(), env.monotonicMillis()));
    } else if (message instanceof LinkMessage.Ping ping) {
      if (notices.take(env.monotonicMillis()) == 0) {
        send(owner.clock(ping.nonce()));
      }
    } else if (message instanceof LinkMessage.Pong pong) {
      liveness.ponged(pong);
    } else if (message instanceof LinkMessage.Credit credit) {
      sendQueue.credit(credit.bytes());
    } else if (!(message instanceof LinkMessage.Presence)
        || notices.take(env.monotonicMillis()) == 0) {
      if (message instanceof LinkMessage.Presence presence) {
        active = presence.active();
      } else if (message instanceof LinkMessage.Goodbye && !receivedGoodbye) {
        departing();
      }
      owner.notification(this, message);
    }
  }

  /** At random times, because all that are linked to the other side look for others now. */
  private void departing() {
    receivedGoodbye = true;
    env.after(
        DEPARTURE_MILLIS + env.rng().nextInt(2 * DEPARTURE_MILLIS),
        () -> close(ErrorCode.CLOSED, "it is going away"));
  }

  private void serve(LinkMessage.Request request) {
    if (request.body() instanceof LinkMessage.Unknown) {
      respond(request.id(), new Failure(ErrorCode.UNSUPPORTED, "unknown message", 0));
      return;
    }
    used(request.body());
    if (request.body() instanceof LinkMessage.Direct encrypted) {
      decryptDirect(request.id(), encrypted);
      return;
    }
    owner
        .serve(this, request.body(), request.deadlineMillis())
        .then(answer -> respond(request.id(), answer), e -> respond(request.id(), Failure.of(e)));
  }

  /**
   * Without room for the answer, answers with that failure; without room even for that, closes the
   * link.
   */
  private void respond(int id, Message answer) {
    try {
      enqueue(new LinkMessage.Response(id, answer));
    } catch (PeerloomException overloaded) {
      if (answer instanceof Failure) {
        close(ErrorCode.OVERLOADED, "asks, and takes no answers");
      } else {
        respond(id, Failure.of(overloaded));
      }
    }
  }

  // ---- sending

  @Override
  public final Promise<Message> request(Message body, int timeoutMillis) {
    if (phase != Phase.OPEN) {
      return Promise.failed(ErrorCode.CLOSED, "link to " + label() + " is not open");
    }
    Promise<Message> answer =
        pending.ask(
            env,
            timeoutMillis,
            id -> enqueue(new LinkMessage.Request(id, timeoutMillis, body)),
            () -> {
              suspect();
              return "no answer from " + label() + " after " + timeoutMillis + " ms";
            });
    if (!answer.isFailed() && used(body) && self.kind() == PeerKind.BROWSER) {
      liveness.asked();
    }
    env.meter().requested(body.number(), answer);
    return answer;
  }

  @Override
  public final void send(Message message) {
    try {
      enqueue(message);
    } catch (PeerloomException overloaded) {
      if (dropped++ == 0) {
        env.log(LogLevel.WARN, "message.dropped", "peer", label(), "code", overloaded.code());
      }
    }
  }

  @Override
  public final void sendFrame(RelayMessage.RelayFrame frame) {
    enqueue(frame);
  }

  private void enqueue(Message message) {
    if (phase == Phase.CLOSED) {
      return;
    }
    int bytes = sendQueue.add(message, transport.bufferedBytes());
    liveness.spoke(bytes);
    env.meter().sent(bytes);
    flush();
    owner.queued(bytes);
  }

  @Override
  public final int waitingBytes() {
    return sendQueue.queuedBytes() + transport.bufferedBytes();
  }

  private void flush() {
    if (!receiving && phase != Phase.CLOSED) {
      sendQueue.flush(transport);
    }
  }

  @Override
  public final Promise<Message> requestDirect(int type, byte[] bytes, int timeoutMillis) {
    if (phase != Phase.OPEN) {
      return Promise.failed(ErrorCode.CLOSED, "link to " + label() + " is not open");
    }
    return direct.encrypt(type, bytes).flatMap(message -> request(message, timeoutMillis));
  }

  /** A replayed or altered message is refused like any request. */
  private void decryptDirect(int request, LinkMessage.Direct encrypted) {
    direct
        .decrypt(encrypted)
        .then(
            bytes -> deliver(request, encrypted.number(), bytes),
            e -> respond(request, Failure.of(e)));
  }

  private void deliver(int request, int type, byte[] bytes) {
    if (phase == Phase.OPEN) {
      owner
          .direct(this, type, bytes)
          .then(answer -> respond(request, answer), e -> respond(request, Failure.of(e)));
    }
  }

  // ---- liveness

  @Override
  public final void suspect() {
    if (phase == Phase.OPEN) {
      liveness.ping(true);
      transport.suspect();
    }
  }

  @Override
  public final Promise<Boolean> challenge() {
    return phase == Phase.OPEN ? liveness.challenge() : Promise.of(false);
  }

  @Override
  public final boolean isSuspect() {
    return liveness.isSuspect() || transport.isSuspect();
  }

  final void silent() {
    wasSilent = true;
    closed(ErrorCode.TIMEOUT, "no sign of life");
  }

  // ---- closing

  void fail(PeerloomException reason) {
    close(reason.code(), reason.getMessage());
  }

  @Override
  public final void close(ErrorCode code, String reason) {
    if (phase == Phase.OPEN || phase == Phase.SHAKING_HANDS && !isAwaitingReady()) {
      receiving = false;
      send(LinkMessage.Goodbye.of(code, reason));
    }
    closed(code, reason);
  }

  /**
   * Whether only the Ready is missing here: the other side takes nothing any more that is neither
   * sealed nor encrypted, and would take a goodbye for a forgery.
   */
  private boolean isAwaitingReady() {
    return dialler && peer != null && isSealed();
  }

  private boolean isSealed() {
    return handshake.isSealed() || transport instanceof RelayedTransport;
  }

  @Override
  public final void closed(ErrorCode code, String reason) {
    if (phase == Phase.CLOSED) {
      return;
    }
    String stage = phase.stage;
    phase = Phase.CLOSED;
    watchdog.cancel();
    if (transport != null) {
      transport.close(code, reason);
    }
    liveness.stop();
    pending.failAll(ErrorCode.CLOSED, "link closed: " + reason);
    owner.closed(this, new LinkEnd(code, reason, stage, receivedGoodbye, wasSilent, describedBy()));
  }

  @Override
  public final boolean isOpen() {
    return phase == Phase.OPEN;
  }

  public final boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  @Override
  public final boolean isDialler() {
    return dialler;
  }

  @Override
  public final ProvedPeer peer() {
    return peer;
  }

  @Override
  public final boolean isActive() {
    return active;
  }

  @Override
  public final double rttMillis() {
    return liveness.rttMillis();
  }

  private boolean used(Message request) {
    boolean isUse = !(request instanceof RoutingMessage);
    usedAt = isUse ? env.monotonicMillis() : usedAt;
    return isUse;
  }

  @Override
  public final long usedAt() {
    return usedAt;
  }

  @Override
  public final long openedAt() {
    return openedAt < 0 ? 0 : env.wallMillis() - (env.monotonicMillis() - openedAt);
  }

  private String label() {
    return peer == null ? origin() : peer.id().toString();
  }
}
