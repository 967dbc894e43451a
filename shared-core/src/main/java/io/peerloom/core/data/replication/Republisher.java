package io.peerloom.core.data.replication;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordRepository;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.SlotState;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.DataMessage.Held;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Replicates records to the nearest peers (R13), as {@link RefreshPlan} decides: regularly, and
 * soon after the neighbourhood has changed, it scans the stored records in batches and offers them
 * by hash; peers pull the offered records that they lack.
 */
public final class Republisher implements Service, LinkListener {
  /** Between two passes without changes: this to twice this. */
  private static final int CALM_MILLIS = 4 * 60_000;

  /** Delay after a change, to wait for related ones: this to twice this. */
  private static final int SETTLE_MILLIS = 3_000;

  private static final int BATCH_PAUSE_MILLIS = 100;
  private static final int OFFER_TIMEOUT_MILLIS = 10_000;
  private static final int PULL_TIMEOUT_MILLIS = 10_000;

  /**
   * Offers that are pulled at once, one of each peer; its identities share them, and others are
   * refused for now.
   */
  private static final int MAX_PULLING = 16;

  /** How long an identity is refused that offered records and gave none of them. */
  private static final int EMPTY_OFFER_MILLIS = 60_000;

  /** Identities that gave nothing; an evicted one gets another turn. */
  private static final int MAX_EMPTY = 256;

  private static final int BUSY_MILLIS = 500;

  /** Misplaced records whose place is looked up in one pass, one after the other. */
  private static final int MAX_SEARCHES = 8;

  /** This many of the peers found for such a record are offered it; they offer it to the rest. */
  private static final int OFFERED_BY_SEARCH = 2;

  /** One refresh in this many does not rely on the closest. */
  private static final int ALONE_ONE_IN = 4;

  /** Sends a request to a peer, as {@code OverlayNetwork.request} does. */
  public interface Requester {
    Promise<Message> request(NodeId target, Message body, int timeoutMillis);
  }

  private final Env env;
  private final Hash hash;
  private final NodeId self;
  private final RecordService holder;
  private final Requester requester;
  private final Function<Key, Promise<List<NodeId>>> search;
  private final RefreshPlan plan;
  private Timer next;
  private boolean isSoon;
  private boolean passing;
  private boolean stopped;

  /** At most {@link #MAX_PULLING}; each is removed when its offer was processed or has failed. */
  private final Set<NodeId> pulling = new TreeSet<>();

  private final FairShares turns = new FairShares(MAX_PULLING);

  /** Until when identities are refused, whose offers came to nothing. */
  private final BoundedMap<Bytes, Long> refusedUntil = new BoundedMap<>(MAX_EMPTY);

  private int searches;

  /**
   * A republisher that has not started.
   *
   * @param search looks up the closest peers to a key, closest first
   */
  public Republisher(
      Env env,
      Hash hash,
      NodeId self,
      RecordService holder,
      Requester requester,
      Function<Key, Promise<List<NodeId>>> search) {
    this.env = env;
    this.hash = hash;
    this.self = self;
    this.holder = holder;
    this.requester = requester;
    this.search = search;
    this.plan = new RefreshPlan(self, env.monotonicMillis());
    holder.setStoreListener(this::checkPlace);
  }

  /** Starts the passes; only for peers that hold data. */
  public void start() {
    passIn(CALM_MILLIS);
  }

  /** Stops when the peer leaves. */
  public void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void passIn(int millis) {
    if (stopped) {
      return;
    }
    if (next != null) {
      next.cancel();
    }
    next = env.after(millis + env.rng().nextInt(millis), this::pass);
  }

  private void soon() {
    if (!isSoon && next != null) {
      isSoon = true;
      if (!passing) {
        passIn(SETTLE_MILLIS);
      }
    }
  }

