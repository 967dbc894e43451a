package io.peerloom.core;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.client.RecordReader;
import io.peerloom.core.pubsub.ReadMessage;
import io.peerloom.core.pubsub.TopicItem;
import io.peerloom.core.pubsub.TopicPresence;

/**
 * Records and messages as the application sees them. A value is stored and sent as a byte for its
 * format, then its content.
 */
final class ApiValues {
  private ApiValues() {}

  static byte[] encoded(Value value) {
    return Bytes.concat(new byte[] {(byte) value.format()}, value.bytes());
  }

  private static Value decoded(byte[] encoded) {
    return new Value(encoded[0], Bytes.slice(encoded, 1, encoded.length));
  }

  /** What was found; null for nothing. */
  static GetResult result(Hash hash, RecordReader.DecryptedRecord found) {
    return found == null
        ? null
        : new GetResult(
            decoded(found.plaintext()),
            Bytes.hex(hash.sha256(found.record().publisherKey())),
            found.record().sequence(),
            found.record().createdAt());
  }

  static TopicMessage message(Hash hash, ReadMessage message) {
    TopicItem item = message.item();
    return new TopicMessage(
        item.id().toString(),
        Bytes.hex(hash.sha256(item.identityKey())),
        item.sequence(),
        item.publishedAt(),
        item.expiresAt(),
        decoded(message.payload()));
  }

  static PresentPeer peer(Hash hash, TopicPresence.Change of) {
    return new PresentPeer(
        Bytes.hex(of.id().bytes()),
        Bytes.hex(hash.sha256(of.identityKey())),
        of.hidden(),
        decoded(of.state()));
  }

  /** The hash of a publisher's key, null for null; INVALID_REQUEST where it cannot be one. */
  static byte[] publisher(String hex) {
    byte[] hash = hex == null ? null : Bytes.fromHex(hex);
    if (hash != null && hash.length != 32) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "publisher is 64 digits");
    }
    return hash;
  }

  /** A lone surrogate becomes "?" in UTF-8, so two names would be one: INVALID_REQUEST. */
  static String checkedName(String name) {
    if (!Bytes.utf8(Bytes.utf8(name)).equals(name)) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a name with a lone surrogate");
    }
    return name;
  }
}
