package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.TokenSource;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * A peer's own keys with a token that the network's root key signed: one file, which a bridge, or a
 * node without a bootstrap server, is started with. The root key stays with the operator, who signs
 * the file again before the token expires; a running peer reads it again about every hour.
 *
 * <p>Only an all-in-one has the root key beside it ({@link #rooted}), and signs its file anew once
 * half of the token's time is over.
 */
public final class KeyFile implements TokenSource {
  /** How long a token is valid unless the operator says otherwise. */
  public static final int DAYS = 365;

  private static final long WARN_MILLIS = TimeUnit.DAYS.toMillis(45);
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final EventLog LOG = EventLog.of("keys");

  private final Path file;
  private final boolean bridge;
  private final Path root;
  private final InstantSource clock;
  private long warnedAt = -DAY_MILLIS;

  private KeyFile(Path file, boolean bridge, Path root, InstantSource clock) {
    this.file = file;
    this.bridge = bridge;
    this.root = root;
    this.clock = clock;
  }

  /**
   * The file of a bridge or of a node.
   *
   * @throws StartupFailure if it is missing or damaged, has no token, one of the other role, or one
   *     that has expired, saying what to run
   */
  public static KeyFile open(Path file, boolean bridge, InstantSource clock) {
    KeyFile key = new KeyFile(file, bridge, null, clock);
    MembershipToken token = key.token();
    if (token == null) {
      throw new StartupFailure(
          "key file " + file + " has no token of a network: run '" + command(file, bridge) + "'");
    }
    if (token.bridge() != bridge) {
      throw new StartupFailure(
          "key file "
              + file
              + (bridge ? " is a node's: " : " is a bridge's: ")
              + "make one with '"
              + command(Path.of(bridge ? "bridge.json" : "node.json"), bridge)
              + "'");
    }
    if (!token.isCurrent(clock.millis())) {
      throw new StartupFailure(
          "the token in key file "
              + file
              + " expired on "
              + date(token)
              + ": sign it again with '"
              + command(file, bridge)
              + "'");
    }
    return key;
  }

  /** The file of a bridge whose network's root key is at hand; both files exist. */
  public static KeyFile rooted(Path file, Path root, InstantSource clock) {
    return new KeyFile(file, true, root, clock);
  }

  /** The command that signs a file. */
  public static String command(Path file, boolean bridge) {
    return "peerloom " + (bridge ? "bridge-key" : "node-key") + " --root root.json --out " + file;
  }

  /** What an operator does to have a file renewed. */
  public static String renewal(Path file, boolean bridge) {
    return "sign it again with '" + command(file, bridge) + "'; no restart is needed";
  }

  /**
   * The token in a file, or null; the file is not changed, as its permissions else are.
   *
   * @throws StartupFailure if it cannot be read
   */
  public static MembershipToken tokenIn(Path file) {
    return IdentityFile.read(file).token();
  }

  /** What an operator does to have this file renewed. */
  public String renewal() {
    return renewal(file, bridge);
  }

  public Path file() {
    return file;
  }

  /** Whether the root key beside it signs it in time. */
  public boolean renewsItself() {
    return root != null;
  }

  /** Whether there is a file with a token. */
  public static boolean isSigned(Path file) {
    return Files.exists(file) && IdentityFile.load(file).token() != null;
  }

  /**
   * Signs a file with the root key; where the file exists its keys and its peer's id stay.
   *
   * @throws StartupFailure if a file cannot be used, or belongs to another network or role
   */
  public static MembershipToken sign(
      Path file, Path root, boolean bridge, int days, InstantSource clock) {
    IdentityFile.Content rootFile = IdentityFile.loadRoot(root);
    JvmIdentity rootKeys = rootFile.identity();
    JvmCrypto crypto = new JvmCrypto();
    IdentityFile.Content before = Files.exists(file) ? IdentityFile.load(file) : null;
    JvmIdentity keys = before == null ? crypto.newIdentity() : before.identity();
    byte[] salt = crypto.randomBytes(MembershipToken.SALT_BYTES);
    byte[] network = new JdkHash().sha256(rootKeys.identityPublicKey());
    if (Bytes.equal(keys.identityPublicKey(), rootKeys.identityPublicKey())) {
      throw new StartupFailure(file + " is the root key itself: name another --out");
    }
    if (before != null && before.token() != null) {
      MembershipToken old = before.token();
      requireSame(file, root, bridge, old, network);
      salt = old.salt();
    }
    long now = clock.millis();
    MembershipToken token =
        MembershipToken.issue(
                rootKeys,
                new byte[0],
                network,
                keys.identityPublicKey(),
                salt,
                bridge,
                now,
                now + days * DAY_MILLIS,
                rights(bridge, rootFile.invitedOnly()),
                new byte[0])
            .value();
    IdentityFile.write(file, new IdentityFile.Content(keys, token, false));
    return token;
  }

  private static int rights(boolean bridge, boolean invitedOnly) {
    if (!bridge) {
      return MembershipToken.MAX_GENERATIONS;
    }
    return invitedOnly ? MembershipToken.INVITED_ONLY : 0;
  }

  private static void requireNetwork(Path file, Path root, MembershipToken token, byte[] network) {
    byte[] signedFor = new JdkHash().sha256(token.rootKey());
    if (!Bytes.equal(signedFor, network)) {
      throw new StartupFailure(
          "the root key "
              + root
              + " is of network "
              + Bytes.hex(network)
              + ", "
              + file
              + " of "
              + Bytes.hex(signedFor)
              + ": name the right root key, or another file");
    }
  }

  private static void requireSame(
      Path file, Path root, boolean bridge, MembershipToken old, byte[] network) {
    requireNetwork(file, root, old, network);
    if (old.bridge() != bridge) {
      throw new StartupFailure(
          file + " is a " + (bridge ? "node's" : "bridge's") + " key: name another --out");
    }
  }

  /** The day on which a token expires, in UTC. */
  public static LocalDate date(MembershipToken token) {
    return LocalDate.ofEpochDay(TimeUnit.MILLISECONDS.toDays(token.expiresAt()));
  }

  /** The peer's own keys. */
  public IdentityKeys keys() {
    return IdentityFile.load(file).identity();
  }

  /** The token in the file, or null. */
  private MembershipToken token() {
    return IdentityFile.load(file).token();
  }

  @Override
  public Promise<byte[]> current() {
    try {
      MembershipToken token = token();
      if (root != null) {
        token = signedAnew(token);
      } else if (token == null) {
        throw new StartupFailure("key file " + file + " has no token any more");
      } else {
        warnOnceADay(token);
      }
      return Promise.of(token.envelope().encoded());
    } catch (PeerloomException e) {
      return Promise.failed(e);
    } catch (StartupFailure e) {
      return Promise.failed(ErrorCode.STORAGE_FAILED, e.getMessage());
    }
  }

  private MembershipToken signedAnew(MembershipToken token) {
    if (token != null) {
      byte[] rootKey = IdentityFile.loadRoot(root).identity().identityPublicKey();
      try {
        requireNetwork(file, root, token, new JdkHash().sha256(rootKey));
      } catch (StartupFailure e) {
        throw new PeerloomException(ErrorCode.NETWORK_CHANGED, e.getMessage());
      }
    }
    boolean due =
        token == null
            || token.expiresAt() - clock.millis() < (token.expiresAt() - token.issuedAt()) / 2;
    return due ? sign(file, root, true, DAYS, clock) : token;
  }

  private void warnOnceADay(MembershipToken token) {
    long now = clock.millis();
    long left = token.expiresAt() - now;
    long life = token.expiresAt() - token.issuedAt();
    if (left < Math.min(WARN_MILLIS, life / 4) && now - DAY_MILLIS >= warnedAt) {
      warnedAt = now;
      LOG.event(
          Level.WARN,
          "key.expires",
          "file",
          file,
          "expires",
          Instant.ofEpochMilli(token.expiresAt()),
          "change",
          renewal());
    }
  }
}
