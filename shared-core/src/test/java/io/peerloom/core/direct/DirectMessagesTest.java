package io.peerloom.core.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** SendQueue and inbox over links that end, stop, and lose what is under way. */
@Label("Direct messages")
class DirectMessagesTest {
  private static final Owner OWNER = Owner.of(Bytes.wrap(new byte[] {1}));
  private static final int LATENCY_MILLIS = 20;
  private static final int KIB_64 = 64 * 1024;
  private static final NodeId THERE = id(2);

  private final TestEnv env = new TestEnv(1);
  private final DirectSender outbox =
      new DirectSender(
          env, new Sha256(), id -> id.equals(THERE) ? connect() : Promise.of(new Elsewhere()));
  private final List<Integer> received = new ArrayList<>();
  private Function<Integer, Promise<Void>> listener = first -> Promise.of(null);
  private DirectReceiver inbox = new DirectReceiver(this::take);
  private byte[] boot = {1};
  private boolean reachable = true;
  private boolean frozen;
  private int millisPerKib;
  private Link link;
  private Link listed;

  /** A link on which a request, or only its answer, may get lost with the end of the link. */
  private final class Link implements DirectPath {
    private final DirectReceiver other = inbox;
    private final byte[] otherBoot = boot;
    private final List<Promise<Message>> pending = new ArrayList<>();
    private boolean open = true;
    private long busyUntil;

    @Override
    public Promise<Message> request(byte[] bytes, int timeoutMillis) {
      Promise<Message> answer = new Promise<>();
      pending.add(answer);
      answer.orTimeout(env, timeoutMillis, "no answer");
      busyUntil = Math.max(busyUntil, env.monotonicMillis()) + bytes.length * millisPerKib / 1024;
      env.after(
          LATENCY_MILLIS + busyUntil - env.monotonicMillis(),
          () -> {
            if (open && !frozen) {
              other
                  .received(new ProvedPeer(id(1), null, null, card(), OWNER), bytes)
                  .then(done -> answered(answer, done, null), e -> answered(answer, null, e));
            }
          });
      return answer;
    }

    private void answered(Promise<Message> answer, Message done, PeerloomException failure) {
      env.after(
          LATENCY_MILLIS,
          () -> {
            if (open && failure == null) {
              answer.complete(done);
            } else if (open) {
              answer.fail(failure);
            }
          });
    }

    void end() {
      open = false;
      listed = this;
      env.after(0, () -> listed = null);
      List<Promise<Message>> all = new ArrayList<>(pending);
      all.forEach(each -> each.fail(new PeerloomException(ErrorCode.CLOSED, "link closed")));
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public byte[] boot() {
      return otherBoot;
    }
  }

  /** Another peer, which takes everything at once. */
  private static final class Elsewhere implements DirectPath {
    @Override
    public Promise<Message> request(byte[] bytes, int timeoutMillis) {
      return Promise.of(new LinkMessage.Done());
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public byte[] boot() {
      return new byte[1];
    }
  }

  private static NodeId id(int number) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return new NodeId(bytes);
  }

  private static PeerCard card() {
    return new PeerCard(null, null, 0, new byte[8], PeerKind.BROWSER, true, List.of());
  }

  private Promise<DirectPath> connect() {
    if (listed != null) {
      return Promise.of(listed);
    }
    Promise<DirectPath> path = new Promise<>();
    env.after(
        LATENCY_MILLIS,
        () -> {
          if (reachable) {
            link = link != null && link.open ? link : new Link();
            path.complete(link);
          } else {
            path.fail(new PeerloomException(ErrorCode.UNREACHABLE, "nobody knows it"));
          }
        });
    return path;
  }

  private Promise<Void> take(ProvedPeer from, byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    Promise<Void> taken = listener.apply(first);
    received.add(first);
    return taken;
  }

  private static byte[] message(int first, int size) {
    byte[] bytes = new byte[size];
    bytes[0] = (byte) (first >> 8);
    bytes[1] = (byte) first;
    return bytes;
  }

  private Promise<Void> send(int first, int size) {
    return outbox.send(THERE, message(first, size));
  }

