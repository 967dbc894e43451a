package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.RoutingMessage;
import java.util.List;

/** The newcomer's side of admission: asks the bootstrap servers in turn and verifies the answer. */
public final class BootstrapClient {
  /** How long one bootstrap server may take (R12.5). */
  public static final int TIMEOUT_MILLIS = 30_000;

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

  /** Whether there is only one address, so that after a refusal nobody else can be asked. */
  boolean hasOneEndpoint() {
    return endpoints.size() == 1;
  }

  /** Whether there is a bootstrap server to ask. */
  public boolean hasEndpoints() {
    return !endpoints.isEmpty();
  }

  /**
   * Asks each endpoint once, starting with the last that worked (R7.2). Fails with the reason of
   * the last; NETWORK_CHANGED at once.
   *
   * @param network the only network to accept, or null
   * @param offer what a bridge is to forward, or null
   */
  public Promise<AdmissionResult> ask(byte[] network, RoutingMessage.Route offer) {
    return ask(network, offer, endpoints.size());
  }

  private Promise<AdmissionResult> ask(byte[] network, RoutingMessage.Route offer, int left) {
    if (left == 0) {
      return Promise.failed(ErrorCode.BOOTSTRAP_FAILED, "no bootstrap server could be used");
    }
    String endpoint = endpoints.get(next % endpoints.size());
    return JoinRequest.sign(crypto, keys, network, kind, held)
        .flatMap(request -> converse(endpoint, request, network, offer))
        .recover(
            e -> {
              env.log(LogLevel.WARN, "bootstrap at " + endpoint + " failed: " + e);
              if (e.code() == ErrorCode.WRONG_NETWORK || e.code() == ErrorCode.NETWORK_CHANGED) {
                return Promise.failed(
                    ErrorCode.NETWORK_CHANGED, endpoint + " serves another network");
              }
              if (e.code() == ErrorCode.CLOCK_SKEW && offer != null) {
                // Ask for the admission alone, which tells the time.
                return ask(network, null, left);
              }
              next++;
              return left > 1
                  ? ask(network, offer, left - 1)
                  : Promise.failed(
                      new PeerloomException(
                          e.code(), endpoint + ": " + e.getMessage(), e.retryAfterMillis()));
            });
  }

  private Promise<AdmissionResult> converse(
      String endpoint, JoinRequest request, byte[] wanted, RoutingMessage.Route offer) {
    long askedAt = env.monotonicMillis();
    JoinMessage.Join join = new JoinMessage.Join(request.envelope().encoded(), offer);
    return Conversation.ask(env, webSockets, endpoint, join, TIMEOUT_MILLIS)
        .flatMap(
            answer ->
                answer instanceof JoinMessage.Admission admission
                    ? check(admission, request, wanted, askedAt)
                    : Promise.failed(ErrorCode.INVALID_REQUEST, "no admission"));
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
      return Promise.failed(ErrorCode.NETWORK_CHANGED, "admitted to another network");
    }
    Authority authority = new Authority(crypto, hash, env, network);
    MembershipToken token = MembershipToken.decode(admission.token());
    if (!Bytes.equal(token.subjectKey(), keys.identityPublicKey())) {
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token of another identity");
    }
    return AdmissionProof.verify(authority, admission.proof(), token.issuerKey(), request.nonce())
        .flatMap(
            theirs -> {
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
                        return new AdmissionResult(network, admission.token(), admission, clock);
                      });
            });
  }
}
