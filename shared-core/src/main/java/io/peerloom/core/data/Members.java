package io.peerloom.core.data;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.JoinMessage.AskMember;
import io.peerloom.core.wire.JoinMessage.Member;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves that who signed a record or a message is a member. Keys cost nothing, and tokens do: a
 * publisher without one could take everybody's room.
 *
 * <p>A token is larger than most messages, so it does not travel with them. A peer knows the
 * publishers whose cards it has verified. It stores the tokens of those whose data it stores, and
 * asks for any other the peer that gave it the data, which had to prove the publisher itself.
 *
 * <p>Use: {@link #verify} before anything is stored or delivered; then add {@link #entries} to the
 * batch that stores it, and report with {@link #stored} that it was written.
 */
public final class Members implements Service {
  /** How long the peer that gave the data may take to prove its publisher. */
  static final int TIMEOUT_MILLIS = 3_000;

  /** How long a peer that could not prove a publisher is not asked for that one again. */
  static final int FAILED_MILLIS = 10_000;

  /** Answers without a proof that are remembered; whatever is evicted is asked once more. */
  private static final int MAX_FAILED = 1024;

  /** Nothing that was published before this time may still be stored. */
  private static final long KEPT_MILLIS = Limits.MAX_TTL_SECONDS * 1000L + Limits.MAX_AHEAD_MILLIS;

  /** A stored token is kept for so much longer, and written again once this is over. */
  private static final long SPARE_MILLIS = 24L * 3600 * 1000;

  /** How other peers are asked. */
  public interface Peers {
    /** Sends a request, as {@code OverlayNetwork.request} does. */
    Promise<Message> request(NodeId target, Message body, int timeoutMillis);

    /** For whom questions to that peer are counted. */
    Owner owner(NodeId peer);
  }

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final Peers peers;

  /** By identity key and asked peer; each is removed when it is answered or late. */
  private final Map<Bytes, Promise<MembershipToken>> questions = new TreeMap<>();

  private final FairShares shares = new FairShares(Limits.MAX_MEMBER_QUESTIONS);
  private final BoundedMap<Bytes, Long> failedAt = new BoundedMap<>(MAX_FAILED);

  /** Until when the tokens of publishers are stored, as far as this process has written them. */
  private final BoundedMap<Bytes, Long> storedUntil = new BoundedMap<>(Limits.MAX_KNOWN_MEMBERS);

  public Members(Env env, Authority authority, Identity self, RecordStore store, Peers peers) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.peers = peers;
  }

  /**
   * Verifies that an identity was a member at a time, and is not revoked. Fulfilled with the owner
   * for whom its data are counted. Fails with INVALID_TOKEN or INVALID_SIGNATURE, with UNAUTHORIZED
   * if it is revoked, with NOT_FOUND if nobody asked has its token, or as the question to {@code
   * source} failed; with OVERLOADED while too many of its publishers are asked for.
   *
   * <p>Answered from memory, at once, for this peer's own identity and for members whose cards were
   * verified lately; else from this peer's store; else by {@code source}, which is asked once for
   * each identity at a time, and not for ten seconds after it could not prove that one.
   *
   * @param at when the identity signed what is verified, in wall-clock milliseconds: a token that
   *     has expired since still proves it
   * @param source the peer that gave this peer the data; null if it is its own or stored here
   */
  public Promise<Owner> verify(byte[] identityKey, long at, NodeId source) {
    if (isOwn(identityKey)) {
      return Promise.of(owner(identityKey));
    }
    return prove(authority.knownToken(identityKey), identityKey, at)
        .recover(e -> stored(identityKey).flatMap(token -> prove(token, identityKey, at)))
        .recover(
            e ->
                source == null || source.equals(self.id()) || e.code() == ErrorCode.STORAGE_FAILED
                    ? Promise.failed(e)
                    : ask(identityKey, source, e).flatMap(token -> prove(token, identityKey, at)));
  }

  /**
   * For whom the data of an identity that {@link #verify} has proved are counted; by itself where
   * its token is no longer in memory.
   */
  public Owner owner(byte[] identityKey) {
    MembershipToken token =
        isOwn(identityKey)
            ? MembershipToken.decode(self.token())
            : authority.knownToken(identityKey);
    return token == null ? Owner.of(Bytes.wrap(identityKey)) : token.owner(authority.hash());
  }

  private boolean isOwn(byte[] identityKey) {
    return Bytes.equal(identityKey, self.keys().identityPublicKey());
  }

  private Promise<Owner> prove(MembershipToken token, byte[] identityKey, long at) {
    if (token == null) {
      return Promise.failed(ErrorCode.NOT_FOUND, "a publisher that nobody knows");
    }
    if (!Bytes.equal(token.subjectKey(), identityKey)) {
      return Promise.failed(ErrorCode.INVALID_TOKEN, "token of another identity");
    }
    return authority
        .verifyToken(token, at)
        .map(
            ok -> {
              authority.learn(token);
              return token.owner(authority.hash());
            });
  }

  private static byte[] key(byte[] identityKey) {
    return StoreKeys.key(StoreKeys.MEMBERS, identityKey);
  }

  private Promise<MembershipToken> stored(byte[] identityKey) {
    return store
        .read(key(identityKey))
        .map(
            value -> {
              if (value == null) {
                return null;
              }
              CborReader in = new CborReader(value);
              in.ulong();
              return MembershipToken.decode(in.bytes(MembershipToken.MAX_BYTES));
            });
  }

  /**
   * Asks for a token, unless there is no room for the question.
   *
   * @param why this peer has none that proves it
   */
  private Promise<MembershipToken> ask(byte[] identityKey, NodeId source, PeerloomException why) {
    Bytes question = Bytes.wrap(Bytes.concat(identityKey, source.bytes()));
    Promise<MembershipToken> asked = questions.get(question);
    if (asked != null) {
      return asked;
    }
    Long failed = failedAt.get(question);
    if (failed != null && env.monotonicMillis() - failed < FAILED_MILLIS) {
      return Promise.failed(why);
    }
    Owner owner = peers.owner(source);
    if (!shares.hasShare(owner, 1)) {
      return Promise.failed(ErrorCode.OVERLOADED, "too many unknown publishers at once");
    }
    shares.add(owner, 1);
    Promise<MembershipToken> answer =
        peers.request(source, new AskMember(identityKey), TIMEOUT_MILLIS).map(Members::read);
    questions.put(question, answer);
    answer.then(
        token -> answered(question, owner, !Bytes.equal(token.subjectKey(), identityKey)),
        e -> answered(question, owner, true));
    return answer;
  }

  private static MembershipToken read(Message answer) {
    if (answer instanceof Member member) {
      return MembershipToken.decode(member.token());
    }
    throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
  }

  private void answered(Bytes question, Owner owner, boolean isFailure) {
    questions.remove(question);
    shares.add(owner, -1);
    if (isFailure) {
      failedAt.remove(question);
      failedAt.put(question, env.monotonicMillis());
    }
  }

  /**
   * What to write with the first data of a publisher that {@link #verify} has just proved, so that
   * this peer can prove it to others as long as it has any of its data: its token, and when to
   * check whether it is still needed. Empty if that is stored for long enough.
   */
  public List<RecordStore.Entry> entries(byte[] identityKey) {
    long now = env.wallMillis();
    MembershipToken token = authority.knownToken(identityKey);
    Long until = storedUntil.get(Bytes.wrap(identityKey));
    if (token == null || until != null && until >= now + KEPT_MILLIS) {
      return List.of();
    }
    long kept = now + KEPT_MILLIS + SPARE_MILLIS;
    byte[] value = new CborWriter(700).ulong(kept).bytes(token.envelope().encoded()).toBytes();
    return List.of(
        new RecordStore.Entry(key(identityKey), value),
        StoreKeys.due(kept, StoreKeys.MEMBERS, identityKey));
  }

  /** The {@link #entries} of a publisher were written: none are needed for the next day. */
  public void stored(List<RecordStore.Entry> written, byte[] identityKey) {
    if (!written.isEmpty()) {
      long until = new CborReader(written.get(0).value()).ulong();
      storedUntil.put(Bytes.wrap(identityKey), until);
    }
  }

  @Override
  public void register(Router.Builder router) {
    router.<AskMember>on(MessageType.ASK_MEMBER, (from, ask) -> answer(ask.identityKey()));
  }

  private Promise<Message> answer(byte[] identityKey) {
    if (isOwn(identityKey)) {
      return Promise.of(new Member(self.token()));
    }
    MembershipToken known = authority.knownToken(identityKey);
    if (known != null) {
      return Promise.of(new Member(known.envelope().encoded()));
    }
    return stored(identityKey)
        .map(
            token -> {
              if (token == null) {
                throw new PeerloomException(ErrorCode.NOT_FOUND, "unknown here, too");
              }
              return new Member(token.envelope().encoded());
            });
  }
}
