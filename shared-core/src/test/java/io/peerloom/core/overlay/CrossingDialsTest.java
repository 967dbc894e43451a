package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * Two servers that dial each other, in all interleavings of what arrives where when (R9.1): with
 * the real tables, connections and handshakes, on sockets that deliver when they are told to.
 *
 * <p>States that look the same, by what was delivered and by what each side knows, are walked
 * through once; each is reached anew by repeating the steps that led to it. There is no bound on
 * the length of a path, only on how often each server dials and how many sockets break.
 */
@Label("Crossing dials")
class CrossingDialsTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String[] ADDRESSES = {"wss://one.example", "wss://two.example"};
  private static final Identity[] SERVERS = {
    NETWORK.member(PeerKind.NODE, ADDRESSES[0]), NETWORK.member(PeerKind.NODE, ADDRESSES[1])
  };

  /** How often each server dials, and how many sockets break. */
  private record Bounds(int dials, int breaks) {}

  /** One socket: what is on its way to each end. */
  private static final class Socket {
    final int dialler;
    final End[] ends = {new End(), new End()};
    boolean accepted;

    Socket(int dialler) {
      this.dialler = dialler;
      ends[0].far = ends[1];
      ends[1].far = ends[0];
    }
  }

  private static final class End implements Transport {
    final Deque<byte[]> inbox = new ArrayDeque<>();
    End far;
    TransportEvents events;
    boolean closed;
    int delivered;

    @Override
    public void send(Lane lane, byte[] message) {
      if (!closed) {
        far.inbox.add(message);
      }
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      closed = true;
    }

    boolean hasNews() {
      return !closed && events != null && (!inbox.isEmpty() || far.closed);
    }

    void deliver() {
      delivered++;
      if (inbox.isEmpty()) {
        closed = true;
        events.closed(ErrorCode.CLOSED, "closed by the other side");
      } else {
        events.received(Lane.CONTROL, inbox.poll());
      }
    }

    String look() {
      StringBuilder look = new StringBuilder(closed ? "x" : "o").append(delivered);
      for (byte[] message : inbox) {
        for (byte[] each : new Frames().take(message)) {
          look.append(',').append(MessageCodec.decode(each).number());
        }
      }
      if (events instanceof Link link) {
        look.append(
            link.isOpen()
                ? 'O'
                : link instanceof ConnectionManager all && all.isClosed()
                    ? 'X'
                    : link.peer() == null ? '-' : 'P');
      }
      return look.append(' ').toString();
    }
  }

  /** Both servers after the steps of one path. */
  private static final class State {
    final TestEnv env = new TestEnv(1);
    final Bounds bounds;
    final LinkTable[] tables = new LinkTable[2];
    final List<Socket> sockets = new ArrayList<>();
    final int[] dials = new int[2];
    int breaks;

    State(Bounds bounds) {
      this.bounds = bounds;
      for (int who = 0; who < 2; who++) {
        int number = who;
        Identity self = SERVERS[who];
        tables[who] =
            new LinkTable(
                env,
                self,
                new RoutingTable(self.id(), new Rng(1)),
                new ConnectionBudget(self.id(), self.kind(), 10, 10));
        tables[who].setConnectionFactory(
            new ConnectionManagerFactory(
                env,
                NETWORK.authority(env),
                self,
                tables[who],
                (url, events) -> dialled(number, events),
                null,
                List.of(ADDRESSES[who])));
      }
    }

    private Transport dialled(int who, TransportEvents events) {
      Socket socket = new Socket(who);
      socket.ends[0].events = events;
      sockets.add(socket);
      return socket.ends[0];
    }

    List<Runnable> steps() {
      List<Runnable> steps = new ArrayList<>(deliveries());
      for (int who = 0; who < 2; who++) {
        int number = who;
        if (dials[who] < bounds.dials && wantsLink(who)) {
          steps.add(() -> dial(number));
        }
      }
      for (Socket socket : sockets) {
        if (breaks < bounds.breaks && socket.accepted && !socket.ends[0].closed) {
          steps.add(() -> breakDown(socket));
        }
      }
      return steps;
    }

    private List<Runnable> deliveries() {
      List<Runnable> steps = new ArrayList<>();
      for (Socket socket : sockets) {
        if (!socket.accepted && !socket.ends[0].closed) {
          steps.add(() -> accept(socket));
        }
        for (End end : socket.ends) {
          if (end.hasNews()) {
            steps.add(end::deliver);
          }
        }
      }
      return steps;
    }

    /** As {@code WebRtcSignalling} asks before it dials. */
    private boolean wantsLink(int who) {
      Identity other = SERVERS[1 - who];
      return tables[who].link(other.id()) == null && !tables[who].isAttempting(other.id());
    }

    private void dial(int who) {
      dials[who]++;
      tables[who].dial(ADDRESSES[1 - who], SERVERS[1 - who].id());
    }

    private void accept(Socket socket) {
      socket.accepted = true;
      End end = socket.ends[1];
      end.events = tables[1 - socket.dialler].accept(end, "test");
      socket.ends[0].events.opened();
    }

    private void breakDown(Socket socket) {
      breaks++;
      for (End end : socket.ends) {
        end.inbox.clear();
        if (!end.closed) {
          end.closed = true;
          end.events.closed(ErrorCode.UNREACHABLE, "connection reset");
        }
      }
    }

    /** What tells states apart; a socket that is over at both ends is forgotten. */
    String look() {
      StringBuilder look = new StringBuilder();
      for (Socket socket : sockets) {
        if (!socket.ends[0].closed || socket.accepted && !socket.ends[1].closed) {
          look.append(socket.dialler).append(socket.accepted).append(socket.ends[0].look());
          look.append(socket.ends[1].look()).append("; ");
        }
      }
      for (int who = 0; who < 2; who++) {
        Link link = tables[who].link(SERVERS[1 - who].id());
        look.append(link == null ? "none" : link.isDialler() ? "dialled" : "accepted");
        look.append(dials[who]).append(' ');
      }
      return look.append(breaks).toString();
    }

    /** At every moment: at most one link, and only with whom it is meant. */
    void verify() {
      for (LinkTable table : tables) {
        assertThat(table.size()).as(look()).isLessThanOrEqualTo(1);
      }
    }

    /** All has arrived: both have the same one link and it works, or a socket broke. */
    void verifyEnd() {
      for (int i = 0; i < 200; i++) {
        deliverAll();
        env.pass(100);
      }
      String where = look();
      boolean wanted = dials[0] + dials[1] > 0;
      if (breaks == 0) {
        assertThat(tables[0].size()).as(where).isEqualTo(wanted ? 1 : 0);
      }
      assertThat(tables[0].size()).as(where).isEqualTo(tables[1].size());
      for (int who = 0; who < 2; who++) {
        Link link = tables[who].link(SERVERS[1 - who].id());
        assertThat(tables[who].isAttempting(SERVERS[1 - who].id())).as(where).isFalse();
        if (link != null) {
          Link far = tables[1 - who].link(SERVERS[who].id());
          assertThat(link.isDialler()).as(where).isEqualTo(!far.isDialler());
          Promise<Message> answer = link.request(new LinkMessage.Done(), 1_000);
          deliverAll();
          assertThat(answer.failure().code()).as(where).isEqualTo(ErrorCode.UNSUPPORTED);
        }
      }
    }

    private void deliverAll() {
      for (List<Runnable> due = deliveries(); !due.isEmpty(); due = deliveries()) {
        due.get(0).run();
      }
    }
  }

  private static State after(Bounds bounds, List<Integer> path) {
    State state = new State(bounds);
    for (int step : path) {
      state.steps().get(step).run();
    }
    return state;
  }

  /** Walks through all states; returns how many there are. */
  private static int explore(Bounds bounds) {
    Set<String> seen = new TreeSet<>();
    Deque<List<Integer>> paths = new ArrayDeque<>();
    paths.add(List.of());
    while (!paths.isEmpty()) {
      List<Integer> path = paths.poll();
      int possible = after(bounds, path).steps().size();
      for (int step = 0; step < possible; step++) {
        State state = after(bounds, path);
        state.steps().get(step).run();
        if (seen.add(state.look())) {
          state.verify();
          List<Integer> longer = new ArrayList<>(path);
          longer.add(step);
          paths.add(longer);
          if (state.deliveries().isEmpty()) {
            state.verifyEnd();
          }
        }
      }
    }
    return seen.size();
  }

  @Example
  void noInterleavingLeavesTwoLinksOrNone() {
    assertThat(explore(new Bounds(1, 0))).isGreaterThan(50);
  }

  @Example
  void norWhereSocketsBreakAndTheyDialAgain() {
    assertThat(explore(new Bounds(2, 1))).isGreaterThan(200);
  }
}
