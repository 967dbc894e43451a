package io.peerloom.jvm.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.archive.TopicArchive;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * A stream of NATS JetStream as an archive. A message is stored when JetStream has acknowledged it.
 * Its id is the {@code Nats-Msg-Id}, so within the stream's window JetStream stores it once; beyond
 * the window {@link #stored} says what the stream has, by reading the headers of its messages.
 *
 * <p>It needs {@code io.nats:jnats} on the class path, without its dependency {@code
 * org.bouncycastle:bcprov-lts8on}, which has the same classes as {@code bcprov-jdk18on}.
 */
public final class NatsArchive implements TopicArchive {
  /** The most messages whose headers are read at a start; older ones may be stored again. */
  static final int MAX_SCANNED = 1_000_000;

  /** Of a stream that is created: longer than a server of NATS takes to come back. */
  static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);

  private static final String EXPECTED_LAST_ID = "Nats-Expected-Last-Msg-Id";

  private static final EventLog LOG = EventLog.of("archive");

  private final NatsOptions options;

  /** The client waits for answers by blocking. */
  private final BlockingQuestions questions = new BlockingQuestions();

  private volatile NatsConnection connection;
  private volatile boolean closed;

  private NatsArchive(NatsOptions options, NatsConnection connection) {
    this.options = options;
    this.connection = connection;
  }

  /**
   * Connects, and checks that the stream takes messages of these topics; blocks for seconds.
   *
   * @throws StartupFailure if it does not, saying why and what to do
   */
  public static NatsArchive open(NatsOptions options) {
    if (options.servers().isEmpty() || options.stream().isEmpty() || options.subjects().isEmpty()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "an archive needs servers, a stream and a topic");
    }
    NatsConnection connection = null;
    try {
      connection = NatsConnection.open(options);
      check(options, connection);
      return new NatsArchive(options, connection);
    } catch (PeerloomException e) {
      close(connection);
      throw new StartupFailure("cannot archive: " + e.getMessage(), e.code());
    } catch (InterruptedException e) {
      close(connection);
      Thread.currentThread().interrupt();
      throw new StartupFailure("stopped while the archive was being opened");
    }
  }

  private static void close(NatsConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }

  private static void check(NatsOptions options, NatsConnection connection) {
    StreamConfiguration stream = stream(options, connection);
    String obstacle = StreamCheck.obstacle(stream, options.subjects().values());
    if (obstacle != null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, obstacle);
    }
    if (connection.maxMessageBytes() < StreamCheck.MESSAGE_BYTES) {
      throw new PeerloomException(
          ErrorCode.TOO_LARGE,
          "the NATS server takes messages of at most "
              + connection.maxMessageBytes()
              + " bytes, and one of a topic has up to "
              + StreamCheck.MESSAGE_BYTES
              + " with its headers (max_payload)");
    }
    for (String doubt : StreamCheck.doubts(stream)) {
      LOG.event(Level.WARN, "archive.stream", "address", stream.getName(), "reason", doubt);
    }
    options.subjects().values().forEach(subject -> probe(options, connection, subject));
  }

  private static StreamConfiguration stream(NatsOptions options, NatsConnection connection) {
    try {
      return connection.management().getStreamInfo(options.stream()).getConfiguration();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NatsFailure.STREAM_NOT_FOUND) {
        throw connection.failure(e);
      }
    } catch (IOException | RuntimeException e) {
      throw withoutJetStream(connection.failure(e));
    }
    if (!options.creates()) {
      throw new PeerloomException(
          ErrorCode.NOT_FOUND,
          "there is no stream "
              + options.stream()
              + "; --create makes one, or: nats stream add "
              + options.stream()
              + " --subjects="
              + String.join(",", options.subjects().values()));
    }
    return create(options, connection);
  }

  private static PeerloomException withoutJetStream(PeerloomException e) {
    return e.code() == ErrorCode.UNREACHABLE || e.code() == ErrorCode.TIMEOUT
        ? new PeerloomException(
            ErrorCode.UNSUPPORTED,
            "NATS answers, but JetStream does not: it is not enabled (nats-server --jetstream), or"
                + " has no leader now")
        : e;
  }

  /**
   * On disk, and where it is full one day it refuses what is new instead of deleting what is old.
   */
  private static StreamConfiguration create(NatsOptions options, NatsConnection connection) {
    try {
      return connection
          .management()
          .addStream(
              StreamConfiguration.builder()
                  .name(options.stream())
                  .description("Topics of a Peerloom network")
                  .subjects(new LinkedHashSet<>(options.subjects().values()))
                  .storageType(StorageType.File)
                  .retentionPolicy(RetentionPolicy.Limits)
                  .discardPolicy(DiscardPolicy.New)
                  .duplicateWindow(DUPLICATE_WINDOW)
                  .build())
          .getConfiguration();
    } catch (IOException | JetStreamApiException | RuntimeException e) {
      PeerloomException why = connection.failure(e);
      throw new PeerloomException(
          why.code(), "stream " + options.stream() + " cannot be created: " + why.getMessage());
    }
  }

  /**
   * Publishes what JetStream cannot store, as its condition is false: the right refusal proves that
   * this user may publish to the subject, and that the stream has it.
   */
  private static void probe(NatsOptions options, NatsConnection connection, String subject) {
    Headers headers =
        new Headers()
            .put(MessageHeaders.EXPECTED_STREAM, options.stream())
            .put(EXPECTED_LAST_ID, "peerloom-never-stored");
    try {
      var unused = connection.stream().publish(subject, headers, new byte[0]);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NatsFailure.WRONG_LAST_MESSAGE) {
        throw connection.failure(e);
      }
    } catch (IOException | RuntimeException e) {
      throw connection.failure(e);
    }
  }

  @Override
  public CompletableFuture<Void> append(Entry entry) {
    NatsConnection now = connection;
    if (closed || !now.isConnected()) {
      return CompletableFuture.failedFuture(
          new PeerloomException(ErrorCode.UNREACHABLE, "NATS cannot be reached"));
    }
    try {
      return now.stream()
          .publishAsync(
              subject(entry.topic()),
              MessageHeaders.of(entry, options.stream()),
              entry.message().value().bytes())
          .orTimeout(2 * NatsConnection.ANSWER.toMillis(), TimeUnit.MILLISECONDS)
          .handle(
              (ack, e) -> {
                if (e != null) {
                  throw now.failure(e);
                }
                return null;
              });
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(now.failure(e));
    }
  }

  private String subject(String topic) {
    String subject = options.subjects().get(topic);
    if (subject == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "an unknown topic");
    }
    return subject;
  }

  @Override
  public CompletableFuture<Long> completeUntil(String topic) {
    return ask(
        () -> {
          try {
            MessageInfo last =
                connection.management().getLastMessage(options.stream(), subject(topic));
            Headers headers = last.getHeaders();
            return MessageHeaders.isOf(topic, headers)
                ? MessageHeaders.millis(headers, MessageHeaders.COMPLETE_UNTIL)
                : 0L;
          } catch (JetStreamApiException e) {
            if (e.getErrorCode() == 404 && e.getApiErrorCode() != NatsFailure.STREAM_NOT_FOUND) {
              return 0L;
            }
            throw e;
          }
        });
  }

  @Override
  public CompletableFuture<Set<String>> stored(String topic, long since, long alive) {
    return ask(
        () -> {
          Set<String> ids = new LinkedHashSet<>();
          ConsumerConfiguration.Builder from = ConsumerConfiguration.builder();
          from.deliverPolicy(DeliverPolicy.ByStartTime)
              .startTime(Instant.ofEpochMilli(Math.max(0, since)).atZone(ZoneOffset.UTC));
          JetStreamSubscription subscription = subscribe(topic, from);
          try {
            long count = subscription.getConsumerInfo().getCalculatedPending();
            if (count > MAX_SCANNED) {
              subscription.unsubscribe();
              subscription = subscribe(topic, newest());
              count = subscription.getConsumerInfo().getCalculatedPending();
            }
            while (count > 0) {
              Message next = subscription.nextMessage(NatsConnection.ANSWER);
              if (next == null) {
                throw new PeerloomException(ErrorCode.TIMEOUT, "NATS did not answer in time");
              }
              count = Math.min(count - 1, next.metaData().pendingCount());
              add(ids, topic, next.getHeaders(), alive);
            }
            return ids;
          } finally {
            end(subscription);
          }
        });
  }

  private JetStreamSubscription subscribe(String topic, ConsumerConfiguration.Builder from)
      throws IOException, JetStreamApiException {
    return connection.stream()
        .subscribe(
            subject(topic),
            PushSubscribeOptions.builder().stream(options.stream())
                .ordered(true)
                .configuration(from.headersOnly(true).build())
                .build());
  }

  private ConsumerConfiguration.Builder newest() throws IOException, JetStreamApiException {
    long last =
        connection.management().getStreamInfo(options.stream()).getStreamState().getLastSequence();
    return ConsumerConfiguration.builder()
        .deliverPolicy(DeliverPolicy.ByStartSequence)
        .startSequence(Math.max(1, last - MAX_SCANNED));
  }

  static void add(Set<String> ids, String topic, Headers headers, long alive) {
    if (MessageHeaders.isOf(topic, headers)
        && (alive == 0 || MessageHeaders.millis(headers, MessageHeaders.EXPIRES_AT) > alive)) {
      ids.add(headers.getFirst(MessageHeaders.ID));
      if (ids.size() > MAX_STORED_IDS) {
        Iterator<String> oldest = ids.iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  private static void end(JetStreamSubscription subscription) {
    try {
      subscription.unsubscribe();
    } catch (IllegalStateException e) {
      // It ended with its connection.
    }
  }

  /** Runs what blocks, on a connection that is replaced where it has ended for good. */
  private <T> CompletableFuture<T> ask(Callable<T> question) {
    return questions.ask(
        () -> {
          try {
            renew();
            return question.call();
          } catch (IOException | JetStreamApiException | RuntimeException e) {
            throw connection.failure(e);
          }
        });
  }

  private void renew() throws InterruptedException {
    if (connection.isClosed() && !closed) {
      connection = NatsConnection.open(options);
      if (closed) {
        connection.close();
      }
    }
  }

  @Override
  public String address(String topic) {
    return options.address(topic);
  }

  @Override
  public void close() {
    closed = true;
    questions.close();
    connection.close();
  }
}
