package io.peerloom.core.data.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Holders that are all linked look after their records for hours (R13). */
@Label("Republishing")
class RepublishPropertyTest {
  private static final int WINDOW = RefreshPlan.WINDOW_MILLIS;
  private static final int TTL_SECONDS = Limits.MAX_TTL_SECONDS;
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final List<Identity> MEMBERS = members(12);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);

  private static List<Identity> members(int count) {
    List<Identity> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(NETWORK.member(PeerKind.NODE));
    }
    return members;
  }

  /** One holder with its disk. */
  private static final class Home {
    final Identity self;
    final MemoryStore store = new MemoryStore();
    final RecordService holder;
    final Router router;
    final Republisher republisher;

    Home(Holders all, Identity self) {
      this.self = self;
      RoutingTable table = new RoutingTable(self.id(), new Rng(1));
      for (Identity other : MEMBERS.subList(0, all.size)) {
        if (other != self) {
          table.linked(new ContactInfo(other.id(), PeerKind.NODE, true, List.of()), 0);
        }
      }
      holder =
          new RecordService(
              all.env,
              all.authority,
              self,
              store,
              table,
              new IdentityPlaces(id -> null),
              TestMembers.of(all.env, all.authority, self, store, List.of(PUBLISHER)));
      republisher =
          new Republisher(
              all.env,
              NETWORK.hash,
              self.id(),
              holder,
              (target, body, millis) -> all.carry(self, target, body),
              key -> Promise.of(all.nearest(key)));
      router = TestRouter.of(holder, republisher);
      republisher.start();
    }
  }

  /** Holders, and what they say to each other. */
  private static final class Holders {
    final TestEnv env;
    final Authority authority;
    final int size;
    final Map<NodeId, Home> homes = new LinkedHashMap<>();
    final Map<Key, Integer> tellings = new TreeMap<>();
    final Map<Key, Integer> shownToAll = new TreeMap<>();
    final List<Long> offeredAt = new ArrayList<>();
    int pastClosest;
    int pulled;

    Holders(int seed, int size) {
      env = new TestEnv(seed);
      authority = NETWORK.authority(env);
      this.size = size;
      for (Identity member : MEMBERS.subList(0, size)) {
        homes.put(member.id(), new Home(this, member));
      }
    }

    Promise<Message> carry(Identity from, NodeId target, Message body) {
      if (body instanceof DataMessage.Offer offer) {
        for (DataMessage.Held held : offer.held()) {
          Key key = new Key(Bytes.slice(held.slot(), 0, Key.BYTES));
          offeredAt.add(env.monotonicMillis());
          tellings.merge(key, 1, Integer::sum);
          if (!target.equals(nearest(key).get(0))) {
            shownToAll.merge(key, 1, Integer::sum);
            pastClosest += from.id().equals(nearest(key).get(0)) ? 0 : 1;
          }
        }
      }
      Promise<Message> answer = new Promise<>();
      Promise<ProvedPeer> asker = authority.prove(from.card());
      env.after(
          20,
          () ->
              homes
                  .get(target)
                  .router
                  .handle(asker.value(), body)
                  .then(
                      said -> {
                        pulled += said instanceof DataMessage.Copies c ? c.copies().size() : 0;
                        answer.complete(said);
                      },
                      answer::fail));
      return answer;
    }

    List<NodeId> nearest(Key key) {
      List<NodeId> ids = new ArrayList<>(homes.keySet());
      ids.sort(key::compareDistance);
      return ids.subList(0, Math.min(Neighbourhood.REPLICAS, ids.size()));
    }

    DataRecord record(String name, int sequence) {
      return DataRecord.sign(
              authority,
              PUBLISHER.keys(),
              true,
              DataRecord.nameHash(NETWORK.hash, name),
              sequence,
              env.wallMillis(),
              TTL_SECONDS,
              false,
              new byte[] {1})
          .value();
    }

    void keep(NodeId at, DataRecord record) {
      assertThat(homes.get(at).holder.store(record).isFailed()).isFalse();
    }

    long sequenceAt(NodeId at, Key key) {
      List<byte[]> held = homes.get(at).holder.recordsUnder(key, new byte[0]).value();
      return held.isEmpty() ? 0 : DataRecord.decode(NETWORK.hash, held.get(0)).sequence();
    }
  }

  /**
   * Counted at the republishers of all holders. Fails where all moments are the same, or where each
   * holder refreshes its records in one pass.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 25: Randomized Republishing Timing")
  void holdersRefreshTheirRecordsAtSpreadMoments(@ForAll int seed) {
    Holders all = new Holders(seed, 3);
    int records = 48;
    for (int i = 0; i < records; i++) {
      DataRecord record = all.record("name" + i, 1);
      all.nearest(record.key()).forEach(id -> all.keep(id, record));
    }
    all.env.pass(WINDOW);
    all.offeredAt.clear();
    int windows = 2;
    all.env.pass((long) windows * WINDOW);
    int offers = all.offeredAt.size();
    assertThat(offers).as("each record in each window").isGreaterThanOrEqualTo(records * windows);
    int[] parts = new int[4];
    Map<Long, Integer> minutes = new TreeMap<>();
    for (long at : all.offeredAt) {
      parts[(int) (at % WINDOW * parts.length / WINDOW)]++;
      minutes.merge(at / 60_000, 1, Integer::sum);
    }
    for (int part : parts) {
      assertThat(part).as("of %d offers", offers).isBetween(1, offers * 4 / 5);
    }
    assertThat(minutes.values()).as("within one minute").allMatch(many -> many < offers / 4);
  }

  @Property(tries = 20)
  void everyRecordHasItsMomentOnceInEachWindowAndTheyAreSpread(@ForAll int seed) {
    Rng rng = new Rng(seed);
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      keys.add(new Key(random(rng)));
    }
    int[] quarters = new int[4];
    for (int holder = 0; holder < 8; holder++) {
      long start = rng.nextInt(1_000_000);
      NodeId self = new NodeId(random(rng));
      RefreshPlan plan = new RefreshPlan(self, start);
      int[] refreshes = new int[keys.size()];
      long[] first = new long[keys.size()];
      for (long now = start; now <= start + 4L * WINDOW; now += 1 + rng.nextInt(WINDOW / 10)) {
        plan.begin(now);
        for (int i = 0; i < keys.size(); i++) {
          if (plan.isDue(keys.get(i), true) && refreshes[i]++ == 0) {
            first[i] = now - start;
          }
        }
      }
      for (int i = 0; i < keys.size(); i++) {
        assertThat(refreshes[i]).isBetween(3, 4);
        assertThat(first[i]).isLessThanOrEqualTo(WINDOW + WINDOW / 10);
        quarters[(int) Math.min(3, first[i] * 4 / WINDOW)]++;
      }
    }
    for (int quarter : quarters) {
      assertThat(quarter).as("of 256 moments").isBetween(24, 120);
    }
  }

  private static byte[] random(Rng rng) {
    byte[] bytes = new byte[NodeId.BYTES];
    rng.nextBytes(bytes);
    return bytes;
  }

  /** Fails if each holder offers its records to all others, and not only to the closest. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 26: Delegated Replication Optimization")
  void closestHolderRefreshesForTheOthers(
      @ForAll int seed,
      @ForAll @IntRange(min = 4, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 40) int records) {
    Holders all = new Holders(seed, size);
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      DataRecord record = all.record("name" + i, 1);
      keys.add(record.key());
      List<NodeId> nearest = all.nearest(record.key());
      // One holder alone has got it, whoever that is.
      all.keep(nearest.get(all.env.rng().nextInt(nearest.size())), record);
    }
    all.env.pass(3L * WINDOW);
    for (Key key : keys) {
      for (NodeId id : all.nearest(key)) {
        assertThat(all.sequenceAt(id, key)).as("copy at " + id).isEqualTo(1);
      }
    }
    all.tellings.clear();
    all.shownToAll.clear();
    all.pastClosest = 0;
    all.pulled = 0;
    int windows = 8;
    all.env.pass((long) windows * WINDOW);
    int holders = Math.min(size, Neighbourhood.REPLICAS);
    int total = 0;
    for (Key key : keys) {
      total += all.tellings.getOrDefault(key, 0);
      assertThat(all.shownToAll.getOrDefault(key, 0))
          .as("refreshed in every other window at least")
          .isGreaterThanOrEqualTo(windows / 2 * (holders - 2));
    }
    // Without delegation each of them would tell each other in every window.
    assertThat(total).isLessThanOrEqualTo(records * windows * (holders + 1) * 2);
    // Now and then a holder does not rely on the closest.
    assertThat(all.pastClosest)
        .as("of %d offers, by others to others", total)
        .isLessThanOrEqualTo(total / 4 + 2 * holders);
    assertThat(all.pulled).as("nothing was missing").isZero();
  }

  /** Fails if a holder pulls an offered record that it has in the same version. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 27: Lightweight Verification")
  void dataMovesOnlyWhereItIsMissingOrOld(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 80) int records) {
    Holders all = new Holders(seed, 2);
    List<NodeId> two = new ArrayList<>(all.homes.keySet());
    Map<Key, Integer> newest = new TreeMap<>();
    int differing = 0;
    for (int i = 0; i < records; i++) {
      int[] sequences = {all.env.rng().nextInt(4), all.env.rng().nextInt(4)};
      for (int at = 0; at < 2; at++) {
        for (int sequence = 1; sequence <= sequences[at]; sequence++) {
          DataRecord record = all.record("name" + i, sequence);
          all.keep(two.get(at), record);
          newest.merge(record.key(), sequence, Math::max);
        }
      }
      differing += sequences[0] == sequences[1] ? 0 : 1;
    }
    all.env.pass(3L * WINDOW);
    newest.forEach(
        (key, sequence) -> {
          assertThat(all.sequenceAt(two.get(0), key)).isEqualTo(sequence.longValue());
          assertThat(all.sequenceAt(two.get(1), key)).isEqualTo(sequence.longValue());
        });
    assertThat(all.pulled).isEqualTo(differing);
  }
}
