package io.peerloom.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.jvm.server.AllInOne;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM program is told about wrong arguments, failing listeners and its own end. */
final class JavaApiTest {
  private static final int TTL_SECONDS = 3600;

  @TempDir private static Path folder;

  private static AllInOne network;
  private static PeerHost host;
  private static JvmPeer peer;

  @BeforeAll
  static void start() throws Exception {
    network = new AllInOne("127.0.0.1", 0, 1, folder.resolve("network"));
    host = PeerHost.open(folder.resolve("host"));
    host.listen("127.0.0.1", 0);
    peer = await(host.join("peer", options()));
  }

  @AfterAll
  static void stop() throws Exception {
    await(peer.leave());
    host.close();
    network.close();
  }

  private static PeerOptions options() {
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    return new PeerOptions().bootstrap(List.of(bootstrap));
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw PeerloomException.of(e.getCause());
    }
  }

  private static void assertInvalid(String argument, ThrowingCallable call) {
    assertThatThrownBy(call)
        .as(argument)
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessageContaining(argument);
  }

  /** Refused before anything is asked of the network: the future is done already. */
  private static void assertRefused(String argument, CompletableFuture<?> answer) {
    assertThat(answer).as(argument).isDone();
    assertInvalid(argument, () -> await(answer));
  }

  @Test
  void nullArgumentsAreRefusedByName() {
    Value value = Value.text("x");
    PutOptions sealed = PutOptions.sealed();
    assertRefused("name", peer.put(null, value, sealed));
    assertRefused("value", peer.put("a", null, sealed));
    assertRefused("options", peer.put("a", value, null));
    assertRefused("readers", peer.put("a", value, new PutOptions(null, TTL_SECONDS, -1)));
    assertRefused("name", peer.get(null));
    assertRefused("name", peer.get(null, peer.publisher()));
    assertRefused("ofPublisher", peer.get("a", null));
    assertRefused("toId", peer.send(null, new byte[1]));
    assertRefused("bytes", peer.send(peer.id(), null));
    assertRefused("toId", peer.stream(null));
    assertRefused("toId", peer.drained(null, 1));
    assertRefused("value", peer.topic("a").publish(null, TTL_SECONDS));
    assertRefused(
        "options.whenOffline",
        peer.put("a", value, new PutOptions(PutOptions.Readers.ME, 1, -1, null)));
    assertRefused("whenOffline", peer.topic("a").publish(value, TTL_SECONDS, null));
    assertRefused("id", peer.cancelQueued(null));
    assertRefused("listener", peer.topic("a").subscribe(true, null));
    assertInvalid("name", () -> peer.topic(null));
    assertInvalid("listener", () -> peer.addListener(null));
    assertInvalid("receiver", () -> peer.onMessage(null));
    assertInvalid("receiver", () -> peer.onStream(null));
    assertInvalid("urls", () -> new PeerOptions().bootstrap(null));
    assertInvalid("urls", () -> new PeerOptions().peers(Arrays.asList("ws://a", null)));
    assertInvalid("urls", () -> new PeerOptions().advertise(null));
    assertInvalid("id", () -> new PeerOptions().network(null));
    assertInvalid("options", () -> host.join("other", null));
    assertInvalid("dataDirectory", () -> PeerHost.open(null));
    assertRefused("dataDirectory", JvmPeer.join(null, options()));
    assertRefused("options", JvmPeer.join(folder.resolve("none"), null));
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void argumentsOutOfBoundsAreRefused() {
    Value value = Value.text("x");
    PutOptions.Readers all = PutOptions.Readers.PUBLIC;
    assertInvalid("name", () -> await(peer.put("", value, PutOptions.open())));
    assertInvalid("name", () -> await(peer.put("x".repeat(513), value, PutOptions.open())));
    assertInvalid("surrogate", () -> await(peer.put("\ud800", value, PutOptions.open())));
    assertInvalid("surrogate", () -> await(peer.get("\udc00")));
    assertInvalid("surrogate", () -> await(peer.topic("\ud800").publish(value, TTL_SECONDS)));
    assertInvalid("surrogate", () -> await(peer.topic("\ud800").history()));
    assertInvalid("ttlSeconds", () -> await(peer.put("a", value, new PutOptions(all, 0, -1))));
    assertInvalid("ifSequence", () -> await(peer.put("a", value, new PutOptions(all, 1, -2))));
    assertInvalid(
        "ifSequence", () -> await(peer.put("a", value, new PutOptions(all, 1, Long.MAX_VALUE))));
    assertInvalid("ifSequence", () -> await(peer.delete("a", all, -2)));
    assertInvalid("name", () -> await(peer.delete("")));
    assertInvalid(
        "format", () -> await(peer.put("a", new Value(3, new byte[1]), PutOptions.open())));
    assertInvalid("ttlSeconds", () -> await(peer.topic("a").publish(value, -1)));
    assertInvalid("64 digits", () -> await(peer.get("a", "00")));
    assertRefused("below", peer.drained(peer.id(), -1));
    for (String name : new String[] {"", "../x", ".x", "a/b", "x".repeat(65), "ä"}) {
      assertInvalid("a peer's name", () -> host.join(name, options()));
    }
  }

  @Test
  void whatIsDeletedIsGoneUntilItIsPutAgain() throws Exception {
    Value value = Value.text("x");
    await(peer.put("deleted", value, PutOptions.sealed()));
    await(peer.put("deleted", value, PutOptions.open()));
    await(peer.delete("deleted", PutOptions.Readers.ME, -1));
    assertThat(await(peer.get("deleted"))).isPresent();
    await(peer.delete("deleted"));
    assertThat(await(peer.get("deleted"))).isEmpty();
    PutOptions ifNone = new PutOptions(PutOptions.Readers.PUBLIC, TTL_SECONDS, 0);
    assertThat(await(peer.put("deleted", value, ifNone)).sequence()).isGreaterThan(1);
    assertThat(await(peer.get("deleted")).orElseThrow().value()).isEqualTo(value);
  }

  @Test
  void aValueIsWhatItClaimsToBe() throws Exception {
    PutOptions open = PutOptions.open();
    byte[] cut = {'a', (byte) 0xc3};
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
    for (byte[] bytes : List.of(cut, surrogate)) {
      assertRefused("UTF-8", peer.put("a", new Value(Value.TEXT, bytes), open));
      assertRefused("UTF-8", peer.put("a", new Value(Value.JSON, bytes), open));
      assertRefused("UTF-8", peer.topic("a").publish(new Value(Value.TEXT, bytes), TTL_SECONDS));
    }
    Map<String, String> refused =
        Map.of(
            "{bad",
            "not JSON",
            "",
            "not JSON",
            "1 2",
            "not JSON",
            "[1e400]",
            "infinite",
            "0." + "1".repeat(1000),
            "more than 1000 digits",
            "[".repeat(1001) + "]".repeat(1001),
            "more than 1000 deep");
    for (Map.Entry<String, String> each : refused.entrySet()) {
      Value value = new Value(Value.JSON, Bytes.utf8(each.getKey()));
      assertRefused(each.getValue(), peer.put("a", value, open));
      assertRefused(each.getValue(), peer.topic("a").publish(value, TTL_SECONDS));
      assertRefused(
          each.getValue(), peer.topic("a").publish(value, TTL_SECONDS, WhenOffline.QUEUE));
    }
    for (String text : new String[] {"{\"a\": [1, -0.5e3]}", "0." + "1".repeat(999)}) {
      Value value = new Value(Value.JSON, Bytes.utf8(text));
      await(peer.put("json", value, open));
      assertThat(await(peer.get("json")).orElseThrow().value()).isEqualTo(value);
    }
    byte[] large = Bytes.utf8("[" + " ".repeat(200_000));
    assertThatThrownBy(() -> await(peer.put("a", new Value(Value.JSON, large), open)))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void leaveIsIdempotent() throws Exception {
    JvmPeer leaving = await(JvmPeer.join(folder.resolve("leaving"), options()));
    Subscription subscription = await(leaving.topic("a").subscribe(false, message -> {}));
    CompletableFuture<Void> first = leaving.leave();
    CompletableFuture<Void> second = leaving.leave();
    await(first);
    await(second);
    await(leaving.leave());
    subscription.close();
    CompletableFuture<Void> over = new CompletableFuture<>();
    subscription.onEnd(() -> over.complete(null));
    await(over);

    PeerHost ending = PeerHost.open(folder.resolve("ended"));
    ending.listen("127.0.0.1", 0);
    JvmPeer ended = await(ending.join("peer", options()));
    ending.close();
    await(ended.leave());
  }

  @Test
  void aClosedSubscriptionDeliversNothing() throws Exception {
    CountDownLatch atFirst = new CountDownLatch(1);
    CountDownLatch isClosed = new CountDownLatch(1);
    AtomicInteger received = new AtomicInteger();
    JvmTopic topic = peer.topic("closed");
    // Holds the loop up while it delivers a message to one subscription after the other.
    await(
        topic.subscribe(
            false,
            message -> {
              atFirst.countDown();
              awaitLatch(isClosed);
            }));
    Subscription second = await(topic.subscribe(false, message -> received.incrementAndGet()));
    CompletableFuture<?> published = topic.publish(Value.text("m"), TTL_SECONDS);
    awaitLatch(atFirst);
    second.close();
    isClosed.countDown();
    await(published);
    await(peer.state());
    assertThat(received).hasValue(0);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void argumentsAreCopiedAtTheCall() throws Exception {
    byte[] bytes = {1, 2, 3};
    CompletableFuture<?> put = peer.put("copied", Value.bytes(bytes), PutOptions.open());
    Arrays.fill(bytes, (byte) 9);
    await(put);
    assertThat(await(peer.get("copied")).orElseThrow().value())
        .isEqualTo(Value.bytes(new byte[] {1, 2, 3}));
  }

  @Test
  void failingListenerIsIsolated() throws Exception {
    BlockingQueue<TopicMessage> received = new LinkedBlockingQueue<>();
    CompletableFuture<LinkInfo> linked = new CompletableFuture<>();
    peer.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            throw new IllegalStateException("a listener's bug");
          }
        });
    peer.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            linked.complete(link);
          }
        });
    await(
        peer.topic("guarded")
            .subscribe(
                false,
                message -> {
                  received.add(message);
                  throw new IllegalStateException("a listener's bug");
                }));
    for (int i = 0; i < 3; i++) {
      await(peer.topic("guarded").publish(Value.text("m" + i), TTL_SECONDS));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(received.poll(30, TimeUnit.SECONDS).value()).isEqualTo(Value.text("m" + i));
    }
    JvmPeer other = await(JvmPeer.join(folder.resolve("other"), options()));
    assertThat(await(linked).id()).isNotEmpty();
    await(other.leave());
  }

  @Test
  void pendingCallsFailWhenTheHostCloses() throws Exception {
    PeerHost ending = PeerHost.open(folder.resolve("ending"));
    ending.listen("127.0.0.1", 0);
    JvmPeer ended = await(ending.join("peer", options()));
    CompletableFuture<Void> waits = ended.call(() -> new Promise<Void>());
    CompletableFuture<JvmPeer> joining =
        ending.join("late", new PeerOptions().bootstrap(List.of("ws://localhost:1/bootstrap")));
    ending.close();
    for (CompletableFuture<?> future : List.of(waits, joining, ended.get("a"), ended.state())) {
      assertThatThrownBy(() -> await(future))
          .isInstanceOfSatisfying(
              PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }
    assertThatThrownBy(() -> ending.join("again", options()))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    ending.close();
  }

  @Test
  void anUnexpectedFailureHasItsCause() {
    IllegalStateException bug = new IllegalStateException("a bug");
    CompletableFuture<Void> failed =
        peer.call(
            () -> {
              throw bug;
            });
    assertThatThrownBy(() -> await(failed))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
        .hasCause(bug);
  }
}
