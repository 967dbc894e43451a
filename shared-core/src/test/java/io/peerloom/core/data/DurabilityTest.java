package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What an acknowledged write may claim. */
@Label("Durability")
class DurabilityTest {
  /** Answers: 0 to 5 a receipt of that domain, 6 a conflict, 7 another failure. */
  @Property
  void anAcknowledgementNeverClaimsMoreThanTheReceipts(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 7) Integer> answers) {
    Durability durability = new Durability(answers.size());
    Set<Integer> domains = new TreeSet<>();
    int receipts = 0;
    int conflicts = 0;
    for (int i = 0; i < answers.size(); i++) {
      boolean before = durability.outcome().isDone();
      int answer = answers.get(i);
      if (answer < 6) {
        durability.receipt(new byte[] {(byte) answer});
        domains.add(answer);
        receipts++;
      } else {
        conflicts += answer == 6 ? 1 : 0;
        durability.failed(failure(answer == 6 ? ErrorCode.CONFLICT : ErrorCode.TIMEOUT));
      }
      Promise<Integer> outcome = durability.outcome();
      if (before || !outcome.isDone()) {
        continue;
      }
      boolean all = i == answers.size() - 1;
      if (outcome.isFailed()) {
        assertThat(
                outcome.failure().code() == ErrorCode.CONFLICT
                    ? 2 * conflicts >= answers.size()
                    : receipts == 0 && all)
            .isTrue();
      } else {
        assertThat(outcome.value()).isEqualTo(domains.size()).isPositive();
        assertThat(all || domains.size() >= 3 && 2 * receipts > answers.size()).isTrue();
      }
    }
    assertThat(durability.outcome().isDone()).as("it always ends").isTrue();
  }

  @Example
  void whatMoreRefuseThanTakeIsMisplacedUnlessItIsOutdated() {
    Durability placed = new Durability(8);
    Durability misplaced = new Durability(8);
    Durability outdated = new Durability(2);
    for (int i = 0; i < 3; i++) {
      assertThat(misplaced.isMisplaced()).isFalse();
      placed.receipt(new byte[] {(byte) i});
      placed.refused();
      misplaced.refused();
      outdated.refused();
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
    Durability durability = new Durability(3);
    for (int i = 0; i < 3; i++) {
      assertThat(durability.outcome().isDone()).isFalse();
      durability.receipt(new byte[] {7});
    }
    assertThat(durability.outcome().value()).isEqualTo(1);
  }

  @Example
  void itDoesNotWaitForTheSlowOnceThreeDomainsAndMostHolders() {
    Durability durability = new Durability(5);
    durability.receipt(new byte[] {1});
    durability.receipt(new byte[] {2});
    assertThat(durability.outcome().isDone()).isFalse();
    durability.receipt(new byte[] {3});
    assertThat(durability.outcome().value()).isEqualTo(3);
  }

  @Example
  void nobodyToAskIsToldAtOnce() {
    assertThat(new Durability(0).outcome().failure().code())
        .isEqualTo(ErrorCode.NOT_ENOUGH_HOLDERS);
  }

  private static PeerloomException failure(ErrorCode code) {
    return new PeerloomException(code, "for the test");
  }
}