  @Example
  void sentMeansTakenByTheListener() {
    Promise<Void> handling = new Promise<>();
    listener = first -> handling;
    Promise<Void> sent = send(7, 2);
    env.pass(10_000);
    assertThat(received).containsExactly(7);
    assertThat(sent.isDone()).isFalse();
    handling.complete(null);
    env.pass(LATENCY_MILLIS);
    assertThat(sent.isDone() && !sent.isFailed()).isTrue();
  }

  @Example
  void whatNobodyTakesFailsAndMayBeSentAgain() {
    listener =
        first -> {
          throw new PeerloomException(ErrorCode.UNSUPPORTED, "nobody listens");
        };
    Promise<Void> sent = send(7, 2);
    env.pass(1_000);
    assertThat(sent.failure().code()).isEqualTo(ErrorCode.UNSUPPORTED);
    listener = first -> Promise.of(null);
    send(7, 2);
    env.pass(1_000);
    assertThat(received).containsExactly(7);
  }

  @Example
  void failureOfTheOtherEndIsTheSenders() {
    listener = first -> Promise.failed(ErrorCode.REFUSED, "not taken");
    Promise<Void> sent = send(7, 2);
    env.pass(1_000);
    assertThat(sent.failure().code()).isEqualTo(ErrorCode.REFUSED);
  }

  @Example
  void frozenPeerIsTimeoutForAllThatWait() {
    send(0, 2);
    env.pass(1_000);
    frozen = true;
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 1; i <= 27; i++) {
      sent.add(send(i, KIB_64));
    }
    env.pass(DirectSender.ANSWER_MILLIS + 1_000);
    assertThat(sent).allSatisfy(s -> assertThat(s.failure().code()).isEqualTo(ErrorCode.TIMEOUT));
    assertThat(outbox.bufferedBytes(THERE)).isZero();
    assertThat(received).containsExactly(0);
  }

  @Example
  void sentAgainAfterTimeoutItComesOnce() {
    Promise<Void> slow = new Promise<>();
    listener = first -> slow;
    Promise<Void> uncertain = send(7, 2);
    env.pass(DirectSender.ANSWER_MILLIS + 1_000);
    assertThat(uncertain.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    slow.complete(null);
    Promise<Void> again = send(7, 2);
    Promise<Void> another = send(7, 2);
    env.pass(1_000);
    assertThat(again.isFailed() || another.isFailed()).isFalse();
    assertThat(received).as("the uncertain one, and one more").containsExactly(7, 7);
  }

  private void sendToOthers(int count, int others) {
    for (int i = 0; i < count; i++) {
      outbox.send(id(3 + i % others), message(i, 2));
    }
    env.pass(1_000);
  }

  private void sendHere(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(send(1_000 + i, 2).isFailed()).isFalse();
      env.pass(10);
    }
    env.pass(1_000);
  }

  /** Whether or not it was taken, and however much was sent since. */
  @Example
  void sentAgainAfterManyOthersItComesOnce() {
    for (boolean taken : new boolean[] {true, false}) {
      for (int here : new int[] {0, 3_000}) {
        new DirectMessagesTest().sentAgainAfterManyOthers(taken, here);
      }
    }
  }

