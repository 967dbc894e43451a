package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.support.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What whole peers promise, watched at their sockets, their logs and their readers. */
@Label("Small network")
class SmallNetworkPropertyTest {
  private static SmallNetwork withBridge(int seed) {
    SmallNetwork network = new SmallNetwork(seed);
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    return network;
  }

  private static List<SmallNetwork.Member> nodes(SmallNetwork network, int count) {
    List<SmallNetwork.Member> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(network.node("ws://node" + i));
    }
    return nodes;
  }

  /**
   * All start at once, which is when most is asked. Fails where a peer may ask another 20 times at
   * once and then twice a second.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 8: Legitimate Discovery Allowance")
  void formingNetworkMeetsNoRateLimit(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 4, max = 10) int count) {
    SmallNetwork network = withBridge(seed);
    List<SmallNetwork.Member> nodes = nodes(network, count);
    network.pass(20_000);
    for (SmallNetwork.Member node : nodes) {
      assertThat(node.peer().links())
          .filteredOn(link -> link.kind().equals("node"))
          .hasSize(count - 1);
    }
    assertThat(network.log).noneMatch(line -> line.contains("requests.limited"));
  }

  /** Three nodes whose messages are all kept, and two values, one of them secret. */
  private static final class Overheard {
    final SmallNetwork network;
    final List<SmallNetwork.Member> nodes;
    final byte[] secret;
    final byte[] open;
    private final StringBuilder sent = new StringBuilder();

    Overheard(int seed, int length) {
      network = withBridge(seed);
      nodes = nodes(network, 3);
      network.pass(10_000);
      secret = new byte[length];
      open = new byte[length];
      // Not the numbers that the network draws, or an id of it could equal the end of the secret.
      Rng rng = new Rng(~seed);
      rng.nextBytes(secret);
      rng.nextBytes(open);
      network.sockets.sent = message -> sent.append(text(message)).append('|');
    }

    /** That the open value is heard shows that the secret one would be, too. */
    void assertOnlyTheOpenOneIsHeard() {
      assertThat(sent.indexOf(text(open))).as("the open one").isNotNegative();
      assertThat(sent.indexOf(text(secret))).as("the secret").isNegative();
      assertThat(sent.indexOf(text(Bytes.slice(secret, secret.length - 12, secret.length))))
          .as("its end")
          .isNegative();
    }
  }

  /**
   * A sealed value leaves no peer in the clear. Fails where {@code put} sends a sealed value as it
   * sends a public one.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 30: Automatic Data Encryption")
  void sealedValueLeavesThePeerEncrypted(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 16, max = 3_000) int length) {
    Overheard overheard = new Overheard(seed, length);
    SmallNetwork network = overheard.network;
    Peer writer = overheard.nodes.get(seed % 3).peer();
    Promise<PutResult> sealed =
        writer.put("sealed", Value.bytes(overheard.secret), PutOptions.sealed());
    Promise<PutResult> published =
        writer.put("open", Value.bytes(overheard.open), PutOptions.open());
    network.pass(2_000);
    assertThat(sealed.isFailed() || published.isFailed()).isFalse();
    Promise<GetResult> read = writer.get("sealed", null);
    network.pass(2_000);
    assertThat(read.value().value().bytes()).isEqualTo(overheard.secret);
    overheard.assertOnlyTheOpenOneIsHeard();
  }

  /** The same for the messages of a topic; both are read by who knows its name. */
  @Property(tries = 50)
  void messageLeavesThePeerEncrypted(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 16, max = 3_000) int length) {
    Overheard overheard = new Overheard(seed, length);
    SmallNetwork network = overheard.network;
    List<SmallNetwork.Member> nodes = overheard.nodes;
    List<byte[]> heard = new ArrayList<>();
    nodes.get(1).peer().topic("a name").subscribe(false, one -> heard.add(one.value().bytes()));
    network.pass(2_000);
    Topic topic = nodes.get(0).peer().topic("a name");
    topic.publish(Value.bytes(overheard.secret), 60);
    network.pass(1_000);
    topic.unencrypted().publish(Value.bytes(overheard.open), 60);
    network.pass(1_000);
    Promise<List<TopicMessage>> history = nodes.get(2).peer().topic("a name").history();
    network.pass(2_000);
    assertThat(heard).containsExactly(overheard.secret, overheard.open);
    assertThat(history.value())
        .extracting(one -> one.value().bytes())
        .containsExactly(overheard.secret, overheard.open);
    overheard.assertOnlyTheOpenOneIsHeard();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * All publish at the same moment, each at its own {@code TopicHolder}. Fails where the later of
   * two concurrent messages replaces the earlier.
   */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 34: Optimistic Concurrency Handling: no message"
          + " lost")
  void concurrentPublishersLoseNoMessage(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 2, max = 5) int publishers,
      @ForAll @IntRange(min = 1, max = 6) int each) {
    SmallNetwork network = withBridge(seed);
    List<SmallNetwork.Member> nodes = nodes(network, publishers);
    network.pass(10_000);
    List<Promise<PublishResult>> published = new ArrayList<>();
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < each; i++) {
      for (int node = 0; node < publishers; node++) {
        String text = node + ":" + i;
        texts.add(text);
        published.add(nodes.get(node).peer().topic("news").publish(Value.text(text), 600));
      }
    }
    network.pass(30_000);
    assertThat(published).allMatch(one -> one.isDone() && !one.isFailed());
    for (SmallNetwork.Member node : nodes) {
      Promise<List<TopicMessage>> history = node.peer().topic("news").history();
      network.pass(5_000);
      assertThat(history.value())
          .extracting(message -> Bytes.utf8(message.value().bytes()))
          .containsExactlyInAnyOrderElementsOf(texts);
    }
  }
}
