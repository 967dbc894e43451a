package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Known answers of FIPS 180-4's examples and NIST's CAVP, then the JDK as an oracle. */
@Label("Sha256")
class Sha256Test {
  private final Sha256 sha = new Sha256();

  @Example
  void knownAnswers() {
    assertThat(hex(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assertThat(
            hex(
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
                    + "klmnopqrlmnopqrsmnopqrstnopqrstu"))
        .isEqualTo("cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    assertThat(Bytes.hex(sha.sha256(Bytes.fromHex("d3"))))
        .isEqualTo("28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
  }

  @Example
  void aMillionTimesTheLetterA() {
    byte[] message = new byte[1_000_000];
    Arrays.fill(message, (byte) 'a');
    assertThat(Bytes.hex(sha.sha256(message)))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  /** Around the block and padding boundaries, where such code goes wrong. */
  @Example
  void agreesWithTheJdkAtEveryLengthUpToThreeBlocks() throws GeneralSecurityException {
    for (int length = 0; length <= 192; length++) {
      byte[] message = new byte[length];
      Arrays.fill(message, (byte) (length + 1));
      assertThat(sha.sha256(message)).as("length " + length).isEqualTo(jdk(message));
    }
  }

  @Property
  void agreesWithTheJdkHoweverTheMessageIsParted(@ForAll @Size(max = 6) byte[][] parts)
      throws GeneralSecurityException {
    assertThat(sha.sha256(parts)).isEqualTo(jdk(parts));
  }

  private String hex(String message) {
    return Bytes.hex(sha.sha256(Bytes.utf8(message)));
  }

  private static byte[] jdk(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
