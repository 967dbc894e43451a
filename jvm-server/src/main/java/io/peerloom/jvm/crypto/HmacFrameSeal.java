package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.FrameSeal;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the messages of a link between servers without TLS: HMAC-SHA-256 over the direction, the
 * number of the message and the message, cut to 16 bytes (RFC 2104, section 5). Whoever is on the
 * path can read, delay and cut, but neither change, nor insert, nor repeat.
 *
 * <p>Used on the link's loop only.
 */
public final class HmacFrameSeal implements FrameSeal {
  static final String ALGORITHM = "HmacSHA256";
  private static final int TAG_BYTES = 16;

  private final Mac mac;
  private final byte own;
  private final byte other;
  private long sent;
  private long received;

  public HmacFrameSeal(byte[] key, boolean dialler) {
    try {
      NativeCrypto code = NativeCrypto.loaded();
      mac = code == null ? Mac.getInstance(ALGORITHM) : code.mac();
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
    own = (byte) (dialler ? 1 : 2);
    other = (byte) (dialler ? 2 : 1);
  }

  private byte[] tag(byte direction, long number, byte[] message, int length) {
    mac.update(direction);
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    mac.update(message, 0, length);
    return Bytes.slice(mac.doFinal(), 0, TAG_BYTES);
  }

  @Override
  public byte[] open(byte[] message) {
    int length = message.length - TAG_BYTES;
    if (length < 0
        || !MessageDigest.isEqual(
            tag(other, received++, message, length),
            Bytes.slice(message, length, message.length))) {
      throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "frames altered on their way");
    }
    return Bytes.slice(message, 0, length);
  }

  @Override
  public Transport over(Transport transport) {
    return new Transport() {
      @Override
      public void send(Lane lane, byte[] message) {
        transport.send(lane, Bytes.concat(message, tag(own, sent++, message, message.length)));
      }

      @Override
      public int bufferedBytes() {
        return transport.bufferedBytes();
      }

      @Override
      public Owner owner() {
        return transport.owner();
      }

      @Override
      public void proved() {
        transport.proved();
      }

      @Override
      public void close(ErrorCode code, String reason) {
        transport.close(code, reason);
      }
    };
  }
}
