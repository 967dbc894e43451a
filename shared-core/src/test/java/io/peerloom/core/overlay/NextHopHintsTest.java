package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Which link is tried first for somebody there is no link to. */
@Label("NextHopHints")
class NextHopHintsTest {
  private static final Rng RNG = new Rng(1);
  private static final NodeId FAR = id();
  private static final NodeId ONE = id();
  private static final NodeId TWO = id();
  private static final NodeId THREE = id();

  private final NextHopHints signposts = new NextHopHints();

  private static NodeId id() {
    byte[] bytes = new byte[NodeId.BYTES];
    RNG.nextBytes(bytes);
    return new NodeId(bytes);
  }

  private static Found found(int own) {
    return new Found(List.of(new ContactInfo(FAR, PeerKind.BROWSER, true, List.of())), true, own);
  }

  @Example
  void ownLinkBeatsMessagePathBeatsHearsay() {
    assertThat(signposts.hopsTo(FAR)).isEmpty();
    signposts.contactsReturned(found(0), ONE);
    signposts.messageFrom(FAR, TWO);
    assertThat(signposts.hopsTo(FAR)).containsExactly(ONE, TWO);
    signposts.contactsReturned(found(1), THREE);
    assertThat(signposts.hopsTo(FAR)).containsExactly(ONE, TWO, THREE);
    signposts.contactsReturned(found(1), ONE);
    assertThat(signposts.hopsTo(FAR)).endsWith(ONE);
  }

  @Example
  void namesThatLedNowhereAreForgotten() {
    signposts.contactsReturned(found(0), ONE);
    signposts.contactsReturned(found(1), TWO);
    signposts.messageFrom(FAR, THREE);
    signposts.failed(FAR, TWO);
    assertThat(signposts.hopsTo(FAR)).containsExactly(ONE, THREE);
    signposts.failed(FAR, ONE);
    signposts.failed(FAR, THREE);
    assertThat(signposts.hopsTo(FAR)).isEmpty();
  }

  @Example
  void nobodyIsTheWayToItself() {
    signposts.contactsReturned(found(1), FAR);
    assertThat(signposts.hopsTo(FAR)).isEmpty();
  }

  @Example
  void theyAreBounded() {
    signposts.messageFrom(FAR, ONE);
    signposts.contactsReturned(found(1), ONE);
    signposts.contactsReturned(found(0), ONE);
    for (int i = 0; i < 2_000; i++) {
      ContactInfo other = new ContactInfo(id(), PeerKind.BROWSER, true, List.of());
      signposts.messageFrom(other.id(), TWO);
      signposts.contactsReturned(new Found(List.of(other), true, i % 2), TWO);
      signposts.contactsReturned(new Found(List.of(other), true, 1 - i % 2), TWO);
    }
    assertThat(signposts.hopsTo(FAR)).isEmpty();
  }
}
