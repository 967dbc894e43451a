package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stores records for the network: verifies before storing, refuses records that belong to closer
 * peers, answers with a receipt once a record is durable.
 */
public final class RecordService implements Service {
  /**
   * How long a promise blocks copies and plain puts: a writer goes on with its ballot for 20 s, and
   * a request is answered within 60 s or not at all.
   */
  private static final int PROMISE_MILLIS = 120_000;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final Members members;
  private final Neighbourhood neighbourhood;
  private final RecordRepository repository;
  private final KeySlots keys;
  private final RenewalLimit renewals;
  private final PendingStores pending = new PendingStores();
  private Consumer<Key> listener = key -> {};

  public RecordService(
      Env env,
      Authority authority,
      Identity self,
      RecordStore store,
      RoutingTable table,
      IdentityPlaces places,
      Members members) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.members = members;
    this.neighbourhood = new Neighbourhood(self, table, places);
    this.repository = new RecordRepository(env, authority.hash(), store);
    this.keys = new KeySlots(env, repository);
    this.renewals = new RenewalLimit(env);
  }

  /** Starts the regular removal of expired records. */
  public void start() {
    repository.start();
  }

  /** Stops removing when the peer leaves. */
  public void stop() {
    repository.stop();
  }

  @Override
  public void register(Router.Builder router) {
    router
        .<DataMessage.Store>onTimed(
            MessageType.STORE,
            (from, put, until) ->
                pending.run(from.owner(), put.record().length, () -> answerStore(from, put, until)))
        .onTimed(MessageType.PREPARE, this::answerPrepare)
        .on(MessageType.FETCH, this::answerFetch);
  }

  /** Whether this peer is a bridge, which stores no data. */
  private boolean isBridge() {
    return !self.kind().holdsData();
  }

  private static Promise<Message> refused() {
    return Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge keeps no data");
  }

  private Promise<Message> answerStore(ProvedPeer from, DataMessage.Store put, long until) {
    if (isBridge()) {
      return refused();
    }
    DataRecord record = DataRecord.decode(authority.hash(), put.record());
    boolean publishes = Bytes.equal(from.identityKey(), record.publisherKey());
    NodeId renewer = put.ballot() == 0 || publishes ? null : from.id();
    Promise<Owner> owner = publishes ? Promise.of(from.owner()) : publisher(record, from.id());
    return store(record, owner, put.ballot(), put.holders(), put.digest(), renewer, until)
        .flatMap(
            domain -> {
              listener.accept(record.key());
              return Receipt.answer(
                  authority, self.keys(), put.plain(), List.of(put.record()), domain);
            });
  }

  private Promise<Message> answerPrepare(
      ProvedPeer from, DataMessage.Prepare question, long until) {
    return isBridge()
        ? refused()
        : prepare(from.identityKey(), from.owner(), from.id(), question, until)
            .map(answer -> answer);
  }

  private Promise<Message> answerFetch(ProvedPeer from, DataMessage.Fetch fetch) {
    return isBridge()
        ? refused()
        : recordsUnder(fetch.key(), fetch.publisher()).map(DataMessage.Records::new);
  }

  /** Sets a listener for the keys under which other peers store records here. */
  public void setStoreListener(Consumer<Key> stored) {
    listener = stored;
  }

  /** What this peer promises and has, for its own ballots. */
  public Promise<DataMessage.Prepared> prepare(DataMessage.Prepare question) {
    return prepare(
        self.keys().identityPublicKey(), ownOwner(), self.id(), question, Long.MAX_VALUE);
  }

  /** For whom a record is counted; fails where its publisher is no member. */
  private Promise<Owner> publisher(DataRecord record, NodeId source) {
    return members.verify(record.publisherKey(), record.createdAt(), source);
  }

  private Owner ownOwner() {
    return members.owner(self.keys().identityPublicKey());
  }

  private Promise<DataMessage.Prepared> prepare(
      byte[] askerKey, Owner owner, NodeId asker, DataMessage.Prepare question, long until) {
    byte[] slot = question.slot();
    if (question.ballot() == 0) {
      return repository.turn(slot, until, kept -> Promise.of(stateForPlainPut(kept, question)));
    }
    if (question.sequence() > Limits.MAX_SEQUENCE) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
    }
    Key key = RecordRepository.keyOf(slot);
    boolean own = Bytes.equal(slot, RecordRepository.slotOf(authority.hash(), key, askerKey));
    return repository.turn(
        slot,
        until,
        kept -> {
          SlotState state = kept.state();
          if (!own
              && (!mayRenew(asker, kept, question.sequence())
                  || !renewals.mayAsk(slot, owner, question.ballot(), kept.state()))) {
            return Promise.failed(ErrorCode.UNAUTHORIZED, "another's slot");
          }
          if (!neighbourhood.isResponsible(key) && !isRecorded(state.holders())) {
            return Promise.failed(ErrorCode.NOT_RESPONSIBLE, "others are closer");
          }
          if (!state.mayPromise(question.sequence(), question.ballot())) {
            return Promise.of(prepared(kept, question));
          }
          SlotState next =
              state.promised(
                  question.sequence(), question.ballot(), env.wallMillis() + PROMISE_MILLIS);
          RecordRepository.Slot promised = kept.with(next);
          boolean isNew = kept.stored().owner() == null;
          return (isNew ? keys.ifRoom(key, slot, owner, false) : Promise.<Void>of(null))
              .flatMap(ok -> repository.keepPromise(slot, promised, owner))
              .map(ok -> prepared(promised, question));
        });
  }

  /** The state of a slot, as a plain put needs it. */
  private DataMessage.Prepared stateForPlainPut(
      RecordRepository.Slot kept, DataMessage.Prepare question) {
    SlotState state = kept.state();
    boolean isRecorded = !state.holders().isNone();
    HolderSet set =
        isRecorded ? state.holders() : firstHolders(RecordRepository.keyOf(question.slot()));
    return new DataMessage.Prepared(
        state.sequence(),
        state.ballot(),
        state.promisedSequence(),
        0,
        0,
        isRecorded && question.sequence() > 0 ? set : HolderSet.NONE,
        new byte[0],
        isRecorded,
        set.digest(authority.hash()));
  }

  /** The holders to record with a first put, as far as this peer knows. */
  private HolderSet firstHolders(Key key) {
    return new HolderSet(0, 0, neighbourhood.voters(key), List.of());
  }

  private static DataMessage.Prepared prepared(
      RecordRepository.Slot kept, DataMessage.Prepare question) {
    SlotState state = kept.state();
    boolean wanted = kept.record() != null && state.sequence() >= question.sequence();
    return new DataMessage.Prepared(
        state.sequence(),
        state.ballot(),
        state.promisedSequence(),
        state.promisedBallot(),
        kept.record() == null ? 0 : kept.record().expiresAt(),
        state.holders(),
        wanted ? kept.record().envelope().encoded() : new byte[0],
        !state.holders().isNone(),
        new byte[0]);
  }

  private boolean isRecorded(HolderSet set) {
    return set.holders().contains(self.id()) || set.former().contains(self.id());
  }

  /** Verifies and stores a plain record; fulfilled with the failure domain once it is durable. */
  public Promise<byte[]> store(DataRecord record) {
    return store(record, 0, HolderSet.NONE, new byte[0]);
  }

  /** The same for a put of its publisher, or of this peer itself. */
  public Promise<byte[]> store(DataRecord record, long ballot, HolderSet holders, byte[] digest) {
    boolean own = Bytes.equal(record.publisherKey(), self.keys().identityPublicKey());
    Promise<Owner> owner = own ? Promise.of(ownOwner()) : publisher(record, null);
    return store(record, owner, ballot, holders, digest, null, Long.MAX_VALUE);
  }

  /** A recorded holder may store the present version again, with other holders. */
  private static boolean mayRenew(NodeId by, RecordRepository.Slot kept, long sequence) {
    HolderSet set = kept.state().holders();
    return kept.record() != null
        && kept.state().sequence() == sequence
        && (set.holders().contains(by) || set.former().contains(by));
  }

  /**
   * Whether a holder set may follow another as far as this peer can see: it drops no linked peer
   * and adds no distant one. So no holder can make changes that the network does not require.
   */
  private boolean mayFollow(HolderSet before, HolderSet after, Key key) {
    if (after.holders().equals(before.holders())) {
      return after.former().isEmpty() || after.former().equals(before.former());
    }
    boolean may = before.former().isEmpty() && after.former().equals(before.holders());
    for (NodeId id : before.holders()) {
      may &= after.holders().contains(id) || !neighbourhood.isLinked(id) && !id.equals(self.id());
    }
    for (NodeId id : after.holders()) {
      boolean near =
          id.equals(self.id())
              || neighbourhood.isLinked(id)
                  && neighbourhood.closerThan(id, key) < 2 * Neighbourhood.REPLICAS;
      may &= near || before.holders().contains(id);
    }
    return may;
  }

  /**
   * Verifies and stores a record; fulfilled with the failure domain once it is durable.
   *
   * @param owner for whom it is counted; fails where its publisher is no member
   * @param ballot the ballot it is written under, 0 for a plain put
   * @param holders the holders to record with it
   * @param digest of the holders to record, in place of {@code holders}, or empty
   * @param renewer which holder stores it again; null if its publisher does
   * @param until when the requester stops waiting, by the monotonic clock
   */
  private Promise<byte[]> store(
      DataRecord record,
      Promise<Owner> owner,
      long ballot,
      HolderSet holders,
      byte[] digest,
      NodeId renewer,
      long until) {
    long now = env.wallMillis();
    if (record.createdAt() > now + Limits.MAX_AHEAD_MILLIS) {
      return Promise.failed(
          ErrorCode.CLOCK_SKEW,
          "created " + (record.createdAt() - now) / 1000 + " s ahead of time");
    }
    if (record.expiresAt() <= now - Limits.MAX_AHEAD_MILLIS) {
      return expired();
    }
    boolean recorded = ballot > 0 && isRecorded(holders);
    return keys.place(record, recorded || neighbourhood.isResponsible(record.key()))
        .flatMap(ok -> record.verify(authority))
        .flatMap(ok -> owner)
        .flatMap(counted -> accept(record, counted, ballot, holders, digest, renewer, until))
        .map(ok -> store.domain());
  }

  private static <T> Promise<T> expired() {
    return Promise.failed(ErrorCode.INVALID_REQUEST, "expired already");
  }

  /**
   * Stores what the state of the slot permits. A record that has just expired may be live by its
   * writer's clock: it still replaces a longer-lived older version, which would come back
   * otherwise.
   */
  private Promise<Void> accept(
      DataRecord record,
      Owner owner,
      long ballot,
      HolderSet holders,
      byte[] digest,
      NodeId renewer,
      long until) {
    byte[] slot = repository.slotOf(record);
    return repository.turn(
        slot,
        until,
        kept -> {
          if (isSame(kept.record(), record) && kept.state().ballot() >= ballot) {
            return Promise.of(null);
          }
          boolean may =
              renewer == null
                  || mayRenew(renewer, kept, record.sequence())
                      && isSame(kept.record(), record)
                      && mayFollow(kept.state().holders(), holders, record.key());
          if (!may) {
            return Promise.failed(ErrorCode.UNAUTHORIZED, "another's ballot");
          }
          SlotState state = kept.state();
          may =
              ballot > 0
                  ? state.mayAccept(record.sequence(), ballot)
                  : state.mayAcceptOutsideBallot(record.sequence(), 0, env.wallMillis());
          if (!may) {
            return Promise.failed(
                ErrorCode.CONFLICT,
                "sequence " + state.sequence() + " is held, or a later one promised");
          }
          boolean endsOlder =
              kept.record() != null && kept.record().expiresAt() > record.expiresAt();
          if (record.expiresAt() <= env.wallMillis() && !endsOlder) {
            return expired();
          }
          HolderSet recorded = holders;
          if (digest.length > 0 && kept.state().holders().isNone()) {
            recorded = firstHolders(record.key());
            if (!Bytes.equal(recorded.digest(authority.hash()), digest)) {
              return Promise.failed(ErrorCode.INVALID_REQUEST, "other holders are known here");
            }
          }
          HolderSet with = recorded;
          return ifRoom(slot, kept, record, owner)
              .flatMap(ok -> put(slot, kept, record, owner, ballot, with, 0));
        });
  }

  private static boolean isSame(DataRecord kept, DataRecord record) {
    return kept != null && Bytes.equal(kept.envelope().encoded(), record.envelope().encoded());
  }

  /** Whether a public name takes that record of its publisher, or has a value of it already. */
  private Promise<Void> ifRoom(
      byte[] slot, RecordRepository.Slot kept, DataRecord record, Owner owner) {
    return !record.isPublic() || kept.record() != null && repository.hasValue(kept.record())
        ? Promise.of(null)
        : keys.ifRoom(record.key(), slot, owner, !record.isDeletion());
  }

  private Promise<Void> put(
      byte[] slot,
      RecordRepository.Slot kept,
      DataRecord record,
      Owner owner,
      long ballot,
      HolderSet holders,
      long supersedesUntil) {
    long replaced = kept.record() == null ? 0 : kept.record().expiresAt();
    // A version that expires before this one need not be remembered.
    replaced = replaced > record.expiresAt() ? replaced : 0;
    SlotState next =
        kept.state()
            .accepted(record.sequence(), ballot, Math.max(replaced, supersedesUntil), holders);
    byte[] publisher = record.publisherKey();
    List<RecordStore.Entry> token = members.entries(publisher);
    return repository
        .replace(slot, kept, record, next, owner, token)
        .map(
            ok -> {
              members.stored(token, publisher);
              return null;
            });
  }

  /**
   * Stores another holder's copy, unless the one here is at least as new; of two with equal
   * sequence and ballot all holders choose the same. An expired copy is accepted while an older
   * version may be alive.
   *
   * <p>Fails with INVALID_REQUEST if it is malformed or not to be kept here.
   *
   * @param from the peer that sent it, which can prove its publisher
   */
  public Promise<Void> merge(DataMessage.Copy copy, NodeId from) {
    return Promise.of(copy.record())
        .map(encoded -> DataRecord.decode(authority.hash(), encoded))
        .flatMap(record -> merge(record, copy, from));
  }

  private Promise<Void> merge(DataRecord record, DataMessage.Copy copy, NodeId from) {
    long now = env.wallMillis();
    long longest = now + Limits.MAX_AHEAD_MILLIS + Limits.MAX_TTL_SECONDS * 1000L;
    long supersedesUntil = Math.min(copy.supersedesUntil(), longest);
    if (Math.max(record.expiresAt(), supersedesUntil) <= now
        || record.createdAt() > now + Limits.MAX_AHEAD_MILLIS
        || !neighbourhood.isResponsible(record.key())) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "not to be kept here, or not now");
    }
    return record
        .verify(authority)
        .flatMap(ok -> publisher(record, from))
        .flatMap(owner -> merge(record, owner, copy, supersedesUntil));
  }

  private Promise<Void> merge(
      DataRecord record, Owner owner, DataMessage.Copy copy, long supersedesUntil) {
    byte[] slot = repository.slotOf(record);
    return repository.healingTurn(
        slot,
        kept -> {
          SlotState state = kept.state();
          boolean even =
              kept.record() != null
                  && SlotState.compare(
                          record.sequence(), copy.ballot(), state.sequence(), state.ballot())
                      == 0
                  && record.isNewerThan(kept.record(), authority.hash());
          return even
                  || state.mayAcceptOutsideBallot(
                      record.sequence(), copy.ballot(), env.wallMillis())
              ? ifRoom(slot, kept, record, owner)
                  .flatMap(
                      ok ->
                          put(
                              slot,
                              kept,
                              record,
                              owner,
                              copy.ballot(),
                              copy.holders(),
                              supersedesUntil))
              : Promise.of(null);
        });
  }

  /** The encoded records under a key; see {@link KeySlots#encoded}. */
  public Promise<List<byte[]>> recordsUnder(Key key, byte[] publisher) {
    return keys.encoded(key, publisher);
  }

  /** The content of a slot; its record is null if there is none that counts. */
  public Promise<RecordRepository.Slot> read(byte[] slot) {
    return repository.read(slot);
  }

  /** The peers near a key, as far as this one knows. */
  public Neighbourhood neighbourhood() {
    return neighbourhood;
  }

  /** The slots on this peer's disk. */
  public RecordRepository repository() {
    return repository;
  }

  /** The summary of a record that is offered to other holders. */
  public DataMessage.Held summaryOf(RecordRepository.Slot kept) {
    return new DataMessage.Held(
        repository.slotOf(kept.record()),
        kept.record().sequence(),
        kept.state().ballot(),
        Bytes.slice(kept.record().digest(authority.hash()), 0, DataMessage.DIGEST_BYTES));
  }
}
