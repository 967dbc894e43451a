package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.net.JettyWebSocketPort;
import io.peerloom.jvm.net.SharedWebSocketClient;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Somebody who knows the addresses of an all-in-one, and what its honest users do. */
final class Attacker implements AutoCloseable {
  private static final long ANSWER_SECONDS = 20;

  /** The topic on which the honest publish. */
  static final String HONEST_TOPIC = "honest/topic";

  /** The public name that one of them writes. */
  static final String HONEST_NAME = "honest/public";

  /** The public name that each newcomer writes. */
  static final String SHARED_NAME = "honest/shared";

  private final JvmRuntime runtime = new JvmRuntime();
  private final SharedWebSocketClient client = new SharedWebSocketClient();
  private final PeerLoop loop = runtime.newLoop("attacker");
  private final JettyWebSocketPort sockets =
      new JettyWebSocketPort(client, loop, runtime.scheduler());
  private final List<Socket> open = new ArrayList<>();
  private final int port;
  private final int nodes;
  private final long until;
  private final AtomicInteger links = new AtomicInteger();
  private final AtomicInteger linksRefused = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final StringBuilder notes = new StringBuilder();

  /**
   * An attacker of the all-in-one at a port.
   *
   * @param nodes how many it has
   * @param millis how long attacks without an end of their own go on
   */
  Attacker(int port, int nodes, long millis) {
    this.port = port;
    this.nodes = nodes;
    client.rules().trust("ws://localhost:" + port + "/bridge");
    this.until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  int port() {
    return port;
  }

  JvmRuntime runtime() {
    return runtime;
  }

  PeerLoop loop() {
    return loop;
  }

  JettyWebSocketPort sockets() {
    return sockets;
  }

  /** Somebody who asks its bootstrap server for admission, as a browser peer. */
  BootstrapClient newcomer(Env env, WebSocketPort port, IdentityKeys keys) {
    return new BootstrapClient(
        env, runtime.crypto(), runtime.hash(), port, keys, PeerKind.BROWSER, List.of(bootstrap()));
  }

  /** Counts what it does: a message, a request, a piece of one. */
  void countSent() {
    sent.incrementAndGet();
  }

  /** Counts the answer to a request. */
  void countAnswer(boolean wasAccepted) {
    (wasAccepted ? accepted : refused).incrementAndGet();
  }

  /** Counts a connection, or a link. */
  void countLink(boolean wasAccepted) {
    (wasAccepted ? links : linksRefused).incrementAndGet();
  }

  /** What it has done, and what came of it. */
  synchronized String counts() {
    return sent
        + " sent, "
        + accepted
        + " accepted, "
        + refused
        + " refused; "
        + links
        + " connections, "
        + linksRefused
        + " refused"
        + notes;
  }

  /** Adds what else is to be known of it. */
  synchronized void note(String text) {
    notes.append("; ").append(text);
  }

  /** Whether it has done anything but to connect. */
  boolean hasActed() {
    return sent.get() > 0;
  }

  boolean hasTime() {
    return System.nanoTime() < until;
  }

  long millisLeft() {
    return TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
  }

  /** Keeps what it has taken until its time is over. */
  void holdOn() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
  }

  String bootstrap() {
    return "ws://localhost:" + port + "/bootstrap";
  }

  /** The addresses of all nodes. */
  List<String> nodes() {
    List<String> addresses = new ArrayList<>();
    for (int node = 1; node <= nodes; node++) {
      addresses.add("ws://localhost:" + port + "/node" + node);
    }
    return addresses;
  }

  /** A new identity that the network has admitted. */
  HostileMember join() {
    return HostileMember.join(this);
  }

  /** A TCP connection that stays open until the attack is over. */
  Socket connect() throws IOException {
    Socket socket = connectOnce();
    open.add(socket);
    return socket;
  }

  /** A TCP connection that whoever opens it closes. */
  Socket connectOnce() throws IOException {
    try {
      Socket socket = new Socket("127.0.0.1", port);
      countLink(true);
      return socket;
    } catch (IOException e) {
      countLink(false);
      throw e;
    }
  }

  Key topic(String name) {
    return new Key(runtime.hash().sha256(Bytes.utf8("peerloom-topic-v1"), Bytes.utf8(name)));
  }

  /** Runs a call on the loop and waits for its outcome. */
  <T> T call(Supplier<Promise<T>> code) {
    try {
      return start(code).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a call on the loop and does not wait. */
  <T> CompletableFuture<T> start(Supplier<Promise<T>> code) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            code.get().then(outcome::complete, outcome::completeExceptionally);
          } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome;
  }

  @Override
  public void close() throws Exception {
    for (Socket socket : open) {
      socket.close();
    }
    loop.close();
    client.close();
    runtime.close();
  }
}
