package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;

/**
 * A signed value under a key (DESIGN 13). The key follows from the hash of the name, and for a
 * private name also from the publisher, so a holder can check that the record belongs where it is
 * put.
 *
 * @param publisherKey the P-256 key that signed it
 * @param isPublic whether the name is public, with a slot for each publisher
 * @param nameHash hash of the name, which holders need not know
 * @param sequence grows with every put of this publisher under this name
 * @param createdAt wall-clock milliseconds
 * @param sealed whether the payload is encrypted
 * @param payload the format byte and the value, or their encryption, or a deletion
 */
public record DataRecord(
    byte[] publisherKey,
    Key key,
    boolean isPublic,
    byte[] nameHash,
    long sequence,
    long createdAt,
    int ttlSeconds,
    boolean sealed,
    byte[] payload,
    SignedEnvelope envelope) {

  /** The most bytes of a payload: a value, its format, and what sealing adds. */
  public static final int MAX_PAYLOAD_BYTES = Limits.MAX_VALUE_BYTES + 128;

  /** The format of a deletion, which no value has. */
  private static final byte DELETION = 127;

  private static final byte[] NAME = Bytes.utf8("peerloom-name-v1");
  private static final byte[] OWN = Bytes.utf8("peerloom-own-v1");
  private static final byte[] SHARED = Bytes.utf8("peerloom-shared-v1");

  public static byte[] nameHash(Hash hash, String name) {
    return hash.sha256(NAME, Bytes.utf8(name));
  }

  /** The key of a public name. */
  public static Key sharedKey(Hash hash, byte[] nameHash) {
    return new Key(hash.sha256(SHARED, nameHash));
  }

  /** The key of a publisher's private name; {@code publisher} is the hash of its identity key. */
  public static Key ownKey(Hash hash, byte[] publisher, byte[] nameHash) {
    return new Key(hash.sha256(OWN, publisher, nameHash));
  }

  public static Promise<DataRecord> sign(
      Authority authority,
      IdentityKeys keys,
      boolean shared,
      byte[] nameHash,
      long sequence,
      long createdAt,
      int ttlSeconds,
      boolean sealed,
      byte[] payload) {
    CborWriter body = new CborWriter(payload.length + 160);
    body.array(8).bytes(keys.identityPublicKey()).bool(shared).bytes(nameHash).ulong(sequence);
    body.ulong(createdAt).uint(ttlSeconds).bool(sealed).bytes(payload);
    return authority
        .sign(SignedEnvelope.Type.RECORD, body.toBytes(), keys)
        .map(envelope -> read(authority.hash(), envelope));
  }

  /** Reads a record without verifying its signature; its key is derived, so it cannot be forged. */
  public static DataRecord decode(Hash hash, byte[] encoded) {
    return read(hash, SignedEnvelope.decode(SignedEnvelope.Type.RECORD, encoded));
  }

  /** Reads a record that this peer has verified and stored. */
  static DataRecord decodeStored(Hash hash, byte[] encoded) {
    return read(hash, SignedEnvelope.decodeStored(SignedEnvelope.Type.RECORD, encoded));
  }

  private static DataRecord read(Hash hash, SignedEnvelope envelope) {
    CborReader in = new CborReader(envelope.body());
    int count = in.array(8);
    byte[] publisherKey = in.bytesOf(PeerCard.P256_BYTES);
    boolean shared = in.bool();
    byte[] nameHash = in.bytesOf(32);
    long sequence = in.ulong();
    long createdAt = in.ulong();
    int ttlSeconds = in.uint(Limits.MAX_TTL_SECONDS);
    boolean sealed = in.bool();
    byte[] payload = in.bytes(MAX_PAYLOAD_BYTES);
    in.rest(count, 8);
    in.end();
    if (payload.length == 0 || ttlSeconds == 0 || sequence == 0 || sequence > Limits.MAX_SEQUENCE) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
    }
    Key key =
        shared ? sharedKey(hash, nameHash) : ownKey(hash, hash.sha256(publisherKey), nameHash);
    return new DataRecord(
        publisherKey,
        key,
        shared,
        nameHash,
        sequence,
        createdAt,
        ttlSeconds,
        sealed,
        payload,
        envelope);
  }

  /** Verifies that the publisher signed it. */
  public Promise<Void> verify(Authority authority) {
    return authority.verify(envelope, publisherKey);
  }

  /** When it expires, in wall-clock milliseconds. */
  public long expiresAt() {
    return createdAt + ttlSeconds * 1000L;
  }

  /** The payload of a record that deletes the value. */
  public static byte[] deletion() {
    return new byte[] {DELETION};
  }

  /**
   * Whether it is the payload of a deletion, which is never sealed: holders give its place away.
   */
  public static boolean isDeletion(byte[] payload) {
    return payload.length == 1 && payload[0] == DELETION;
  }

  /** Whether it deletes the value: older versions do not count, and there is none. */
  public boolean isDeletion() {
    return !sealed && isDeletion(payload);
  }

  /** Hash of the whole record, which receipts name. */
  public byte[] digest(Hash hash) {
    return envelope.digest(hash);
  }

  /** Records of a slot order by sequence, then hash: any two holders pick the same one. */
  public boolean isNewerThan(DataRecord other, Hash hash) {
    return sequence != other.sequence
        ? sequence > other.sequence
        : Bytes.compare(digest(hash), other.digest(hash)) > 0;
  }
}
