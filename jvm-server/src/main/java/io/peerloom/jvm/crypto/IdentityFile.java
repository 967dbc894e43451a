package io.peerloom.jvm.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.store.AtomicFile;
import io.peerloom.jvm.store.OwnerOnly;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The private keys of an identity in a file that only its owner may read. */
public final class IdentityFile {
  private static final int VERSION = 1;
  private static final Logger LOG = LoggerFactory.getLogger("peerloom.keys");
  private static final ObjectMapper JSON = new ObjectMapper();

  private IdentityFile() {}

  /**
   * The identity stored in a file; if the file does not exist, an identity is generated and stored
   * there.
   *
   * @throws StartupFailure if it cannot be read or written, saying why
   */
  public static JvmIdentity loadOrCreate(Path file, JvmCrypto crypto) {
    try {
      byte[] content = Files.readAllBytes(file);
      protect(file);
      return parse(file, content);
    } catch (NoSuchFileException e) {
      JvmIdentity identity = crypto.newIdentity();
      write(file, identity);
      return identity;
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

  private static void write(Path file, JvmIdentity identity) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", VERSION);
    node.put("p256", Bytes.hex(identity.identityPrivate()));
    node.put("ed25519", Bytes.hex(identity.topicSeed()));
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      AtomicFile.write(file, JSON.writeValueAsBytes(node));
    } catch (IOException e) {
      throw new StartupFailure("key file " + file + " cannot be written: " + e.getMessage());
    }
  }

  private static JvmIdentity parse(Path file, byte[] content) throws IOException {
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
    try {
      identity =
          JvmIdentity.of(
              Bytes.fromHex(node.path("p256").asText()),
              Bytes.fromHex(node.path("ed25519").asText()));
    } catch (PeerloomException notHexadecimal) {
      // Refused below, like keys out of range.
    }
    if (identity == null) {
      throw new StartupFailure("key file " + file + " is damaged; restore it from a backup");
    }
    return identity;
  }
}
