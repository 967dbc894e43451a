package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicGap;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A new member of a topic's group soon has its history, also if several join at once. */
@Label("The history of a topic")
class TopicHistoryPropertyTest {
  private static final int MESSAGES = 12;
  private static final int GROUP = 5;
  private static final int OLD_MESSAGES = 200;

  /** More than a member looks at in three turns of its loop; in one, and by a tick, it is 1,024. */
  private static final int MANY_TOPICS = 3_500;

  /** Less than a tick takes, with the time to join. */
  private static final int AT_ONCE_MILLIS = 14_000;

  /** Joining takes some seconds, and members check their group every 15 s. */
  private static final int SOON_MILLIS = 20_000;

  @Property(tries = 100)
  void severalWhoJoinAtOnceHaveIt(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 4) int newcomers) {
    World world = FormationPropertyTest.network(seed, 5, 0);
    world.run(20_000);
    Ledger ledger = new Ledger(world);
    for (int i = 0; i < MESSAGES; i++) {
      ledger.publish(world.machines().get(1 + i % 5).peer(), "news", "message" + i);
    }
    world.run(20_000);
    for (int i = 0; i < newcomers; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(SOON_MILLIS);
    Key topic = new Key(new Sha256().sha256(Bytes.utf8("peerloom-topic-v1news")));
    List<Machine> there = new ArrayList<>(world.machines());
    there.removeIf(machine -> machine.peer() == null || machine.kind() != PeerKind.NODE);
    there.sort((a, b) -> topic.compareDistance(new Probe(a.peer()).id(), new Probe(b.peer()).id()));
    for (Machine member : there.subList(0, GROUP)) {
      assertThat(held(member, topic))
          .as("messages at machine " + member.number())
          .isEqualTo(MESSAGES);
    }
  }

  /**
   * Fails if only as many topics are looked at as fit into one turn: a member of all groups gets
   * the messages of each.
   */
  @Property(tries = 1)
  void newcomerHasThatOfManyTopics(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 3, 0);
    world.run(20_000);
    List<Promise<PublishResult>> published = new ArrayList<>();
    for (int i = 0; i < MANY_TOPICS; i++) {
      Peer publisher = world.machines().get(1 + i % 3).peer();
      published.add(publisher.topic("topic" + i).publish(Value.text("message"), 3_600));
      world.run(20);
    }
    world.run(10_000);
    assertThat(published).allMatch(each -> each.isDone() && !each.isFailed());
    world.add(PeerKind.NODE);
    world.run(AT_ONCE_MILLIS);
    Machine newcomer = world.machines().get(world.machines().size() - 1);
    assertThat(newcomer.peer().figures(0).topics().size()).as("at once").isGreaterThan(2_048);
    world.run(60_000);
    assertThat(newcomer.peer().figures(0).topics()).hasSize(MANY_TOPICS);
  }

  /** Nobody has the expired messages of a stream any more, so nobody sends them to fill the gap. */
  @Property(tries = 30)
  void whoSubscribesWhenMessagesHaveExpiredHasTheNextSoon(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 6) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int expired,
      @ForAll boolean oneLasts) {
    World world = FormationPropertyTest.world(seed, NetworkModel.LAN);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(10_000);
    Topic publisher = world.machines().get(1).peer().topic("news");
    if (oneLasts) {
      publisher.publish(Value.text("lasting"), 600);
    }
    for (int i = 0; i < expired; i++) {
      publisher.publish(Value.text("brief"), 1);
    }
    world.run(3_000);
    List<String> came = new ArrayList<>();
    world
        .machines()
        .get(2)
        .peer()
        .topic("news")
        .subscribe(true, message -> came.add(Bytes.utf8(message.value().bytes())));
    world.run(2_000);
    publisher.publish(Value.text("next"), 60);
    world.run(1_000);
    assertThat(came).isEqualTo(oneLasts ? List.of("lasting", "next") : List.of("next"));
  }

  /**
   * Who wants only what is published from now on gets that, of streams that began long ago, too,
   * and does not fetch the history for it.
   */
  @Property(tries = 30)
  void onlyWhatIsNewIsReadWithoutTheHistory(@ForAll int seed, @ForAll boolean sleeps) {
    World world = FormationPropertyTest.network(seed, 5, 1);
    world.run(20_000);
    Machine reader = world.machines().get(6);
    Topic publisher = world.machines().get(1).peer().topic("news");
    for (int i = 0; i < OLD_MESSAGES; i++) {
      publisher.publish(Value.text("old" + "x".repeat(5_000)), 3_600);
    }
    world.run(100_000);
    long before = world.network().bytes();
    List<String> came = new ArrayList<>();
    List<TopicGap> gaps = new ArrayList<>();
    reader
        .peer()
        .topic("news")
        .subscribe(
            new SubscribeOptions(Long.MAX_VALUE, gaps::add),
            message -> came.add(Bytes.utf8(message.value().bytes())));
    world.run(5_000);
    assertThat(world.network().bytes() - before).isLessThan(OLD_MESSAGES * 5_000L / 4);
    List<String> published = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (sleeps && i == 30) {
        reader.sleep();
      }
      if (sleeps && i == 60) {
        reader.wake();
      }
      published.add("new" + i);
      publisher.publish(Value.text("new" + i), 3_600);
      world.run(1_000);
    }
    world.run(10_000);
    assertThat(came).isEqualTo(published);
    assertThat(gaps).isEmpty();
  }

  /**
   * A topic may have more messages than the pages of its group store: nodes keep them, and what a
   * page refuses is sent to it ever less often.
   */
  @Property(tries = 2)
  void nodesKeepWhatPagesHaveNoRoomFor(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 4, 0);
    for (int i = 0; i < 2; i++) {
      world.add(Traits.of(PeerKind.BROWSER).withQuota(16 << 20));
    }
    world.run(20_000);
    Map<String, Promise<PublishResult>> published = new LinkedHashMap<>();
    for (int i = 0; i < 130; i++) {
      String text = i + "x".repeat(32_000);
      Topic topic = world.machines().get(1 + i % 3).peer().topic("news");
      published.put(text, topic.publish(Value.text(text), 3_600));
      world.run(50);
    }
    world.run(300_000);
    assertThat(published.values()).allMatch(each -> each.isDone() && !each.isFailed());
    long before = world.network().bytes();
    for (int i = 0; i < 30; i++) {
      world.machines().get(1).peer().topic("news").publish(Value.text("brief"), 3_600);
      world.run(5_000);
    }
    assertThat(world.network().bytes() - before).isLessThan(60_000_000);
    Set<String> came = new LinkedHashSet<>();
    Peer reader = world.machines().get(6).peer();
    reader.topic("news").subscribe(true, message -> came.add(Bytes.utf8(message.value().bytes())));
    world.run(60_000);
    assertThat(came.containsAll(published.keySet())).isTrue();
  }

  private static int held(Machine machine, Key topic) {
    byte[] from = StoreKeys.key(StoreKeys.TOPIC_MESSAGES, topic.bytes());
    byte[] end = new byte[TopicProtocol.ID_BYTES + 1];
    Arrays.fill(end, (byte) -1);
    byte[] to = Bytes.concat(from, end);
    return machine.store().entries(from, to, 1_000).size();
  }
}
