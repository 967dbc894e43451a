package io.peerloom.jvm.archive;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An archive that loses requests and answers, is away, and drops doubles for two minutes. */
final class FakeArchive implements TopicArchive {
  private static final int WINDOW_MILLIS = 120_000;
  private static final int MAX_DELAY_MILLIS = 60;

  record Kept(Entry entry, long at) {}

  private final VirtualLoops time;
  private final Rng rng;
  private final List<Kept> kept = new ArrayList<>();
  private final Map<String, Long> window = new HashMap<>();
  private int appending;

  /** Nothing reaches it. */
  boolean away;

  /** Of a hundred appends so many fail, half of these after they were stored. */
  int failPercent;

  /** What it refuses; null for nothing. */
  String refusedId;

  /** It refuses values of more bytes. */
  int mostBytes = Integer.MAX_VALUE;

  /** What somebody else wrote to it last; 0 for nothing. */
  long foreignClaim;

  int mostAppending;
  int questions;

  FakeArchive(VirtualLoops time, Rng rng) {
    this.time = time;
    this.rng = rng;
  }

  List<Kept> kept() {
    return kept;
  }

  @Override
  public CompletableFuture<Void> append(Entry entry) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    appending++;
    mostAppending = Math.max(mostAppending, appending);
    boolean fails = rng.nextInt(100) < failPercent;
    boolean isLost = fails && rng.nextInt(2) == 0;
    time.at(
        time.now() + 1 + rng.nextInt(MAX_DELAY_MILLIS),
        () -> {
          if (away || isLost) {
            later(answer, ErrorCode.TIMEOUT);
          } else if (entry.message().id().equals(refusedId)
              || entry.message().value().bytes().length > mostBytes) {
            later(answer, ErrorCode.TOO_LARGE);
          } else {
            store(entry);
            later(answer, fails ? ErrorCode.TIMEOUT : null);
          }
        });
    return answer;
  }

  private void later(CompletableFuture<Void> answer, ErrorCode failure) {
    time.at(
        time.now() + 1 + rng.nextInt(MAX_DELAY_MILLIS),
        () -> {
          appending--;
          if (failure == null && !away) {
            answer.complete(null);
          } else {
            ErrorCode code = failure == null ? ErrorCode.UNREACHABLE : failure;
            answer.completeExceptionally(new PeerloomException(code, "a failure"));
          }
        });
  }

  private void store(Entry entry) {
    Long before = window.put(entry.message().id(), time.now());
    if (before == null || time.now() - before > WINDOW_MILLIS) {
      kept.add(new Kept(entry, time.now()));
    }
  }

  private <T> CompletableFuture<T> answered(T value) {
    questions++;
    return away
        ? CompletableFuture.failedFuture(new PeerloomException(ErrorCode.UNREACHABLE, "away"))
        : CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletableFuture<Long> completeUntil(String topic) {
    if (foreignClaim > 0) {
      return answered(foreignClaim);
    }
    return answered(kept.isEmpty() ? 0 : kept.get(kept.size() - 1).entry().completeUntil());
  }

  @Override
  public CompletableFuture<Set<String>> stored(String topic, long since, long alive) {
    Set<String> ids = new HashSet<>();
    for (Kept each : kept) {
      if (each.at >= since && (alive == 0 || each.entry.message().expiresAt() > alive)) {
        ids.add(each.entry.message().id());
      }
    }
    return answered(ids);
  }

  @Override
  public String address(String topic) {
    return "fake/" + topic;
  }

  @Override
  public void close() {}
}
