package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.PerfectNegotiation.Action;
import io.peerloom.core.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks through every state that two pages can reach by wanting a WebRTC link, by signals that come
 * in any order or fail, by connections that open first at one end, and by attempts and links that
 * end, each so many times; and on from there until nothing is left to happen.
 *
 * <p>The rules are the real ones; around them each side does what {@code WebRtcSignalling} and
 * {@code LinkTable} do, and nothing else happens. A state is reached anew by repeating the steps
 * that led to it, because the rules cannot be copied; states that look the same are walked through
 * once.
 */
public final class NegotiationExplorer {
  /**
   * How often each kind of step may happen on one path.
   *
   * @param wants of each side
   * @param failures of a signal, which may have arrived all the same
   * @param endings of an attempt before its time, or of a link
   */
  public record Bounds(int wants, int failures, int endings) {}

  private enum Kind {
    OFFER,
    ANSWER
  }

  /** A signal on its way. */
  private record Signal(Kind kind, int attempt) {}

  /** One side's connection of an attempt. */
  private static final class Session {
    final int attempt;
    final boolean offerer;
    boolean described;
    boolean open;
    boolean closed;

    Session(int attempt, boolean offerer) {
      this.attempt = attempt;
      this.offerer = offerer;
      this.described = !offerer;
    }
  }

  /** One page: its negotiation with its session, the link it has, and all its sessions. */
  private static final class Side {
    final NodeId self;
    final NodeId other;
    final List<Signal> inbox = new ArrayList<>();
    final Map<Integer, Session> sessions = new LinkedHashMap<>();
    PerfectNegotiation rules;
    Session session;
    Session link;

    Side(NodeId self, NodeId other) {
      this.self = self;
      this.other = other;
    }

    boolean isAttempting() {
      return sessions.values().stream().anyMatch(each -> !each.open && !each.closed);
    }

    PerfectNegotiation negotiation() {
      if (rules == null) {
        rules = new PerfectNegotiation(self, other);
      }
      return rules;
    }

    void giveUp() {
      rules = null;
      session = null;
    }

    void close(Session ending) {
      ending.closed = true;
      if (link == ending) {
        link = null;
      }
      if (session == ending) {
        giveUp();
      }
    }

    void open(Session opening) {
      opening.open = true;
      Session old = link;
      link = opening;
      if (session == opening) {
        giveUp();
      }
      if (old != null) {
        close(old);
      }
    }
  }

  /** A step that may be taken; {@code free} ones cost nothing of the bounds. */
  private record Step(boolean free, Runnable run) {}

  /** Both pages after the steps of one path. */
  private final class State {
    final Side[] sides = {new Side(SMALLER, LARGER), new Side(LARGER, SMALLER)};
    final int[] wants = new int[2];
    int failures;
    int endings;
    int named;

    /** Somebody wanted a link when all was quiet, and nothing has failed since. */
    boolean undisturbed;

    /** All steps that are possible now, always in the same order. */
    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      for (int who = 0; who < 2; who++) {
        arrivals(who, steps);
        connections(who, steps);
      }
      boolean quiet = steps.isEmpty();
      for (int who = 0; who < 2; who++) {
        timeouts(who, quiet, steps);
        if (wants[who] < bounds.wants && sides[who].link == null && !sides[who].isAttempting()) {
          int number = who;
          steps.add(new Step(false, () -> want(number)));
        }
      }
      return steps;
    }

    private void arrivals(int who, List<Step> steps) {
      for (Signal signal : sides[who].inbox) {
        steps.add(new Step(true, () -> arrive(who, signal)));
        if (failures < bounds.failures) {
          steps.add(new Step(false, () -> fail(who, signal, false)));
          steps.add(new Step(false, () -> fail(who, signal, true)));
        }
      }
    }

    /** The answering side knows that it is open before the offering one (the last message). */
    private void connections(int who, List<Step> steps) {
      for (Session own : sides[who].sessions.values()) {
        Session far = sides[1 - who].sessions.get(own.attempt);
        if (own.closed || far == null) {
          continue;
        }
        boolean canOpen = own.offerer ? far.open : far.described && !far.closed;
        if (canOpen && !own.open) {
          steps.add(new Step(true, () -> sides[who].open(own)));
        } else if (far.closed && own.open) {
          steps.add(new Step(true, () -> sides[who].close(own)));
        }
      }
    }

    private void timeouts(int who, boolean quiet, List<Step> steps) {
      Side side = sides[who];
      boolean early = endings < bounds.endings;
      if (!quiet && !early) {
        return;
      }
      for (Session own : side.sessions.values()) {
        if (!own.closed && (early || !own.open)) {
          boolean free = quiet && !own.open;
          steps.add(new Step(free, () -> endings(free, () -> side.close(own))));
        }
      }
    }

