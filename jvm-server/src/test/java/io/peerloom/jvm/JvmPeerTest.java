package io.peerloom.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicGap;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.server.AllInOne;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java API against a real network: two programs that join the all-in-one over sockets. */
final class JvmPeerTest {
  private static final int TTL_SECONDS = 3600;

  @TempDir private Path folder;

  private final List<JvmPeer> peers = new ArrayList<>();
  private AllInOne network;

  @BeforeEach
  void start() {
    network = new AllInOne("127.0.0.1", 0, 2, folder.resolve("network"));
  }

  @AfterEach
  void stop() throws Exception {
    for (JvmPeer peer : peers) {
      await(peer.leave());
    }
    network.close();
  }

  private JvmPeer join(String name) throws Exception {
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    JvmPeer peer =
        await(JvmPeer.join(folder.resolve(name), new PeerOptions().bootstrap(List.of(bootstrap))));
    peers.add(peer);
    return peer;
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw PeerloomException.of(e.getCause());
    }
  }

  private static void awaitLink(JvmPeer peer, String id) throws Exception {
    CompletableFuture<Void> linked = new CompletableFuture<>();
    peer.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            if (link.id().equals(id)) {
              linked.complete(null);
            }
          }
        });
    if (await(peer.links()).stream().noneMatch(link -> link.id().equals(id))) {
      await(linked);
    }
  }

  @Test
  void putsAndGets() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    assertThat(a.network()).isEqualTo(b.network()).hasSize(64);
    assertThat(a.id()).isNotEqualTo(b.id()).hasSize(64);
    Value value = Value.text("hello");
    assertThat(await(a.put("greeting", value, PutOptions.open())).sequence()).isEqualTo(1);
    var found = await(b.get("greeting")).orElseThrow();
    assertThat(found.value().bytes()).isEqualTo(value.bytes());
    assertThat(found.value().format()).isEqualTo(Value.TEXT);
    assertThat(found.publisher()).isEqualTo(a.publisher());
    assertThat(await(b.get("greeting", a.publisher()))).isPresent();
    assertThat(await(b.get("greeting", b.publisher()))).isEmpty();
    assertThat(await(b.get("nothing"))).isEmpty();
  }

  @Test
  void sealsByDefault() throws Exception {
    JvmPeer a = join("a");
    await(a.put("secret", Value.text("mine"), PutOptions.sealed()));
    assertThat(Bytes.utf8(await(a.get("secret")).orElseThrow().value().bytes())).isEqualTo("mine");
    assertThat(await(join("b").get("secret"))).isEmpty();
  }

  @Test
  void publishesAndSubscribes() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    for (int i = 0; i < 3; i++) {
      await(a.topic("news").publish(Value.text("old " + i), TTL_SECONDS));
    }
    BlockingQueue<TopicMessage> received = new LinkedBlockingQueue<>();
    Subscription subscription = await(b.topic("news").subscribe(true, received::add));
    await(a.topic("news").publish(Value.text("new"), TTL_SECONDS));
    for (String expected : new String[] {"old 0", "old 1", "old 2", "new"}) {
      TopicMessage message = received.poll(30, TimeUnit.SECONDS);
      assertThat(message).as(expected).isNotNull();
      assertThat(Bytes.utf8(message.value().bytes())).isEqualTo(expected);
      assertThat(message.publisher()).isEqualTo(a.publisher());
    }
    subscription.close();
    List<TopicMessage> history = await(b.topic("news").history());
    assertThat(history).hasSize(4);
    List<String> since = new CopyOnWriteArrayList<>();
    SubscribeOptions options = SubscribeOptions.since(history.get(2).publishedAt());
    await(b.topic("news").subscribe(options, message -> since.add(message.id())));
    assertThat(since).doesNotContain(history.get(0).id()).contains(history.get(2).id());
    List<String> after = new CopyOnWriteArrayList<>();
    SubscribeOptions behind = SubscribeOptions.after(history.get(2));
    await(b.topic("news").subscribe(behind, message -> after.add(message.id())));
    assertThat(after).endsWith(history.get(3).id()).doesNotContain(history.get(2).id());
  }

  @Test
  void subscribersLearnWhatExpiredAndUntilWhenTheyHaveAll() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    JvmTopic topic = a.topic("short-lived");
    await(topic.publish(Value.text("first"), TTL_SECONDS));
    await(topic.publish(Value.text("short"), 1));
    await(topic.publish(Value.text("last"), TTL_SECONDS));
    List<TopicMessage> left = await(topic.history());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (left.size() > 2) {
      assertThat(System.nanoTime()).isLessThan(end);
      left = await(topic.history());
    }
    List<TopicGap> gaps = new CopyOnWriteArrayList<>();
    BlockingQueue<TopicMessage> received = new LinkedBlockingQueue<>();
    SubscribeOptions options = new SubscribeOptions(0, gaps::add);
    Subscription subscription = await(b.topic("short-lived").subscribe(options, received::add));
    assertThat(received.poll().sequence()).isEqualTo(1);
    // Its publisher may still be sending what is missing before it, for all that others know.
    assertThat(received.poll(30, TimeUnit.SECONDS).sequence()).isEqualTo(3);
    String last = left.get(1).id();
    assertThat(gaps).containsExactly(new TopicGap(a.publisher(), 2, 1, last));
    while (subscription.completeUntil() < left.get(1).publishedAt()) {
      assertThat(System.nanoTime()).as("complete until then").isLessThan(end);
      await(b.state());
    }
    assertThat(subscription.completeUntil()).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void knowsWhoElseIsOnATopic() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    PresenceListener listener =
        (type, peer) -> changes.add(type + " " + Bytes.utf8(peer.state().bytes()));
    JvmPresence watching = await(a.topic("room").present(Value.text("a"), listener));
    JvmPresence other = await(b.topic("room").present(Value.text("b"), (type, peer) -> {}));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo("join b");
    assertThat(await(other.peers())).extracting(PresentPeer::id).containsExactly(a.id());
    await(other.update(Value.text("busy")));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo("update busy");
    other.close();
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo("leave busy");
    assertThat(await(watching.peers())).isEmpty();
    assertFails(ErrorCode.CLOSED, other.update(Value.text("late")));
  }

  /** A publisher that does not wait is refused or heard: nothing acknowledged is missing. */
  @Test
  void fastPublisherIsDeliveredOrRefused() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    List<String> received = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(1);
    Subscription subscription =
        await(
            b.topic("news")
                .subscribe(
                    false,
                    message -> {
                      String text = Bytes.utf8(message.value().bytes());
                      received.add(text);
                      if (text.equals("last")) {
                        last.countDown();
                      }
                    }));
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    List<CompletableFuture<?>> publishing = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      String text = "message " + i;
      publishing.add(
          a.topic("news")
              .publish(Value.text(text), TTL_SECONDS)
              .handle(
                  (ok, failure) -> {
                    if (failure == null) {
                      acknowledged.add(text);
                    }
                    Throwable cause =
                        failure instanceof CompletionException ? failure.getCause() : failure;
                    return failure == null ? null : PeerloomException.of(cause).code();
                  }));
    }
    for (CompletableFuture<?> each : publishing) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isIn(null, ErrorCode.RATE_LIMITED);
    }
    await(a.topic("news").publish(Value.text("last"), TTL_SECONDS));
    assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(received).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(acknowledged).hasSizeGreaterThan(1_000);
    subscription.close();
  }

  @Test
  void sendsToOnePeer() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    awaitLink(a, b.id());
    assertFails(ErrorCode.UNSUPPORTED, a.send(b.id(), new byte[] {0}));
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Runnable end =
        b.onMessage(
            (from, bytes) -> {
              received.add(from + " " + bytes[0]);
              return taken;
            });
    CompletableFuture<Void> sent = a.send(b.id(), new byte[] {1, 2, 3});
    assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(a.id() + " 1");
    assertThat(sent).isNotDone();
    taken.complete(null);
    await(sent);
    end.run();
    b.onMessage(
        (from, bytes) -> {
          throw new IllegalStateException("not taken");
        });
    assertFails(ErrorCode.REFUSED, a.send(b.id(), new byte[] {4}));
    assertFails(ErrorCode.INVALID_REQUEST, a.send(a.id(), new byte[1]));
  }

  /** Sent without waiting for the one before: what does not fit the link waits at its sender. */
  @Test
  void sendsMoreThanALinkTakes() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    awaitLink(a, b.id());
    List<Integer> received = new ArrayList<>();
    b.onMessage(
        (from, bytes) -> {
          received.add((int) bytes[0]);
          return null;
        });
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[64 * 1024];
      bytes[0] = (byte) i;
      expected.add(i);
      sent.add(a.send(b.id(), bytes));
    }
    await(a.drained(b.id(), 0));
    for (CompletableFuture<Void> each : sent) {
      await(each);
    }
    assertThat(received).isEqualTo(expected);
  }

  @Test
  void streamsBothWays() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    awaitLink(a, b.id());
    assertFails(ErrorCode.UNSUPPORTED, a.stream(b.id()));
    CompletableFuture<JvmStream> taken = new CompletableFuture<>();
    Runnable end = b.onStream(taken::complete);
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    try (JvmStream here = await(a.stream(b.id()));
        JvmStream there = await(taken)) {
      assertThat(there.peerId()).isEqualTo(a.id());
      CompletableFuture<Long> copied =
          CompletableFuture.supplyAsync(
              () -> {
                try (InputStream in = there.inputStream();
                    OutputStream out = there.outputStream()) {
                  return in.transferTo(out);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      CompletableFuture<Void> written = here.write(content).thenCompose(done -> here.end());
      assertThat(here.inputStream().readAllBytes()).isEqualTo(content);
      await(written);
      assertThat(await(copied)).isEqualTo(content.length);
    }
    end.run();
    assertFails(ErrorCode.UNSUPPORTED, a.stream(b.id()));
    assertFails(ErrorCode.INVALID_REQUEST, a.stream(a.id()));
  }

  @Test
  void closedStreamFailsAtTheOtherEnd() throws Exception {
    JvmPeer a = join("a");
    JvmPeer b = join("b");
    awaitLink(a, b.id());
    CompletableFuture<JvmStream> taken = new CompletableFuture<>();
    b.onStream(taken::complete);
    JvmStream here = await(a.stream(b.id()));
    CompletableFuture<?> read = here.read();
    await(taken).close();
    assertFails(ErrorCode.CLOSED, read);
    assertThatThrownBy(() -> here.inputStream().read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("CLOSED");
  }

  @Test
  void refusesWithACode() throws Exception {
    JvmPeer a = join("a");
    assertFails(
        ErrorCode.TOO_LARGE, a.put("big", Value.bytes(new byte[70_000]), PutOptions.open()));
    await(a.put("once", Value.text("1"), PutOptions.open()));
    PutOptions fresh = new PutOptions(PutOptions.Readers.PUBLIC, Limits.MAX_TTL_SECONDS, 0);
    assertFails(ErrorCode.CONFLICT, a.put("once", Value.text("2"), fresh));
    assertFails(ErrorCode.INVALID_REQUEST, a.send("not an id", new byte[1]));
    assertThatThrownBy(() -> new PeerOptions().network("12")).isInstanceOf(PeerloomException.class);
  }

  private static void assertFails(ErrorCode code, CompletableFuture<?> future) {
    assertThatThrownBy(() -> await(future))
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void rejoinKeepsTheIdentity() throws Exception {
    JvmPeer a = join("a");
    assertThat(await(a.state())).isNotEqualTo(PeerState.CLOSED);
    assertThat(await(a.diagnostics())).startsWith("{");
    await(a.leave());
    assertFails(ErrorCode.CLOSED, a.state());
    await(a.leave());
    peers.remove(a);
  }

  @Test
  void addressesNobodyCanDialAreRefused() {
    for (String address : List.of("ws:", "garbage", "http://localhost:8080/bootstrap")) {
      assertThatThrownBy(() -> new PeerOptions().peers(List.of(address)))
          .isInstanceOf(PeerloomException.class);
      assertThatThrownBy(() -> new PeerOptions().bootstrap(List.of("ws://localhost", address)))
          .isInstanceOfSatisfying(
              PeerloomException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
  }
}
