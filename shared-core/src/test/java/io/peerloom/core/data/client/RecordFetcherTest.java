package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.links.PeerPresence;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordFetcherTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.BROWSER);

  /** Without a link every request fails before it has left, inside the call that asks. */
  @Property(tries = 100)
  void holdersThatFailAtOnceAreEachCountedOnce(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 20) int holders,
      @ForAll @IntRange(min = 1, max = 20) int first,
      @ForAll ReadQuorum.Purpose purpose) {
    TestEnv env = new TestEnv(seed);
    Rng rng = new Rng(seed);
    Authority authority = NETWORK.authority(env);
    RoutingTable table = new RoutingTable(SELF.id(), rng);
    RecordFetcher fetcher = fetcher(env, authority, table);
    List<NodeId> asked = new ArrayList<>();
    for (int i = 0; i < holders; i++) {
      asked.add(new NodeId(bytes(rng)));
    }
    Set<NodeId> failed = new TreeSet<>();
    Promise<List<DataRecord>> gathered =
        fetcher.gather(
            new RecordFetcher.Wanted(new Key(bytes(rng)), null), asked, first, purpose, failed);
    env.pass(10_000);
    // That nobody could be asked proves nothing.
    assertThat(gathered.isFailed()).isEqualTo(purpose == ReadQuorum.Purpose.PROOF);
    assertThat(gathered.isDone()).isTrue();
    assertThat(failed).containsExactlyInAnyOrderElementsOf(asked);
  }

  /**
   * What a holder returns beside that which was asked for: of another publisher, under another key.
   * Seen to fail while records of any publisher counted as found.
   */
  @Example
  void onlyWhatWasAskedForCounts() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
    RecordFetcher fetcher = fetcher(env, authority, table);
    DataRecord record =
        DataRecord.sign(
                authority,
                SELF.keys(),
                false,
                new byte[32],
                1,
                env.wallMillis(),
                60,
                false,
                new byte[1])
            .value();
    byte[] encoded = record.envelope().encoded();
    byte[] publisher = NETWORK.hash.sha256(SELF.keys().identityPublicKey());
    Key other = new Key(new byte[Key.BYTES]);
    assertThat(read(fetcher, record.key(), null, encoded)).isNotNull();
    assertThat(read(fetcher, record.key(), publisher, encoded)).isNotNull();
    assertThat(read(fetcher, record.key(), new byte[32], encoded)).isNull();
    assertThat(read(fetcher, other, publisher, encoded)).isNull();
  }

  private static DataRecord read(RecordFetcher fetcher, Key key, byte[] publisher, byte[] record) {
    return fetcher.verified(new RecordFetcher.Wanted(key, publisher), record, SELF.id()).value();
  }

  private static RecordFetcher fetcher(TestEnv env, Authority authority, RoutingTable table) {
    ConnectionBudget budget = new ConnectionBudget(SELF.id(), SELF.kind(), 10, 10);
    LinkTable links = new LinkTable(env, SELF, table, budget);
    return new RecordFetcher(
        env,
        authority,
        SELF,
        new RecordService(env, authority, SELF, null, table, new IdentityPlaces(id -> null), null),
        new OverlayNetwork(env, authority, SELF, links),
        new PeerPresence(env, table, true, somebody -> {}),
        null);
  }

  private static byte[] bytes(Rng rng) {
    byte[] bytes = new byte[NodeId.BYTES];
    rng.nextBytes(bytes);
    return bytes;
  }
}
