package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bootstrap server last learnt of each of its bridges, by the queries it made: which of them
 * to ask first, and what to say when none can be reached (R2.4). No connection belongs to it.
 */
public final class BridgeStates {
  /** After this time a failure says nothing about the next query. */
  public static final int FRESH_MILLIS = 10_000;

  /**
   * The state of a bridge.
   *
   * @param address as it was given to the bootstrap server
   * @param number its place among the bridges, from 1: what strangers learn instead of the address
   * @param failure why the last query had no answer; null where it had one, and before the first
   * @param reason the same for people; empty without a failure
   * @param at when the last query ended, on the monotonic clock; -1 before the first
   */
  public record State(String address, int number, ErrorCode failure, String reason, long at) {
    /** Whether the bridge answered last. */
    public boolean isUp() {
      return at >= 0 && failure == null;
    }

    private boolean isDown(long now) {
      return failure != null && now - at < FRESH_MILLIS;
    }

    private boolean isFresh(long now) {
      return at >= 0 && now - at < FRESH_MILLIS;
    }
  }

  private static final int LOG_MILLIS = 60_000;

  private final Env env;
  private final List<State> states = new ArrayList<>();
  private long loggedAt;

  BridgeStates(Env env, List<String> bridges) {
    this.env = env;
    for (String bridge : bridges) {
      states.add(new State(bridge, states.size() + 1, null, "", -1));
    }
  }

  /** The states, in the order in which the bridges were given. */
  public List<State> all() {
    return new ArrayList<>(states);
  }

  void answered(int number) {
    State before = states.get(number - 1);
    set(number, null, "");
    if (before.failure != null) {
      env.log(LogLevel.INFO, "bridge.answers", "address", before.address);
    }
  }

  /** Logs a change, and every {@link #LOG_MILLIS} that a state lasts. */
  void failed(int number, PeerloomException failure) {
    State before = states.get(number - 1);
    set(number, failure.code(), failure.getMessage());
    long now = env.monotonicMillis();
    if (before.failure != failure.code() || now - loggedAt >= LOG_MILLIS) {
      loggedAt = now;
      env.log(
          LogLevel.WARN,
          "bridge.failed",
          "address",
          before.address,
          "code",
          failure.code(),
          "reason",
          failure.getMessage());
      if (!isAnyUp()) {
        env.log(LogLevel.WARN, "bridges.down", "states", details());
      }
    }
  }

  private void set(int number, ErrorCode failure, String reason) {
    String address = states.get(number - 1).address;
    states.set(number - 1, new State(address, number, failure, reason, env.monotonicMillis()));
  }

  /** In random order (R11.4), those last that did not answer just before (R11.5). */
  List<State> order() {
    List<State> order = all();
    env.rng().shuffle(order);
    long now = env.monotonicMillis();
    order.sort((a, b) -> Boolean.compare(a.isDown(now), b.isDown(now)));
    return order;
  }

  /** Those about which nothing is known that is still true. */
  List<State> stale() {
    List<State> stale = all();
    stale.removeIf(state -> state.isFresh(env.monotonicMillis()));
    return stale;
  }

  /** Whether at least one answered last. */
  public boolean isAnyUp() {
    return states.stream().anyMatch(State::isUp);
  }

  /** For strangers: the numbers of the bridges and their codes, such as "1 REFUSED, 2 TIMEOUT". */
  public String codes() {
    List<String> parts = new ArrayList<>();
    for (State state : states) {
      parts.add(state.number + " " + word(state));
    }
    return String.join(", ", parts);
  }

  /** For the operator's log: the addresses of the bridges, their codes and reasons. */
  public String details() {
    List<String> parts = new ArrayList<>();
    for (State state : states) {
      String why = state.reason.isEmpty() ? "" : " (" + state.reason + ")";
      parts.add(state.address + " " + word(state) + why);
    }
    return String.join(", ", parts);
  }

  private static String word(State state) {
    return state.failure != null ? state.failure.name() : state.at < 0 ? "not asked" : "answers";
  }
}
