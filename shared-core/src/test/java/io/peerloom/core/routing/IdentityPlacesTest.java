package io.peerloom.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.lookup.ClosestPeersLookup;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** An identity with many ids is one peer where others want its places, and fills them elsewhere. */
@Label("Places of an identity")
class IdentityPlacesTest {
  private static final Bytes LIAR = Bytes.wrap(new byte[16]);

  private static NodeId id(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) number;
    id[1] = 1;
    return NodeId.of(id);
  }

  @Example
  void othersComeBeforeTheThird() {
    IdentityPlaces places = new IdentityPlaces(id -> id.bytes()[0] < 4 ? LIAR : null);
    List<NodeId> all = List.of(id(0), id(1), id(2), id(3), id(4), id(5));
    assertThat(places.order(all)).containsExactly(id(0), id(1), id(4), id(5), id(2), id(3));
    assertThat(places.first(all, 5)).containsExactly(id(0), id(1), id(2), id(4), id(5));
  }

  @Example
  void tabsOfOneProfileFillAllPlaces() {
    IdentityPlaces places = new IdentityPlaces(id -> LIAR);
    List<NodeId> tabs = List.of(id(0), id(1), id(2), id(3));
    assertThat(places.first(tabs, 4)).isEqualTo(tabs);
  }

  /**
   * Five identities answer truthfully and return 256 ids of their own, all closer to the target
   * than any honest peer.
   */
  @Property(tries = 30)
  void manyIdsDoNotHideTheClosestHonestPeers(@ForAll int seed) {
    Rng rng = new Rng(seed);
    NodeId target = random(rng);
    List<ContactInfo> honest = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      honest.add(contact(random(rng)));
    }
    List<List<ContactInfo>> liars = new ArrayList<>();
    Set<NodeId> hostile = new TreeSet<>();
    for (int identity = 0; identity < 5; identity++) {
      List<ContactInfo> ids = new ArrayList<>();
      for (int i = 0; i < 256; i++) {
        byte[] id = random(rng).bytes().clone();
        System.arraycopy(target.bytes(), 0, id, 0, 2);
        id[31] = (byte) identity;
        ids.add(contact(NodeId.of(id)));
        hostile.add(NodeId.of(id));
      }
      ids.sort((a, b) -> target.compareDistance(a.id(), b.id()));
      liars.add(ids);
    }
    IdentityPlaces places =
        new IdentityPlaces(
            id -> hostile.contains(id) ? Bytes.wrap(new byte[] {id.bytes()[31]}) : null);
    List<ContactInfo> seeds = new ArrayList<>(honest.subList(0, 6));
    liars.forEach(ids -> seeds.addAll(ids.subList(0, 2)));
    ClosestPeersLookup lookup = new ClosestPeersLookup(random(rng), target, seeds, 8, 0, 2, places);
    honest.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    int asked = 0;
    ContactInfo next;
    while ((next = lookup.next()) != null) {
      asked++;
      boolean lies = hostile.contains(next.id());
      List<ContactInfo> from = lies ? liars.get(next.id().bytes()[31]) : honest;
      List<ContactInfo> returned = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        returned.add(lies ? from.get(rng.nextInt(from.size())) : from.get(i));
      }
      lookup.answered(next.id(), returned, true);
    }
    assertThat(lookup.isDone()).isTrue();
    assertThat(asked).isLessThan(120);
    List<NodeId> found = new ArrayList<>();
    int ofLiars = 0;
    for (ContactInfo contact : lookup.answering(24)) {
      found.add(contact.id());
      ofLiars += hostile.contains(contact.id()) ? 1 : 0;
    }
    assertThat(found.subList(0, Math.min(10, found.size())).stream().filter(hostile::contains))
        .hasSizeLessThanOrEqualTo(10);
    assertThat(ofLiars).isPositive();
  }

  private static NodeId random(Rng rng) {
    byte[] id = new byte[NodeId.BYTES];
    rng.nextBytes(id);
    return NodeId.of(id);
  }

  private static ContactInfo contact(NodeId id) {
    return new ContactInfo(id, PeerKind.NODE, true, List.of());
  }
}
