package io.peerloom.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.PlatformHash;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.IceServers;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.JoinMessage.Admission;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What a bridge answers, and that a bootstrap server in between can refuse and nothing else. */
@Label("Admission")
class AdmissionTest {
  private static final String ADDRESS = "wss://bridge.example";
  private static final Identity NEWCOMER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final ContactInfo STRANGER =
      new ContactInfo(new NodeId(new byte[32]), PeerKind.NODE, true, List.of("wss://evil.example"));

  private final LoneAssembly assembly = LoneAssembly.of(1, LoneAssembly.NETWORK.bridge(ADDRESS));
  private final List<Admission> answered = new ArrayList<>();
  private UnaryOperator<Admission> lie = admission -> admission;

  AdmissionTest() {
    assembly.visit(LoneAssembly.NETWORK.member(PeerKind.NODE, "wss://node.example"), ADDRESS);
    assembly.env.pass(1_000);
  }

  /** What a bootstrap server may change of an answer. */
  enum Lie {
    CONTACT_ADDED(a -> with(a, a.wallMillis(), a.bridge(), List.of(STRANGER))),
    CONTACTS_REMOVED(a -> with(a, a.wallMillis(), a.bridge(), List.of())),
    CONTACT_MOVED(
        a ->
            with(
                a,
                a.wallMillis(),
                a.bridge(),
                List.of(
                    new ContactInfo(
                        a.contacts().get(0).id(), PeerKind.NODE, true, STRANGER.addresses())))),
    OTHER_BRIDGE(a -> with(a, a.wallMillis(), STRANGER, a.contacts())),
    OTHER_TIME(a -> with(a, a.wallMillis() + 60_000, a.bridge(), a.contacts())),
    OTHER_ANSWER(a -> with(a, a.rootKey(), a.token(), new byte[9], a.iceServers())),
    OTHER_ICE_SERVERS(
        a ->
            with(
                a,
                a.rootKey(),
                a.token(),
                a.answer(),
                new IceServers(List.of("turn:elsewhere.example"), "name", "secret", 60))),
    OTHER_ROOT(a -> with(a, new byte[PeerCard.P256_BYTES], a.token(), a.answer(), a.iceServers()));

    final UnaryOperator<Admission> change;

    Lie(UnaryOperator<Admission> change) {
      this.change = change;
    }
  }

  private static Admission with(
      Admission a, long wallMillis, ContactInfo bridge, List<ContactInfo> contacts) {
    return new Admission(
        a.rootKey(),
        a.token(),
        a.proof(),
        wallMillis,
        bridge,
        contacts,
        a.answer(),
        a.iceServers());
  }

  private static Admission with(
      Admission a, byte[] rootKey, byte[] token, byte[] answer, IceServers iceServers) {
    return new Admission(
        rootKey, token, a.proof(), a.wallMillis(), a.bridge(), a.contacts(), answer, iceServers);
  }

  /** A bootstrap server that forwards to the bridge, and lies. */
  private Transport dial(String url, TransportEvents events) {
    assembly.env.after(0, events::opened);
    return new Transport() {
      @Override
      public void send(Lane lane, byte[] message) {
        List<byte[]> answers = assembly.knock(message);
        assembly.env.after(
            50,
            () -> {
              Message answer = OneMessage.read(answers.get(0));
              if (answer instanceof Admission admission) {
                answered.add(admission);
                answer = lie.apply(admission);
              }
              List<byte[]> frames = Frames.cut(Lane.CONTROL, MessageCodec.encode(answer));
              events.received(lane, Bytes.concat(frames.toArray(new byte[0][])));
            });
      }

      @Override
      public int bufferedBytes() {
        return 0;
      }

      @Override
      public void close(ErrorCode code, String reason) {}
    };
  }

  private Promise<BootstrapClient.AdmissionResult> ask(Identity visitor, int instance) {
    BootstrapClient client =
        new BootstrapClient(
            assembly.env,
            LoneAssembly.NETWORK.crypto,
            LoneAssembly.NETWORK.hash,
            this::dial,
            visitor.keys(),
            visitor.kind(),
            List.of("wss://door.example"));
    client.setInstance(instance);
    Promise<BootstrapClient.AdmissionResult> asked = client.ask(null, null);
    assembly.env.pass(1_000);
    return asked;
  }

  @Example
  void whatTheBridgeAnsweredIsAccepted() {
    assertThat(ask(NEWCOMER, 0).value().admission().contacts()).hasSize(1);
  }

  @Property
  void whateverABootstrapServerChangesIsNoticed(@ForAll Lie what) {
    lie = what.change;
    assertThat(ask(NEWCOMER, 0).isFailed()).isTrue();
    lie = admission -> admission;
    assertThat(ask(NEWCOMER, 0).isFailed()).isFalse();
  }

  /** Another token of the same member may have other rights. */
  @Example
  void anotherTokenOfTheSameMemberIsNoticed() {
    ask(NEWCOMER, 0);
    assembly.env.pass(10_000);
    Admission before = answered.get(0);
    lie = a -> with(a, a.rootKey(), before.token(), a.answer(), a.iceServers());
    assertThat(ask(NEWCOMER, 0).isFailed()).isTrue();
  }

  @Example
  void anEarlierAnswerIsNoticed() {
    ask(NEWCOMER, 0);
    lie = any -> answered.get(0);
    assertThat(ask(NEWCOMER, 0).isFailed()).isTrue();
  }

  private byte[] salt(Identity visitor, int instance) {
    return MembershipToken.decode(ask(visitor, instance).value().token()).salt();
  }

