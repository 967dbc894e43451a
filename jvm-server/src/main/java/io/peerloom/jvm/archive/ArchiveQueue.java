package io.peerloom.jvm.archive;

import io.peerloom.core.api.TopicMessage;
import io.peerloom.jvm.limits.ServerLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which messages of a topic are appended to its archive, in the order in which they came,
 * and until when the archive is complete.
 *
 * <p>A subscription says until when it has delivered everything. That becomes true of the archive
 * once all that was delivered before is stored: messages are numbered as they come, and a time
 * counts from when no number up to its own is missing. One time waits at once; the next is taken
 * when it has become true.
 *
 * <p>What the archive refuses for its size is set aside: it still counts as missing, and stays when
 * the subscription is begun again, but is not waited for.
 *
 * <p>A decider: no clock, no archive, no threads.
 */
final class ArchiveQueue {
  private record Mark(long number, long until) {}

  /** What is not stored, by number. */
  private final TreeMap<Long, TopicMessage> unstored = new TreeMap<>();

  /** The numbers of those that are to be appended. */
  private final TreeSet<Long> waiting = new TreeSet<>();

  /** The numbers of those whose append failed: it is not known whether they are stored. */
  private final TreeSet<Long> doubtful = new TreeSet<>();

  /** The numbers of those that failed at least once, not for their size. */
  private final TreeSet<Long> failing = new TreeSet<>();

  /** The numbers by id of those that were refused for their size, also while they are retried. */
  private final Map<String, Long> refused = new HashMap<>();

  /** The numbers of those refused that are not being retried. */
  private final TreeSet<Long> aside = new TreeSet<>();

  private long last;
  private Mark mark;
  private long completeUntil;

  /**
   * Begins with what the archive has; nothing may be unstored but what is {@link #isAside}.
   *
   * @param ids of messages that the archive has
   * @return the numbers of those set aside that turn out to be stored
   */
  Set<Long> begin(Set<String> ids, long until) {
    mark = null;
    completeUntil = Math.max(completeUntil, until);
    Set<Long> found = new TreeSet<>();
    refused.forEach(
        (id, number) -> {
          if (ids.contains(id)) {
            found.add(number);
          }
        });
    return found;
  }

  /** Adds the next message; false if it is here already, as it was refused for its size. */
  boolean add(TopicMessage message) {
    last++;
    if (refused.containsKey(message.id())) {
      return false;
    }
    unstored.put(last, message);
    waiting.add(last);
    return true;
  }

  /**
   * The number of the next message to append, which is then being appended; 0 for none, or if
   * {@link ServerLimits#MAX_ARCHIVE_APPENDS} are.
   */
  long next() {
    int appending = unstored.size() - waiting.size() - doubtful.size() - aside.size();
    return waiting.isEmpty() || appending >= ServerLimits.MAX_ARCHIVE_APPENDS
        ? 0
        : waiting.pollFirst();
  }

  /** A message that is not stored; null if it is. */
  TopicMessage message(long number) {
    return unstored.get(number);
  }

  /** The archive has acknowledged a message; returns it, null if that was known. */
  TopicMessage stored(long number) {
    TopicMessage message = unstored.remove(number);
    if (message != null) {
      refused.remove(message.id());
    }
    waiting.remove(number);
    doubtful.remove(number);
    failing.remove(number);
    aside.remove(number);
    advance();
    return message;
  }

  /** The archive refuses a message for its size: it is certain that it is not stored. */
  void refused(long number) {
    TopicMessage message = unstored.get(number);
    if (message != null) {
      refused.put(message.id(), number);
      failing.remove(number);
      aside.add(number);
    }
  }

  /** Has those set aside appended again. */
  void retryRefused() {
    waiting.addAll(aside);
    aside.clear();
  }

  /** Gives up those set aside that had expired by that time, and returns them. */
  List<TopicMessage> expire(long time) {
    List<Long> expired =
        aside.stream().filter(each -> unstored.get(each).expiresAt() < time).toList();
    return expired.stream().map(this::stored).toList();
  }

  /** Whether some message is refused for its size. */
  boolean isRefused() {
    return !refused.isEmpty();
  }

  /** Whether nothing is unstored but what is set aside. */
  boolean isAside() {
    return unstored.size() == aside.size();
  }

  /** An append failed. */
  void failed(long number) {
    if (unstored.containsKey(number)) {
      doubtful.add(number);
      failing.add(number);
    }
  }

  /** Whether some message whose append failed, not for its size, is still not stored. */
  boolean isFailing() {
    return !failing.isEmpty();
  }

  /** The numbers of those failed appends that turn out to be stored; the others are repeated. */
  Set<Long> repeat(Set<String> ids) {
    Set<Long> found = new TreeSet<>();
    for (long number : doubtful) {
      if (ids.contains(unstored.get(number).id())) {
        found.add(number);
      } else {
        waiting.add(number);
      }
    }
    doubtful.retainAll(found);
    return found;
  }

  /** Everything that the network had acknowledged by then has been added. */
  void complete(long until) {
    if (mark == null && until > completeUntil) {
      mark = new Mark(last, until);
      advance();
    }
  }

  private void advance() {
    if (mark != null && (unstored.isEmpty() || unstored.firstKey() > mark.number)) {
      completeUntil = mark.until;
      mark = null;
    }
  }

  /** Until when the archive is complete, in milliseconds since 1970; 0 for unknown. */
  long completeUntil() {
    return completeUntil;
  }

  int size() {
    return unstored.size();
  }
}
