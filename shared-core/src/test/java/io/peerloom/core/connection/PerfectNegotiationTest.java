package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.NegotiationExplorer.Bounds;
import io.peerloom.core.connection.PerfectNegotiation.Action;
import io.peerloom.core.id.NodeId;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Two peers that want a link at the same time get one: by cases, and by all interleavings. */
@Label("PerfectNegotiation")
class PerfectNegotiationTest {
  private static final byte[] MINE = {1};
  private static final byte[] THEIRS = {2};

  /**
   * All ways in which both want a link, twice each, signals arrive in any order and fail, and
   * attempts and links end; every path to its end.
   */
  @Example
  void noInterleavingLeavesTwoLinksOrNone() {
    assertThat(new NegotiationExplorer(new Bounds(2, 0, 0)).explore()).isGreaterThan(20);
    assertThat(new NegotiationExplorer(new Bounds(2, 2, 0)).explore()).isGreaterThan(100);
    assertThat(new NegotiationExplorer(new Bounds(2, 1, 2)).explore()).isGreaterThan(1_000);
  }

  /** Fails if the polite side ignores the offer that crossed its own, too. */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 20: Perfect Negotiation Conflict Resolution,"
          + " both transports")
  void ofTwoOffersThatCrossOneGoesOn(
      @ForAll @Size(32) byte[] one, @ForAll @Size(32) byte[] two, @ForAll boolean oneFirst) {
    if (Bytes.equal(one, two)) {
      return;
    }
    NodeId a = new NodeId(one);
    NodeId b = new NodeId(two);
    PerfectNegotiation ofA = new PerfectNegotiation(a, b);
    PerfectNegotiation ofB = new PerfectNegotiation(b, a);
    ofA.offered(MINE);
    ofB.offered(THEIRS);
    Action atA;
    Action atB;
    if (oneFirst) {
      atA = ofA.offer(THEIRS);
      atB = ofB.offer(MINE);
    } else {
      atB = ofB.offer(MINE);
      atA = ofA.offer(THEIRS);
    }
    boolean aYields = PerfectNegotiation.polite(a, b);
    assertThat(atA).isEqualTo(aYields ? Action.ANSWER : Action.IGNORE);
    assertThat(atB).isEqualTo(aYields ? Action.IGNORE : Action.ANSWER);
    // The answer belongs to the one offer that is left; an answer to the other is nobody's.
    PerfectNegotiation winner = aYields ? ofB : ofA;
    byte[] left = aYields ? THEIRS : MINE;
    assertThat(winner.answer(aYields ? MINE : THEIRS)).isEqualTo(Action.IGNORE);
    assertThat(winner.answer(left)).isEqualTo(Action.APPLY);
    // On WebSockets the table of links asks the same question of the same two ids.
    assertThat(PerfectNegotiation.polite(b, a)).isEqualTo(!aYields);
  }

  /** Fails if the larger id yields, or if neither does. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 22: Perfect Negotiation Polite Peer")
  void theSmallerIdYieldsAndTheLargerGoesOn(
      @ForAll @IntRange(max = 31) int differsAt, @ForAll @Size(32) byte[] id, @ForAll byte other) {
    byte[] changed = id.clone();
    changed[differsAt] = other;
    if (changed[differsAt] == id[differsAt]) {
      return;
    }
    boolean smaller = (id[differsAt] & 0xff) < (other & 0xff);
    NodeId self = new NodeId(id);
    NodeId peer = new NodeId(changed);
    assertThat(PerfectNegotiation.polite(self, peer)).isEqualTo(smaller);
    assertThat(PerfectNegotiation.polite(peer, self)).isEqualTo(!smaller);
    PerfectNegotiation rules = new PerfectNegotiation(self, peer);
    assertThat(rules.wanted()).isEqualTo(Action.OFFER);
    rules.offered(MINE);
    assertThat(rules.offer(THEIRS)).isEqualTo(smaller ? Action.ANSWER : Action.IGNORE);
    assertThat(rules.answer(MINE)).isEqualTo(smaller ? Action.IGNORE : Action.APPLY);
  }

  @Example
  void aLoneOfferIsTakenFromEitherSide() {
    for (boolean polite : new boolean[] {true, false}) {
      PerfectNegotiation rules = rules(polite);
      assertThat(rules.offer(THEIRS)).isEqualTo(Action.ANSWER);
      assertThat(rules.offer(THEIRS)).as("the same again").isEqualTo(Action.IGNORE);
      assertThat(rules.candidate(THEIRS)).isEqualTo(Action.APPLY);
      assertThat(rules.candidate(MINE)).isEqualTo(Action.IGNORE);
      assertThat(rules.answer(THEIRS)).as("to the other's own offer").isEqualTo(Action.IGNORE);
    }
  }

  @Example
  void whoHasAnAttemptUnderWayStartsNoSecond() {
    for (boolean polite : new boolean[] {true, false}) {
      PerfectNegotiation offering = rules(polite);
      assertThat(offering.wanted()).isEqualTo(Action.OFFER);
      offering.offered(MINE);
      assertThat(offering.wanted()).isEqualTo(Action.IGNORE);
      PerfectNegotiation answering = rules(polite);
      assertThat(answering.offer(THEIRS)).isEqualTo(Action.ANSWER);
      assertThat(answering.wanted()).isEqualTo(Action.IGNORE);
    }
  }

  private static PerfectNegotiation rules(boolean polite) {
    byte[] small = new byte[32];
    byte[] large = new byte[32];
    large[0] = 1;
    return new PerfectNegotiation(
        new NodeId(polite ? small : large), new NodeId(polite ? large : small));
  }
}
