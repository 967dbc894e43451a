package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import java.util.List;

/** The short conversation of a newcomer with a bootstrap server, and of that one with a bridge. */
public sealed interface JoinMessage extends Message {
  /** A signed request for admission. Passed on by the bootstrap server as it is. */
  record Join(byte[] request) implements JoinMessage {
    /** The most bytes of a signed request. */
    public static final int MAX_BYTES = 1024;

    @Override
    public int number() {
      return 50;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(request);
    }

    static Join read(CborReader in) {
      return new Join(in.bytes(MAX_BYTES));
    }
  }

  /**
   * A bridge's answer.
   *
   * @param rootKey the network's root key
   * @param token the newcomer's membership token
   * @param proof the bridge's signed statement over the newcomer's nonce and this network
   * @param wallMillis the bridge's clock
   * @param bridge the bridge itself
   * @param contacts random live peers, those anyone can dial first
   */
  record Admission(
      byte[] rootKey,
      byte[] token,
      byte[] proof,
      long wallMillis,
      ContactInfo bridge,
      List<ContactInfo> contacts)
      implements JoinMessage {
    @Override
    public int number() {
      return 51;
    }

    @Override
    public int fields() {
      return 6;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(rootKey).bytes(token).bytes(proof).ulong(wallMillis);
      bridge.write(out);
      ContactInfo.writeAll(out, contacts);
    }

    static Admission read(CborReader in) {
      return new Admission(
          in.bytesOf(PeerCard.P256_BYTES),
          in.bytes(MembershipToken.MAX_BYTES),
          in.bytes(512),
          in.ulong(),
          ContactInfo.read(in),
          ContactInfo.readAll(in));
    }
  }
}
