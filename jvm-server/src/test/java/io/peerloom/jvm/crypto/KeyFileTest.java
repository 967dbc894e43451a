package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The file that a bridge runs with: what is signed, kept and refused. */
final class KeyFileTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir private Path folder;

  private Path root;
  private Path file;

  @BeforeEach
  void makeRoot() {
    root = folder.resolve("root.json");
    file = folder.resolve("bridge.json");
    IdentityFile.create(root, new JvmCrypto());
  }

  private static InstantSource after(Duration time) {
    return InstantSource.fixed(NOW.plus(time));
  }

  private MembershipToken sign(Duration after, int days) {
    return KeyFile.sign(file, root, true, days, after(after));
  }

  private void assertRefused(Duration after, String... reasons) {
    assertThatThrownBy(() -> KeyFile.open(file, true, after(after)))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContainingAll(reasons);
  }

  @Test
  void signingAgainKeepsKeysAndSalt() throws Exception {
    MembershipToken first = sign(Duration.ZERO, 365);
    KeyFile running = KeyFile.open(file, true, after(Duration.ZERO));
    MembershipToken second = sign(Duration.ofDays(300), 365);
    assertThat(second.subjectKey()).isEqualTo(first.subjectKey());
    assertThat(second.salt()).isEqualTo(first.salt());
    assertThat(running.current().value()).isEqualTo(second.envelope().encoded());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void expiredKeyIsRefusedWithTheCommandThatSignsIt() {
    sign(Duration.ZERO, 30);
    KeyFile.open(file, true, after(Duration.ofDays(29)));
    assertRefused(
        Duration.ofDays(30),
        "expired on 2026-12-27",
        "peerloom bridge-key --root root.json --out " + file);
    sign(Duration.ofDays(30), 30);
    KeyFile.open(file, true, after(Duration.ofDays(30)));
  }

  @Test
  void keysOfOthersAreRefused() throws Exception {
    IdentityFile.create(file, new JvmCrypto());
    assertRefused(Duration.ZERO, "has no token", "bridge-key");
    sign(Duration.ZERO, 30);
    assertThatThrownBy(() -> KeyFile.sign(file, root, false, 30, after(Duration.ZERO)))
        .hasMessageContaining("is a bridge's key");
    Path other = folder.resolve("other.json");
    IdentityFile.create(other, new JvmCrypto());
    assertThatThrownBy(() -> KeyFile.sign(file, other, true, 30, after(Duration.ZERO)))
        .hasMessageContaining("other.json is of network");
    KeyFile.sign(other, root, true, 30, after(Duration.ZERO));
    String token = tokenIn(other);
    Files.writeString(file, Files.readString(file).replace(tokenIn(file), token));
    assertRefused(Duration.ZERO, "is damaged");
  }

  private static String tokenIn(Path file) throws Exception {
    String content = Files.readString(file);
    int at = content.indexOf("\"token\":\"") + 9;
    return content.substring(at, content.indexOf('"', at));
  }

  @Test
  void allInOneSignsItsOwnKeyInTime() {
    IdentityFile.create(file, new JvmCrypto());
    MembershipToken first = rooted(Duration.ZERO);
    assertThat(rooted(Duration.ofDays(182)).expiresAt()).isEqualTo(first.expiresAt());
    MembershipToken second = rooted(Duration.ofDays(183));
    assertThat(second.expiresAt()).isGreaterThan(first.expiresAt());
    assertThat(second.salt()).isEqualTo(first.salt());
  }

  @Test
  void keyThatSoonExpiresIsLoggedWithTheCommand() {
    Logger logger = (Logger) LoggerFactory.getLogger("peerloom.keys");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      sign(Duration.ZERO, 365);
      KeyFile.open(file, true, after(Duration.ofDays(319))).current();
      assertThat(lines.list).isEmpty();
      KeyFile late = KeyFile.open(file, true, after(Duration.ofDays(321)));
      late.current();
      late.current();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getMessage()).isEqualTo("key.expires");
    assertThat(String.valueOf(lines.list.get(0).getKeyValuePairs()))
        .contains("file=", "expires=\"2027-11-27T12:00:00Z\"", "change=", "peerloom bridge-key");
  }

  private MembershipToken rooted(Duration after) {
    return MembershipToken.decode(KeyFile.rooted(file, root, after(after)).current().value());
  }
}
