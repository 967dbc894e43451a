package io.peerloom.core;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;

/** A queued write as it is stored. */
final class QueuedEntry {
  /** What a stored entry's key begins with. */
  static final byte PREFIX = 0x30;

  private static final int VERSION = 1;
  static final int ID_BYTES = 8;
  private static final int MAX_NAME_BYTES = 512;
  private static final int MAX_ENCODED_BYTES = 65_536 + 1;

  private final byte[] key;
  final QueuedWrite write;

  /** The format byte and the value. */
  final byte[] encoded;

  final PutOptions options;

  /** Set before it is sent: if the process ends then, nobody knows whether it arrived. */
  boolean isSending;

  /** The process that sent it ended, and nobody knows whether it arrived. */
  boolean isUnclear;

  /** While a newer put of the same name is under way. */
  boolean isHeld;

  /** A newer put of the name was acknowledged while this one was being sent. */
  boolean isSuperseded;

  private QueuedEntry(byte[] key, QueuedWrite write, byte[] encoded, PutOptions options) {
    this.key = key;
    this.write = write;
    this.encoded = encoded;
    this.options = options;
  }

  /**
   * A new entry.
   *
   * @param order entries are sent in this order
   * @param id random
   */
  static QueuedEntry of(
      long order,
      byte[] id,
      QueuedWrite.Kind kind,
      String name,
      long now,
      byte[] encoded,
      PutOptions options) {
    byte[] key = Bytes.concat(new byte[] {PREFIX}, Bytes.bigEndian(order), id);
    return new QueuedEntry(key, new QueuedWrite(Bytes.hex(id), kind, name, now), encoded, options);
  }

  byte[] key() {
    return key;
  }

  /** Its place among all entries. */
  long order() {
    long order = 0;
    for (int i = 1; i <= Long.BYTES; i++) {
      order = order << 8 | key[i] & 0xff;
    }
    return order;
  }

  /** Whether sending it once more would do something that sending it once does not. */
  boolean isSentOnce() {
    return write.kind() == QueuedWrite.Kind.PUBLISH || options.ifSequence() >= 0;
  }

  boolean isOf(QueuedWrite.Kind kind, String name) {
    return write.kind() == kind && write.name().equals(name);
  }

  byte[] stored() {
    CborWriter out = new CborWriter(encoded.length + 64 + 2 * write.name().length());
    out.array(9).uint(VERSION).bool(write.kind() == QueuedWrite.Kind.PUBLISH);
    out.text(write.name()).bytes(encoded);
    out.bool(options.readers() == PutOptions.Readers.PUBLIC).uint(options.ttlSeconds());
    out.ulong(options.ifSequence() + 1).ulong(write.queuedAt()).bool(isSending);
    return out.toBytes();
  }

  static QueuedEntry read(byte[] key, byte[] stored) {
    CborReader in = new CborReader(stored);
    int count = in.array(9);
    if (in.uint(VERSION) != VERSION || key.length != 1 + Long.BYTES + ID_BYTES) {
      throw new PeerloomException(ErrorCode.UNSUPPORTED, "a queued write of another version");
    }
    QueuedWrite.Kind kind = in.bool() ? QueuedWrite.Kind.PUBLISH : QueuedWrite.Kind.PUT;
    String name = in.text(MAX_NAME_BYTES);
    byte[] encoded = in.bytes(MAX_ENCODED_BYTES);
    PutOptions.Readers readers = in.bool() ? PutOptions.Readers.PUBLIC : PutOptions.Readers.ME;
    int ttlSeconds = in.uint(PutOptions.MAX_TTL_SECONDS);
    PutOptions options = new PutOptions(readers, ttlSeconds, in.ulong() - 1, WhenOffline.QUEUE);
    String id = Bytes.hex(Bytes.slice(key, 1 + Long.BYTES, key.length));
    QueuedEntry entry =
        new QueuedEntry(key, new QueuedWrite(id, kind, name, in.ulong()), encoded, options);
    entry.isSending = in.bool();
    in.rest(count, 9);
    in.end();
    return entry;
  }
}
