package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What an acknowledged write may claim, and what becomes of others. */
@Label("WriteQuorum")
class WriteQuorumTest {
  private static final byte[] OWN_DOMAIN = {5};
  private static final ErrorCode[] FAILURES = {
    ErrorCode.CONFLICT,
    ErrorCode.TIMEOUT,
    ErrorCode.UNREACHABLE,
    ErrorCode.OVERLOADED,
    ErrorCode.CLOCK_SKEW
  };

  /** A write, and what was said to it; answers of 0 to 5 are receipts of that domain. */
  private static final class Asked {
    final WriteQuorum quorum;
    final boolean alone;
    final int asked;
    final Set<Integer> domains = new TreeSet<>();
    int foreign;
    int receipts;
    int refused;
    int conflicts;
    int unclear;
    boolean ownKept;

    Asked(int others, boolean own, boolean alone) {
      quorum = new WriteQuorum(others, own, alone);
      this.alone = alone;
      asked = others + (own ? 1 : 0);
      quorum
          .ownCopyDue()
          .then(
              due -> {
                ownKept = true;
                receipts++;
                domains.add(5);
                quorum.ownReceipt(OWN_DOMAIN);
              },
              never -> {});
    }

    void answer(int answer) {
      if (answer < 6) {
        foreign++;
        receipts++;
        domains.add(answer);
        quorum.receipt(new byte[] {(byte) answer});
        return;
      }
      ErrorCode code = FAILURES[answer - 6];
      boolean answered = code != ErrorCode.TIMEOUT && code != ErrorCode.UNREACHABLE;
      refused += answered ? 1 : 0;
      conflicts += code == ErrorCode.CONFLICT ? 1 : 0;
      unclear += code == ErrorCode.TIMEOUT ? 1 : 0;
      quorum.failed(failure(code));
    }

    void checkOutcome() {
      Promise<Integer> outcome = quorum.outcome();
      if (!outcome.isFailed()) {
        assertThat(outcome.value()).isLessThanOrEqualTo(domains.size()).isPositive();
        assertThat(foreign > 0 || alone && refused == 0).as("somebody else has it").isTrue();
        return;
      }
      switch (outcome.failure().code()) {
        case CONFLICT -> assertThat(conflicts).isPositive();
        case UNKNOWN -> assertThat(foreign + unclear).isPositive();
        case UNREACHABLE -> assertThat(foreign + refused + unclear).isZero();
        case OVERLOADED -> assertThat(foreign + unclear).isZero();
        case CLOCK_SKEW -> assertThat(foreign).isZero();
        default -> throw new AssertionError(outcome.failure());
      }
      assertThat(ownKept && foreign == 0).as("a refused write leaves no copy").isFalse();
    }
  }

  @Property(tries = 5000)
  void outcomeFollowsFromTheAnswers(
      @ForAll @Size(max = 8) List<@IntRange(max = 10) Integer> answers,
      @ForAll boolean own,
      @ForAll boolean alone) {
    Asked write = new Asked(answers.size(), own, alone);
    for (int answer : answers) {
      boolean before = write.quorum.outcome().isDone();
      write.answer(answer);
      if (!before && write.quorum.outcome().isDone() && !write.quorum.outcome().isFailed()) {
        boolean enough = write.domains.size() >= 3 && 2 * write.receipts > write.asked;
        boolean all = write.foreign + write.refused + write.unclear <= answers.size();
        assertThat(enough || all && write.receipts > write.refused).isTrue();
      }
    }
    assertThat(write.quorum.outcome().isDone()).as("it always ends").isTrue();
    write.checkOutcome();
  }

