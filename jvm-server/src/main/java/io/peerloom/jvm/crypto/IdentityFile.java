package io.peerloom.jvm.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.store.AtomicFile;
import io.peerloom.jvm.store.OwnerOnly;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private keys of an identity in a file that only its owner may read, of a bridge or private
 * node with the token that the network's root key signed.
 */
public final class IdentityFile {
  private static final int VERSION = 1;
  private static final Logger LOG = LoggerFactory.getLogger("peerloom.keys");
  private static final ObjectMapper JSON = new ObjectMapper();

  private IdentityFile() {}

  /**
   * What a file holds.
   *
   * @param token null for keys alone; not verified
   * @param invitedOnly of a root key: whether its network admits by invitation only
   */
  record Content(JvmIdentity identity, MembershipToken token, boolean invitedOnly) {}

  /**
   * The identity stored in a file; if the file does not exist, an identity is generated and stored
   * there.
   *
   * @throws StartupFailure if it cannot be read or written, saying why
   */
  public static JvmIdentity loadOrCreate(Path file, JvmCrypto crypto) {
    Content content = loadIfPresent(file);
    return content == null ? create(file, crypto) : content.identity();
  }

  /**
   * Generates an identity and stores it in a new file.
   *
   * @throws StartupFailure if it cannot be written, saying why
   */
  public static JvmIdentity create(Path file, JvmCrypto crypto) {
    return create(file, false, crypto);
  }

  /** The same for a root key, whose network may admit by invitation only. */
  public static JvmIdentity create(Path file, boolean invitedOnly, JvmCrypto crypto) {
    JvmIdentity identity = crypto.newIdentity();
    write(file, new Content(identity, null, invitedOnly));
    return identity;
  }

  /** What is stored in a file; a {@link StartupFailure} says why if it cannot be read. */
  static Content load(Path file) {
    Content content = loadIfPresent(file);
    if (content == null) {
      throw new StartupFailure("key file " + file + " does not exist");
    }
    return content;
  }

  /** The same for a file that has no token, as a root key has none. */
  static Content loadRoot(Path file) {
    Content content = load(file);
    if (content.token() != null) {
      throw new StartupFailure(file + " is the key of a bridge or node, not a root key");
    }
    return content;
  }

  private static Content loadIfPresent(Path file) {
    if (Files.notExists(file)) {
      return null;
    }
    Content content = read(file);
    protect(file);
    return content;
  }

  /** Like {@link #load}, and leaves the permissions of the file as they are. */
  static Content read(Path file) {
    try {
      return parse(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new StartupFailure("key file " + file + " does not exist");
    } catch (IOException e) {
      throw new StartupFailure("key file " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** Restricts the permissions of a file: a copy made by hand is often readable by others. */
  private static void protect(Path file) {
    try {
      if (OwnerOnly.tighten(file)) {
        LOG.warn("key file {} was open to other users; now only its owner may read it", file);
      }
    } catch (IOException e) {
      LOG.warn("key file {} is open to other users, and that cannot be changed", file);
    }
  }

  static void write(Path file, Content content) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", VERSION);
    node.put("p256", Bytes.hex(content.identity().identityPrivate()));
    node.put("ed25519", Bytes.hex(content.identity().topicSeed()));
    if (content.invitedOnly()) {
      node.put("invitationOnly", true);
    }
    if (content.token() != null) {
      node.put("token", Bytes.hex(content.token().envelope().encoded()));
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      AtomicFile.write(file, JSON.writeValueAsBytes(node));
    } catch (IOException e) {
      throw new StartupFailure("key file " + file + " cannot be written: " + e.getMessage());
    }
  }

  private static Content parse(Path file, byte[] content) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new StartupFailure("key file " + file + " is damaged; restore it from a backup");
    }
    int version = node.path("version").asInt();
    if (version > VERSION) {
      throw new StartupFailure("key file " + file + " is of a newer version");
    }
    JvmIdentity identity = null;
    MembershipToken token = null;
    try {
      identity =
          JvmIdentity.of(
              Bytes.fromHex(node.path("p256").asText()),
              Bytes.fromHex(node.path("ed25519").asText()));
      if (identity != null && node.hasNonNull("token")) {
        token = MembershipToken.decode(Bytes.fromHex(node.get("token").asText()));
        identity = Bytes.equal(token.subjectKey(), identity.identityPublicKey()) ? identity : null;
      }
    } catch (PeerloomException unreadable) {
      identity = null; // Refused below, like keys out of range.
    }
    if (identity == null) {
      throw new StartupFailure("key file " + file + " is damaged; restore it from a backup");
    }
    return new Content(identity, token, node.path("invitationOnly").asBoolean());
  }
}
