package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;

/**
 * The layout of a peer's {@link RecordStore}: the first byte of a key says what kind of entry it
 * is. Data folders and browser profiles outlive builds, so a prefix is never reused for another
 * kind.
 */
public final class StoreKeys {
  /** The network and the membership token; the prefix alone is the key. */
  public static final byte MEMBERSHIP = 0x01;

  /** The secret from which a bridge derives salts; the prefix alone is the key. */
  public static final byte SALT_SECRET = 0x02;

  /** Present when this peer has met another that may hold data; the prefix alone is the key. */
  public static final byte MET_OTHERS = 0x03;

  /** The instance number of a copied browser profile; the prefix alone is the key. */
  public static final byte OTHER_INSTANCE = 0x04;

  /** By invitation and user: when the invitation expires, on bridges. */
  public static final byte INVITATION_USES = 0x05;

  /** By id: the revocations of members and invitations. */
  public static final byte REVOCATIONS = 0x06;

  /**
   * By slot: a state, a record, empty for none, and since accounts are kept its owner; or a record
   * alone, as older versions wrote.
   */
  public static final byte RECORDS = 0x10;

  /** When to check an entry: u64 wall-clock milliseconds, then that entry's key. */
  static final byte DUE = 0x11;

  /** By slot: a state, as an older version stored it beside the record; migrated at the start. */
  static final byte STATES = 0x12;

  /** Formerly the slots whose record stays beyond its expiry; neither written nor read. */
  static final byte TOMBSTONES = 0x13;

  /**
   * By slot: the highest sequence this peer used in a slot of its own, and until when it counts.
   */
  static final byte USED_SEQUENCES = 0x14;

  /**
   * By identity key: until when a token is kept, and that token, of publishers whose data this peer
   * stores.
   */
  static final byte MEMBERS = 0x15;

  /** By topic and id: the messages of the topics this peer coordinates. */
  public static final byte TOPIC_MESSAGES = 0x20;

  /** The topics this peer coordinates. */
  public static final byte TOPICS = 0x21;

  /** By order and id: the writes that wait until a peer can be reached. */
  public static final byte OFFLINE_QUEUE = 0x30;

  private StoreKeys() {}

  /** The key of the only entry of a kind, and where a scan of a kind begins. */
  public static byte[] start(byte prefix) {
    return new byte[] {prefix};
  }

  /** Where a scan of a kind ends, exclusive. */
  public static byte[] end(byte prefix) {
    return new byte[] {(byte) (prefix + 1)};
  }

  /** The entry that says when to check another one, in wall-clock milliseconds. */
  static RecordStore.Entry due(long at, byte kind, byte[] slot) {
    return new RecordStore.Entry(dueKey(at, kind, slot), new byte[] {1});
  }

  static byte[] dueKey(long at, byte kind, byte[] slot) {
    return Bytes.concat(start(DUE), Bytes.bigEndian(at), key(kind, slot));
  }

  /** A slot behind all slots of a key, as the end of a scan. */
  public static byte[] endOfSlots(byte[] key) {
    return Bytes.concat(key, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1});
  }

  /** The key of one entry of a kind. */
  public static byte[] key(byte prefix, byte[] rest) {
    return Bytes.concat(start(prefix), rest);
  }
}