  /** An instance has one id, however often it asks; nobody knows it without asking. */
  @Example
  void theIssuerDecidesTheIdOfEachInstance() {
    Set<Bytes> salts = new LinkedHashSet<>();
    for (int instance : new int[] {0, 1, 2, 255}) {
      byte[] salt = salt(NEWCOMER, instance);
      assertThat(salt(NEWCOMER, instance)).isEqualTo(salt);
      salts.add(Bytes.wrap(salt));
    }
    salts.add(Bytes.wrap(salt(LoneAssembly.NETWORK.member(PeerKind.BROWSER), 0)));
    assertThat(salts).hasSize(5);
  }

  /** Seen to fail where the salt is derived from what all know. */
  @Example
  void theSaltDependsOnTheBridgesSecret() {
    byte[] key = NEWCOMER.keys().identityPublicKey();
    assertThat(BridgeNode.salt(new PlatformHash(), new byte[] {1}, new byte[32], key, 0))
        .isNotEqualTo(BridgeNode.salt(new PlatformHash(), new byte[] {2}, new byte[32], key, 0));
  }

  @Example
  void aMemberAsAnotherInstanceKeepsItsRights() {
    IdentityToken held = new IdentityToken(7);
    JoinRequest request = held.request(3);
    MembershipToken given = MembershipToken.decode(((Admission) knock(request)).token());
    assertThat(given.instance()).isEqualTo(3);
    assertThat(given.rights()).isEqualTo(7);
    assertThat(given.salt()).isNotEqualTo(held.token.salt());
    MembershipToken again = MembershipToken.decode(((Admission) knock(held.request(0))).token());
    assertThat(again.salt()).isEqualTo(held.token.salt());
  }

  /** A member of the network with some rights, which the root signed. */
  private static final class IdentityToken {
    final Identity owner = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
    final MembershipToken token;

    IdentityToken(int rights) {
      token =
          MembershipToken.issue(
                  LoneAssembly.NETWORK.root,
                  new byte[0],
                  LoneAssembly.NETWORK.id,
                  owner.keys().identityPublicKey(),
                  new byte[MembershipToken.SALT_BYTES],
                  false,
                  0,
                  Long.MAX_VALUE / 2,
                  rights,
                  new byte[0])
              .value();
    }

    JoinRequest request(int instance) {
      return AdmissionTest.request(owner, token.envelope().encoded(), instance);
    }
  }

  private static JoinRequest request(Identity visitor, byte[] held, int instance) {
    return JoinRequest.sign(
            LoneAssembly.NETWORK.crypto,
            visitor.keys(),
            LoneAssembly.NETWORK.id,
            visitor.kind(),
            held,
            null,
            instance)
        .value();
  }

  private List<byte[]> knock(byte[] request) {
    byte[] join = MessageCodec.encode(new JoinMessage.Join(request, null));
    List<byte[]> frames = Frames.cut(Lane.CONTROL, join);
    return assembly.knock(Bytes.concat(frames.toArray(new byte[0][])));
  }

  private Message knock(JoinRequest request) {
    List<byte[]> answers = knock(request.envelope().encoded());
    assembly.env.pass(10);
    return OneMessage.read(answers.get(0));
  }

  /** Fails if a request is counted before it is verified. */
  @Example
  void requestsThatAnybodyCanMakeUpKeepNobodyOut() {
    byte[] forged = request(NEWCOMER, new byte[0], 0).envelope().encoded().clone();
    forged[forged.length - 1] ^= 1;
    for (int i = 0; i < 2 * Limits.REFERRED_JOINS_BURST; i++) {
      knock(forged);
    }
    assertThat(knock(request(NEWCOMER, new byte[0], 0))).isInstanceOf(Admission.class);
  }

  /** Fails if members that come again are counted as newcomers. */
  @Example
  void membersComeBackWhileTooManyNewcomersCome() {
    for (int i = 0; i <= Limits.REFERRED_JOINS_BURST / Limits.ADMISSIONS_BURST_EACH; i++) {
      Identity newcomer = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
      byte[] request = request(newcomer, new byte[0], 0).envelope().encoded();
      for (int visit = 0; visit < Limits.ADMISSIONS_BURST_EACH; visit++) {
        knock(request);
      }
    }
    Identity stranger = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
    List<byte[]> late = knock(request(stranger, new byte[0], 0).envelope().encoded());
    List<byte[]> tab = knock(request(NEWCOMER, NEWCOMER.token(), 1).envelope().encoded());
    List<byte[]> member = knock(request(NEWCOMER, NEWCOMER.token(), 0).envelope().encoded());
    assembly.env.pass(0);
    assembly.env.pass(10);
    assertThat(((LinkMessage.Failure) OneMessage.read(late.get(0))).code())
        .isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(((LinkMessage.Failure) OneMessage.read(tab.get(0))).code())
        .as("an id it has not had")
        .isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(OneMessage.read(member.get(0))).isInstanceOf(Admission.class);
  }

  /** 300 pages behind one address. */
  @Example
  void manyNewcomersComeAtOnce() {
    List<List<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Identity newcomer = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
      answers.add(knock(request(newcomer, new byte[0], 0).envelope().encoded()));
    }
    assembly.env.pass(1_000);
    for (List<byte[]> answer : answers) {
      assertThat(OneMessage.read(answer.get(0))).isInstanceOf(Admission.class);
    }
  }

  @Example
  void nobodyGetsTheTokenOfABridge() {
    Identity bridge = LoneAssembly.NETWORK.bridge(ADDRESS);
    Message refused = knock(request(bridge, new byte[0], 0));
    assertThat(((LinkMessage.Failure) refused).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    MembershipToken given =
        MembershipToken.decode(((Admission) knock(request(NEWCOMER, bridge.token(), 0))).token());
    assertThat(given.bridge()).isFalse();
  }
}
