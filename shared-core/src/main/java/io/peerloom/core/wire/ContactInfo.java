package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/** What one peer says about another; unverified until the other has proved itself. */
public record ContactInfo(NodeId id, PeerKind kind, boolean active, List<String> addresses) {
  /** What this peer says about itself. */
  public static ContactInfo of(Identity self) {
    return new ContactInfo(self.id(), self.kind(), self.active(), self.addresses());
  }

  /** What a peer has proved about itself. */
  public static ContactInfo of(ProvedPeer peer) {
    return new ContactInfo(peer.id(), peer.kind(), peer.active(), peer.addresses());
  }

  void write(CborWriter out) {
    out.array(4).bytes(id.bytes()).uint(kind.number()).bool(active).array(addresses.size());
    for (String address : addresses) {
      out.text(address);
    }
  }

  static ContactInfo read(CborReader in) {
    int count = in.array(4);
    ContactInfo info =
        new ContactInfo(
            NodeId.of(in.bytesOf(NodeId.BYTES)),
            PeerKind.of(in.uint(255)),
            in.bool(),
            in.list(PeerCard.MAX_ADDRESSES, a -> a.text(PeerCard.MAX_ADDRESS_BYTES)));
    in.rest(count, 4);
    return info;
  }

  static void writeAll(CborWriter out, List<ContactInfo> contacts) {
    out.array(contacts.size());
    for (ContactInfo contact : contacts) {
      contact.write(out);
    }
  }

  static List<ContactInfo> readAll(CborReader in) {
    return in.list(RoutingMessage.MAX_CONTACTS, ContactInfo::read);
  }
}
