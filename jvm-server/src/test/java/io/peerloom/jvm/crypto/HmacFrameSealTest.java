package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What passes under a seal, and what does not. */
final class HmacFrameSealTest {
  private final byte[] key = new byte[32];
  private final HmacFrameSeal dialler = new HmacFrameSeal(key, true);
  private final HmacFrameSeal acceptor = new HmacFrameSeal(key, false);

  private static List<byte[]> sealed(HmacFrameSeal seal, byte[]... messages) {
    List<byte[]> sent = new ArrayList<>();
    Transport over =
        seal.over(
            new Transport() {
              @Override
              public void send(Lane lane, byte[] message) {
                sent.add(message);
              }

              @Override
              public int bufferedBytes() {
                return 0;
              }

              @Override
              public void close(ErrorCode code, String reason) {}
            });
    for (byte[] message : messages) {
      over.send(Lane.CONTROL, message);
    }
    return sent;
  }

  private static void assertRefused(HmacFrameSeal by, byte[] message) {
    assertThatThrownBy(() -> by.open(message))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SIGNATURE));
  }

  @Test
  void messagesPassInTheirOrder() {
    List<byte[]> sent = sealed(dialler, new byte[] {1}, new byte[0], new byte[1000]);
    assertThat(sent.get(0)).hasSize(17);
    assertThat(acceptor.open(sent.get(0))).containsExactly(1);
    assertThat(acceptor.open(sent.get(1))).isEmpty();
    assertThat(acceptor.open(sent.get(2))).hasSize(1000);
  }

  @Test
  void repeatedMessageIsRefused() {
    byte[] sent = sealed(dialler, new byte[] {1}).get(0);
    acceptor.open(sent);
    assertRefused(acceptor, sent);
  }

  @Test
  void skippedMessageIsNoticed() {
    assertRefused(acceptor, sealed(dialler, new byte[] {1}, new byte[] {2}).get(1));
  }

  @Test
  void ownMessageSentBackIsRefused() {
    assertRefused(dialler, sealed(dialler, new byte[] {1}).get(0));
  }

  @Test
  void everyBitCounts() {
    byte[] sent = sealed(dialler, new byte[] {1, 2}).get(0);
    for (int bit = 0; bit < 8 * sent.length; bit++) {
      byte[] altered = sent.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(new HmacFrameSeal(key, false), altered);
    }
    assertRefused(new HmacFrameSeal(key, false), new byte[15]);
    assertRefused(new HmacFrameSeal(new byte[] {1}, false), sent);
  }
}
