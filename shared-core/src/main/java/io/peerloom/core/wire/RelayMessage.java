package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.NodeId;
import java.util.List;

/**
 * Messages of relayed links: two peers without a direct path exchange frames through a Node-role
 * peer that is linked to both. The relay reads nothing of them.
 */
public sealed interface RelayMessage extends Message {
  /** The most bytes of one frame: a write of the link inside, encrypted. */
  int MAX_FRAME_BYTES = 65 * 1024;

  /** Relays in one answer. */
  int MAX_RELAYS = 4;

  /**
   * What one end of a relayed link sends to the other.
   *
   * @param channel names the relayed link, among those of one relay
   * @param toRelay whether it is on its way to the relay, or from there to the other end
   * @param bulk whether it belongs to the bulk lane
   */
  record RelayFrame(int channel, boolean toRelay, boolean bulk, byte[] bytes)
      implements RelayMessage {
    private static final int TO_RELAY = 1;
    private static final int BULK = 2;

    /** The same on its second half of the way. */
    public RelayFrame onward() {
      return new RelayFrame(channel, false, bulk, bytes);
    }

    @Override
    public int number() {
      return MessageType.RELAY_FRAME;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(channel).uint((toRelay ? TO_RELAY : 0) | (bulk ? BULK : 0)).bytes(bytes);
    }

    static RelayFrame read(CborReader in) {
      int channel = in.uint(Integer.MAX_VALUE);
      int flags = in.uint(TO_RELAY | BULK);
      return new RelayFrame(
          channel, (flags & TO_RELAY) != 0, (flags & BULK) != 0, in.bytes(MAX_FRAME_BYTES));
    }
  }

  /** A relayed link has ended; of either end to the relay, or of the relay to an end. */
  record RelayEnd(int channel, boolean toRelay, ErrorCode code) implements RelayMessage {
    @Override
    public int number() {
      return MessageType.RELAY_END;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(channel).bool(toRelay).uint(code.number());
    }

    static RelayEnd read(CborReader in) {
      return new RelayEnd(in.uint(Integer.MAX_VALUE), in.bool(), ErrorCode.of(in.uint(65535)));
    }
  }

  /**
   * Asks a relay for a link through it; answered with {@link RelayOpened} once the target agrees.
   */
  record OpenRelay(NodeId target) implements RelayMessage {
    @Override
    public int number() {
      return MessageType.OPEN_RELAY;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(target.bytes());
    }

    static OpenRelay read(CborReader in) {
      return new OpenRelay(NodeId.of(in.bytesOf(NodeId.BYTES)));
    }
  }

  /** The target agreed: frames of this channel reach it. */
  record RelayOpened(int channel) implements RelayMessage {
    @Override
    public int number() {
      return MessageType.RELAY_OPENED;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(channel);
    }

    static RelayOpened read(CborReader in) {
      return new RelayOpened(in.uint(Integer.MAX_VALUE));
    }
  }

  /**
   * A relay asks a peer whether it takes a link from another.
   *
   * @param from who wants it, as the relay says: the handshake inside proves it
   */
  record AcceptRelay(int channel, NodeId from) implements RelayMessage {
    @Override
    public int number() {
      return MessageType.ACCEPT_RELAY;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(channel).bytes(from.bytes());
    }

    static AcceptRelay read(CborReader in) {
      return new AcceptRelay(in.uint(Integer.MAX_VALUE), NodeId.of(in.bytesOf(NodeId.BYTES)));
    }
  }

  /** Asks a peer which relays it is linked to. */
  record AskRelays() implements RelayMessage {
    @Override
    public int number() {
      return MessageType.ASK_RELAYS;
    }

    @Override
    public int fields() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {}
  }

  /**
   * A Node-role peer that a peer is linked to.
   *
   * @param rttMillis the round-trip time of that link, 60,000 where it is unknown
   */
  record Reach(ContactInfo relay, int rttMillis) {
    /** Stands for a round-trip time that nobody has measured. */
    public static final int UNKNOWN_MILLIS = 60_000;

    void write(CborWriter out) {
      out.array(2);
      relay.write(out);
      out.uint(rttMillis);
    }

    static Reach read(CborReader in) {
      int count = in.array(2);
      Reach reach = new Reach(ContactInfo.read(in), in.uint(UNKNOWN_MILLIS));
      in.rest(count, 2);
      return reach;
    }
  }

  /** The answer: at most {@link #MAX_RELAYS}. */
  record Relays(List<Reach> reaches) implements RelayMessage {
    @Override
    public int number() {
      return MessageType.RELAYS;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(reaches.size());
      for (Reach reach : reaches) {
        reach.write(out);
      }
    }

    static Relays read(CborReader in) {
      return new Relays(in.list(MAX_RELAYS, Reach::read));
    }
  }
}
