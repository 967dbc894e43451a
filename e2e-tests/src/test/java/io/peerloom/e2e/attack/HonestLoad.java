package io.peerloom.e2e.attack;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * What honest peers do while an attack lasts: one writes values and publishes, another reads and
 * subscribes, a few times a second; a newcomer joins now and then. All acknowledged things are read
 * again at the end.
 */
final class HonestLoad implements AutoCloseable {
  private static final int PAUSE_MILLIS = 50;
  private static final int OUTCOME_SECONDS = 40;
  private static final int DELIVERY_MILLIS = 30_000;

  /** Of what newcomers put: so few that they do not take each other's room. */
  private static final PutOptions FOR_SECONDS = new PutOptions(PutOptions.Readers.PUBLIC, 10, -1);

  /** One operation: when it began, how long it took, why it failed or null. */
  private record Done(String what, long at, long micros, String failure) {}

  private final Path folder;
  private final String bootstrap;
  private final JvmPeer writer;
  private final JvmPeer reader;
  private final List<Done> done = new ArrayList<>();
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final Set<String> published = new ConcurrentSkipListSet<>();
  private final Set<String> received = new ConcurrentSkipListSet<>();
  private final Thread thread;
  private volatile boolean stopped;
  private int newcomers;

  private HonestLoad(Path folder, String bootstrap, JvmPeer writer, JvmPeer reader) {
    this.folder = folder;
    this.bootstrap = bootstrap;
    this.writer = writer;
    this.reader = reader;
    this.thread = new Thread(this::work, "honest");
  }

  static HonestLoad start(Path folder, String bootstrap) throws Exception {
    JvmPeer writer = join(folder.resolve("writer"), bootstrap);
    JvmPeer reader = join(folder.resolve("reader"), bootstrap);
    HonestLoad load = new HonestLoad(folder, bootstrap, writer, reader);
    reader.topic(Attacker.HONEST_TOPIC).subscribe(true, load::received).get(30, TimeUnit.SECONDS);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private static JvmPeer join(Path data, String bootstrap) throws Exception {
    return JvmPeer.join(data, new PeerOptions().bootstrap(List.of(bootstrap)))
        .get(OUTCOME_SECONDS, TimeUnit.SECONDS);
  }

  private void received(TopicMessage message) {
    if (message.publisher().equals(writer.publisher())) {
      received.add(message.id());
    }
  }

  private void work() {
    for (int turn = 0; !stopped; turn++) {
      int number = turn;
      String name = "honest/" + number;
      String value = "value " + number;
      if (attempt("put", () -> writer.put(name, Value.text(value), PutOptions.sealed())) != null) {
        values.put(name, value);
      }
      attempt(
          "put public",
          () -> writer.put(Attacker.HONEST_NAME, Value.text(value), PutOptions.open()));
      attempt(
          "get public",
          () ->
              reader.get(Attacker.HONEST_NAME, writer.publisher()).thenApply(HonestLoad::present));
      var sent =
          attempt(
              "publish",
              () -> writer.topic(Attacker.HONEST_TOPIC).publish(Value.text(value), 3600));
      if (sent != null) {
        published.add(sent.id());
      }
      if (number % 40 == 39) {
        attempt("join", this::newcomer);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static GetResult present(Optional<GetResult> found) {
    return found.orElseThrow(() -> new IllegalStateException("the honest value is not found"));
  }

  private CompletableFuture<Object> newcomer() {
    Path data = folder.resolve("newcomer" + newcomers++);
    return JvmPeer.join(data, new PeerOptions().bootstrap(List.of(bootstrap)))
        .thenCompose(
            peer ->
                peer.put(Attacker.SHARED_NAME, Value.text("x"), FOR_SECONDS)
                    .handle((ok, failure) -> failure)
                    .thenCompose(
                        failure ->
                            peer.leave()
                                .thenCompose(
                                    left ->
                                        failure == null
                                            ? CompletableFuture.completedFuture((Object) true)
                                            : CompletableFuture.failedFuture(failure))));
  }

  private interface Operation<T> {
    CompletableFuture<T> begin() throws Exception;
  }

  /** The result of an operation; null if it failed. */
  private <T> T attempt(String what, Operation<T> operation) {
    long began = System.nanoTime();
    String failure = null;
    T result = null;
    try {
      result = operation.begin().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      failure = String.valueOf(cause);
    }
    synchronized (done) {
      done.add(new Done(what, began, (System.nanoTime() - began) / 1000, failure));
    }
    return result;
  }

  /** What happened between two moments of {@link System#nanoTime}. */
  Summary between(long from, long to) {
    Map<String, List<Long>> micros = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int count = 0;
    synchronized (done) {
      for (Done each : done) {
        if (each.at < from || each.at >= to) {
          continue;
        }
        count++;
        micros.computeIfAbsent(each.what, what -> new ArrayList<>()).add(each.micros);
        if (each.failure != null) {
          failures.add(each.what + ": " + each.failure);
        }
      }
    }
    micros.values().forEach(list -> list.sort(null));
    return new Summary(count, failures, micros);
  }

  /**
   * What honest peers saw in some time.
   *
   * @param micros how long operations took, by kind, in order
   */
  record Summary(int operations, List<String> failures, Map<String, List<Long>> micros) {
    /** The quantile of a kind of operation, in milliseconds; 0 if there was none. */
    double millis(String what, double quantile) {
      List<Long> sorted = micros.getOrDefault(what, List.of());
      return sorted.isEmpty()
          ? 0
          : sorted.get((int) Math.min(sorted.size() - 1, quantile * sorted.size())) / 1000.0;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(operations).append(" operations, ").append(failures.size()).append(" failed");
      for (String what : micros.keySet()) {
        text.append(
            String.format(
                Locale.ROOT, ", %s %.1f/%.1f ms", what, millis(what, 0.5), millis(what, 0.99)));
      }
      return text.toString();
    }
  }

  /** Stops, and says what of all that was acknowledged cannot be read any more. */
  List<String> lost() throws Exception {
    stopped = true;
    thread.join();
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, String> each : values.entrySet()) {
      Optional<GetResult> found = writer.get(each.getKey()).get(OUTCOME_SECONDS, TimeUnit.SECONDS);
      if (found.isEmpty() || !found.get().value().equals(Value.text(each.getValue()))) {
        lost.add("value " + each.getKey());
      }
    }
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELIVERY_MILLIS);
    while (!received.containsAll(published) && System.nanoTime() < until) {
      Thread.sleep(100);
    }
    Set<String> missing = new TreeSet<>(published);
    missing.removeAll(received);
    missing.forEach(id -> lost.add("delivery of message " + id));
    Set<String> forgotten = new TreeSet<>(published);
    for (TopicMessage message :
        reader.topic(Attacker.HONEST_TOPIC).history().get(OUTCOME_SECONDS, TimeUnit.SECONDS)) {
      forgotten.remove(message.id());
    }
    forgotten.forEach(id -> lost.add("message " + id + " from the history"));
    return lost;
  }

  int acknowledged() {
    return values.size() + published.size();
  }

  @Override
  public void close() throws Exception {
    stopped = true;
    thread.interrupt();
    thread.join();
    writer.leave().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    reader.leave().get(OUTCOME_SECONDS, TimeUnit.SECONDS);
  }
}
