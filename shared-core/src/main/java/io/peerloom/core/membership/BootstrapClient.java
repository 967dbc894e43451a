package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.IceServers;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The newcomer's side of admission: asks the bootstrap servers and verifies their answers. */
public final class BootstrapClient {
  /** How long one bootstrap server may take (R12.5). */
  public static final int TIMEOUT_MILLIS = 30_000;

  /**
   * How long a bootstrap server is asked alone. A living one answers within a few round trips; one
   * that is slow or silent then delays a join by no more than this.
   */
  static final int HEAD_START_MILLIS = 2_000;

  /** Of {@link #rank}: no bootstrap server answered. */
  private static final int UNANSWERED = 1;

  /** A verified answer. */
  public record AdmissionResult(
      byte[] network, byte[] token, JoinMessage.Admission admission, ClockReading clock) {}

  /**
   * A reading of a bridge's clock.
   *
   * @param askedAt when the request was sent, on the monotonic clock
   * @param receivedAt when the answer arrived
   * @param theirs the time that the bridge signed
   */
  public record ClockReading(long askedAt, long receivedAt, long theirs) {
    /** Sets the time by this reading at first, as a newcomer does. */
    void assume(NetworkTime time) {
      time.assume(askedAt, receivedAt, theirs);
    }
  }

  private final NetworkTime env;
  private final Crypto crypto;
  private final Hash hash;
  private final WebSocketPort webSockets;
  private final IdentityKeys keys;
  private final PeerKind kind;
  private final List<String> endpoints;
  private byte[] held = {};
  private InvitationLink invitation;
  private int instance;
  private Consumer<IceServers> iceServers;
  private long iceServersDue = Long.MAX_VALUE;
  private int next;

  public BootstrapClient(
      Env env,
      Crypto crypto,
      Hash hash,
      WebSocketPort webSockets,
      IdentityKeys keys,
      PeerKind kind,
      List<String> endpoints) {
    this.env = NetworkTime.of(env);
    this.crypto = crypto;
    this.hash = hash;
    this.webSockets = webSockets;
    this.keys = keys;
    this.kind = kind;
    this.endpoints = endpoints;
  }

  /** Sets the token that bridges are asked to renew, so that the peer's id stays. */
  public void setTokenToRenew(byte[] token) {
    held = token;
  }

  /** Sets which instance of the identity it asks for; 0 at first. */
  public void setInstance(int number) {
    instance = number;
  }

  /** The instance that it asks for. */
  int instance() {
    return instance;
  }

  /** Sets the invitation by which to join until the first admission, or null. */
  public void setInvitation(InvitationLink link) {
    invitation = link;
  }

  /** Sets who uses the STUN and TURN servers that admissions name. */
  public void setIceServerUser(Consumer<IceServers> user) {
    iceServers = user;
  }

  private void useIceServers(IceServers servers) {
    if (iceServers != null && servers != null) {
      iceServers.accept(servers);
      iceServersDue =
          servers.lifetimeSeconds() == 0
              ? Long.MAX_VALUE
              : env.wallMillis() + servers.lifetimeSeconds() * 1000L / 2;
    }
  }

  /** Whether half of the lifetime of the TURN credentials is over. */
  boolean areIceServersDue() {
    return env.wallMillis() >= iceServersDue;
  }

  /** Whether there is only one address, so that after a refusal nobody else can be asked. */
  boolean hasOneEndpoint() {
    return endpoints.size() == 1;
  }

  /** Whether there is a bootstrap server to ask. */
  public boolean hasEndpoints() {
    return !endpoints.isEmpty();
  }

  /**
   * Asks the endpoints, first the one that worked last (R7.2): another as soon as one fails, or
   * beside one that has not answered within {@link #HEAD_START_MILLIS}. The first valid admission
   * counts.
   *
   * <p>Without one it fails with the reason of each endpoint, and with the code that explains most:
   * what a bootstrap server answered, else why none did. The code is NETWORK_CHANGED only where all
   * of them serve another network: one that lies keeps nobody from asking the others.
   *
   * @param network the only network to accept, or null
   * @param offer what a bridge is to forward, or null
   */
  public Promise<AdmissionResult> ask(byte[] network, RoutingMessage.Route offer) {
    if (endpoints.isEmpty()) {
      return Promise.failed(ErrorCode.BOOTSTRAP_FAILED, "no bootstrap server is named");
    }
    Round round = new Round(network, offer);
    round.askNext();
    return round.outcome;
  }

  /** One question to all endpoints. */
  private final class Round {
    private final byte[] network;
    private final RoutingMessage.Route offer;
    private final int first = next;
    private final Promise<AdmissionResult> outcome = new Promise<>();
    private final List<Promise<Message>> conversations = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private PeerloomException failure;
    private Timer headStart;
    private int begun;

    Round(byte[] network, RoutingMessage.Route offer) {
      this.network = network;
      this.offer = offer;
      outcome.then(admitted -> hangUp(), e -> hangUp());
    }

    private void hangUp() {
      headStart.cancel();
      PeerloomException over = new PeerloomException(ErrorCode.CLOSED, "another has answered");
      conversations.forEach(each -> each.fail(over));
    }

