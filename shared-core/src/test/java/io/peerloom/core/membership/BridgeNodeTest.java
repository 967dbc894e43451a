package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.rpc.KeyedLimits;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What a bridge does for visitors at its door: admits them, and passes on what they signed. */
@Label("BridgeNode")
class BridgeNodeTest {
  private static final String ADDRESS = "wss://bridge.example";
  private static final Identity BRIDGE = LoneAssembly.NETWORK.bridge(ADDRESS);
  private static final Identity PAGE = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Identity NEWCOMER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Identity OTHER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Signal OFFER = new Signal(Signal.COMPLETE_OFFER, new byte[8], "v=0");
  private static final byte[] ANSWER = {1, 2, 3};

  /** A door answers within this, when it has nobody to ask. */
  private static final int PROMPT_MILLIS = 100;

  private final LoneAssembly assembly = LoneAssembly.of(1, BRIDGE);
  private final List<Route> arrived = new ArrayList<>();
  private int traces;

  BridgeNodeTest() {
    assembly.visit(PAGE, ADDRESS).service =
        request -> {
          if (request instanceof Route route) {
            arrived.add(route);
            return Promise.of(new RoutingMessage.Routed(ANSWER));
          }
          return Promise.of(new RoutingMessage.Found(List.of()));
        };
    assembly.env.pass(1_000);
    assertThat(assembly.links()).isEqualTo(1);
  }

  private byte[] newTrace() {
    return Bytes.bigEndian(++traces);
  }

  /** What a page signs for a peer; {@code sentAgo} milliseconds before now. */
  private byte[] envelope(
      Identity signer, byte[] card, NodeId target, byte[] trace, Message message, int sentAgo) {
    return LoneAssembly.NETWORK.routed(
        signer,
        card,
        target,
        trace,
        assembly.env.wallMillis() - sentAgo,
        MessageCodec.encode(message));
  }

  private Route offer(Identity signer, byte[] trace) {
    return route(trace, envelope(signer, signer.card(), PAGE.id(), trace, OFFER, 0));
  }

  private static Route route(byte[] trace, byte[] envelope) {
    return new Route(PAGE.id(), trace, RoutingMessage.MAX_HOPS, envelope);
  }

  /** What the door answers at once. */
  private Message visit(Identity visitor, Route offer) {
    return visit(visitor, offer, new byte[0]);
  }

  private Message visit(Identity visitor, Route offer, byte[] held) {
    byte[] request =
        JoinRequest.sign(
                LoneAssembly.NETWORK.crypto,
                visitor.keys(),
                LoneAssembly.NETWORK.id,
                visitor.kind(),
                held,
                null,
                0)
            .value()
            .envelope()
            .encoded();
    byte[] join = MessageCodec.encode(new JoinMessage.Join(request, offer));
    List<byte[]> frames = Frames.cut(Lane.CONTROL, join);
    List<byte[]> answers = assembly.knock(Bytes.concat(frames.toArray(new byte[0][])));
    assembly.env.pass(PROMPT_MILLIS);
    assertThat(answers).hasSize(1);
    return OneMessage.read(answers.get(0));
  }

  private static byte[] answerOf(Message message) {
    assertThat(message).isInstanceOf(JoinMessage.Admission.class);
    return ((JoinMessage.Admission) message).answer();
  }

  @Example
  void anOfferIsPassedOnAndItsAnswerComesWithTheAdmission() {
    Route offer = offer(NEWCOMER, newTrace());
    assertThat(answerOf(visit(NEWCOMER, offer))).isEqualTo(ANSWER);
    assertThat(arrived).hasSize(1);
    assertThat(arrived.get(0).envelope()).isEqualTo(offer.envelope());
    assertThat(answerOf(visit(NEWCOMER, offer))).as("said before").isNull();
    assertThat(answerOf(visit(NEWCOMER, null))).as("said nothing").isNull();
    assertThat(arrived).hasSize(1);
  }

  /** Else whoever finds an old key file dates tokens back for ever. */
  @Example
  void aBridgeWhoseKeyHasExpiredVouchesForNobody() {
    long day = 24L * 3600 * 1000;
    long now = assembly.env.wallMillis();
    IdentityKeys old = LoneAssembly.NETWORK.crypto.newIdentity();
    MembershipToken expired =
        token(LoneAssembly.NETWORK.root, new byte[0], old, true, now - 400 * day, now - 100 * day);
    MembershipToken late =
        token(LoneAssembly.NETWORK.root, new byte[0], old, true, now - 400 * day, now - 10 * day);
    assertThat(rightsAfter(heldBy(old, expired, now - 200 * day))).isZero();
    assertThat(rightsAfter(heldBy(old, late, now - 200 * day))).isEqualTo(7);
  }