  private void sentAgainAfterManyOthers(boolean taken, int here) {
    send(1, 2);
    env.pass(1_000);
    frozen = !taken;
    Promise<Void> slow = new Promise<>();
    listener = first -> slow;
    Promise<Void> uncertain = send(7, 2);
    env.pass(DirectSender.ANSWER_MILLIS + 1_000);
    assertThat(uncertain.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(received).containsExactly(taken ? new Integer[] {1, 7} : new Integer[] {1});
    frozen = false;
    slow.complete(null);
    listener = first -> Promise.of(null);
    sendToOthers(3_000, 5);
    sendHere(here);
    Promise<Void> again = send(7, 2);
    env.pass(1_000);
    assertThat(again.isDone() && !again.isFailed()).isTrue();
    assertThat(received).hasSize(2 + here).doesNotHaveDuplicates().contains(7);
  }

  @Example
  void answerThatWasLostIsGivenAgainMuchLater() {
    send(1, 2);
    env.pass(1_000);
    Promise<Void> uncertain = send(7, 2);
    env.pass(LATENCY_MILLIS + 5);
    reachable = false;
    link.end();
    env.pass(4_000);
    assertThat(uncertain.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    reachable = true;
    sendHere(3_000);
    Promise<Void> again = send(7, 2);
    env.pass(1_000);
    assertThat(again.isFailed()).isFalse();
    assertThat(received).doesNotHaveDuplicates().hasSize(3_002);
  }

  /** More receivers than are remembered: no number of one comes twice, or it would be dropped. */
  @Example
  void numbersOfForgottenReceiverGoOn() {
    sendHere(10);
    sendToOthers(1_500, 1_500);
    received.clear();
    sendHere(10);
    assertThat(received).hasSize(10);
  }

  @Example
  void listenerThatNeverEndsIsTimeoutThenOverloaded() {
    listener = first -> new Promise<>();
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      sent.add(send(i, 2));
    }
    env.pass(DirectSender.ANSWER_MILLIS + 1_000);
    assertThat(sent).allSatisfy(s -> assertThat(s.failure().code()).isEqualTo(ErrorCode.TIMEOUT));
    assertThat(outbox.bufferedBytes(THERE)).isZero();
    assertThat(received).hasSize(DirectSender.MAX_IN_FLIGHT);
    for (int i = 0; i < DirectSender.MAX_IN_FLIGHT; i++) {
      send(2_000 + i, 2);
    }
    env.pass(DirectSender.ANSWER_MILLIS + 1_000);
    Promise<Void> refused = send(9_999, 2);
    env.pass(1_000);
    assertThat(refused.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
  }

  @Example
  void thousandsOfSmallOnesWaitForRoom() {
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      sent.add(send(i, 2));
    }
    env.pass(10_000);
    assertThat(sent).allSatisfy(s -> assertThat(s.isDone() && !s.isFailed()).isTrue());
    assertThat(received).hasSize(2_000).isSorted();
    assertThat(outbox.drained(THERE, 0).isDone()).isTrue();
  }

  @Example
  void waitsForRoomInsteadOfFailing() {
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      sent.add(send(i, KIB_64));
    }
    assertThat(outbox.bufferedBytes(THERE)).isGreaterThan(160 * KIB_64);
    Promise<Void> drained = outbox.drained(THERE, 80 * KIB_64);
    assertThat(drained.isDone()).isFalse();
    env.pass(10_000);
    assertThat(drained.isDone()).isTrue();
    assertThat(sent).allSatisfy(s -> assertThat(s.isDone() && !s.isFailed()).isTrue());
    assertThat(received).hasSize(160).isSorted();
    assertThat(outbox.bufferedBytes(THERE)).isZero();
  }

