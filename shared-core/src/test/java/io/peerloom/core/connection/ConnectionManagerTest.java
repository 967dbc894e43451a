package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Done;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** An open link: requests end, large messages pass, a slow or hostile other side costs little. */
@Label("ConnectionManager")
class ConnectionManagerTest {
  private static final int TEN_SECONDS = 10_000;

  private static TwoEnds open() {
    TwoEnds ends = new TwoEnds(1).connect();
    ends.env.pass(1_000);
    assertThat(ends.dialler.isOpen() && ends.acceptor.isOpen()).isTrue();
    return ends;
  }

  @Example
  void requestsAreAnsweredBothWays() {
    TwoEnds ends = open();
    ends.acceptorOwner.service = request -> Promise.of(new LinkMessage.Pong(1, 0, 0, false));
    ends.diallerOwner.service = request -> Promise.of(new LinkMessage.Pong(2, 0, 0, false));
    Promise<Message> there = ends.dialler.request(new Done(), TEN_SECONDS);
    Promise<Message> back = ends.acceptor.request(new Done(), TEN_SECONDS);
    ends.env.pass(2 * Pipe.LATENCY_MILLIS);
    assertThat(there.value()).isEqualTo(new LinkMessage.Pong(1, 0, 0, false));
    assertThat(back.value()).isEqualTo(new LinkMessage.Pong(2, 0, 0, false));
  }