    void askNext() {
      if (outcome.isDone() || begun == endpoints.size()) {
        return;
      }
      int index = (first + begun++) % endpoints.size();
      if (headStart != null) {
        headStart.cancel();
      }
      headStart = env.after(HEAD_START_MILLIS, this::askNext);
      ask(endpoints.get(index), offer)
          .then(
              admitted -> {
                env.meter().bootstrap(null);
                if (!outcome.isDone()) {
                  next = index;
                }
                outcome.complete(admitted);
              },
              e -> failed(endpoints.get(index), e));
    }

    private void failed(String endpoint, PeerloomException e) {
      if (outcome.isDone()) {
        return;
      }
      env.meter().bootstrap(e.code());
      env.log(
          LogLevel.WARN,
          "bootstrap.failed",
          "address",
          endpoint,
          "code",
          e.code(),
          "reason",
          e.getMessage());
      reasons.add(endpoint + ": " + (rank(e.code()) > UNANSWERED ? e.getMessage() : e));
      if (failure == null || rank(e.code()) < rank(failure.code())) {
        failure = e;
      }
      if (reasons.size() == endpoints.size()) {
        outcome.fail(
            new PeerloomException(
                failure.code(), String.join("; ", reasons), failure.retryAfterMillis()));
      }
      askNext();
    }

    private Promise<AdmissionResult> ask(String endpoint, RoutingMessage.Route carried) {
      return JoinRequest.sign(crypto, keys, network, kind, held, invitation, instance)
          .flatMap(request -> converse(endpoint, request, carried))
          .recover(
              e ->
                  // An admission alone tells the time.
                  e.code() == ErrorCode.CLOCK_SKEW && carried != null && !outcome.isDone()
                      ? ask(endpoint, null)
                      : Promise.failed(e));
    }

    private Promise<AdmissionResult> converse(
        String endpoint, JoinRequest request, RoutingMessage.Route carried) {
      long askedAt = env.monotonicMillis();
      JoinMessage.Join join = new JoinMessage.Join(request.envelope().encoded(), carried);
      Promise<Message> asked = Conversation.ask(env, webSockets, endpoint, join, TIMEOUT_MILLIS);
      conversations.add(asked);
      return asked
          .recover(e -> Promise.failed(e.code() == ErrorCode.UNSUPPORTED ? foreign(e) : e))
          .flatMap(
              answer -> {
                if (answer instanceof LinkMessage.Failure refusal) {
                  return Promise.failed(
                      refusal.code() == ErrorCode.WRONG_NETWORK
                          ? otherNetwork()
                          : refusal.asException());
                }
                return check((JoinMessage.Admission) answer, request, network, askedAt)
                    .recover(e -> Promise.failed(rank(e.code()) > UNANSWERED ? e : foreign(e)));
              });
    }
  }

  /** Which of two failures explains more: the smaller. */
  private static int rank(ErrorCode code) {
    if (BootstrapServer.isUnanswered(code)) {
      return UNANSWERED;
    }
    return code == ErrorCode.NETWORK_CHANGED
        ? UNANSWERED + 2
        : code == ErrorCode.BOOTSTRAP_FAILED ? UNANSWERED + 1 : 0;
  }

  private static PeerloomException foreign(PeerloomException why) {
    return new PeerloomException(
        ErrorCode.BOOTSTRAP_FAILED,
        "no bootstrap server is there, check port and path: " + why.getMessage());
  }

  private PeerloomException otherNetwork() {
    return new PeerloomException(
        ErrorCode.NETWORK_CHANGED,
        invitation == null
            ? "it serves another network, check the address"
            : "the invitation is for another network");
  }

  /**
   * If this peer's time contradicts the dates of the token, it is set by the bridge's at first:
   * that is signed, and signed for this request. Then the clocks of the peers it links to decide
   * ({@link io.peerloom.core.base.NetworkClock}).
   */
  private Promise<AdmissionResult> check(
      JoinMessage.Admission admission, JoinRequest request, byte[] wanted, long askedAt) {
    long receivedAt = env.monotonicMillis();
    byte[] network = hash.sha256(admission.rootKey());
    if (wanted != null && !Bytes.equal(wanted, network)) {
      return Promise.failed(otherNetwork());
    }
    Authority authority = new Authority(crypto, hash, env, network);
    MembershipToken token = MembershipToken.decode(admission.token());
    if (!Bytes.equal(token.subjectKey(), keys.identityPublicKey())
        || token.instance() != request.instance()) {
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token of another");
    }
    long theirs = admission.wallMillis();
    return AdmissionProof.verify(authority, admission, request, token.issuerKey())
        .flatMap(
            signed -> {
              boolean fits = token.isCurrent(env.wallMillis());
              return authority
                  .verifyToken(token, fits ? env.wallMillis() : theirs)
                  .map(
                      ok -> {
                        ClockReading clock = new ClockReading(askedAt, receivedAt, theirs);
                        if (!fits) {
                          clock.assume(env);
                        }
                        env.addSample(token.issuerKey(), askedAt, receivedAt, theirs);
                        invitation = null;
                        useIceServers(admission.iceServers());
                        return new AdmissionResult(network, admission.token(), admission, clock);
                      });
            });
  }
}
