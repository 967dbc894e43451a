package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The bridge's side of admission (R5): answers a request from a bootstrap server with a token and
 * with random live peers, those first that anyone can dial.
 *
 * <p>In an open network all that ask get a token. The salt is derived from the asker's key and a
 * secret of this bridge, so asking again gives the same id.
 */
public final class BridgeNode {
  /** How long a token is valid. */
  public static final long TOKEN_MILLIS = 30L * 24 * 3600 * 1000;

  /** All tabs of a browser share an identity, and may reconnect together. */
  static final int ADMISSIONS_BURST_EACH = 100;

  static final int ADMISSIONS_PER_SECOND_EACH = 5;

  /** Each offer makes a browser peer open a connection. */
  private static final int OFFERS_BURST = 200;

  private static final int OFFERS_PER_SECOND = 50;
  static final int OFFERS_BURST_EACH = 20;
  static final int OFFERS_PER_SECOND_EACH = 2;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final byte[] rootKey;
  private final byte[] saltSecret;
  private final Referrers referrers;
  private final RateLimiter offers;
  private final VisitorLimits admissionsEach =
      new VisitorLimits(ADMISSIONS_BURST_EACH, ADMISSIONS_PER_SECOND_EACH);
  private final VisitorLimits offersEach =
      new VisitorLimits(OFFERS_BURST_EACH, OFFERS_PER_SECOND_EACH);
  private boolean draining;