  @Override
  public void linkOpened(Link link) {
    if (link.peer().kind().holdsData()) {
      plan.linked(link.peerId());
      soon();
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    boolean wasLink = link.openedAt() > 0 && link.peer().kind().holdsData();
    if (wasLink && !holder.neighbourhood().isLinked(link.peerId())) {
      plan.lost(link.peerId());
      soon();
    }
  }

  // ---- offering

  private void pass() {
    if (stopped) {
      return;
    }
    passing = true;
    isSoon = false;
    searches = 0;
    plan.begin(env.monotonicMillis());
    nextBatch(new byte[0]);
  }

  private void nextBatch(byte[] from) {
    holder
        .repository()
        .batch(from, DataMessage.MAX_OFFERED)
        .flatMap(stored -> offer(stored.slots()).map(ok -> stored.next()))
        .then(
            more -> {
              if (stopped || more == null) {
                end();
              } else {
                env.after(BATCH_PAUSE_MILLIS, () -> nextBatch(more));
              }
            },
            e -> {
              env.log(LogLevel.WARN, "storage: " + e);
              end();
            });
  }

  private void end() {
    passing = false;
    passIn(isSoon ? SETTLE_MILLIS : CALM_MILLIS);
  }

  private Promise<?> offer(List<RecordRepository.ScannedSlot> batch) {
    Map<NodeId, List<Held>> offers = new LinkedHashMap<>();
    List<RecordRepository.Slot> misplaced = new ArrayList<>();
    List<RecordRepository.ScannedSlot> concerned = new ArrayList<>();
    for (RecordRepository.ScannedSlot stored : batch) {
      Key key = stored.key();
      if (plan.isConcerned(
          key, holder.neighbourhood().isNear(key), holder.neighbourhood()::closer)) {
        concerned.add(stored);
      }
    }
    return Promise.each(
            concerned,
            stored ->
                holder
                    .read(stored.slot())
                    .map(kept -> offer(stored.key(), kept, offers, misplaced))
                    .recover(Republisher::skipped))
        .flatMap(
            ok -> {
              List<Promise<Message>> answers = new ArrayList<>();
              offers.forEach((id, held) -> answers.add(offer(id, held)));
              return Promise.all(answers);
            })
        .flatMap(ok -> Promise.each(misplaced, this::place));
  }

  /** Offers the record of a slot to the peers that the plan names. */
  private Void offer(
      Key key,
      RecordRepository.Slot kept,
      Map<NodeId, List<Held>> offers,
      List<RecordRepository.Slot> misplaced) {
    if (kept.record() == null) {
      return null;
    }
    List<NodeId> nearest = holder.neighbourhood().nearest(key);
    if (plan.isMisplaced(key) && nearest.size() > 1) {
      if (searches++ < MAX_SEARCHES) {
        misplaced.add(kept);
      }
      return null;
    }
    boolean alone = env.rng().nextInt(ALONE_ONE_IN) == 0;
    for (NodeId id : plan.recipients(key, nearest, holder.neighbourhood().isNear(key), alone)) {
      offers.computeIfAbsent(id, i -> new ArrayList<>()).add(holder.summaryOf(kept));
    }
    return null;
  }

  private Promise<Message> send(NodeId id, List<Held> held) {
    return requester.request(id, new DataMessage.Offer(held), OFFER_TIMEOUT_MILLIS);
  }

  /**
   * A refusal means that the peer knows closer ones for some of the records. Those to which this
   * peer itself is among the closest are not misplaced; each of the rest is offered alone, to find
   * out which were refused.
   */
  private Promise<Message> offer(NodeId id, List<Held> held) {
    return send(id, held)
        .recover(
            e -> {
              if (e.code() != ErrorCode.NOT_RESPONSIBLE) {
                unanswered(id, held);
                return Promise.of(null);
              }
              List<Held> others = new ArrayList<>();
              for (Held each : held) {
                if (!holder.neighbourhood().isAmongNearest(keyOf(each))) {
                  others.add(each);
                }
              }
              if (held.size() == 1) {
                others.forEach(each -> plan.misplaced(keyOf(each)));
                return Promise.of(null);
              }
              return Promise.each(others, each -> offer(id, List.of(each)).map(ok -> null))
                  .map(ok -> null);
            });
  }

  /**
   * If a linked peer does not answer, the next pass offers the records to the closest holder, which
   * offers them to the rest. If it is gone, the next pass offers them to the peer in its place.
   */
  private void unanswered(NodeId id, List<Held> held) {
    for (Held each : held) {
      if (holder.neighbourhood().nearest(keyOf(each)).contains(id)) {
        plan.changed(keyOf(each));
      }
    }
  }

  /** Offers a misplaced record to the closest peers that a lookup finds. */
  private Promise<?> place(RecordRepository.Slot kept) {
    DataRecord record = kept.record();
    return search
        .apply(record.key())
        .flatMap(
            found -> {
              List<Promise<Message>> answers = new ArrayList<>();
              for (NodeId id : found) {
                if (answers.size() < OFFERED_BY_SEARCH && !id.equals(self)) {
                  answers.add(
                      send(id, List.of(holder.summaryOf(kept))).recover(e -> Promise.of(null)));
                }
              }
              return Promise.all(answers);
            })
        .map(
            answers -> {
              boolean taken = false;
              for (Message answer : answers) {
                taken |= answer != null;
              }
              if (taken) {
                plan.refreshed(record.key(), env.monotonicMillis());
              } else {
                // No peer accepted it: a later pass looks again.
                plan.misplaced(record.key());
              }
              return null;
            });
  }

  private static Key keyOf(Held held) {
    return new Key(Bytes.slice(held.slot(), 0, Key.BYTES));
  }

  // ---- being offered

  @Override
  public void register(Router.Builder router) {
    router.on(MessageType.OFFER, this::offered).on(MessageType.PULL, this::given);
  }

  /** A record put here by a peer that did not know the closest must be offered to them. */
  private void checkPlace(Key key) {
    if (next != null && !holder.neighbourhood().isAmongNearest(key)) {
      renewed(key);
    }
  }

  private Promise<Message> offered(ProvedPeer peer, DataMessage.Offer message) {
    if (next == null) {
      return refused();
    }
    NodeId from = peer.id();
    Owner owner = peer.owner();
    List<Held> offer = message.held();
    Long until = refusedUntil.get(owner.user());
    boolean refused = until != null && env.monotonicMillis() < until;
    if (refused || !turns.hasShare(owner, 1) || !pulling.add(from)) {
      return Promise.failed(
          new PeerloomException(ErrorCode.RATE_LIMITED, "pulling already", BUSY_MILLIS));
    }
    boolean mine = true;
    for (Held held : offer) {
      mine &= holder.neighbourhood().isResponsible(keyOf(held));
    }
    turns.add(owner, 1);
    List<byte[]> lacking = new ArrayList<>();
    int[] given = {0};
    Promise.each(offer, held -> compare(held, lacking))
        .flatMap(ok -> pull(from, lacking, given))
        .then(
            ok -> endTurn(from, owner, !lacking.isEmpty() && given[0] == 0),
            e -> endTurn(from, owner, given[0] == 0));
    return mine
        ? Promise.of(new LinkMessage.Done())
        : Promise.failed(ErrorCode.NOT_RESPONSIBLE, "others are closer to some of them");
  }

  private void endTurn(NodeId from, Owner owner, boolean isEmpty) {
    pulling.remove(from);
    turns.add(owner, -1);
    if (isEmpty) {
      refusedUntil.put(owner.user(), env.monotonicMillis() + EMPTY_OFFER_MILLIS);
    }
  }

  /** Hashes first, data only if it is missing or old (R13.3). */
  private Promise<Void> compare(Held offered, List<byte[]> lacking) {
    Key key = keyOf(offered);
    if (!holder.neighbourhood().isResponsible(key)) {
      return Promise.of(null);
    }
    return holder
        .read(offered.slot())
        // What cannot be read is pulled again from who offers it.
        .recover(e -> Promise.of(RecordRepository.Slot.NONE))
        .map(
            kept -> {
              int order = kept.record() == null ? 1 : order(offered, holder.summaryOf(kept));
              boolean closest =
                  holder.neighbourhood().isNear(key)
                      && holder.neighbourhood().closer(key, 1, any -> true) == 0;
              if (order > 0) {
                lacking.add(offered.slot());
              } else if (order < 0) {
                renewed(key);
              } else if (plan.offeredSame(key, closest, env.monotonicMillis())) {
                soon();
              }
              return null;
            });
  }

  private static int order(Held a, Held b) {
    int order = SlotState.compare(a.sequence(), a.ballot(), b.sequence(), b.ballot());
    return order != 0 ? order : Bytes.compare(a.digest(), b.digest());
  }

  private void renewed(Key key) {
    plan.changed(key);
    soon();
  }

  private Promise<Void> pull(NodeId from, List<byte[]> slots, int[] given) {
    List<List<byte[]>> parts = new ArrayList<>();
    for (int i = 0; i < slots.size(); i += DataMessage.MAX_PULLED) {
      parts.add(Lists.range(slots, i, i + DataMessage.MAX_PULLED));
    }
    return Promise.each(
        parts,
        part ->
            requester
                .request(from, new DataMessage.Pull(part), PULL_TIMEOUT_MILLIS)
                .flatMap(
                    answer ->
                        Promise.each(
                            answer instanceof DataMessage.Copies got ? got.copies() : List.of(),
                            copy -> {
                              given[0]++;
                              return take(from, copy).recover(Republisher::skipped);
                            })));
  }

  /** Ignores copies that are invalid or do not belong here. */
  private Promise<Void> take(NodeId from, DataMessage.Copy copy) {
    return holder
        .merge(copy, from)
        .map(
            ok -> {
              Key key = DataRecord.decode(hash, copy.record()).key();
              plan.received(key, from, holder.neighbourhood().nearest(key), env.monotonicMillis());
              soon();
              return (Void) null;
            })
        .recover(e -> Promise.of(null));
  }

  /** One that cannot be read ends no pass. */
  private static <T> Promise<T> skipped(PeerloomException reason) {
    return Promise.of(null);
  }

  private static Promise<Message> refused() {
    return Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge keeps no data");
  }

  private Promise<Message> given(ProvedPeer from, DataMessage.Pull pull) {
    if (next == null) {
      return refused();
    }
    List<Promise<RecordRepository.Slot>> held = new ArrayList<>();
    for (byte[] slot : pull.slots()) {
      held.add(holder.read(slot).recover(e -> Promise.of(RecordRepository.Slot.NONE)));
    }
    return Promise.all(held)
        .map(
            all -> {
              List<DataMessage.Copy> copies = new ArrayList<>();
              for (RecordRepository.Slot kept : all) {
                if (kept.record() != null) {
                  copies.add(kept.copy());
                }
              }
              return new DataMessage.Copies(copies);
            });
  }
}
