package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.overlay.LinkTable;
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
 * The bridge's side of admission (R5): answers a bootstrap server's question with a token and with
 * random live peers, those anyone can dial first.
 *
 * <p>In an open network everybody who asks gets a token. The salt follows from the asker's key and
 * a secret of this bridge, so asking again gives no other id.
 */
public final class BridgeNode {
  /** How long a token is valid. */
  public static final long TOKEN_MILLIS = 30L * 24 * 3600 * 1000;

  private static final int ADMISSIONS_BURST = 2_000;
  private static final int ADMISSIONS_PER_SECOND = 200;

  /** Each makes a page open a connection. */
  private static final int OFFERS_BURST = 200;

  private static final int OFFERS_PER_SECOND = 50;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final byte[] rootKey;
  private final byte[] saltSecret;
  private final RateLimiter limit;
  private final RateLimiter offers;

  public BridgeNode(
      Env env,
      Authority authority,
      Identity self,
      LinkTable links,
      OverlayNetwork overlay,
      byte[] rootKey,
      byte[] saltSecret) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.links = links;
    this.overlay = overlay;
    this.rootKey = rootKey;
    this.saltSecret = saltSecret;
    this.limit = new RateLimiter(ADMISSIONS_BURST, ADMISSIONS_PER_SECOND, env.monotonicMillis());
    this.offers = new RateLimiter(OFFERS_BURST, OFFERS_PER_SECOND, env.monotonicMillis());
  }

  private Promise<Message> admit(JoinMessage.Join join) {
    int wait = limit.take(env.monotonicMillis());
    if (wait > 0) {
      return Promise.failed(
          new PeerloomException(ErrorCode.RATE_LIMITED, "too many newcomers", wait));
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
              return token(request)
                  .flatMap(
                      token ->
                          carry(request, join.offer())
                              .flatMap(answered -> answer(request, token, answered)));
            });
  }

  /** A page's answer to the newcomer's offer, or null: the admission is worth having without. */
  private Promise<byte[]> carry(JoinRequest request, RoutingMessage.Route offer) {
    if (offer == null || offers.take(env.monotonicMillis()) > 0) {
      return Promise.of(null);
    }
    Promise<byte[]> carried;
    try {
      carried = overlay.carry(request.identityKey(), offer);
    } catch (PeerloomException e) {
      carried = Promise.failed(e);
    }
    return carried.recover(
        e -> {
          env.log(LogLevel.INFO, "no answer to a newcomer's offer: " + e);
          return Promise.of(null);
        });
  }

  private Promise<MembershipToken> token(JoinRequest request) {
    byte[] salt =
        Bytes.slice(
            new Hkdf(authority.hash()).hmac(saltSecret, request.identityKey()),
            0,
            MembershipToken.SALT_BYTES);
    long now = env.wallMillis();
    return MembershipToken.issue(
        self.keys(),
        self.token(),
        authority.network(),
        request.identityKey(),
        salt,
        false,
        now,
        now + TOKEN_MILLIS);
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

  /** Random live peers (R5.2): Node-role ones first, because anyone can dial those at once. */
  public List<ContactInfo> sample(int count) {
    List<ConnectionManager> all = new ArrayList<>(links.all());
    env.rng().shuffle(all);
    List<ContactInfo> chosen = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      for (ConnectionManager link : all) {
        boolean dialable = link.peer().kind() == PeerKind.NODE;
        boolean wanted = pass == 0 ? dialable : !dialable && link.peer().kind().holdsData();
        if (wanted && link.isActive() && chosen.size() < count) {
          chosen.add(LinkTable.infoOf(link));
        }
      }
    }
    return chosen;
  }

  /**
   * Takes up an accepted socket, which may be a bootstrap server's question or a peer's link.
   *
   * @param asLink what to do with it when it is a link
   */
  public TransportEvents accept(
      Transport transport,
      String remoteAddress,
      BiFunction<Transport, String, TransportEvents> asLink) {
    return new Door(transport, remoteAddress, asLink);
  }

  private final class Door implements TransportEvents {
    private final Transport transport;
    private final String remoteAddress;
    private final BiFunction<Transport, String, TransportEvents> asLink;
    private TransportEvents link;
    private boolean answering;

    Door(
        Transport transport,
        String remoteAddress,
        BiFunction<Transport, String, TransportEvents> asLink) {
      this.transport = transport;
      this.remoteAddress = remoteAddress;
      this.asLink = asLink;
      env.after(ConnectionManager.OPEN_TIMEOUT_MILLIS, this::expire);
    }

    private void expire() {
      if (link == null) {
        transport.close(ErrorCode.TIMEOUT, "said nothing");
      }
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
        env.log(LogLevel.INFO, "visitor " + remoteAddress + " turned away: " + e);
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
            this::end,
            e -> {
              env.log(LogLevel.INFO, "visitor " + remoteAddress + " not admitted: " + e);
              end(new LinkMessage.Failure(e.code(), "", e.retryAfterMillis()));
            });
      } else {
        link = asLink.apply(transport, remoteAddress);
        link.received(lane, message);
      }
    }

    private void end(Message answer) {
      OneMessage.answer(transport, answer);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      if (link != null) {
        link.closed(code, reason);
      } else if (!answering) {
        env.log(
            LogLevel.INFO,
            "visitor " + remoteAddress + " gone without an answer: " + code + " " + reason);
      }
    }
  }
}
