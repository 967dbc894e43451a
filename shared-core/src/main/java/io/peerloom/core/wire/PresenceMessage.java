package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.List;

/**
 * Messages of presence: who takes part in a topic now. What a peer says of itself is an
 * <em>entry</em>, signed as a topic message is, and read by who knows the topic's name.
 */
public sealed interface PresenceMessage extends Message {
  /** The most bytes of an entry. */
  int MAX_ENTRY_BYTES = 2 * 1024;

  /** Entries in one message. */
  int MAX_ENTRIES = 256;

  /**
   * Announces to a member of the topic's group that the sender is there, or leaves. Answered by
   * {@link LinkMessage.Done}.
   *
   * @param mode {@link #HERE}, {@link #FOLLOWS} or {@link #LEAVES}
   */
  record Attend(Key topic, byte[] entry, int mode) implements PresenceMessage {
    /** It is there. */
    public static final int HERE = 0;

    /** The same, and this member is to report to it who else is, and who comes and goes. */
    public static final int FOLLOWS = 1;

    /** It is there no more, as its entry says, too. */
    public static final int LEAVES = 2;

    @Override
    public int number() {
      return MessageType.ATTEND;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).bytes(entry).uint(mode);
    }

    static Attend read(CborReader in) {
      return new Attend(new Key(in.bytesOf(Key.BYTES)), in.bytes(MAX_ENTRY_BYTES), in.uint(LEAVES));
    }
  }

  /**
   * Reports what has changed to a peer that follows, or to another member of the group. Answered by
   * {@link LinkMessage.Done}.
   *
   * @param ids of the peers that have brought the entries, in the same order
   * @param entries of peers that came, changed or left
   * @param lost the ids of the entries of peers that have gone without a word
   * @param more whether the next message continues
   */
  record Attendees(
      Key topic, List<byte[]> ids, List<byte[]> entries, List<byte[]> lost, boolean more)
      implements PresenceMessage {
    @Override
    public int number() {
      return MessageType.ATTENDEES;
    }

    @Override
    public int fields() {
      return 5;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).list(ids).list(entries).list(lost).bool(more);
    }

    static Attendees read(CborReader in) {
      Attendees read =
          new Attendees(
              new Key(in.bytesOf(Key.BYTES)),
              in.list(MAX_ENTRIES, i -> i.bytesOf(NodeId.BYTES)),
              in.list(MAX_ENTRIES, i -> i.bytes(MAX_ENTRY_BYTES)),
              in.list(MAX_ENTRIES, i -> i.bytesOf(TopicProtocol.ID_BYTES)),
              in.bool());
      if (read.ids.size() != read.entries.size()) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
      return read;
    }
  }
}
