package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.List;

/**
 * All that a newcomer needs to join, as text that fits behind the {@code #} of an address: browsers
 * send that part to no server.
 *
 * @param envelope the encoded {@link Invitation}
 * @param privateKey of the invitation's key; empty where it names its invitee
 * @param network the 32-byte network id
 * @param bootstrap WebSocket addresses of bootstrap servers; of more than {@link #MAX_ADDRESSES}
 *     the text has the first
 */
public record InvitationLink(
    byte[] envelope, byte[] privateKey, byte[] network, List<String> bootstrap) {
  /** The most bootstrap addresses of a link. */
  public static final int MAX_ADDRESSES = 8;

  /** Precedes the text in an address. */
  public static final String NAME = "invitation=";

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int PRIVATE_BYTES = 32;

  /** More than an invitation and {@link #MAX_ADDRESSES} of the longest addresses take. */
  private static final int MAX_DIGITS = 8_192;

  /** The link as text, base64url without padding; without {@link #NAME}. */
  public String encode() {
    CborWriter out = new CborWriter(1_024);
    int addresses = Math.min(bootstrap.size(), MAX_ADDRESSES);
    out.array(4).bytes(envelope).bytes(privateKey).bytes(network).array(addresses);
    for (int i = 0; i < addresses; i++) {
      out.text(bootstrap.get(i));
    }
    byte[] bytes = out.toBytes();
    StringBuilder text = new StringBuilder(bytes.length * 4 / 3 + 2);
    for (int bit = 0; bit < bytes.length * 8; bit += 6) {
      int high = bytes[bit / 8] & 0xff;
      int low = bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xff : 0;
      text.append(DIGITS.charAt((high << 8 | low) >> 10 - bit % 8 & 63));
    }
    return text.toString();
  }

  /**
   * Reads a link: the whole address, its fragment, or the text alone. Nothing is verified.
   *
   * @throws PeerloomException INVALID_REQUEST if it is none
   */
  public static InvitationLink decode(String text) {
    int name = text.indexOf(NAME);
    String digits = (name < 0 ? text : text.substring(name + NAME.length())).trim();
    byte[] bytes = new byte[Math.min(digits.length(), MAX_DIGITS) * 6 / 8];
    try {
      if (digits.length() > MAX_DIGITS) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "too long");
      }
      for (int i = 0; i < digits.length(); i++) {
        int digit = DIGITS.indexOf(digits.charAt(i));
        if (digit < 0) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "character " + i);
        }
        for (int bit = 0; bit < 6 && (i * 6 + bit) / 8 < bytes.length; bit++) {
          int at = i * 6 + bit;
          bytes[at / 8] |= (byte) ((digit >> 5 - bit & 1) << 7 - at % 8);
        }
      }
      return read(new CborReader(bytes));
    } catch (PeerloomException e) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "this is no whole invitation link; copy it again");
    }
  }

  /**
   * What a revocation of a member, or of an invitation, names.
   *
   * @param text the member's publisher id, 64 hexadecimal digits, or the invitation's link
   * @throws PeerloomException INVALID_REQUEST if it is neither
   */
  public static byte[] target(Hash hash, String text) {
    try {
      return text.length() == 64
          ? Bytes.slice(Bytes.fromHex(text), 0, Revocation.ID_BYTES)
          : Invitation.decode(decode(text).envelope).id(hash);
    } catch (PeerloomException e) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "neither a publisher id, 64 hexadecimal digits, nor the whole link of an invitation");
    }
  }

  private static InvitationLink read(CborReader in) {
    int count = in.array(4);
    InvitationLink link =
        new InvitationLink(
            in.bytes(Invitation.MAX_BYTES),
            in.bytes(PRIVATE_BYTES),
            in.bytesOf(32),
            in.list(MAX_ADDRESSES, each -> each.text(PeerCard.MAX_ADDRESS_BYTES)));
    in.rest(count, 4);
    in.end();
    Invitation.decode(link.envelope);
    return link;
  }
}
