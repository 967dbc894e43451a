package io.peerloom.jvm.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.wire.IceServers;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections of the real WebRTC on this machine. */
@Timeout(60)
final class NativeRtcTest {
  @TempDir private Path folder;

  private final JvmRuntime runtime = new JvmRuntime(InstantSource.system());
  private NativeRtc rtc;

  @BeforeEach
  void open() {
    rtc = WebRtcLibrary.open(folder);
  }

  /** A network may name any; those that cannot be used change nothing. */
  private static final List<IceServers> ICE_SERVERS =
      List.of(
          new IceServers(List.of("http://127.0.0.1/"), "", "", 0),
          new IceServers(List.of(""), "", "", 0),
          new IceServers(List.of("turn:127.0.0.1"), "", "", 0),
          new IceServers(List.of("stun:127.0.0.1?transport=udp"), "", "", 0),
          new IceServers(
              List.of("stun:127.0.0.1:99999", "stun:[:::::]", "stun:a..b", "stun:a_b:65535"),
              "",
              "",
              0),
          new IceServers(List.of("turn:127.0.0.1:9", "stun:127.0.0.1:9"), "name", "secret", 60));

  @AfterEach
  void close() {
    rtc.close();
    runtime.close();
  }

  /** One end on a loop of its own; the other end's loop gets what it says. */
  private final class End implements RtcPort.RtcEvents {
    final PeerLoop loop;
    final Env env;
    final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    RtcPort.RtcSession session;
    End other;

    /** Where set, they get what would go to the other end. */
    Consumer<String> onDescribed;

    Consumer<String> onCandidate = any -> {};

    End(String name) {
      loop = runtime.newLoop(name);
      env = runtime.newEnv(loop, name);
      loop.execute(
          () -> {
            RtcPort port = rtc.port(loop, env);
            ICE_SERVERS.forEach(port::setIceServers);
            session = port.create(this);
          });
    }

    @Override
    public void described(String type, String sdp) {
      if (onDescribed != null) {
        onDescribed.accept(sdp);
      } else {
        other.loop.execute(() -> other.session.remote(type, sdp));
      }
    }

    @Override
    public void candidate(String candidate) {
      if (onDescribed != null) {
        onCandidate.accept(candidate);
      } else if (!candidate.isEmpty()) {
        other.loop.execute(() -> other.session.remoteCandidate(candidate));
      }
    }

    @Override
    public void faltered() {}

    @Override
    public void opened() {
      happened.add("opened");
    }

    @Override
    public void received(Lane lane, byte[] message) {
      messages.add(message);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      happened.add(code + " " + reason);
    }

    String next() throws InterruptedException {
      return happened.poll(20, TimeUnit.SECONDS);
    }
  }

  private End[] pair() throws InterruptedException {
    End a = new End("a");
    End b = new End("b");
    a.other = b;
    b.other = a;
    a.loop.execute(() -> a.session.offer());
    assertThat(a.next()).isEqualTo("opened");
    assertThat(b.next()).isEqualTo("opened");
    return new End[] {a, b};
  }

  @Test
  void messagesOfBothLanesArriveWhole() throws Exception {
    End[] ends = pair();
    byte[] large = new byte[64 * 1024];
    large[65_000] = 7;
    ends[0].loop.execute(
        () -> {
          for (int i = 0; i < 100; i++) {
            ends[0].session.send(Lane.BULK, large);
          }
        });
    for (int i = 0; i < 100; i++) {
      assertThat(ends[1].messages.poll(20, TimeUnit.SECONDS)).isEqualTo(large);
    }
    ends[1].loop.execute(() -> ends[1].session.send(Lane.CONTROL, new byte[] {1, 2}));
    assertThat(ends[0].messages.poll(20, TimeUnit.SECONDS)).containsExactly(1, 2);
  }

  @Test
  void whatWasSentBeforeTheEndArrives() throws Exception {
    End[] ends = pair();
    ends[0].loop.execute(
        () -> {
          ends[0].session.send(Lane.CONTROL, new byte[30_000]);
          ends[0].session.close(ErrorCode.CLOSED, "done");
        });
    assertThat(ends[1].messages.poll(20, TimeUnit.SECONDS)).hasSize(30_000);
    assertThat(ends[0].next()).isEqualTo("CLOSED done");
    assertThat(ends[1].next()).startsWith("CLOSED");
  }

