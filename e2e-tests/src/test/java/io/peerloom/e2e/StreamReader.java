package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Member;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Reads an event stream of a node until it ends and opens it again, as a browser's EventSource
 * does; collects the ids of all received messages.
 */
final class StreamReader implements Runnable {
  private static final String ID = "id: ";
  private static final int PAUSE_MILLIS = 500;

  private final Member node;
  private final String topic;
  private final Set<String> received = new ConcurrentSkipListSet<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean stopped;

  StreamReader(Member node, String topic) {
    this.node = node;
    this.topic = topic;
  }

  @Override
  public void run() {
    while (!stopped) {
      opened.incrementAndGet();
      try (Stream<String> lines = node.api().events(topic)) {
        Iterator<String> each = lines.iterator();
        while (!stopped && each.hasNext()) {
          String line = each.next();
          if (line.startsWith(ID)) {
            received.add(line.substring(ID.length()));
          }
        }
      } catch (Exception brokenOff) {
        // Opened again, like a stream that has ended.
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  void stop() {
    stopped = true;
  }

  Set<String> received() {
    return received;
  }

  String topic() {
    return topic;
  }

  @Override
  public String toString() {
    int times = opened.get();
    return "stream at " + node + (times == 1 ? "" : ", opened " + times + " times");
  }
}