  /** 32 kbit/s, where what a fast link has in flight would take longer than an answer may. */
  @Example
  void slowLinkTakesItsTimeAndLosesNothing() {
    millisPerKib = 256;
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add(send(i, KIB_64));
    }
    env.pass(400_000);
    assertThat(sent).allSatisfy(s -> assertThat(s.isDone() && !s.isFailed()).isTrue());
    assertThat(received).hasSize(20).isSorted();
  }

  @Example
  void newcomerThatNobodyKnowsYetGetsItsFirstMessage() {
    reachable = false;
    Promise<Void> sent = send(1, 2);
    env.pass(700);
    reachable = true;
    env.pass(1_000);
    assertThat(sent.isDone() && !sent.isFailed()).isTrue();
  }

  @Example
  void whatWaitsIsBounded() {
    frozen = true;
    int taken = 0;
    while (!send(taken, KIB_64).isFailed()) {
      taken++;
    }
    assertThat(taken).isEqualTo(Limits.MAX_DIRECT_BUFFERED_BYTES / (KIB_64 + 64));
    assertThat(send(0, KIB_64).failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(send(0, KIB_64 + 1).failure().code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Example
  void goneForGoodIsTimeoutForWhatWasUnderWay() {
    frozen = true;
    Promise<Void> underWay = send(1, 2);
    env.pass(1_000);
    reachable = false;
    link.end();
    Promise<Void> later = send(2, 2);
    env.pass(4_000);
    assertThat(underWay.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(later.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  /** As while its network changes. */
  @Example
  void unknownForAMomentItGetsWhatWaits() {
    List<Promise<Void>> sent = new ArrayList<>();
    send(1, 2);
    env.pass(1_000);
    for (int round = 0; round < 3; round++) {
      reachable = false;
      link.end();
      sent.add(send(2 + round, 2));
      env.pass(2_500);
      assertThat(sent).noneMatch(Promise::isFailed);
      reachable = true;
      env.pass(1_000);
    }
    assertThat(received).containsExactly(1, 2, 3, 4);
  }

  @Example
  void restartedPeerIsNotSentWhatItsPredecessorHad() {
    listener = first -> new Promise<>();
    Promise<Void> underWay = send(1, 2);
    env.pass(1_000);
    boot = new byte[] {2};
    inbox = new DirectReceiver(this::take);
    listener = first -> Promise.of(null);
    link.end();
    Promise<Void> later = send(2, 2);
    env.pass(1_000);
    assertThat(underWay.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(later.isFailed()).isFalse();
    assertThat(received).containsExactly(1, 2);
  }

  @Example
  void closingFailsEverythingThatWaits() {
    frozen = true;
    List<Promise<Void>> sent = List.of(send(1, 2), send(2, 2));
    env.pass(1_000);
    outbox.close();
    assertThat(sent).allSatisfy(s -> assertThat(s.failure().code()).isEqualTo(ErrorCode.CLOSED));
    assertThat(send(3, 2).failure().code()).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void greedySenderGetsOverloaded() {
    DirectReceiver busy = new DirectReceiver((from, bytes) -> new Promise<>());
    ProvedPeer sender = new ProvedPeer(id(1), null, null, card(), OWNER);
    for (int i = 1; i <= DirectReceiver.MAX_BUSY; i++) {
      assertThat(busy.received(sender, new byte[] {0, 0, 0, (byte) i}).isDone()).isFalse();
    }
    ErrorCode code = busy.received(sender, new byte[] {0, 0, 1, 0}).failure().code();
    assertThat(code).isEqualTo(ErrorCode.OVERLOADED);
  }

  @Example
  void tooOldToKnowIsNotTaken() {
    ProvedPeer sender = new ProvedPeer(id(1), null, null, card(), OWNER);
    inbox.received(sender, new byte[] {0, 0, 8, 0, 0, 9});
    ErrorCode code = inbox.received(sender, new byte[] {0, 0, 0, 1, 0, 1}).failure().code();
    assertThat(code).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(received).containsExactly(9);
  }

  /** One with many ids takes the room of its own ids. */
  @Example
  void othersDoNotMakeAMessageComeTwice() {
    ProvedPeer sender = new ProvedPeer(id(1), null, null, card(), OWNER);
    byte[] message = {0, 0, 0, 1, 0, 9};
    inbox.received(sender, message);
    Owner another = Owner.of(Bytes.wrap(new byte[] {2}));
    for (int i = 0; i <= Limits.MAX_DIRECT_SENDERS; i++) {
      byte[] id = Bytes.concat(new byte[24], Bytes.bigEndian(i));
      inbox.received(new ProvedPeer(new NodeId(id), null, null, card(), another), message);
    }
    int before = received.size();
    assertThat(inbox.received(sender, message).isFailed()).isFalse();
    assertThat(received).hasSize(before);
  }

  /** Whatever ends when: each comes once and in order, and what was fulfilled was taken. */
  @Property(tries = 200)
  void eachComesOnceAndInOrder(@ForAll int seed) {
    new DirectMessagesTest().sixtyOverLinksThatEnd(seed);
  }

  private void sixtyOverLinksThatEnd(int seed) {
    Rng fate = new Rng(seed);
    List<Promise<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sent.add(send(i, 2 + fate.nextInt(40_000)));
      env.pass(fate.nextInt(60));
      if (link != null && fate.nextInt(4) == 0) {
        link.end();
      }
    }
    env.pass(DirectSender.ANSWER_MILLIS);
    assertThat(received).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).isDone()).isTrue();
      if (!sent.get(i).isFailed()) {
        assertThat(received).contains(i);
      }
    }
    assertThat(received).hasSize(60);
  }
}
