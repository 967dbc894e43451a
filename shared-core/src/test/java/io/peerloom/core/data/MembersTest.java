package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * Who signed a record or a message was a member, and whoever stores it can prove that to others.
 */
@Label("Members")
class MembersTest {
  private static final long DAY = 24L * 3600 * 1000;

  private final TestNetwork network = new TestNetwork(1);
  private final Identity publisher = network.member(PeerKind.BROWSER);
  private final byte[] key = publisher.keys().identityPublicKey();
  private final Peer holder = new Peer();
  private final Peer reader = new Peer();

  /** One peer, which asks the holder only, whomever it means. */
  private final class Peer implements Members.Peers {
    final MemoryStore store = new MemoryStore();
    final Identity self = network.member(PeerKind.NODE);
    final List<byte[]> asked = new ArrayList<>();
    Authority authority;
    Members members;
    Router router;

    /** What the peer asked answers, in place of the holder. */
    Promise<Message> answer;

    Peer() {
      start();
    }

    /** Begins anew with the same disk. */
    void start() {
      authority = new Authority(network.crypto, network.hash, network.env, network.id);
      members = new Members(network.env, authority, self, store, this);
      router = TestRouter.of(members);
    }

    @Override
    public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
      asked.add(((JoinMessage.AskMember) body).identityKey());
      return answer != null ? answer : holder.router.handle(null, body);
    }

    @Override
    public Owner owner(NodeId peer) {
      return Owner.of(Bytes.wrap(peer.bytes()));
    }

    Promise<Owner> verify() {
      return verify(network.env.wallMillis());
    }

    Promise<Owner> verify(long at) {
      return members.verify(key, at, holder.self.id());
    }