  @Example
  void ownCopyAloneAcknowledgesOnlyAlone() {
    assertThat(new Asked(0, true, true).quorum.outcome().value()).isEqualTo(1);
    Asked cutOff = new Asked(0, true, false);
    assertThat(cutOff.quorum.outcome().failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(cutOff.ownKept).isFalse();
    assertThat(new WriteQuorum(0, false, true).outcome().failure().code())
        .isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Example
  void refusedEverywhereIsKeptNowhere() {
    for (boolean alone : new boolean[] {false, true}) {
      Asked refused = new Asked(3, true, alone);
      refused.quorum.failed(failure(ErrorCode.OVERLOADED));
      refused.quorum.failed(failure(ErrorCode.UNREACHABLE));
      refused.quorum.failed(failure(ErrorCode.OVERLOADED));
      assertThat(refused.quorum.outcome().failure().code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(refused.ownKept).isFalse();
    }
  }

  @Example
  void twoPeersGoOnWithoutTheOthers() {
    Asked two = new Asked(3, true, false);
    two.quorum.failed(failure(ErrorCode.UNREACHABLE));
    two.quorum.failed(failure(ErrorCode.TIMEOUT));
    two.answer(1);
    assertThat(two.quorum.outcome().value()).isEqualTo(2);
  }

  @Example
  void asManyRefusalsAsReceiptsIsUnknown() {
    Asked write = new Asked(4, false, false);
    write.answer(1);
    write.answer(2);
    write.answer(9);
    write.answer(9);
    assertThat(write.quorum.outcome().failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    assertThat(write.quorum.mayBeKept()).isTrue();
  }

  @Example
  void whoDidNotAnswerMayHaveIt() {
    Asked write = new Asked(2, false, false);
    write.answer(7);
    write.answer(9);
    assertThat(write.quorum.outcome().failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    Asked skewed = new Asked(2, false, false);
    skewed.answer(7);
    skewed.answer(10);
    assertThat(skewed.quorum.outcome().failure().code()).isEqualTo(ErrorCode.CLOCK_SKEW);
  }

  @Example
  void refusalKeepsItsTimeToAskAgain() {
    WriteQuorum quorum = new WriteQuorum(1, false, false);
    quorum.failed(new PeerloomException(ErrorCode.RATE_LIMITED, "for the test", 700));
    assertThat(quorum.outcome().failure().retryAfterMillis()).isEqualTo(700);
  }

  @Example
  void misplacedUnlessOutdated() {
    WriteQuorum placed = new WriteQuorum(8, false, false);
    WriteQuorum misplaced = new WriteQuorum(8, false, false);
    WriteQuorum outdated = new WriteQuorum(2, false, false);
    for (int i = 0; i < 3; i++) {
      assertThat(misplaced.isMisplaced()).isFalse();
      placed.receipt(new byte[] {(byte) i});
      placed.replaced(failure(ErrorCode.NOT_RESPONSIBLE));
      misplaced.replaced(failure(ErrorCode.NOT_RESPONSIBLE));
      outdated.replaced(failure(ErrorCode.NOT_RESPONSIBLE));
    }
    assertThat(placed.isMisplaced()).isFalse();
    assertThat(misplaced.isMisplaced()).isTrue();
    assertThat(outdated.isMisplaced()).isTrue();
    outdated.failed(failure(ErrorCode.CONFLICT));
    assertThat(outdated.outcome().failure().code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(outdated.isMisplaced()).isFalse();
    for (int i = 0; i < 3; i++) {
      misplaced.receipt(new byte[] {(byte) i});
    }
    assertThat(misplaced.isMisplaced()).as("as many take it").isFalse();
  }

  @Example
  void threePeersOnOneDiskAreOneHolder() {
    WriteQuorum quorum = new WriteQuorum(3, false, false);
    for (int i = 0; i < 3; i++) {
      assertThat(quorum.outcome().isDone()).isFalse();
      quorum.receipt(new byte[] {7});
    }
    assertThat(quorum.outcome().value()).isEqualTo(1);
  }

  @Example
  void slowHoldersAreNotWaitedFor() {
    WriteQuorum quorum = new WriteQuorum(5, false, false);
    quorum.receipt(new byte[] {1});
    quorum.receipt(new byte[] {2});
    assertThat(quorum.outcome().isDone()).isFalse();
    quorum.receipt(new byte[] {3});
    assertThat(quorum.outcome().value()).isEqualTo(3);
  }

  private static PeerloomException failure(ErrorCode code) {
    return new PeerloomException(code, "for the test");
  }

  /** Peers name their failure domains themselves, so each name must not count. */
  @Example
  void oneIdentityIsOneFailureDomain() {
    WriteQuorum quorum = new WriteQuorum(4, false, false);
    for (int i = 0; i < 4; i++) {
      quorum.receipt(Bytes.wrap(new byte[16]), Bytes.concat(new byte[15], new byte[] {(byte) i}));
    }
    assertThat(quorum.outcome().value()).isEqualTo(1);
  }

  /** A peer that refuses for no reason that a holder has counts for nothing. */
  @Example
  void onlyReasonsOfHoldersKeepAWriteFromOthers() {
    for (ErrorCode code : ErrorCode.values()) {
      boolean reason =
          switch (code) {
            case CONFLICT, FULL, OVERLOADED -> true;
            case CLOCK_SKEW, TOO_LARGE, INVALID_REQUEST, INVALID_SIGNATURE -> true;
            case UNAUTHORIZED, UNSUPPORTED -> true;
            default -> false;
          };
      assertThat(WriteQuorum.isReplaceable(code)).as(code.name()).isEqualTo(!reason);
    }
  }
}
