package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PemFileTest {
  @TempDir private Path folder;

  /** As openssl wrote keys of RSA and EC before it wrote PKCS #8. */
  @Test
  void keysOfAllFormsAreRead() throws Exception {
    for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
      KeyPair pair = TestAuthority.generate(algorithm);
      byte[] encoded = pair.getPrivate().getEncoded();
      Path file = TestAuthority.write(folder.resolve(algorithm), "PRIVATE KEY", encoded);
      assertThat(PemFile.read(file).privateKey().getEncoded()).isEqualTo(encoded);
    }
    KeyPair rsa = TestAuthority.generate("RSA");
    byte[] old =
        PrivateKeyInfo.getInstance(rsa.getPrivate().getEncoded()).getPrivateKey().getOctets();
    Path file = TestAuthority.write(folder.resolve("rsa"), "RSA PRIVATE KEY", old);
    assertThat(PemFile.read(file).privateKey()).isEqualTo(rsa.getPrivate());
  }

  /** A key that openssl ecparam made, with the parameters beside it. */
  @Test
  void ecKeyWithItsParametersIsRead() throws Exception {
    String text =
        """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MDECAQEEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4foAoGCCqGSM49
        AwEH
        -----END EC PRIVATE KEY-----
        """;
    Path file = Files.writeString(folder.resolve("ec"), text);
    assertThat(PemFile.read(file).privateKey().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void whatIsNoKeyOrCertificateIsNamed() throws Exception {
    Path file = folder.resolve("file");
    assertFails(file, "does not exist");
    Files.writeString(file, "hello");
    assertFails(file, "has no private key");
    assertThatThrownBy(() -> PemFile.read(file).certificates())
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(file + " has no certificate");
    TestAuthority.write(file, "ENCRYPTED PRIVATE KEY", new byte[9]);
    assertFails(file, "is encrypted");
    for (String type : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
      TestAuthority.write(file, type, new byte[9]);
      assertFails(file, "has a malformed private key");
    }
    TestAuthority.write(file, "CERTIFICATE", new byte[9]);
    assertThatThrownBy(() -> PemFile.read(file).certificates())
        .hasMessageContaining("has a malformed certificate");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA");
    assertFails(file, "is not a whole PEM file");
    Files.write(file, new byte[2 << 20]);
    assertFails(file, "is too large");
  }

  private static void assertFails(Path file, String reason) {
    assertThatThrownBy(() -> PemFile.read(file).privateKey())
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(file + " " + reason);
  }
}