  private static MembershipToken heldBy(IdentityKeys old, MembershipToken its, long issuedAt) {
    long farAway = issuedAt + 10L * 365 * 24 * 3600 * 1000;
    return token(old, its.envelope().encoded(), NEWCOMER.keys(), false, issuedAt, farAway);
  }

  private int rightsAfter(MembershipToken held) {
    Message admitted = visit(NEWCOMER, null, held.envelope().encoded());
    return MembershipToken.decode(((JoinMessage.Admission) admitted).token()).rights();
  }

  private static MembershipToken token(
      IdentityKeys issuer,
      byte[] chain,
      IdentityKeys subject,
      boolean isBridge,
      long issuedAt,
      long expiresAt) {
    return MembershipToken.issue(
            issuer,
            chain,
            LoneAssembly.NETWORK.id,
            subject.identityPublicKey(),
            new byte[MembershipToken.SALT_BYTES],
            isBridge,
            issuedAt,
            expiresAt,
            isBridge ? 0 : 7,
            new byte[0])
        .value();
  }

  enum Defect {
    SIGNATURE(ErrorCode.INVALID_SIGNATURE),
    CARD_OF_ANOTHER(ErrorCode.INVALID_SIGNATURE),
    BY_ANOTHER(ErrorCode.INVALID_REQUEST),
    OTHER_TRACE(ErrorCode.INVALID_SIGNATURE),
    OTHER_TARGET(ErrorCode.INVALID_SIGNATURE),
    NO_OFFER(ErrorCode.INVALID_REQUEST),
    PLAIN_OFFER(ErrorCode.INVALID_REQUEST),
    TOO_OLD(ErrorCode.CLOCK_SKEW),
    GARBAGE(ErrorCode.INVALID_REQUEST);

    final ErrorCode code;

    Defect(ErrorCode code) {
      this.code = code;
    }
  }

  private byte[] broken(Defect defect, byte[] trace) {
    byte[] card = NEWCOMER.card();
    return switch (defect) {
      case SIGNATURE -> {
        byte[] forged = envelope(NEWCOMER, card, PAGE.id(), trace, OFFER, 0);
        forged[forged.length - 1] ^= 1;
        yield forged;
      }
      case CARD_OF_ANOTHER -> envelope(NEWCOMER, OTHER.card(), PAGE.id(), trace, OFFER, 0);
      case BY_ANOTHER -> envelope(OTHER, OTHER.card(), PAGE.id(), trace, OFFER, 0);
      case OTHER_TRACE -> envelope(NEWCOMER, card, PAGE.id(), newTrace(), OFFER, 0);
      case OTHER_TARGET -> envelope(NEWCOMER, card, OTHER.id(), trace, OFFER, 0);
      case NO_OFFER -> envelope(NEWCOMER, card, PAGE.id(), trace, new LinkMessage.Done(), 0);
      case PLAIN_OFFER ->
          envelope(
              NEWCOMER, card, PAGE.id(), trace, new Signal(Signal.OFFER, new byte[8], "v=0"), 0);
      case TOO_OLD -> envelope(NEWCOMER, card, PAGE.id(), trace, OFFER, 3_600_000);
      case GARBAGE -> new byte[] {(byte) 0x84, 1, 2, 3};
    };
  }

  /** R12.1; and the page hears of none of it. */
  @Property
  void whatIsNoOfferOfTheVisitorIsToldSoAtOnceAndNotPassedOn(@ForAll Defect defect) {
    arrived.clear();
    byte[] trace = newTrace();
    Message answer = visit(NEWCOMER, route(trace, broken(defect, trace)));
    assertThat(answer).isInstanceOf(LinkMessage.Failure.class);
    assertThat(((LinkMessage.Failure) answer).code()).isEqualTo(defect.code);
    assertThat(arrived).isEmpty();
    // A forger cannot use up a trace that is another's.
    assertThat(answerOf(visit(NEWCOMER, offer(NEWCOMER, trace)))).isEqualTo(ANSWER);
  }

  @Example
  void oneVisitorsOffersLeaveEnoughForAnothers() {
    for (int i = 0; i < 2 * Limits.OFFERS_BURST_EACH; i++) {
      visit(NEWCOMER, offer(NEWCOMER, newTrace()));
    }
    int seconds = 2 * Limits.OFFERS_BURST_EACH * PROMPT_MILLIS / 1_000;
    int most = Limits.OFFERS_BURST_EACH + seconds * Limits.OFFERS_PER_SECOND_EACH;
    assertThat(arrived.size()).isBetween(Limits.OFFERS_BURST_EACH, most);
    assertThat(answerOf(visit(NEWCOMER, offer(NEWCOMER, newTrace()))))
        .as("admitted without an answer")
        .isNull();
    assertThat(assembly.env.log()).anyMatch(line -> line.contains("limitPerSecond=2 "));
    assertThat(answerOf(visit(OTHER, offer(OTHER, newTrace())))).isEqualTo(ANSWER);
    assembly.env.pass(1_000);
    assertThat(answerOf(visit(NEWCOMER, offer(NEWCOMER, newTrace())))).isEqualTo(ANSWER);
  }