  public BridgeNode(
      Env env,
      Authority authority,
      Identity self,
      LinkTable links,
      OverlayNetwork overlay,
      byte[] saltSecret,
      List<byte[]> bootstrapKeys) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.links = links;
    this.overlay = overlay;
    this.rootKey = MembershipToken.decode(self.token()).rootKey();
    this.saltSecret = saltSecret;
    long now = env.monotonicMillis();
    this.referrers = new Referrers(authority, bootstrapKeys, now);
    this.offers = new RateLimiter(OFFERS_BURST, OFFERS_PER_SECOND, now);
  }

  /** Admits nobody from now on: this bridge ends soon. */
  public void drain() {
    draining = true;
  }

  private Promise<Message> admit(JoinMessage.Join join) {
    if (draining) {
      return Promise.failed(BootstrapServer.goingAway("this bridge ends"));
    }
    return referrers
        .limiterOf(join)
        .flatMap(
            limiter -> {
              // Only the signature identifies a visitor, so this limit comes first.
              int wait = limiter.take(env.monotonicMillis());
              return wait > 0 ? limited("too many newcomers", wait) : admitOne(join);
            });
  }

  private Promise<Message> admitOne(JoinMessage.Join join) {
    return JoinRequest.verified(authority.crypto(), join.request())
        .flatMap(
            request -> {
              if (request.network().length > 0
                  && !Bytes.equal(request.network(), authority.network())) {
                return Promise.failed(ErrorCode.WRONG_NETWORK, "this is another network");
              }
              if (request.kind() == PeerKind.BRIDGE) {
                return Promise.failed(ErrorCode.UNAUTHORIZED, "bridges are signed by the root");
              }
              int own = admissionsEach.take(request.identityKey(), env.monotonicMillis());
              if (own > 0) {
                return limited("too many visits of one newcomer", own);
              }
              return token(request)
                  .flatMap(
                      token ->
                          forwardOffer(request, join.offer())
                              .flatMap(answered -> answer(request, token, answered)));
            });
  }

  private static <T> Promise<T> limited(String what, int waitMillis) {
    return Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, what, waitMillis));
  }

  /**
   * Forwards a newcomer's offer. Returns the browser peer's answer, or null, because the admission
   * is useful without it. An invalid offer fails the visit instead.
   */
  private Promise<byte[]> forwardOffer(JoinRequest request, RoutingMessage.Route offer) {
    if (offer == null) {
      return Promise.of(null);
    }
    long now = env.monotonicMillis();
    int own = offersEach.take(request.identityKey(), now);
    int wait = own > 0 ? own : offers.take(now);
    if (wait > 0) {
      env.meter().limited("offers");
      env.log(
          LogLevel.INFO,
          "offers.limited",
          "limitPerSecond",
          own > 0 ? OFFERS_PER_SECOND_EACH : OFFERS_PER_SECOND,
          "waitMillis",
          wait);
      return Promise.of(null);
    }
    return overlay.forwardOffer(request.identityKey(), offer);
  }

  private Promise<MembershipToken> token(JoinRequest request) {
    return salt(request)
        .flatMap(
            salt -> {
              long now = env.wallMillis();
              long end = MembershipToken.decode(self.token()).expiresAt();
              if (end <= now) {
                return Promise.failed(
                    ErrorCode.BRIDGE_UNAVAILABLE, "this bridge's own token has expired");
              }
              return MembershipToken.issue(
                  self.keys(),
                  self.token(),
                  authority.network(),
                  request.identityKey(),
                  salt,
                  false,
                  now,
                  Math.min(now + TOKEN_MILLIS, end));
            });
  }

  /**
   * A former member keeps its salt, and with it its id, whichever bridge gave it, even if the token
   * has expired: the member did not choose it.
   */
  private Promise<byte[]> salt(JoinRequest request) {
    byte[] own =
        Bytes.slice(
            new Hkdf(authority.hash()).hmac(saltSecret, request.identityKey()),
            0,
            MembershipToken.SALT_BYTES);
    if (request.held().length == 0) {
      return Promise.of(own);
    }
    MembershipToken held;
    try {
      held = MembershipToken.decode(request.held());
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    if (Bytes.equal(held.salt(), own)
        || held.bridge()
        || !Bytes.equal(held.subjectKey(), request.identityKey())) {
      return Promise.of(own);
    }
    return authority
        .verifyToken(held, held.issuedAt())
        .map(ok -> held.salt())
        .recover(e -> Promise.of(own));
  }

  private Promise<Message> answer(JoinRequest request, MembershipToken token, byte[] answered) {
    long now = env.wallMillis();
    return AdmissionProof.sign(authority, self.keys(), request.nonce(), now)
        .map(
            proof ->
                new JoinMessage.Admission(
                    rootKey,
                    token.envelope().encoded(),
                    proof,
                    now,
                    new ContactInfo(self.id(), self.kind(), true, self.addresses()),
                    sample(RoutingMessage.MAX_CONTACTS),
                    answered));
  }

  /** Random live peers (R5.2): Node-role ones first, which anyone can dial at once. */
  public List<ContactInfo> sample(int count) {
    List<Link> all = new ArrayList<>(links.all());
    env.rng().shuffle(all);
    List<ContactInfo> chosen = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      for (Link link : all) {
        boolean dialable = link.peer().kind().isNode();
        boolean wanted = pass == 0 ? dialable : !dialable && link.peer().kind().holdsData();
        if (wanted && link.isActive() && chosen.size() < count) {
          chosen.add(link.info());
        }
      }
    }
    return chosen;
  }

  /**
   * Accepts a socket, over which a bootstrap server's request or a peer's link may come.
   *
   * @param asLink accepts it as a link
   */
  public TransportEvents accept(
      Transport transport,
      String remoteAddress,
      BiFunction<Transport, String, TransportEvents> asLink) {
    return new VisitorSocket(transport, remoteAddress, asLink);
  }

  private final class VisitorSocket implements TransportEvents {
    private final Transport transport;
    private final String remoteAddress;
    private final BiFunction<Transport, String, TransportEvents> asLink;
    private final Timer limit;
    private TransportEvents link;
    private boolean answering;

    VisitorSocket(
        Transport transport,
        String remoteAddress,
        BiFunction<Transport, String, TransportEvents> asLink) {
      this.transport = transport;
      this.remoteAddress = remoteAddress;
      this.asLink = asLink;
      limit =
          env.after(
              Link.OPEN_TIMEOUT_MILLIS, () -> transport.close(ErrorCode.TIMEOUT, "said nothing"));
    }

    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {
      if (link != null) {
        link.received(lane, message);
      } else if (!answering) {
        first(lane, message);
      }
    }

    private void first(Lane lane, byte[] message) {
      Message read;
      try {
        read = OneMessage.read(message);
      } catch (PeerloomException e) {
        VisitorLog.refused(env, remoteAddress, e);
        answering = true;
        end(new LinkMessage.Failure(e.code(), "not understood: " + e.getMessage(), 0));
        return;
      }
      if (read instanceof JoinMessage.Join join) {
        answering = true;
        Promise<Message> admission;
        try {
          admission = admit(join);
        } catch (PeerloomException e) {
          admission = Promise.failed(e);
        }
        admission.then(
            admitted -> {
              env.meter().admission(null);
              end(admitted);
            },
            e -> {
              env.meter().admission(e.code());
              VisitorLog.refused(env, remoteAddress, e);
              end(LinkMessage.Failure.of(e));
            });
      } else {
        limit.cancel();
        link = asLink.apply(transport, remoteAddress);
        link.received(lane, message);
      }
    }

    private void end(Message answer) {
      limit.cancel();
      OneMessage.answer(transport, answer);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      limit.cancel();
      if (link != null) {
        link.closed(code, reason);
      } else if (!answering) {
        // A bootstrap server that connects and says nothing only finds out whether it can.
        LogLevel level = code == ErrorCode.CLOSED ? LogLevel.DEBUG : LogLevel.INFO;
        VisitorLog.gone(env, level, remoteAddress, code, reason);
      }
    }
  }
}
