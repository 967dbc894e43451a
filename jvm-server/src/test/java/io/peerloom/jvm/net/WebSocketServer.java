package io.peerloom.jvm.net;

import io.javalin.Javalin;
import io.peerloom.core.connection.Transport;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real server on a free port, whose sockets at {@code /peer} a test holds in its hands. */
final class WebSocketServer implements AutoCloseable {
  record Accepted(Transport transport, String remoteAddress, RecordedEvents events) {}

  final PeerLoop loop;
  private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
  private final Javalin javalin;

  WebSocketServer(JvmRuntime runtime) {
    loop = runtime.newLoop("server");
    JavalinWebSockets sockets =
        new JavalinWebSockets(runtime.scheduler(), PageOrigins.NONE, TrustedProxies.LOCAL);
    sockets.route(
        "/peer",
        loop,
        (transport, remoteAddress) -> {
          RecordedEvents events = new RecordedEvents();
          accepted.add(new Accepted(transport, remoteAddress, events));
          return events;
        });
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/plain", context -> context.result("no socket here"));
                  sockets.install(config, new RequestThreads(Runnable::run));
                })
            .start("127.0.0.1", 0);
  }

  int port() {
    return javalin.port();
  }

  String url() {
    return "ws://127.0.0.1:" + port() + "/peer";
  }

  Accepted awaitAccepted() throws InterruptedException {
    Accepted next = accepted.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no socket came");
    }
    return next;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
