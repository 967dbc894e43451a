package io.peerloom.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.support.TestCrypto;
import net.jqwik.api.Example;

/** What a relay gains by changing, moving or repeating frames: nothing. */
class FrameCipherTest {
  private static final byte[] KEY = new byte[32];
  private final TestCrypto crypto = new TestCrypto();

  private FrameCipher end(int lane, boolean dialler) {
    return new FrameCipher(crypto, KEY, lane, dialler);
  }

  private static byte[] text(String text) {
    return Bytes.utf8(text);
  }

  @Example
  void framesOpenInOrderAtTheOtherEndOnly() {
    FrameCipher dialler = end(0, true);
    FrameCipher acceptor = end(0, false);
    byte[] first = dialler.seal(text("one")).value();
    byte[] second = dialler.seal(text("two")).value();
    assertThat(acceptor.open(first).value()).isEqualTo(text("one"));
    assertThat(acceptor.open(second).value()).isEqualTo(text("two"));
    assertThat(dialler.open(first).failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
  }

  @Example
  void anotherLaneOrderOrByteDoesNotOpen() {
    FrameCipher dialler = end(0, true);
    byte[] first = dialler.seal(text("one")).value();
    byte[] second = dialler.seal(text("two")).value();
    assertThat(end(1, false).open(first).isFailed()).isTrue();
    assertThat(end(0, false).open(second).isFailed()).isTrue();
    FrameCipher acceptor = end(0, false);
    assertThat(acceptor.open(first).isFailed()).isFalse();
    assertThat(acceptor.open(first).isFailed()).isTrue();
    first[0] ^= 1;
    assertThat(end(0, false).open(first).isFailed()).isTrue();
  }
}
