package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.rpc.KeyedLimits;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The bridge's side of admission (R5): answers a request from a bootstrap server with a token and
 * with random live peers, those first that anyone can dial.
 *
 * <p>In an open network all that ask get a token. Where the root has signed that this bridge admits
 * by invitation only, the asker needs one, or the token it had before; the new token says who
 * invited it and how far it may invite others. A token is for one instance of the asker. The salt
 * is derived from the asker's key, the instance and a secret of this bridge: asking again gives the
 * same id, and nobody can tell before which instance has an id near something.
 */
public final class BridgeNode implements Service {
  /** How long a token is valid. */
  public static final long TOKEN_MILLIS = 30L * 24 * 3600 * 1000;

  /** A former member is admitted again without an invitation for this long after its token. */
  static final long RETURN_MILLIS = TOKEN_MILLIS;

  private static final Standing UNINVITED = new Standing(0, new byte[0]);

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final byte[] rootKey;
  private final BridgeState state;
  private final BridgeNotices notices;
  private final Referrers referrers;
  private final IceServerSource iceServers;
  private final RateLimiter offers;
  private final KeyedLimits admissionsEach =
      new KeyedLimits(Limits.ADMISSIONS_BURST_EACH, Limits.ADMISSIONS_PER_SECOND_EACH);
  private final KeyedLimits offersEach =
      new KeyedLimits(Limits.OFFERS_BURST_EACH, Limits.OFFERS_PER_SECOND_EACH);
  private boolean draining;