  @Test
  void aClosingHostLetsWhatWasSentArrive() throws Exception {
    End[] ends = pair();
    ends[0].loop.execute(
        () -> {
          ends[0].session.send(Lane.CONTROL, new byte[30_000]);
          ends[0].session.close(ErrorCode.CLOSED, "done");
        });
    assertThat(ends[0].next()).isEqualTo("CLOSED done");
    rtc.close();
    assertThat(ends[1].messages.poll(20, TimeUnit.SECONDS)).hasSize(30_000);
  }

  @Test
  void nonsenseEndsTheConnectionOnly() throws Exception {
    End a = new End("a");
    a.loop.execute(() -> a.session.remoteCandidate("{\"candidate\":\"\"}"));
    a.loop.execute(() -> a.session.remote("offer", "nonsense"));
    assertThat(a.next()).startsWith("INVALID_REQUEST");
    pair();
  }

  /** Native code ends the process where an exception is not expected, so all of it must survive. */
  @Test
  void damagedDescriptionsAndCandidatesAreAnsweredOrRefused() throws Exception {
    BlockingQueue<String> offers = new LinkedBlockingQueue<>();
    BlockingQueue<String> candidates = new LinkedBlockingQueue<>();
    End source = new End("source");
    source.onDescribed = offers::add;
    source.onCandidate = candidates::add;
    source.loop.execute(() -> source.session.offer());
    String offer = offers.poll(20, TimeUnit.SECONDS);
    String candidate = candidates.poll(20, TimeUnit.SECONDS);
    List<String> lines = List.of(offer.split("\r\n"));
    for (int i = 0; i < lines.size(); i++) {
      List<String> fewer = new ArrayList<>(lines);
      String line = fewer.remove(i);
      List<String> other = new ArrayList<>(lines);
      other.set(i, line.substring(0, line.length() / 2) + "\u0000-1");
      for (List<String> damaged : List.of(fewer, other)) {
        End end = new End("end");
        end.onDescribed = answer -> end.happened.add("answered");
        String half = candidate.substring(0, i * candidate.length() / lines.size());
        end.loop.execute(
            () -> {
              end.session.remoteCandidate(half);
              end.session.remote("offer", String.join("\r\n", damaged) + "\r\n");
              end.session.remoteCandidate(half + "\"}");
            });
        assertThat(end.next())
            .as("%s", damaged)
            .matches(
                outcome -> outcome.equals("answered") || outcome.startsWith("INVALID_REQUEST"));
      }
    }
  }

  @Test
  void aPeerThatReadsTooSlowlyIsCutOff() throws Exception {
    End[] ends = pair();
    CountDownLatch slow = new CountDownLatch(1);
    ends[1].loop.execute(() -> awaitIt(slow));
    byte[] large = new byte[64 * 1024];
    ends[0].loop.execute(
        () -> {
          for (int i = 0; i < 120; i++) {
            ends[0].session.send(Lane.BULK, large);
          }
        });
    awaitSent(ends[0]);
    slow.countDown();
    assertThat(ends[1].next()).startsWith("OVERLOADED");
    assertThat(ends[0].next()).startsWith("CLOSED");
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns once all that an end has sent has left this process's buffers. */
  private static void awaitSent(End end) throws Exception {
    BlockingQueue<Integer> buffered = new LinkedBlockingQueue<>();
    do {
      end.env.after(10, () -> buffered.add(end.session.bufferedBytes()));
    } while (buffered.poll(20, TimeUnit.SECONDS) > 0);
  }

  @Test
  void closingTheHostEndsOpenConnectionsAndThreads() throws Exception {
    End[] ends = pair();
    int before = threads();
    rtc.close();
    rtc.close();
    assertThat(threads()).isLessThan(before);
    End late = new End("late");
    assertThat(late.next()).startsWith("CLOSED");
    ends[0].loop.execute(() -> ends[0].session.send(Lane.CONTROL, new byte[1]));
    ends[0].loop.execute(() -> ends[0].session.close(ErrorCode.CLOSED, "after that"));
    assertThat(ends[0].next()).startsWith("CLOSED");
  }

  /** The threads of this process, native ones included; it grows by none that stays. */
  private static int threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return (int) tasks.count();
    }
  }
}