  @Example
  void oneVisitorsVisitsLeaveEnoughForAnothers() {
    Message last = null;
    int visits = 0;
    while (!(last instanceof LinkMessage.Failure)) {
      assertThat(++visits).isLessThanOrEqualTo(3 * Limits.ADMISSIONS_BURST_EACH);
      last = visit(NEWCOMER, null);
    }
    LinkMessage.Failure limited = (LinkMessage.Failure) last;
    assertThat(visits).isGreaterThan(Limits.ADMISSIONS_BURST_EACH);
    assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(limited.retryAfterMillis()).isBetween(1, 1_000 / Limits.ADMISSIONS_PER_SECOND_EACH);
    assertThat(visit(OTHER, null)).isInstanceOf(JoinMessage.Admission.class);
    assembly.env.pass(limited.retryAfterMillis());
    assertThat(visit(NEWCOMER, null)).isInstanceOf(JoinMessage.Admission.class);
  }

  @Example
  void theNumberOfVisitorsToldApartIsBounded() {
    KeyedLimits limits = new KeyedLimits(1, 1);
    byte[] first = Bytes.bigEndian(0);
    assertThat(limits.take(first, 0)).isZero();
    assertThat(limits.take(first, 0)).isEqualTo(1_000);
    for (int i = 1; i <= Limits.MAX_COUNTED_VISITORS; i++) {
      assertThat(limits.take(Bytes.bigEndian(i), 0)).isZero();
    }
    assertThat(limits.take(Bytes.bigEndian(2), 0)).isEqualTo(1_000);
    assertThat(limits.take(first, 0)).as("forgotten").isZero();
  }

  /** Whoever was a member keeps its salt; who shows another's token gets its own. */
  @Example
  void aTokenIsRenewedWithItsSalt() {
    byte[] held = NEWCOMER.token();
    byte[] salt = MembershipToken.decode(held).salt();
    assertThat(saltGiven(NEWCOMER, held)).isEqualTo(salt);
    byte[] own = saltGiven(NEWCOMER, new byte[0]);
    assertThat(own).isNotEqualTo(salt);
    assertThat(saltGiven(NEWCOMER, OTHER.token())).isEqualTo(own);
    byte[] forged = held.clone();
    forged[forged.length - 1] ^= 1;
    assertThat(saltGiven(NEWCOMER, forged)).isEqualTo(own);
    assertThat(visit(NEWCOMER, null, new byte[] {1})).isInstanceOf(LinkMessage.Failure.class);
  }

  private byte[] saltGiven(Identity visitor, byte[] held) {
    Message answer = visit(visitor, null, held);
    assertThat(answer).isInstanceOf(JoinMessage.Admission.class);
    return MembershipToken.decode(((JoinMessage.Admission) answer).token()).salt();
  }

  /** R5.2: those it returns are linked and active, other ones each time, nodes first. */
  @Example
  void randomActivePeersAreReturned() {
    Set<NodeId> nodes = new LinkedHashSet<>();
    Set<NodeId> pages = new LinkedHashSet<>(List.of(PAGE.id()));
    for (int i = 0; i < 3; i++) {
      Identity node = LoneAssembly.NETWORK.member(PeerKind.NODE, "wss://node" + i);
      assembly.visit(node, ADDRESS);
      nodes.add(node.id());
    }
    for (int i = 0; i < 12; i++) {
      Identity page = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
      assembly.visit(page, ADDRESS);
      pages.add(page.id());
    }
    LoneAssembly.Visitor hidden = assembly.visit(OTHER, ADDRESS);
    LoneAssembly.Visitor gone =
        assembly.visit(LoneAssembly.NETWORK.member(PeerKind.BROWSER), ADDRESS);
    assembly.env.pass(1_000);
    hidden.link.send(new LinkMessage.Presence(false));
    gone.link.close(ErrorCode.CLOSED, "leaving");
    assembly.env.pass(100);

    Set<NodeId> returned = new LinkedHashSet<>();
    for (int i = 0; i < 40; i++) {
      List<NodeId> contacts =
          ((JoinMessage.Admission) visit(NEWCOMER, null))
              .contacts().stream().map(ContactInfo::id).toList();
      assertThat(contacts).hasSize(RoutingMessage.MAX_CONTACTS).doesNotHaveDuplicates();
      assertThat(contacts.subList(0, nodes.size())).containsExactlyInAnyOrderElementsOf(nodes);
      returned.addAll(contacts);
    }
    returned.removeAll(nodes);
    assertThat(returned).isEqualTo(pages);
  }
}
