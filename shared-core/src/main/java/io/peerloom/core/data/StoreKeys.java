package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;

/**
 * What is where in the {@link RecordStore} of a peer: the first byte of a key says what kind of
 * entry it is. Data folders and browser profiles outlive builds, so a prefix is never given to
 * another kind of entry.
 */
public final class StoreKeys {
  /** The network and the membership token; no more than the prefix. */
  public static final byte MEMBERSHIP = 0x01;

  /** The secret from which a bridge takes salts; no more than the prefix. */
  public static final byte SALT_SECRET = 0x02;

  /** Present when this peer has met another that may hold data; no more than the prefix. */
  public static final byte MET_OTHERS = 0x03;

  /** The instance a copied browser profile goes on as; no more than the prefix. */
  public static final byte OTHER_INSTANCE = 0x04;

  /** By slot: a state and a record, empty for none; or a record alone, as older versions wrote. */
  public static final byte RECORDS = 0x10;

  /** When an entry is to be examined: u64 wall-clock milliseconds, then that entry's key. */
  static final byte DUE = 0x11;

  /** By slot: a state, as an older version kept it beside the record; taken up at the start. */
  static final byte STATES = 0x12;

  /** The slots whose record is kept beyond its time, or will be. */
  static final byte OUTLIVED = 0x13;

  /**
   * By slot: the highest sequence this peer used in a slot of its own, and until when it counts.
   */
  static final byte USED_SEQUENCES = 0x14;

  /** By topic and id: the messages of the topics this peer coordinates. */
  public static final byte TOPIC_MESSAGES = 0x20;

  /** The topics this peer coordinates. */
  public static final byte TOPICS = 0x21;

  /** By order and id: the writes that wait until somebody can be reached. */
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

  /** The key of one entry of a kind. */
  public static byte[] key(byte prefix, byte[] rest) {
    return Bytes.concat(start(prefix), rest);
  }
}