  private BridgeNode(
      Env env,
      Authority authority,
      Identity self,
      LinkTable links,
      OverlayNetwork overlay,
      BridgeState state,
      List<byte[]> bootstrapKeys,
      IceServerSource iceServers) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.links = links;
    this.overlay = overlay;
    this.rootKey = MembershipToken.decode(self.token()).rootKey();
    this.state = state;
    this.iceServers = iceServers;
    this.notices = new BridgeNotices(links, state.uses());
    links.addListener(notices);
    long now = env.monotonicMillis();
    this.referrers = new Referrers(authority, bootstrapKeys, now);
    this.offers = new RateLimiter(Limits.OFFERS_BURST, Limits.OFFERS_PER_SECOND, now);
  }

  /** Admits nobody from now on: this bridge ends soon. */
  public void drain() {
    draining = true;
  }

  /**
   * Makes bridges.
   *
   * @param bootstrapKeys SHA-256 of the public key of each bootstrap server that a bridge knows:
   *     the newcomers they send do not share the rate of those that come past them
   * @param iceServers for those who are admitted
   */
  public static BridgeFactory factory(List<byte[]> bootstrapKeys, IceServerSource iceServers) {
    return new BridgeFactory() {
      @Override
      public Promise<BridgeState> load(Env env, RecordStore store, Crypto crypto) {
        return BridgeState.load(env, store, crypto);
      }

      @Override
      public BridgeNode create(
          Env env,
          Authority authority,
          Identity self,
          LinkTable links,
          OverlayNetwork overlay,
          BridgeState state) {
        return new BridgeNode(
            env, authority, self, links, overlay, state, bootstrapKeys, iceServers);
      }
    };
  }

  @Override
  public void register(Router.Builder router) {
    router.<JoinMessage.UsedInvitations>on(
        MessageType.USED_INVITATIONS,
        (from, message) -> state.uses().received(from, message, notices));
  }

  /**
   * Nothing is counted before it is verified, so that requests that anybody can make up keep nobody
   * out; members that come again do not count as newcomers.
   */
  private Promise<Message> admit(JoinMessage.Join join, Owner address) {
    if (draining) {
      return Promise.failed(BootstrapServer.goingAway("this bridge ends"));
    }
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
              return isMember(request)
                  .flatMap(
                      is ->
                          is ? Promise.of(0) : referrers.take(join, address, env.monotonicMillis()))
                  .flatMap(
                      wait ->
                          wait > 0
                              ? limited("too many newcomers", wait)
                              : admitOne(request, join.offer()));
            });
  }

  private Promise<Message> admitOne(JoinRequest request, RoutingMessage.Route offer) {
    return token(request)
        .flatMap(
            token ->
                forwardOffer(request, offer).flatMap(answered -> answer(request, token, answered)));
  }

  /** Whether it shows a token that is valid now, for the instance that it asks for. */
  private Promise<Boolean> isMember(JoinRequest request) {
    if (request.held().length == 0) {
      return Promise.of(false);
    }
    MembershipToken held = MembershipToken.decode(request.held());
    return !Bytes.equal(held.subjectKey(), request.identityKey())
            || held.instance() != request.instance()
        ? Promise.of(false)
        : authority.verifyToken(held).map(ok -> true).recover(e -> Promise.of(false));
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
          own > 0 ? Limits.OFFERS_PER_SECOND_EACH : Limits.OFFERS_PER_SECOND,
          "waitMillis",
          wait);
      return Promise.of(null);
    }
    return overlay.forwardOffer(request.identityKey(), offer);
  }

  /** What a token says of its subject beyond its identity. */
  private record Standing(int rights, byte[] ancestry) {
    static Standing of(MembershipToken held) {
      return new Standing(held.rights(), held.ancestry());
    }
  }

  private Promise<MembershipToken> token(JoinRequest request) {
    long now = env.wallMillis();
    MembershipToken bridge = MembershipToken.decode(self.token());
    if (!bridge.isCurrent(now)) {
      return Promise.failed(ErrorCode.BRIDGE_UNAVAILABLE, "this bridge's own token has expired");
    }
    byte[] salt =
        salt(
            authority.hash(),
            state.saltSecret(),
            authority.network(),
            request.identityKey(),
            request.instance());
    boolean invitedOnly = bridge.rights() == MembershipToken.INVITED_ONLY;
    return former(request, salt, invitedOnly)
        .flatMap(
            former ->
                standing(request, former, invitedOnly)
                    .flatMap(
                        standing ->
                            issue(
                                request,
                                former == null || former.instance() != request.instance()
                                    ? salt
                                    : former.salt(),
                                standing,
                                Math.min(now + TOKEN_MILLIS, bridge.expiresAt()))));
  }

  /** The salt that a bridge with this secret gives an instance of an identity. */
  public static byte[] salt(
      Hash hash, byte[] secret, byte[] network, byte[] identityKey, int instance) {
    byte[] subject = Bytes.concat(network, identityKey, new byte[] {(byte) instance});
    return Bytes.slice(new Hkdf(hash).hmac(secret, subject), 0, MembershipToken.SALT_BYTES);
  }

  private Promise<MembershipToken> issue(
      JoinRequest request, byte[] salt, Standing standing, long end) {
    return MembershipToken.issue(
            self.keys(),
            self.token(),
            authority.network(),
            request.identityKey(),
            salt,
            false,
            env.wallMillis(),
            end,
            standing.rights,
            standing.ancestry,
            request.instance())
        .map(
            token -> {
              if (authority.revocations().isRevoked(token)) {
                throw new PeerloomException(ErrorCode.UNAUTHORIZED, "this membership was revoked");
              }
              return token;
            });
  }

  private Promise<Standing> standing(
      JoinRequest request, MembershipToken former, boolean invitedOnly) {
    if (former != null && endOf(former) + RETURN_MILLIS > env.wallMillis()) {
      Standing before = Standing.of(former);
      boolean invitable =
          request.invitation().length > 0 && before.rights == 0 && before.ancestry.length == 0;
      // Whoever came uninvited may be invited later, and stays a member if the link does not help.
      return invitable ? invited(request).recover(e -> Promise.of(before)) : Promise.of(before);
    }
    if (request.invitation().length > 0) {
      return invited(request);
    }
    return invitedOnly
        ? Promise.failed(
            ErrorCode.UNAUTHORIZED, "this network admits by invitation; ask a member for one")
        : Promise.of(UNINVITED);
  }

  /** A bridge whose own token has expired vouches for nobody for longer than that. */
  private static long endOf(MembershipToken token) {
    MembershipToken issuer = token.issuer();
    return issuer == null ? token.expiresAt() : Math.min(token.expiresAt(), issuer.expiresAt());
  }

  private Promise<Standing> invited(JoinRequest request) {
    Invitation invitation = Invitation.decode(request.invitation());
    byte[] user = MembershipToken.ancestor(authority.hash(), request.identityKey());
    InvitationUse use =
        new InvitationUse(invitation.id(authority.hash()), user, invitation.endsAt());
    return authority
        .verifyInvitation(invitation, env.wallMillis())
        .flatMap(ok -> isFor(invitation, request))
        .flatMap(
            isFor ->
                isFor
                    ? state.uses().count(use, invitation.isBound() ? 1 : invitation.uses())
                    : Promise.failed(
                        ErrorCode.UNAUTHORIZED,
                        "this invitation is for somebody else than "
                            + Bytes.hex(authority.hash().sha256(request.identityKey()))))
        .map(
            isNew -> {
              if (isNew) {
                notices.announce(List.of(use), null);
              }
              return new Standing(invitation.depth(), ancestry(invitation));
            });
  }

  private Promise<Boolean> isFor(Invitation invitation, JoinRequest request) {
    byte[] key = invitation.key();
    if (invitation.isBound()) {
      return Promise.of(Bytes.equal(authority.hash().sha256(request.identityKey()), key));
    }
    byte[] text = Invitation.proofText(authority.network(), request.identityKey(), request.nonce());
    return authority.crypto().verifyP256(key, text, request.proof());
  }

  /** Who invited the issuer, behind the issuer itself; nobody where that is the root. */
  private byte[] ancestry(Invitation invitation) {
    if (invitation.issuerToken().length == 0) {
      return UNINVITED.ancestry;
    }
    byte[] all =
        Bytes.concat(
            MembershipToken.ancestor(authority.hash(), invitation.issuerKey()),
            MembershipToken.decode(invitation.issuerToken()).ancestry());
    int most = MembershipToken.MAX_GENERATIONS * MembershipToken.ANCESTOR_BYTES;
    return Bytes.slice(all, 0, Math.min(all.length, most));
  }

  /**
   * The token a former member had, null for a newcomer. It keeps that token's salt, and with it its
   * id, whichever bridge gave it, even if the token has expired: the member did not choose it. Of
   * another instance it keeps only what it may do and who invited it.
   */
  private Promise<MembershipToken> former(JoinRequest request, byte[] salt, boolean invitedOnly) {
    if (request.held().length == 0) {
      return Promise.of(null);
    }
    MembershipToken held;
    try {
      held = MembershipToken.decode(request.held());
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    boolean saysNothing =
        !invitedOnly
            && request.invitation().length == 0
            && held.rights() == 0
            && held.ancestry().length == 0
            && Bytes.equal(held.salt(), salt);
    if (saysNothing || held.bridge() || !Bytes.equal(held.subjectKey(), request.identityKey())) {
      return Promise.of(null);
    }
    return authority
        .verifyToken(held, held.issuedAt())
        .map(ok -> held)
        .recover(
            e ->
                request.invitation().length == 0 && authority.revocations().isSubjectRevoked(held)
                    ? Promise.failed(e)
                    : Promise.of(null));
  }

  private Promise<Message> answer(JoinRequest request, MembershipToken token, byte[] answered) {
    JoinMessage.Admission admission =
        new JoinMessage.Admission(
            rootKey,
            token.envelope().encoded(),
            new byte[0],
            env.wallMillis(),
            new ContactInfo(self.id(), self.kind(), true, self.addresses()),
            sample(RoutingMessage.MAX_CONTACTS),
            answered,
            iceServers.of(request.identityKey(), env.wallMillis()));
    return AdmissionProof.sign(authority, self.keys(), request, admission);
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
    return new VisitorSocket(env, this::admit, transport, remoteAddress, asLink);
  }
}
