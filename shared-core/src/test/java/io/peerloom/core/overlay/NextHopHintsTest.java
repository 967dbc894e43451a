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

  private final NextHopHints hints = new NextHopHints();

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
    assertThat(hints.hopsTo(FAR)).isEmpty();
    hints.contactsReturned(found(0), ONE);
    hints.messageFrom(FAR, TWO);
    assertThat(hints.hopsTo(FAR)).containsExactly(ONE, TWO);
    hints.contactsReturned(found(1), THREE);
    assertThat(hints.hopsTo(FAR)).containsExactly(ONE, TWO, THREE);
    hints.contactsReturned(found(1), ONE);
    assertThat(hints.hopsTo(FAR)).endsWith(ONE);
  }

  @Example
  void namesThatLedNowhereAreForgotten() {
    hints.contactsReturned(found(0), ONE);
    hints.contactsReturned(found(1), TWO);
    hints.messageFrom(FAR, THREE);
    hints.failed(FAR, TWO);
    assertThat(hints.hopsTo(FAR)).containsExactly(ONE, THREE);
    hints.failed(FAR, ONE);
    hints.failed(FAR, THREE);
    assertThat(hints.hopsTo(FAR)).isEmpty();
  }

  @Example
  void nobodyIsTheWayToItself() {
    hints.contactsReturned(found(1), FAR);
    assertThat(hints.hopsTo(FAR)).isEmpty();
  }

  @Example
  void theyAreBounded() {
    hints.messageFrom(FAR, ONE);
    hints.contactsReturned(found(1), ONE);
    hints.contactsReturned(found(0), ONE);
    for (int i = 0; i < 2_000; i++) {
      ContactInfo other = new ContactInfo(id(), PeerKind.BROWSER, true, List.of());
      hints.messageFrom(other.id(), TWO);
      hints.contactsReturned(new Found(List.of(other), true, i % 2), TWO);
      hints.contactsReturned(new Found(List.of(other), true, 1 - i % 2), TWO);
    }
    assertThat(hints.hopsTo(FAR)).as("of another link").hasSize(3);
    for (int i = 0; i < 2_000; i++) {
      ContactInfo other = new ContactInfo(id(), PeerKind.BROWSER, true, List.of());
      NodeId over = id();
      hints.messageFrom(other.id(), over);
      hints.contactsReturned(new Found(List.of(other), true, 0), over);
      hints.contactsReturned(new Found(List.of(other), true, 1), over);
    }
    assertThat(hints.hopsTo(FAR)).isEmpty();
  }
}
