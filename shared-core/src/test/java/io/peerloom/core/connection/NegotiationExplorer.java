package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.PerfectNegotiation.Action;
import io.peerloom.core.id.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks through every state that two peers can reach by wanting a link, by a lone offer, by
 * messages that arrive in order or are lost, and by attempts that end, each so many times.
 *
 * <p>A state is reached anew by repeating the steps that led to it, because the rules cannot be
 * copied; states that look the same from outside are walked through once.
 */
public final class NegotiationExplorer {
  /** How often each kind of step may happen on one path. */
  public record Bounds(int wants, int loneOffers, int losses, int endings) {}

  private enum Kind {
    ASK,
    OFFER,
    ANSWER
  }

  private record Signal(Kind kind, int attempt) {}

  /** One peer, carrying its rules out as {@code Signalling} does. */
  private static final class Side {
    final PerfectNegotiation rules;
    final Deque<Signal> inbox = new ArrayDeque<>();
    String phase = "idle";
    int attempt;
    boolean complete;

    Side(NodeId self, NodeId other) {
      rules = new PerfectNegotiation(self, other);
    }

    void holds(String newPhase, int newAttempt, boolean described) {
      phase = newPhase;
      attempt = newAttempt;
      complete = described;
    }

    String look() {
      return phase + attempt + complete + inbox;
    }
  }

  /** Both peers after the steps of one path. */
  private final class State {
    final Side[] sides = {new Side(SMALLER, LARGER), new Side(LARGER, SMALLER)};
    int[] wants = {0, 0};
    int loneOffers;
    int losses;
    int endings;
    int named;

    /** Takes a step if it is possible now. */
    boolean step(int number) {
      int who = number % 2;
      Side self = sides[who];
      Side other = sides[1 - who];
      return switch (number / 2) {
        case 0 -> wants[who]++ < bounds.wants && act(self, other, self.rules.wanted(), 0);
        case 1 ->
            self.phase.equals("idle") && loneOffers++ < bounds.loneOffers && offer(self, other);
        case 2 -> !self.inbox.isEmpty() && receive(self, other, self.inbox.poll());
        case 3 -> losses++ < bounds.losses && self.inbox.poll() != null;
        default -> !self.phase.equals("idle") && endings++ < bounds.endings && end(self);
      };
    }

    private boolean receive(Side self, Side other, Signal signal) {
      Action action =
          switch (signal.kind) {
            case ASK -> self.rules.asked();
            case OFFER -> self.rules.offer(name(signal.attempt));
            case ANSWER -> self.rules.answer(name(signal.attempt));
          };
      return act(self, other, action, signal.attempt);
    }

    private boolean act(Side self, Side other, Action action, int attempt) {
      switch (action) {
        case OFFER -> offer(self, other);
        case ASK -> {
          self.holds("asked", 0, false);
          other.inbox.add(new Signal(Kind.ASK, 0));
        }
        case ANSWER -> {
          self.holds("answered", attempt, true);
          other.inbox.add(new Signal(Kind.ANSWER, attempt));
        }
        case APPLY -> {
          check(self.phase.equals("offered") && self.attempt == attempt, "applied to another");
          self.complete = true;
        }
        case IGNORE -> {}
      }
      return true;
    }

    private boolean offer(Side self, Side other) {
      int attempt = ++named;
      self.rules.offered(name(attempt));
      self.holds("offered", attempt, false);
      other.inbox.add(new Signal(Kind.OFFER, attempt));
      return true;
    }

    private boolean end(Side self) {
      self.rules.over();
      self.holds("idle", 0, false);
      return true;
    }

    /** Nothing is a trap: once both have given up, whoever wants a link gets it. */
    void startAgain() {
      for (int who = 0; who < 2; who++) {
        end(sides[0]);
        end(sides[1]);
        act(sides[who], sides[1 - who], sides[who].rules.wanted(), 0);
        while (!quiet()) {
          for (int reader = 0; reader < 2; reader++) {
            Signal next = sides[reader].inbox.poll();
            if (next != null) {
              receive(sides[reader], sides[1 - reader], next);
            }
          }
        }
        check(
            sides[0].complete && sides[1].complete && sides[0].attempt == sides[1].attempt,
            "no second start: " + look());
      }
    }

    boolean quiet() {
      return sides[0].inbox.isEmpty() && sides[1].inbox.isEmpty();
    }

    String look() {
      return sides[0].look()
          + sides[1].look()
          + wants[0]
          + wants[1]
          + loneOffers
          + losses
          + endings;
    }
  }

  private static final int STEPS = 10;
  private static final NodeId SMALLER = new NodeId(filled(1));
  private static final NodeId LARGER = new NodeId(filled(2));

  private final Bounds bounds;

  public NegotiationExplorer(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Explores all states and checks each; returns how many there are. */
  public int explore() {
    Set<String> seen = new TreeSet<>();
    Deque<int[]> paths = new ArrayDeque<>();
    paths.add(new int[0]);
    while (!paths.isEmpty()) {
      int[] path = paths.poll();
      for (int step = 0; step < STEPS; step++) {
        State state = new State();
        for (int earlier : path) {
          state.step(earlier);
        }
        if (state.step(step) && seen.add(state.look())) {
          verify(state);
          int[] longer = new int[path.length + 1];
          System.arraycopy(path, 0, longer, 0, path.length);
          longer[path.length] = step;
          paths.add(longer);
        }
      }
    }
    return seen.size();
  }

  private static void verify(State state) {
    Side smaller = state.sides[0];
    Side larger = state.sides[1];
    for (Side side : state.sides) {
      check(
          side.rules.underWay() != side.phase.equals("idle"), "under way or not: " + state.look());
    }
    if (!state.quiet()) {
      return;
    }
    boolean bothComplete = smaller.complete && larger.complete;
    // Where the smaller side made a lone offer, an attempt that ends while offers cross can leave
    // each side answering the other; then no link came about, and the watchdog ends both.
    check(
        !bothComplete
            || smaller.attempt == larger.attempt
            || state.loneOffers > 0 && state.endings > 0,
        "two attempts survive: " + state.look());
    boolean undisturbed = state.losses == 0 && state.endings == 0;
    boolean begun = state.wants[0] + state.wants[1] + state.named > 0;
    check(!undisturbed || !begun || bothComplete, "no link came about: " + state.look());
    state.startAgain();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static byte[] name(int attempt) {
    return Bytes.bigEndian(attempt);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) value;
    return bytes;
  }
}
