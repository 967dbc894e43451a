package io.peerloom.core;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.client.Draft;
import java.util.List;

/** A queued write, and how it is stored. */
final class QueuedEntry {
  private static final int VERSION = 1;
  static final int ID_BYTES = 8;

  private final byte[] key;
  private final RecordStore store;
  final QueuedWrite write;

  /** The format byte and the value. */
  final byte[] encoded;

  final PutOptions options;

  /** What was signed for it, once it may have been sent; the next attempt sends the same. */
  final Draft draft = new Draft();

  /** Fulfilled once it is over. */
  final Promise<Void> ended = new Promise<>();

  boolean isSending;

  /** It cannot be sent twice, the process that sent it ended, and nobody knows what came of it. */
  boolean isOutcomeUnknown;

  /** While a newer put or deletion of the same name is under way. */
  boolean isHeld;

  /** A newer put or deletion of the name was acknowledged while this one was being sent. */
  boolean isSuperseded;

  private QueuedEntry(
      RecordStore store, byte[] key, QueuedWrite write, byte[] encoded, PutOptions options) {
    this.store = store;
    this.key = key;
    this.write = write;
    this.encoded = encoded;
    this.options = options;
    draft.save = this::save;
  }

  /**
   * A new entry.
   *
   * @param order entries are sent in this order
   * @param id random
   */
  static QueuedEntry of(
      RecordStore store,
      long order,
      byte[] id,
      QueuedWrite.Kind kind,
      String name,
      long now,
      byte[] encoded,
      PutOptions options) {
    byte[] key = StoreKeys.key(StoreKeys.OFFLINE_QUEUE, Bytes.concat(Bytes.bigEndian(order), id));
    QueuedWrite write = new QueuedWrite(Bytes.hex(id), kind, name, now);
    return new QueuedEntry(store, key, write, encoded, options);
  }

  /** Whether it is that store's. */
  boolean isIn(RecordStore place) {
    return store == place;
  }

  /** Its place among all entries. */
  long order() {
    long order = 0;
    for (int i = 1; i <= Long.BYTES; i++) {
      order = order << 8 | key[i] & 0xff;
    }
    return order;
  }

  /** Whether nothing makes a second time harmless. */
  boolean isConditional() {
    return options.ifSequence() >= 0;
  }

  /** What is written in order: the values of a name, or the messages of a topic. */
  static String lane(QueuedWrite.Kind kind, String name) {
    return (kind == QueuedWrite.Kind.PUBLISH ? "topic/" : "value/") + name;
  }

  String lane() {
    return lane(write.kind(), write.name());
  }

  /** Writes it to its store as it is now. */
  Promise<Void> save() {
    return store.write(List.of(new RecordStore.Entry(key, stored())));
  }

  /** Takes it out of its store. */
  Promise<Void> delete() {
    return store.write(List.of(new RecordStore.Entry(key, null)));
  }

  private byte[] stored() {
    byte[] signed = draft.signed == null ? new byte[0] : draft.signed;
    CborWriter out =
        new CborWriter(encoded.length + signed.length + 64 + 2 * write.name().length());
    out.array(10).uint(VERSION).bool(write.kind() == QueuedWrite.Kind.PUBLISH);
    out.text(write.name()).bytes(encoded);
    out.bool(options.readers() == PutOptions.Readers.PUBLIC).uint(options.ttlSeconds());
    out.ulong(options.ifSequence() + 1).ulong(write.queuedAt());
    out.bool(isSending && isConditional()).bytes(signed);
    return out.toBytes();
  }

  static QueuedEntry read(RecordStore store, RecordStore.Entry from) {
    byte[] key = from.key();
    CborReader in = new CborReader(from.value());
    int count = in.array(9);
    if (in.uint(VERSION) != VERSION || key.length != 1 + Long.BYTES + ID_BYTES) {
      throw new PeerloomException(ErrorCode.UNSUPPORTED, "a queued write of another version");
    }
    boolean isMessage = in.bool();
    String name = in.text(Limits.MAX_NAME_BYTES);
    byte[] encoded = in.bytes(Limits.MAX_VALUE_BYTES + 1);
    QueuedWrite.Kind kind =
        isMessage
            ? QueuedWrite.Kind.PUBLISH
            : DataRecord.isDeletion(encoded) ? QueuedWrite.Kind.DELETE : QueuedWrite.Kind.PUT;
    PutOptions.Readers readers = in.bool() ? PutOptions.Readers.PUBLIC : PutOptions.Readers.ME;
    int ttlSeconds = in.uint(Limits.MAX_TTL_SECONDS);
    PutOptions options = new PutOptions(readers, ttlSeconds, in.ulong() - 1, WhenOffline.QUEUE);
    String id = Bytes.hex(Bytes.slice(key, 1 + Long.BYTES, key.length));
    QueuedWrite write = new QueuedWrite(id, kind, name, in.ulong());
    QueuedEntry entry = new QueuedEntry(store, key, write, encoded, options);
    // The version before kept nothing that was signed, and marked whatever it sent.
    entry.isOutcomeUnknown = in.bool() && (entry.isConditional() || isMessage);
    if (count > 9) {
      byte[] signed = in.bytes(SignedEnvelope.MAX_BYTES);
      entry.draft.signed = signed.length == 0 ? null : signed;
    }
    in.rest(count, 10);
    in.end();
    return entry;
  }
}
