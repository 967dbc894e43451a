package io.peerloom.jvm.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.Status;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * One connection to NATS, which its client makes again by itself after it broke. After its end, as
 * where a password is wrong for a while, it is replaced by {@link #open}.
 */
final class NatsConnection implements AutoCloseable {
  static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofMillis(500);

  /** A server that is silent for three of these counts as gone. */
  private static final Duration PING = Duration.ofSeconds(15);

  /** How long what the server has denied explains a request without an answer. */
  private static final long DENIED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Denial(String text, long at) {}

  private final NatsOptions options;
  private final Connection client;
  private final JetStream stream;
  private final JetStreamManagement management;
  private final Listener listener;

  private NatsConnection(NatsOptions options, Connection client, Listener listener)
      throws IOException {
    JetStreamOptions waiting = JetStreamOptions.builder().requestTimeout(ANSWER).build();
    this.options = options;
    this.client = client;
    this.listener = listener;
    this.stream = client.jetStream(waiting);
    this.management = client.jetStreamManagement(waiting);
  }

  /**
   * Connects; blocks for as long as the servers take, at most a few seconds each.
   *
   * @throws PeerloomException UNREACHABLE or UNAUTHORIZED, in a sentence
   */
  static NatsConnection open(NatsOptions options) throws InterruptedException {
    Listener listener = new Listener();
    Options.Builder builder =
        new Options.Builder()
            .servers(options.servers().stream().map(NatsAddress::url).toArray(String[]::new))
            .connectionName("peerloom archive")
            .connectionTimeout(CONNECT)
            .maxReconnects(-1)
            .reconnectWait(RECONNECT)
            .pingInterval(PING)
            // What cannot be sent now fails, and is sent again by the archiver.
            .reconnectBufferSize(0)
            .requestCleanupInterval(Duration.ofSeconds(1))
            .errorListener(listener)
            .connectionListener(listener);
    if (options.credentials() != null) {
      if (!Files.isReadable(options.credentials())) {
        throw new PeerloomException(
            ErrorCode.UNAUTHORIZED,
            "the credentials file " + options.credentials() + " cannot be read");
      }
      builder.authHandler(Nats.credentials(options.credentials().toString()));
    }
    Connection client = null;
    try {
      client = Nats.connect(builder.build());
      return new NatsConnection(options, client, listener);
    } catch (AuthenticationException e) {
      throw NatsFailure.of(e, options.stream(), null);
    } catch (IOException | RuntimeException e) {
      if (client != null) {
        client.close();
      }
      throw unreachable(options, listener.lastException());
    }
  }

  private static PeerloomException unreachable(NatsOptions options, Exception last) {
    if (last instanceof AuthenticationException) {
      return NatsFailure.of(last, options.stream(), null);
    }
    String why = last == null ? "" : ": " + NatsAddress.withoutSecrets(reason(last));
    return new PeerloomException(
        ErrorCode.UNREACHABLE,
        "NATS cannot be reached at "
            + String.join(", ", options.servers().stream().map(NatsAddress::shown).toList())
            + why);
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Whether messages can be sent now. */
  boolean isConnected() {
    return client.getStatus() == Connection.Status.CONNECTED;
  }

  /** Whether it never connects again by itself. */
  boolean isClosed() {
    return client.getStatus() == Connection.Status.CLOSED;
  }

  JetStream stream() {
    return stream;
  }

  JetStreamManagement management() {
    return management;
  }

  /** The most bytes of one message with its headers. */
  long maxMessageBytes() {
    return client.getMaxPayload();
  }

  PeerloomException failure(Throwable e) {
    Throwable cause = NatsFailure.cause(e);
    boolean isAnswer = cause instanceof JetStreamApiException || cause instanceof PeerloomException;
    if (!isAnswer && !isConnected()) {
      return unreachable(options, listener.lastException());
    }
    return NatsFailure.of(e, options.stream(), listener.denied());
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers why, and logs the state; the client's own listener logs with another library. */
  private static final class Listener implements ErrorListener, ConnectionListener {
    private static final EventLog LOG = EventLog.of("archive");
    private volatile Exception last;
    private volatile Denial denial;
    private volatile boolean wasConnected;

    Exception lastException() {
      return last;
    }

    String denied() {
      Denial known = denial;
      return known != null && System.nanoTime() - known.at < DENIED_NANOS ? known.text : null;
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
      denial = new Denial(error, System.nanoTime());
      LOG.event(Level.WARN, "nats.error", "reason", NatsAddress.withoutSecrets(error));
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception e) {
      last = e;
      LOG.event(Level.DEBUG, "nats.failed", "reason", NatsAddress.withoutSecrets(reason(e)));
    }

    @Override
    public void connectionEvent(Connection connection, Events event) {
      wasConnected |= event == Events.CONNECTED;
      boolean isNews = event == Events.DISCONNECTED || event == Events.RECONNECTED;
      LOG.event(
          isNews && wasConnected ? Level.INFO : Level.DEBUG,
          "nats.state",
          "state",
          event.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {}

    @Override
    public void messageDiscarded(Connection connection, Message message) {}

    @Override
    public void heartbeatAlarm(
        Connection connection, JetStreamSubscription subscription, long last, long lastStream) {}

    @Override
    public void unhandledStatus(
        Connection connection, JetStreamSubscription subscription, Status status) {}

    @Override
    public void pullStatusWarning(
        Connection connection, JetStreamSubscription subscription, Status status) {}

    @Override
    public void pullStatusError(
        Connection connection, JetStreamSubscription subscription, Status status) {}

    @Override
    public void flowControlProcessed(
        Connection connection,
        JetStreamSubscription subscription,
        String subject,
        FlowControlSource source) {}

    @Override
    public void socketWriteTimeout(Connection connection) {}
  }
}
