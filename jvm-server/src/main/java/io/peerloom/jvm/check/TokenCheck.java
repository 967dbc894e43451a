package io.peerloom.jvm.check;

import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The dates of tokens: of a running peer's membership, and of key files. A token that is soon over
 * is renewed by itself or by the operator long before, so one that is not tells of a fault.
 */
public final class TokenCheck {
  /** A token with less time left is a finding, unless it was made for a shorter time. */
  static final long SOON_MILLIS = TimeUnit.DAYS.toMillis(14);

  private static final String ROOT_FILE = "root.json";

  private static final String ASK_BRIDGES =
      "bridges renew it through a bootstrap server: correct --bootstrap, or see why none does in"
          + " the log (bootstrap.failed)";

  private TokenCheck() {}

  /**
   * Judges the dates of a token, in wall-clock milliseconds.
   *
   * @param subject whose token it is
   * @param renewal what to do to have it renewed
   * @param now the network's time, where it is known
   */
  public static Finding judge(
      String subject, long issuedAt, long expiresAt, String renewal, long now) {
    long left = expiresAt - now;
    if (left <= 0) {
      return Finding.of(
          FindingKind.TOKEN_EXPIRED, subject, "the token expired at " + time(expiresAt), renewal);
    }
    if (issuedAt - now >= AdmissionCheck.WRONG_MILLIS) {
      return Finding.of(
          FindingKind.TOKEN_FROM_FUTURE,
          subject,
          "the token was issued at " + time(issuedAt) + ", which is yet to come",
          "set the clock (timedatectl set-ntp true) of this machine, or of the one that issued it;"
              + " in that case "
              + renewal);
    }
    // Members renew theirs once half of its time is over.
    return left < Math.min(SOON_MILLIS, (expiresAt - issuedAt) / 2)
        ? Finding.of(
            FindingKind.TOKEN_EXPIRES_SOON,
            subject,
            "the token expires at " + time(expiresAt),
            renewal)
        : Finding.fine(subject, "the token is valid until " + time(expiresAt));
  }

  private static Instant time(long millis) {
    return Instant.ofEpochSecond(millis / 1000);
  }

  /**
   * Checks the membership of a running peer.
   *
   * @param name under which it joined
   * @param token the dates of the token that it has
   * @param key its key file, which it reads again about every hour; null for none
   * @param now the network's time
   */
  public static List<Finding> ofPeer(
      String name, PeerFigures.Validity token, KeyFile key, long now) {
    String subject = "membership of " + name;
    if (key == null) {
      return List.of(judge(subject, token.issuedAt(), token.expiresAt(), ASK_BRIDGES, now));
    }
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    Finding running =
        judge(
            subject,
            token.issuedAt(),
            token.expiresAt(),
            key.renewsItself() ? "the log says why it is not signed" : key.renewal(),
            now);
    Finding file = file(key.file(), clock);
    if (key.renewsItself() && file.kind() != FindingKind.KEY_UNUSABLE) {
      return List.of(running);
    }
    // The operator has signed the file, and the peer reads it within the hour.
    if (file.isFine() && running.kind() == FindingKind.TOKEN_EXPIRES_SOON) {
      return List.of(file);
    }
    return running.kind() == file.kind() ? List.of(file) : List.of(running, file);
  }

  /** Checks a key file, without changing it. */
  public static Finding file(Path file, InstantSource clock) {
    String subject = "key file " + file;
    try {
      MembershipToken token = KeyFile.tokenIn(file);
      return token == null
          ? Finding.fine(subject, "keys without a token, as those of a bootstrap server")
          : judge(
              subject,
              token.issuedAt(),
              token.expiresAt(),
              KeyFile.renewal(file, token.bridge()),
              clock.millis());
    } catch (StartupFailure e) {
      return Finding.of(
          FindingKind.KEY_UNUSABLE,
          subject,
          "it cannot be used (" + e.getMessage() + ")",
          "restore it from a backup, or name another file in --key");
    }
  }

  /**
   * Checks the key files of a data directory that this user can read. Where the root key is beside
   * them, it signs them when they are needed.
   */
  public static List<Finding> folder(Path folder, InstantSource clock) {
    Path keys = folder.resolve("keys");
    List<Finding> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(keys)) {
      boolean rooted = Files.exists(keys.resolve(ROOT_FILE));
      for (Path file : files.sorted().filter(Files::isReadable).toList()) {
        if (!file.toString().endsWith(".json")) {
          continue;
        }
        Finding finding = file(file, clock);
        if (!finding.isFine() && !(rooted && finding.kind() != FindingKind.KEY_UNUSABLE)) {
          findings.add(finding);
        }
      }
    } catch (IOException e) {
      // No keys yet, or those of another user.
    }
    return findings;
  }
}
