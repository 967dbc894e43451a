package io.peerloom.core.support;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/** Peers at random places. */
public final class TestContacts {
  private TestContacts() {}

  public static NodeId id(Rng rng) {
    byte[] bytes = new byte[NodeId.BYTES];
    rng.nextBytes(bytes);
    return new NodeId(bytes);
  }

  public static ContactInfo of(NodeId id) {
    return of(id, PeerKind.NODE);
  }

  public static ContactInfo of(NodeId id, PeerKind kind) {
    return new ContactInfo(id, kind, true, List.of());
  }

  public static List<ContactInfo> some(Rng rng, int count) {
    List<ContactInfo> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(of(id(rng)));
    }
    return all;
  }

  /** A peer that falls into the bucket of that index. */
  public static ContactInfo inBucket(NodeId self, int index, Rng rng) {
    byte[] bytes = self.bytes().clone();
    bytes[index / 8] ^= (byte) (0x80 >> index % 8);
    for (int bit = index + 1; bit < NodeId.BITS; bit++) {
      if (rng.chance(500)) {
        bytes[bit / 8] ^= (byte) (0x80 >> bit % 8);
      }
    }
    return of(new NodeId(bytes));
  }
}
