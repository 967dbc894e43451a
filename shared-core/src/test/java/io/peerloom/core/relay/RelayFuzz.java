package io.peerloom.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RelayMessage.RelayFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the members that use a relay, and a relay itself, say to each other: a frame reaches the
 * other end of its channel and nobody else, once and in order, and every link goes on.
 */
public class RelayFuzz {
  private static final String ADDRESS = "ws://relay";
  private static final int USERS = 3;
  private static final int MAX_INPUT_BYTES = 600;
  private static final int OPEN = 0;
  private static final int FRAME = 1;
  private static final int END = 2;
  private static final int ACCEPT = 3;
  private static final int WAIT = 4;

  private static final List<Identity> STRANGERS =
      List.of(
          LoneAssembly.NETWORK.member(PeerKind.BROWSER),
          LoneAssembly.NETWORK.member(PeerKind.NODE));

  /** Steps of three bytes: what, by whom, and to whom or in which channel. */
  public static List<byte[]> seeds() {
    return List.of(
        new byte[] {OPEN, 0, 1, FRAME, 0, 1, FRAME, 1, 1, FRAME, 4, 1, END, 1, 1, FRAME, 0, 1},
        new byte[] {OPEN, 0, 1, OPEN, 1, 2, FRAME, 1, 1, FRAME, 1, 2, FRAME, 2, 2, FRAME, 0, 2},
        new byte[] {OPEN, 0, 0, OPEN, 1, 0, OPEN, 0, 1, END, 0, 1, WAIT, 0, 0, FRAME, 1, 2},
        new byte[] {ACCEPT, 2, 7, FRAME, 2, 7, FRAME, 5, 7, END, 2, 7, ACCEPT, 2, 0, WAIT, 0, 9});
  }

  /** A relay, its users, and which of them were told of which channel. */
  private static final class Network {
    final LoneAssembly relay = LoneAssembly.node(1, List.of(ADDRESS));
    final List<LoneAssembly.Visitor> users = new ArrayList<>();
    final Map<Integer, List<Integer>> ends = new HashMap<>();
    final Map<String, Integer> lastOf = new HashMap<>();
    final List<String> wrong = new ArrayList<>();
    private int sent;

    Network() {
      for (int i = 0; i < USERS; i++) {
        Identity who = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
        users.add(relay.visit(who, ADDRESS));
        int self = i;
        users.get(i).service = request -> serve(self, request);
        users.get(i).frames = frame -> receive(self, frame);
      }
      relay.env.pass(1_000);
    }

    private Promise<Message> serve(int self, Message request) {
      if (!(request instanceof RelayMessage.AcceptRelay accept)) {
        return Promise.of(new RelayMessage.Relays(List.of()));
      }
      for (int i = 0; i < USERS; i++) {
        if (users.get(i).id.equals(accept.from())) {
          ends.put(accept.channel(), List.of(i, self));
        }
      }
      return Promise.of(new LinkMessage.Done());
    }

    private void receive(int self, RelayFrame frame) {
      List<Integer> both = ends.get(frame.channel());
      if (frame.toRelay() || both == null) {
        // The server under test answers, in a channel that this user made up.
        return;
      }
      int from = frame.bytes()[0];
      int number = Bytes.intAt(frame.bytes(), 1);
      String way = frame.channel() + " " + from + " " + frame.bulk();
      if (from == self || !both.contains(from) || !both.contains(self)) {
        wrong.add("frame " + number + " of " + from + " came to " + self + ", not to " + both);
      }
      if (number <= lastOf.getOrDefault(way, 0)) {
        wrong.add("frame " + number + " came after " + lastOf.get(way));
      }
      lastOf.put(way, number);
    }

    private void frame(int from, int channel, boolean bulk, boolean toRelay) {
      byte[] bytes = Bytes.concat(new byte[] {(byte) from}, Bytes.ofInt(++sent));
      users.get(from).link.sendFrame(new RelayFrame(channel, toRelay, bulk, bytes));
    }

    void step(int what, int by, int to) {
      int from = by % USERS;
      LoneAssembly.Visitor user = users.get(from);
      switch (what) {
        case OPEN -> ask(user, new RelayMessage.OpenRelay(users.get(to % USERS).id));
        case FRAME -> frame(from, to, by % 2 == 0, by % 5 != 4);
        case END ->
            user.link.send(new RelayMessage.RelayEnd(to, by % 5 != 4, ErrorCode.of(by % 8)));
        case ACCEPT ->
            ask(user, new RelayMessage.AcceptRelay(to, STRANGERS.get(to % STRANGERS.size()).id()));
        default -> relay.env.pass(10L * to);
      }
    }

    private void ask(LoneAssembly.Visitor user, Message question) {
      Promise<Message> answer = user.link.request(question, 10_000);
      answer.then(given -> {}, refused -> refused(refused.code()));
    }

    private void refused(ErrorCode code) {
      if (code == ErrorCode.INTERNAL || code == ErrorCode.CLOSED) {
        wrong.add("a question was refused with " + code);
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  public void framesReachTheOtherEndOnly(byte[] input) {
    if (input.length > MAX_INPUT_BYTES) {
      return;
    }
    Network network = new Network();
    for (int at = 0; at + 2 < input.length; at += 3) {
      network.step((input[at] & 0xff) % 5, input[at + 1] & 0xff, input[at + 2] & 0xff);
      network.relay.env.pass(20);
    }
    network.relay.env.pass(20_000);
    for (LoneAssembly.Visitor user : network.users) {
      assertThat(user.link.isOpen()).isTrue();
    }
    network.lastOf.clear();
    network.step(OPEN, 0, 1);
    network.relay.env.pass(100);
    int newest = network.ends.keySet().stream().max(Integer::compare).orElseThrow();
    network.step(FRAME, 0, newest);
    network.step(FRAME, 1, newest);
    network.relay.env.pass(100);
    assertThat(network.lastOf).hasSize(2);
    assertThat(network.wrong).isEmpty();
  }
}