    private void endings(boolean free, Runnable ending) {
      if (!free) {
        endings++;
        undisturbed = false;
      }
      ending.run();
    }

    private void want(int who) {
      wants[who]++;
      boolean idle = true;
      for (Side side : sides) {
        idle &= side.rules == null && side.inbox.isEmpty() && !side.isAttempting();
      }
      undisturbed |= idle;
      if (sides[who].negotiation().wanted() == Action.OFFER) {
        offer(who);
      }
    }

    private void send(int who, Kind kind, int attempt) {
      sides[1 - who].inbox.add(new Signal(kind, attempt));
    }

    private void offer(int who) {
      Side side = sides[who];
      int attempt = ++named;
      side.rules.offered(name(attempt));
      side.session = new Session(attempt, true);
      side.sessions.put(attempt, side.session);
      send(who, Kind.OFFER, attempt);
    }

    private void arrive(int who, Signal signal) {
      Side side = sides[who];
      side.inbox.remove(signal);
      switch (signal.kind) {
        case OFFER -> {
          if (side.negotiation().offer(name(signal.attempt)) == Action.ANSWER) {
            Session dropped = side.session;
            side.session = new Session(signal.attempt, false);
            check(side.sessions.put(signal.attempt, side.session) == null, "answered twice");
            if (dropped != null) {
              dropped.closed = true;
            }
            send(who, Kind.ANSWER, signal.attempt);
          }
        }
        case ANSWER -> {
          if (side.rules != null && side.rules.answer(name(signal.attempt)) == Action.APPLY) {
            check(side.session.attempt == signal.attempt, "applied to another");
            check(side.session.offerer, "applied to an answer");
            side.session.described = true;
          }
        }
      }
    }

    /** The sender hears that its signal failed; it may have arrived all the same. */
    private void fail(int who, Signal signal, boolean arrived) {
      failures++;
      undisturbed = false;
      if (arrived) {
        arrive(who, signal);
      } else {
        sides[who].inbox.remove(signal);
      }
      Side sender = sides[1 - who];
      if (sender.session != null && sender.session.attempt == signal.attempt) {
        sender.close(sender.session);
      }
    }

    /** What tells states apart, attempts numbered by their first mention. */
    String look() {
      StringBuilder look = new StringBuilder();
      Map<Integer, Integer> names = new LinkedHashMap<>();
      for (int who = 0; who < 2; who++) {
        Side side = sides[who];
        look.append(side.rules == null ? '-' : 's');
        look.append(side.session == null ? 0 : named(names, side.session.attempt));
        look.append(side.link == null ? 0 : named(names, side.link.attempt)).append('[');
        for (Signal signal : side.inbox) {
          look.append(signal.kind).append(named(names, signal.attempt));
        }
        look.append(']');
        for (Session session : side.sessions.values()) {
          Session far = sides[1 - who].sessions.get(session.attempt);
          if (!session.closed || far != null && !far.closed) {
            look.append(named(names, session.attempt));
            look.append(session.offerer ? 'o' : 'p').append(session.described ? 'd' : '-');
            look.append(session.open ? 'l' : '-').append(session.closed ? 'c' : '-');
          }
        }
        look.append(wants[who]).append('/');
      }
      return look.append(failures).append(endings).append(undisturbed).toString();
    }

    private static int named(Map<Integer, Integer> names, int attempt) {
      return attempt == 0 ? 0 : names.computeIfAbsent(attempt, any -> names.size() + 1);
    }

    /** Nothing is left to happen: one link or none, the same at both ends, and nobody stuck. */
    void verifyEnd() {
      Side smaller = sides[0];
      Side larger = sides[1];
      for (Side side : sides) {
        check(side.rules == null && side.session == null, "stuck: " + look());
        check(!side.isAttempting(), "an attempt without an end: " + look());
      }
      int atSmaller = smaller.link == null ? 0 : smaller.link.attempt;
      int atLarger = larger.link == null ? 0 : larger.link.attempt;
      check(atSmaller == atLarger, "not the same link at both ends: " + look());
      check(atSmaller > 0 || !undisturbed, "no link came about: " + look());
    }
  }

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
      int possible = after(path).steps().size();
      for (int step = 0; step < possible; step++) {
        State state = after(path);
        state.steps().get(step).run.run();
        if (seen.add(state.look())) {
          if (state.steps().stream().noneMatch(Step::free)) {
            state.verifyEnd();
          }
          int[] longer = new int[path.length + 1];
          System.arraycopy(path, 0, longer, 0, path.length);
          longer[path.length] = step;
          paths.add(longer);
        }
      }
    }
    return seen.size();
  }

  private State after(int[] path) {
    State state = new State();
    for (int step : path) {
      state.steps().get(step).run.run();
    }
    return state;
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
