package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Link;
import io.peerloom.core.support.TestLink;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@link LinkShares}: places by identity. */
class LinkSharesTest {
  private static final int MAX = 200;

  private final LinkShares shares = new LinkShares(MAX);
  private final List<Link> open = new ArrayList<>();
  private int last;

  private static Owner owner(int identity) {
    return new Owner(List.of(Bytes.wrap(new byte[] {1}), Bytes.wrap(Bytes.bigEndian(identity))));
  }

  /** Opens a link as the table does; false if it was refused. */
  private boolean open(int identity, boolean dialled) {
    Owner owner = owner(identity);
    if (!shares.hasRoom(dialled)) {
      LinkShares.Rivals rivals = shares.rivals(open, owner, 1, dialled);
      if (!rivals.larger() || rivals.links().isEmpty()) {
        return false;
      }
    }
    Link link = new TestLink(++last, owner, dialled);
    open.add(link);
    shares.opened(link);
    if (shares.isOneTooMany(link)) {
      LinkShares.Rivals rivals = shares.rivals(open, owner, 0, dialled);
      assertThat(rivals.larger()).isTrue();
      Link least = rivals.links().get(0);
      open.remove(least);
      shares.closed(least);
    }
    return true;
  }

  private int count(int identity) {
    int count = 0;
    for (Link link : open) {
      count += link.peer().owner().equals(owner(identity)) ? 1 : 0;
    }
    return count;
  }

  /** Four identities use all ids they have; then many honest peers come. */
  @Property(tries = 20)
  void honestPeersGetTheirPlaces(@ForAll @IntRange(min = 1, max = 120) int honest) {
    open.clear();
    LinkSharesTest test = new LinkSharesTest();
    for (int i = 0; i < 4 * 256; i++) {
      test.open(i % 4, false);
    }
    assertThat(test.open).hasSizeGreaterThan(MAX * 4 / 5);
    for (int i = 0; i < honest; i++) {
      assertThat(test.open(10 + i, false)).isTrue();
    }
    for (int i = 0; i < honest; i++) {
      assertThat(test.count(10 + i)).isEqualTo(1);
    }
    for (int i = 0; i < 4 * 256; i++) {
      test.open(i % 4, false);
    }
    for (int i = 0; i < honest; i++) {
      assertThat(test.count(10 + i)).isEqualTo(1);
    }
    assertThat(test.open.size()).isLessThanOrEqualTo(MAX);
  }

  @Test
  void oneProfileMayHaveAllPlacesThatNobodyElseWants() {
    int opened = 0;
    while (open(1, false)) {
      opened++;
    }
    assertThat(opened).isEqualTo(MAX - 16);
  }

  /** Nobody has more than it: then only its own links may make room for its next one. */
  @Test
  void whoHasItsShareReplacesItsOwnLinksOnly() {
    for (int i = 0; i < MAX; i++) {
      open(i, false);
    }
    LinkShares.Rivals rivals = shares.rivals(open, owner(5), 1, false);
    assertThat(rivals.larger()).isFalse();
    assertThat(rivals.links()).hasSize(1);
    assertThat(shares.rivals(open, owner(MAX + 1), 1, false).links()).hasSize(MAX - 16);
  }

  @Test
  void placesAreLeftForOwnDials() {
    for (int i = 0; i < MAX; i++) {
      open(i, false);
    }
    for (int i = 0; i < 16; i++) {
      assertThat(open(200 + i, true)).isTrue();
    }
    assertThat(open).hasSize(MAX);
    assertThat(open(250, true)).isFalse();
  }

  @Test
  void thoseWhoDialInReplaceNoOwnDial() {
    for (int i = 0; i < 16; i++) {
      open(1, true);
    }
    for (int i = 0; i < 4 * MAX; i++) {
      open(2 + i % 200, false);
    }
    assertThat(count(1)).isEqualTo(16);
  }
}
