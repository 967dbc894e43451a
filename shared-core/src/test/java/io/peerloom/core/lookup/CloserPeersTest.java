package io.peerloom.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whom an answer names, of those one is linked to and those one has heard of. */
@Label("CloserPeers")
class CloserPeersTest {
  private static byte[] bytes(Rng rng) {
    byte[] bytes = new byte[NodeId.BYTES];
    rng.nextBytes(bytes);
    return bytes;
  }

  private static List<ContactInfo> some(Rng rng, int count) {
    List<ContactInfo> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PeerKind kind = rng.chance(200) ? PeerKind.NODE : PeerKind.BROWSER;
      all.add(new ContactInfo(new NodeId(bytes(rng)), kind, true, List.of()));
    }
    return all;
  }

  private static List<ContactInfo> nearest(Key target, Stream<ContactInfo> of, int count) {
    return of.sorted((a, b) -> target.compareDistance(a.id(), b.id())).limit(count).toList();
  }

  private static FindNode question(Key target, boolean nodesOnly, int most) {
    return new FindNode(target.bytes(), new byte[8], 6, nodesOnly, most);
  }

  @Property(tries = 500)
  void theClosestAreNamedAndWhatOthersSayTakesNoMoreThanHalf(
      @ForAll int seed,
      @ForAll @IntRange(max = 8) int most,
      @ForAll @IntRange(min = 1, max = 20) int links,
      @ForAll @IntRange(max = 8) int others) {
    Rng rng = new Rng(seed);
    Key target = new Key(bytes(rng));
    List<ContactInfo> own = some(rng, links);
    List<ContactInfo> heard = some(rng, others);
    heard.add(own.get(0));
    Found found = CloserPeers.answer(question(target, false, most), own, heard, true);

    int passedOn = found.contacts().size() - found.own();
    int mostPassedOn = most - Math.min((most + 1) / 2, links);
    assertThat(passedOn).isLessThanOrEqualTo(mostPassedOn);
    assertThat(found.contacts().size())
        .isEqualTo(Math.min(most, links + Math.min(others, mostPassedOn)));
    assertThat(found.contacts().subList(0, found.own()))
        .isEqualTo(nearest(target, own.stream(), found.own()));
    assertThat(found.contacts().subList(found.own(), found.contacts().size()))
        .isEqualTo(nearest(target, heard.stream().filter(c -> !own.contains(c)), passedOn));
    // Who is left out is farther than all who are named, but for others that have had their share.
    List<ContactInfo> out = new ArrayList<>(own);
    if (passedOn < mostPassedOn) {
      out.addAll(heard);
    }
    out.removeAll(found.contacts());
    for (ContactInfo left : out) {
      assertThat(found.contacts())
          .allMatch(named -> target.compareDistance(named.id(), left.id()) < 0);
    }
  }

  /** Nearer than anybody real, and servers all of them. */
  @Property(tries = 200)
  void inventedServersDoNotHideTheNearestThatIsReal(@ForAll int seed) {
    Rng rng = new Rng(seed);
    Key target = new Key(bytes(rng));
    List<ContactInfo> own = some(rng, 20);
    List<ContactInfo> heard = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] near = target.bytes().clone();
      near[NodeId.BYTES - 1] ^= (byte) (1 + i);
      heard.add(new ContactInfo(new NodeId(near), PeerKind.NODE, true, List.of()));
    }
    assertThat(CloserPeers.answer(question(target, true, 4), own, heard, true).contacts())
        .containsAll(nearest(target, own.stream().filter(c -> c.kind() == PeerKind.NODE), 1));
  }

  @Property(tries = 500)
  void whereServersAreAskedTheNearestOfThemAreNamed(
      @ForAll int seed,
      @ForAll @IntRange(min = 4, max = 8) int most,
      @ForAll @IntRange(min = 1, max = 60) int links) {
    Rng rng = new Rng(seed);
    Key target = new Key(bytes(rng));
    List<ContactInfo> own = some(rng, links);
    Found found = CloserPeers.answer(question(target, true, most), own, List.of(), true);
    assertThat(found.contacts())
        .hasSize(Math.min(most, links))
        .containsAll(nearest(target, own.stream().filter(c -> c.kind() == PeerKind.NODE), 2))
        .containsAll(nearest(target, own.stream(), most - 2));
  }
}
