package io.peerloom.jvm.check;

import static io.peerloom.jvm.check.FindingKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PeerFigures;
import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.crypto.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which dates of tokens are findings, and the command each names. */
final class TokenCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir private Path folder;

  private static FindingKind judged(int issuedDaysAgo, int daysLeft) {
    long now = NOW.toEpochMilli();
    return TokenCheck.judge(
            "x",
            now - TimeUnit.DAYS.toMillis(issuedDaysAgo),
            now + TimeUnit.DAYS.toMillis(daysLeft),
            "",
            now)
        .kind();
  }

  @Test
  void onlyTokensOutOfTheirTimeAreFindings() {
    assertThat(judged(0, 365)).isEqualTo(FINE);
    assertThat(judged(351, 14)).isEqualTo(FINE);
    assertThat(judged(352, 13)).isEqualTo(TOKEN_EXPIRES_SOON);
    assertThat(judged(365, 0)).isEqualTo(TOKEN_EXPIRED);
    // A member's lasts 30 days and is renewed before half of them are over.
    assertThat(judged(15, 15)).isEqualTo(FINE);
    assertThat(judged(17, 13)).isEqualTo(TOKEN_EXPIRES_SOON);
    // One that was made for a week.
    assertThat(judged(0, 7)).isEqualTo(FINE);
    assertThat(judged(5, 2)).isEqualTo(TOKEN_EXPIRES_SOON);
    assertThat(judged(-1, 365)).isEqualTo(TOKEN_FROM_FUTURE);
  }

  private static InstantSource in(int days) {
    return InstantSource.fixed(NOW.plus(Duration.ofDays(days)));
  }

  private Path key(String name, boolean bridge) {
    Path root = folder.resolve("root").resolve("root.json");
    if (Files.notExists(root)) {
      IdentityFile.create(root, new JvmCrypto());
    }
    Path file = folder.resolve("keys").resolve(name);
    KeyFile.sign(file, root, bridge, 365, in(0));
    return file;
  }

  @Test
  void keyFileNamesTheCommandThatSignsItAgain() throws Exception {
    Path bridge = key("bridge.json", true);
    Path node = key("node.json", false);
    assertThat(TokenCheck.file(bridge, in(300)).isFine()).isTrue();
    assertThat(TokenCheck.file(bridge, in(360)))
        .returns(TOKEN_EXPIRES_SOON, Finding::kind)
        .returns(
            "sign it again with 'peerloom bridge-key --root root.json --out "
                + bridge
                + "'; no restart is needed",
            Finding::change);
    assertThat(TokenCheck.file(node, in(366)))
        .returns(TOKEN_EXPIRED, Finding::kind)
        .satisfies(f -> assertThat(f.line()).contains("2027-11-27", "peerloom node-key"));
    assertThat(TokenCheck.file(node, in(-1)))
        .returns(TOKEN_FROM_FUTURE, Finding::kind)
        .satisfies(f -> assertThat(f.change()).contains("timedatectl", "peerloom node-key"));
    assertThat(TokenCheck.folder(folder, in(0))).isEmpty();
    Files.writeString(folder.resolve("keys").resolve("damaged.json"), "{");
    assertThat(TokenCheck.folder(folder, in(360)))
        .extracting(Finding::kind)
        .containsExactly(TOKEN_EXPIRES_SOON, KEY_UNUSABLE, TOKEN_EXPIRES_SOON);
  }

  @Test
  void checkLeavesThePermissionsOfAFile() throws Exception {
    Path file = key("bridge.json", true);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    TokenCheck.file(file, in(0));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void runningPeerHasItsMembershipJudged() {
    long now = NOW.toEpochMilli();
    PeerFigures.Validity soon =
        new PeerFigures.Validity(now - TimeUnit.DAYS.toMillis(355), now + 10);
    assertThat(TokenCheck.ofPeer("node", soon, null, now))
        .singleElement()
        .returns("membership of node", Finding::subject)
        .satisfies(f -> assertThat(f.change()).contains("--bootstrap"));
    Path file = key("bridge.json", true);
    KeyFile key = KeyFile.open(file, true, in(0));
    // Signed again, and not read yet.
    assertThat(TokenCheck.ofPeer("bridge", soon, key, now)).allMatch(Finding::isFine);
    assertThat(TokenCheck.ofPeer("bridge", soon, key, now + 20))
        .extracting(Finding::kind)
        .containsExactly(TOKEN_EXPIRED, FINE);
    long late = in(360).millis();
    assertThat(TokenCheck.ofPeer("bridge", soon(late), key, late))
        .singleElement()
        .satisfies(f -> assertThat(f.change()).contains("peerloom bridge-key"));
    KeyFile rooted = KeyFile.rooted(file, folder.resolve("root").resolve("root.json"), in(0));
    assertThat(List.of(TokenCheck.ofPeer("bridge", valid(late), rooted, late)))
        .allMatch(findings -> findings.size() == 1 && findings.get(0).isFine());
  }

  private static PeerFigures.Validity soon(long now) {
    return new PeerFigures.Validity(
        now - TimeUnit.DAYS.toMillis(360), now + TimeUnit.DAYS.toMillis(5));
  }

  private static PeerFigures.Validity valid(long now) {
    return new PeerFigures.Validity(now, now + TimeUnit.DAYS.toMillis(365));
  }
}
