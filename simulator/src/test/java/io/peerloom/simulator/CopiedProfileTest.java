package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.LinkCheckers;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** One browser profile used in two places, each of which had joined before they met. */
class CopiedProfileTest {
  private World world;
  private Machine page;
  private Machine copy;
  private final List<String> heard = new ArrayList<>();

  /**
   * The original sleeps until all others have dropped it; meanwhile its copy joins with the same
   * id.
   */
  private void aCopyJoinsWhileItsOriginalSleeps(int seed) {
    world = FormationPropertyTest.network(seed, 3, 1);
    page = world.add(PeerKind.BROWSER);
    world.run(20_000);
    page.peer()
        .topic("news")
        .subscribe(true, (TopicMessage m) -> heard.add(Bytes.utf8(m.value().bytes())));
    world.run(5_000);
    publish(world.machines().get(1).peer(), "before");
    page.sleep();
    world.run(90_000);
    publish(world.machines().get(1).peer(), "meanwhile");
    copy = world.addCopyOf(page);
    world.run(20_000);
    assertThat(copy.peer().id()).isEqualTo(page.peer().id());
    page.wake();
  }

  private void publish(Peer peer, String text) {
    Promise<PublishResult> published = peer.topic("news").publish(Value.text(text), 3600);
    world.run(5_000);
    assertThat(published.value().holders()).isPositive();
  }

  @Property(tries = 10)
  void theOneThatIsRefusedGoesOnAsAnother(@ForAll @IntRange(min = 1) int seed) {
    heard.clear();
    aCopyJoinsWhileItsOriginalSleeps(seed);
    Peer original = page.peer();
    String id = original.id();
    world.run(30_000);
    assertThat(original.state()).isEqualTo(PeerState.CONNECTED);
    assertThat(copy.peer().state()).isEqualTo(PeerState.CONNECTED);
    assertThat(copy.peer().id()).isEqualTo(id).isNotEqualTo(original.id());
    assertThat(original.publisher()).isEqualTo(copy.peer().publisher());
    publish(copy.peer(), "by the copy");
    publish(original, "by itself");
    world.run(20_000);
    assertThat(heard).containsExactly("before", "meanwhile", "by the copy", "by itself");
    List<String> violations = new ArrayList<>();
    violations.addAll(LinkCheckers.violations(world));
    assertThat(violations).isEmpty();
  }

  @Example
  void theOtherInstanceIsTakenAtTheNextStart() {
    aCopyJoinsWhileItsOriginalSleeps(1);
    world.run(30_000);
    String other = page.peer().id();
    page.leave();
    world.run(5_000);
    page.start();
    world.run(20_000);
    assertThat(page.peer().id()).isEqualTo(other);
    assertThat(copy.peer().state()).isEqualTo(PeerState.CONNECTED);
  }
}