  @Example
  void aRefusalArrivesWithItsCodeAndItsWait() {
    TwoEnds ends = open();
    ends.acceptorOwner.service =
        request ->
            Promise.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "slow down", 1_234));
    Promise<Message> answer = ends.dialler.request(new Done(), TEN_SECONDS);
    ends.env.pass(100);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(answer.failure().retryAfterMillis()).isEqualTo(1_234);
  }

  @Example
  void aRequestOfANewerProtocolIsUnsupported() {
    TwoEnds ends = open();
    ends.pipe.dialling.meddler =
        (number, message) -> {
          // The number of the inner message: the last byte of request [10, id, deadline, [13]].
          message[message.length - 1] = 0;
          return message;
        };
    Promise<Message> answer = ends.dialler.request(new Done(), TEN_SECONDS);
    ends.env.pass(100);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(ends.acceptor.isOpen()).isTrue();
  }

  /** Seen to fail while the refusal was dropped as the answer before it: it was TIMEOUT. */
  @Example
  void anAnswerThatAFullLinkCannotTakeIsOverloaded() {
    TwoEnds ends = open();
    ends.pipe.accepting.bufferedBytes = Limits.MAX_LINK_OUTPUT_BYTES;
    byte[] receipt = new byte[DataMessage.MAX_RECEIPT_BYTES];
    ends.acceptorOwner.service = request -> Promise.of(new DataMessage.Stored(receipt));
    Promise<Message> answer = ends.dialler.request(new Done(), TEN_SECONDS);
    ends.env.pass(1_000);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(answer.failure().retryAfterMillis()).isPositive();
    assertThat(ends.acceptor.isOpen()).isTrue();
  }

  /** Seen to fail while a refused request stayed among the open ones until the link ended. */
  @Example
  void refusedRequestsAreNotOpen() {
    TwoEnds ends = open();
    ends.pipe.dialling.bufferedBytes = Limits.MAX_LINK_OUTPUT_BYTES;
    for (int i = 0; i < Limits.MAX_REQUESTS_OF_LINK; i++) {
      assertThat(ends.dialler.request(new Done(), 3_000).isFailed()).isTrue();
    }
    ends.pipe.dialling.bufferedBytes = 0;
    Promise<Message> answer = ends.dialler.request(new Done(), 3_000);
    ends.env.pass(1_000);
    assertThat(answer.value()).isEqualTo(new Done());
  }

  @Example
  void whoAsksOnAndTakesNoAnswersIsLeft() {
    TwoEnds ends = open();
    ends.pipe.accepting.bufferedBytes =
        Limits.MAX_LINK_OUTPUT_BYTES + Limits.LINK_OUTPUT_RESERVE_BYTES;
    Promise<Message> answer = ends.dialler.request(new Done(), TEN_SECONDS);
    ends.env.pass(1_000);
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.OVERLOADED);
    assertThat(answer.isFailed()).isTrue();
  }

  @Example
  void aRequestWithoutAnAnswerTimesOutAndALivingLinkStays() {
    TwoEnds ends = open();
    ends.acceptorOwner.service = request -> new Promise<>();
    Promise<Message> answer = ends.dialler.request(new Done(), 3_000);
    ends.env.pass(2_999);
    assertThat(answer.isDone()).isFalse();
    ends.env.pass(1);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    ends.env.pass(10_000);
    assertThat(ends.dialler.isOpen()).isTrue();
  }

  /** R4.2: a failed request finds a dead link at once, silence finds it within 75 s. */
  @Example
  void aDeadLinkIsFoundInTime() {
    for (boolean asked : new boolean[] {true, false}) {
      TwoEnds ends = open();
      ends.pipe.accepting.meddler = (number, message) -> null;
      if (asked) {
        ends.dialler.request(new Done(), 3_000).then(ok -> {}, e -> {});
      }
      ends.env.pass(asked ? 3_000 + 5_000 : 75_000);
      assertThat(ends.diallerOwner.closed).containsExactly(ErrorCode.TIMEOUT);
    }
  }

  @Example
  void openRequestsFailWhenTheLinkCloses() {
    TwoEnds ends = open();
    ends.acceptorOwner.service = request -> new Promise<>();
    List<Promise<Message>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(ends.dialler.request(new Done(), TEN_SECONDS));
    }
    ends.env.pass(100);
    ends.acceptor.close(ErrorCode.CLOSED, "leaving");
    ends.acceptor.close(ErrorCode.REFUSED, "again");
    ends.env.pass(100);
    for (Promise<Message> each : asked) {
      assertThat(each.failure().code()).isEqualTo(ErrorCode.CLOSED);
    }
    assertThat(ends.diallerOwner.closed).containsExactly(ErrorCode.CLOSED);
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.CLOSED);
    assertThat(ends.dialler.request(new Done(), 100).failure().code()).isEqualTo(ErrorCode.CLOSED);
    assertThat(ends.dialler.requestDirect(MessageType.DIRECT, new byte[1], 100).failure().code())
        .isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void largeMessagesPassTheWindowBothWaysAtOnce() {
    TwoEnds ends = open();
    TopicProtocol.Items large = items(300 * 1024);
    ends.acceptorOwner.service = request -> Promise.of(large);
    ends.diallerOwner.service = request -> Promise.of(large);
    TopicProtocol.Push push = new TopicProtocol.Push(new Key(new byte[32]), large.items());
    List<Promise<Message>> asked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      asked.add(ends.dialler.request(push, TEN_SECONDS));
      asked.add(ends.acceptor.request(push, TEN_SECONDS));
      ends.env.pass(100);
    }
    ends.env.pass(5_000);
    for (Promise<Message> each : asked) {
      assertThat(MessageCodec.encode(each.value())).isEqualTo(MessageCodec.encode(large));
    }
  }

  private static TopicProtocol.Items items(int bytes) {
    Rng rng = new Rng(bytes);
    List<byte[]> items = new ArrayList<>();
    for (int i = 0; i < bytes / (30 * 1024); i++) {
      byte[] item = new byte[30 * 1024];
      rng.nextBytes(item);
      items.add(item);
    }
    return new TopicProtocol.Items(items, false);
  }

  /** The other side reads nothing: what waits is bounded, the rest is told OVERLOADED. */
  @Example
  void aSlowReaderGetsOverloadedAndControlStillPasses() {
    TwoEnds ends = open();
    ends.pipe.accepting.meddler = (number, message) -> null;
    TopicProtocol.Push push =
        new TopicProtocol.Push(new Key(new byte[32]), items(300 * 1024).items());
    int overloaded = 0;
    for (int i = 0; i < 6; i++) {
      Promise<Message> asked = ends.dialler.request(push, TEN_SECONDS);
      if (asked.isFailed() && asked.failure().code() == ErrorCode.OVERLOADED) {
        overloaded++;
      }
      ends.env.pass(50);
    }
    assertThat(overloaded).isBetween(2, 3);
    int sent = ends.pipe.dialling.sent.size();
    ends.dialler.suspect();
    assertThat(ends.pipe.dialling.sent).hasSize(sent + 1);
  }

  @Property(tries = 25)
  void directMessagesArriveInOrder(
      @ForAll int seed, @ForAll @Size(max = 12) List<@IntRange(max = 20_000) Integer> sizes) {
    TwoEnds ends = new TwoEnds(seed, env -> new DeferredCrypto(TwoEnds.CRYPTO, env)).connect();
    ends.env.pass(1_000);
    List<Bytes> sent = new ArrayList<>();
    List<Promise<Message>> asked = new ArrayList<>();
    for (int size : sizes) {
      byte[] bytes = new byte[size];
      ends.env.rng().nextBytes(bytes);
      sent.add(Bytes.wrap(bytes));
      asked.add(ends.dialler.requestDirect(MessageType.DIRECT, bytes, TEN_SECONDS));
      asked.add(ends.acceptor.requestDirect(MessageType.DIRECT, bytes, TEN_SECONDS));
    }
    ends.env.pass(5_000);
    assertThat(ends.acceptorOwner.direct).isEqualTo(sent);
    assertThat(ends.diallerOwner.direct).isEqualTo(sent);
    assertThat(asked).allSatisfy(each -> assertThat(each.value()).isEqualTo(new Done()));
  }

  @Example
  void replayedOrChangedDirectMessageIsRefused() {
    for (boolean replayed : new boolean[] {true, false}) {
      TwoEnds ends = open();
      int before = ends.pipe.dialling.sent.size();
      if (!replayed) {
        ends.pipe.dialling.meddler =
            (number, message) -> {
              message[message.length - 1] ^= 1;
              return message;
            };
      }
      Promise<Message> asked =
          ends.dialler.requestDirect(MessageType.DIRECT, Bytes.utf8("once"), TEN_SECONDS);
      ends.env.pass(100);
      if (replayed) {
        ends.pipe.dialling.send(Lane.BULK, ends.pipe.dialling.sent.get(before));
        ends.env.pass(100);
        List<byte[]> answers = ends.pipe.accepting.sent;
        byte[] last = new Frames().take(answers.get(answers.size() - 1)).get(0);
        LinkMessage.Response second = (LinkMessage.Response) MessageCodec.decode(last);
        assertThat(((LinkMessage.Failure) second.body()).code())
            .isEqualTo(ErrorCode.ALREADY_PROCESSED);
      }
      assertThat(ends.acceptorOwner.direct).hasSize(replayed ? 1 : 0);
      assertThat(asked.isFailed()).isEqualTo(!replayed);
      if (!replayed) {
        assertThat(asked.failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
      }
      assertThat(ends.acceptorOwner.closed).isEmpty();
    }
  }

  @Property(tries = 50)
  void anyBytesOnAnOpenLinkAreTakenOrEndIt(@ForAll @Size(min = 1, max = 200) byte[] bytes) {
    TwoEnds ends = open();
    ends.pipe.dialling.send(Lane.CONTROL, bytes);
    ends.pipe.dialling.send(
        Lane.CONTROL, Bytes.concat(new byte[] {0, 0, (byte) bytes.length}, bytes));
    ends.env.pass(100);
    assertThat(ends.acceptorOwner.closed).doesNotContain(ErrorCode.INTERNAL);
    assertThat(ends.acceptorOwner.closed.size()).isEqualTo(ends.acceptor.isOpen() ? 0 : 1);
  }

  @Example
  void presenceIsTakenAndPassedOn() {
    TwoEnds ends = open();
    assertThat(ends.acceptor.isActive()).isTrue();
    ends.dialler.send(new LinkMessage.Presence(false));
    ends.env.pass(100);
    assertThat(ends.acceptor.isActive()).isFalse();
    assertThat(ends.acceptorOwner.noticed).containsExactly(new LinkMessage.Presence(false));
  }

  /** What it says unasked has no round-trip time, so it is only a reason to ask; once a second. */
  @Example
  void clockThatMovedIsReadAgain() {
    TwoEnds ends = open();
    ends.dialler.challenge();
    ends.env.pass(2_000);
    int read = ends.diallerOwner.clocks.size();
    ends.acceptor.send(ends.acceptorOwner.clock(0));
    ends.env.pass(100);
    assertThat(ends.diallerOwner.clocks).as("a clock that goes on").hasSize(read);
    ends.acceptorOwner.machineMillis = 60_000;
    ends.acceptor.send(ends.acceptorOwner.clock(0));
    ends.env.pass(100);
    assertThat(ends.diallerOwner.clocks).hasSize(read + 1);
    for (int i = 0; i < 1_000; i++) {
      ends.acceptor.send(new LinkMessage.Pong(0, 1_000_000L * i, 0, false));
      ends.env.pass(2);
    }
    assertThat(ends.diallerOwner.clocks).hasSizeLessThanOrEqualTo(read + 4);
  }
}
