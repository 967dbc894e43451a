package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.IgnoredEvents;
import io.peerloom.core.connection.Lane;
import io.peerloom.jvm.limits.ServerLimits;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a socket counts whose other end reads nothing, and how it ends. */
class JettySocketTest {
  private final List<String> calls = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final JettySocket socket =
      JettySocket.accepted(
          Runnable::run,
          scheduler,
          Owner.of(Bytes.wrap(new byte[1])),
          session -> {},
          transport -> new IgnoredEvents());

  JettySocketTest() {
    // Its writes never end.
    Session session =
        (Session)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return null;
                });
    socket.onWebSocketOpen(session);
  }

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private void send(int messages, int bytes) {
    for (int i = 0; i < messages; i++) {
      socket.send(Lane.CONTROL, new byte[bytes]);
    }
  }

  @Test
  void shortMessagesCountWithWhatTheyTakeBesides() {
    send(100, 10);
    assertThat(socket.bufferedBytes()).isEqualTo(100 * (10 + ServerLimits.WAITING_FRAME_BYTES));
  }

  /** A close that waits behind unread bytes would keep them in memory for two seconds. */
  @Test
  void whoReadsNothingIsCutOff() {
    send(200, 1024);
    socket.close(ErrorCode.OVERLOADED, "reads too slowly");
    assertThat(calls).contains("disconnect").doesNotContain("close");
  }

  @Test
  void othersAreClosedWithTheReason() {
    send(2, 1024);
    socket.close(ErrorCode.OVERLOADED, "no room");
    assertThat(calls).contains("close").doesNotContain("disconnect");
  }

  @Test
  void whoLeavesSendsWhatWaits() {
    send(200, 1024);
    socket.close(ErrorCode.CLOSED, "leaving");
    assertThat(calls).contains("close").doesNotContain("disconnect");
  }
}