    void store() {
      List<RecordStore.Entry> entries = members.entries(key);
      store.write(entries);
      members.stored(entries, key);
    }
  }

  private static ErrorCode code(Promise<?> promise) {
    assertThat(promise.isFailed()).isTrue();
    return promise.failure().code();
  }

  @Example
  void whoseCardWasVerifiedIsKnown() {
    reader.authority.prove(publisher.card());
    Owner owner = reader.verify().value();
    assertThat(owner).isEqualTo(MembershipToken.decode(publisher.token()).owner(network.hash));
    assertThat(reader.asked).isEmpty();
    assertThat(reader.store.reads).isZero();
  }

  @Example
  void aStrangerIsNoMember() {
    assertThat(code(reader.verify())).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(reader.members.entries(key)).isEmpty();
  }

  @Example
  void thePeerThatGaveTheDataProvesItsPublisher() {
    holder.authority.prove(publisher.card());
    assertThat(reader.verify().isFailed()).isFalse();
    assertThat(reader.verify().isFailed()).isFalse();
    assertThat(reader.asked).as("once").hasSize(1);
  }

  @Example
  void aPublisherProvesItself() {
    Router own = TestRouter.of(new Members(network.env, reader.authority, publisher, null, holder));
    JoinMessage.Member answer =
        (JoinMessage.Member) own.handle(null, new JoinMessage.AskMember(key)).value();
    assertThat(answer.token()).isEqualTo(publisher.token());
  }

  @Example
  void whatIsStoredProvesThePublisherAfterARestart() {
    holder.authority.prove(publisher.card());
    holder.store();
    holder.start();
    assertThat(reader.verify().isFailed()).isFalse();
    assertThat(holder.members.verify(key, network.env.wallMillis(), null).isFailed()).isFalse();
  }

  /** Fails if the token is not swept, or is swept before the last of the publisher's data. */
  @Example
  void aStoredTokenIsKeptAsLongAsDataOfThatPublisherMayLive() {
    RecordRepository repository = new RecordRepository(network.env, network.hash, holder.store);
    repository.start();
    holder.authority.prove(publisher.card());
    holder.store();
    assertThat(holder.members.entries(key)).as("stored").isEmpty();
    network.env.pass(DAY / 2);
    holder.store();
    network.env.pass(Limits.MAX_TTL_SECONDS * 1000L + Limits.MAX_AHEAD_MILLIS);
    holder.start();
    assertThat(holder.members.verify(key, network.env.wallMillis(), null).isFailed()).isFalse();
    network.env.pass(2 * DAY);
    holder.start();
    assertThat(code(holder.members.verify(key, network.env.wallMillis(), null)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(holder.store.size()).isZero();
    repository.stop();
  }

  @Example
  void aTokenIsWrittenAgainForLaterData() {
    RecordRepository repository = new RecordRepository(network.env, network.hash, holder.store);
    repository.start();
    holder.authority.prove(publisher.card());
    holder.store();
    network.env.pass(2 * DAY);
    holder.store();
    network.env.pass(Limits.MAX_TTL_SECONDS * 1000L);
    holder.start();
    assertThat(holder.members.verify(key, network.env.wallMillis(), null).isFailed()).isFalse();
    repository.stop();
  }

  @Example
  void aTokenThatHasExpiredProvesWhatIsOlder() {
    MembershipToken token = token(publisher.keys(), DAY);
    reader.authority.prove(network.card(publisher.keys(), token, PeerKind.BROWSER));
    long signed = network.env.wallMillis();
    network.env.pass(2 * DAY);
    assertThat(reader.verify(signed).isFailed()).isFalse();
    assertThat(code(reader.verify())).as("published later").isEqualTo(ErrorCode.NOT_FOUND);
    reader.authority.prove(publisher.card());
    assertThat(reader.verify().isFailed()).as("renewed").isFalse();
    assertThat(reader.verify(signed).isFailed()).isFalse();
  }

  private MembershipToken token(IdentityKeys keys, long life) {
    return network.token(
        network.bridge, network.bridgeToken.envelope().encoded(), keys, false, 0, life);
  }

  @Example
  void aTokenOfSomebodyElseProvesNothing() {
    byte[] others = network.token(network.crypto.newIdentity()).envelope().encoded();
    reader.answer = Promise.of(new JoinMessage.Member(others));
    assertThat(code(reader.verify())).isEqualTo(ErrorCode.INVALID_TOKEN);
    MembershipToken forged =
        network.token(publisher.keys(), new byte[0], publisher.keys(), false, 0, DAY);
    network.env.pass(Members.FAILED_MILLIS);
    reader.answer = Promise.of(new JoinMessage.Member(forged.envelope().encoded()));
    assertThat(code(reader.verify())).isEqualTo(ErrorCode.INVALID_TOKEN);
    assertThat(reader.authority.knownToken(key)).as("kept").isNull();
  }

  @Example
  void aRevokedPublisherIsRefused() {
    reader.authority.prove(publisher.card());
    CborWriter body = new CborWriter(200);
    byte[] target = MembershipToken.ancestor(network.hash, key);
    body.array(5).bytes(network.root.identityPublicKey()).bytes(target).bool(false);
    body.ulong(network.env.wallMillis()).bytes(new byte[0]);
    byte[] revoked =
        SignedEnvelope.sign(
                SignedEnvelope.Type.REVOCATION, network.id, body.toBytes(), network.root)
            .value()
            .encoded();
    reader.authority.revocations().add(Revocation.decode(revoked), network.env.wallMillis());
    reader.answer = Promise.of(new JoinMessage.Member(publisher.token()));
    assertThat(code(reader.verify())).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Example
  void concurrentMissesAskOnce() {
    Promise<Message> late = new Promise<>();
    reader.answer = late;
    Promise<Owner> first = reader.verify();
    Promise<Owner> second = reader.verify();
    assertThat(reader.asked).hasSize(1);
    late.complete(new JoinMessage.Member(publisher.token()));
    assertThat(first.value()).isEqualTo(second.value());
  }

  @Example
  void whoCouldNotProveItIsNotAskedAgainAtOnce() {
    reader.verify();
    reader.verify();
    assertThat(reader.asked).hasSize(1);
    holder.authority.prove(publisher.card());
    network.env.pass(Members.FAILED_MILLIS);
    assertThat(reader.verify().isFailed()).isFalse();
  }

  /** One that never answers must not keep the others' publishers from being proved. */
  @Example
  void oneSilentPeerLeavesRoomForTheQuestionsToOthers() {
    reader.answer = new Promise<>();
    int refused = 0;
    for (int i = 0; i < 2 * Limits.MAX_MEMBER_QUESTIONS; i++) {
      byte[] unknown = new byte[65];
      System.arraycopy(Bytes.bigEndian(i), 0, unknown, 0, 8);
      Promise<Owner> asked = reader.members.verify(unknown, 0, publisher.id());
      refused += asked.isDone() && asked.failure().code() == ErrorCode.OVERLOADED ? 1 : 0;
    }
    assertThat(reader.asked).hasSize(Limits.MAX_MEMBER_QUESTIONS / 2);
    assertThat(refused).isEqualTo(3 * Limits.MAX_MEMBER_QUESTIONS / 2);
    reader.answer = null;
    holder.authority.prove(publisher.card());
    assertThat(reader.verify().isFailed()).isFalse();
  }

  @Example
  void aStoreThatFailsIsNoProof() {
    MemoryStore broken =
        new MemoryStore() {
          @Override
          public Promise<byte[]> read(byte[] any) {
            return Promise.failed(new PeerloomException(ErrorCode.STORAGE_FAILED, "broken"));
          }
        };
    Members members = new Members(network.env, reader.authority, reader.self, broken, reader);
    assertThat(code(members.verify(key, 0, holder.self.id()))).isEqualTo(ErrorCode.STORAGE_FAILED);
    assertThat(reader.asked).isEmpty();
  }
}
