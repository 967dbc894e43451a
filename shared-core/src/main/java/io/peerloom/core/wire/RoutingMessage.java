package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import java.util.List;

/** Messages that find peers, and that reach peers without a link to them. */
public sealed interface RoutingMessage extends Message {
  /** Contacts in one answer (DESIGN 8). */
  int MAX_CONTACTS = 8;

  /** Forwarding steps of one message (DESIGN 8). */
  int MAX_HOPS = 6;

  /** What fits into a routed answer beside its signature and a usual card. */
  int MAX_SHORT_BYTES = 2_560;

  /** The most bytes of a routed envelope (DESIGN 8). */
  int MAX_ROUTED_BYTES = 4096;

  /** The length of a trace id. */
  int TRACE_BYTES = 8;

  /**
   * Asks for the peers closest to a point. Forwarded over links towards it.
   *
   * @param hops how often it may still be forwarded
   * @param nodesOnly whether only Node-role peers forward it: it ends at the one closest to the
   *     point, to which all browser peers near it have a link, whatever NAT they are behind
   * @param most contacts to return, at most {@link #MAX_CONTACTS}: they are most of an answer's
   *     bytes
   */
  record FindNode(byte[] target, byte[] trace, int hops, boolean nodesOnly, int most)
      implements RoutingMessage {
    /** A query that all peers forward. */
    public FindNode(byte[] target, byte[] trace, int hops) {
      this(target, trace, hops, false, MAX_CONTACTS);
    }

    /** The same query one hop farther. */
    public FindNode onward() {
      return new FindNode(target, trace, hops - 1, nodesOnly, most);
    }

    @Override
    public int number() {
      return MessageType.FIND_NODE;
    }

    @Override
    public int fields() {
      return 5;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(target).bytes(trace).uint(hops).bool(nodesOnly).uint(most);
    }

    static FindNode read(CborReader in) {
      return new FindNode(
          in.bytesOf(Point.BYTES),
          in.bytesOf(TRACE_BYTES),
          in.uint(MAX_HOPS),
          in.bool(),
          in.uint(MAX_CONTACTS));
    }
  }

  /**
   * The closest contacts that the peers on the path know.
   *
   * @param arrived whether the query came as near to the target as it could; false where it ended
   *     early: this trace was forwarded before, its hops were used up, or the next server did not
   *     answer
   * @param own how many of them, from the first, the answering peer itself is linked to: no path to
   *     is shorter than the one over it
   */
  record Found(List<ContactInfo> contacts, boolean arrived, int own) implements RoutingMessage {
    /** The answer of a peer that forwards nothing, and returns peers it is linked to. */
    public Found(List<ContactInfo> contacts) {
      this(contacts, true, contacts.size());
    }

    @Override
    public int number() {
      return MessageType.FOUND;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      ContactInfo.writeAll(out, contacts);
      out.bool(arrived).uint(own);
    }

    static Found read(CborReader in) {
      return new Found(ContactInfo.readAll(in), in.bool(), in.uint(MAX_CONTACTS));
    }
  }

  /**
   * A routed request: a signed envelope for a peer, forwarded over links towards its id. The answer
   * returns over the same links.
   */
  record Route(NodeId target, byte[] trace, int hops, byte[] envelope) implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.ROUTE;
    }

    @Override
    public int fields() {
      return 4;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(target.bytes()).bytes(trace).uint(hops).bytes(envelope);
    }

    static Route read(CborReader in) {
      return new Route(
          NodeId.of(in.bytesOf(NodeId.BYTES)),
          in.bytesOf(TRACE_BYTES),
          in.uint(MAX_HOPS),
          in.bytes(MAX_ROUTED_BYTES));
    }
  }

  /** The answer to a {@link Route}, signed by its target. */
  record Routed(byte[] envelope) implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.ROUTED;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(envelope);
    }

    static Routed read(CborReader in) {
      return new Routed(in.bytes(MAX_ROUTED_BYTES));
    }
  }

  /** Announces live members (R8.1). */
  record Announce(List<ContactInfo> contacts) implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.ANNOUNCE;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      ContactInfo.writeAll(out, contacts);
    }

    static Announce read(CborReader in) {
      return new Announce(ContactInfo.readAll(in));
    }
  }

  /**
   * One step of setting up a WebRTC link (R9.4).
   *
   * @param step one of the constants
   * @param attempt 8 random bytes, the same in all signals of one attempt
   * @param text the session description or candidate
   */
  record Signal(int step, byte[] attempt, String text) implements RoutingMessage {
    public static final int OFFER = 1;
    public static final int ANSWER = 2;
    public static final int CANDIDATE = 3;

    /** An offer with all its candidates; the answer to it has all of its, too. */
    public static final int COMPLETE_OFFER = 4;

    /** An offer of a peer with too few links to one at its limit, which makes room for it. */
    public static final int NEEDED_OFFER = 5;

    /** The most bytes of a description or of candidates. */
    public static final int MAX_TEXT_BYTES = 2500;

    @Override
    public int number() {
      return MessageType.SIGNAL;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(step).bytes(attempt).text(text);
    }

    static Signal read(CborReader in) {
      int step = in.uint(NEEDED_OFFER);
      if (step < OFFER) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
      return new Signal(step, in.bytesOf(8), in.text(MAX_TEXT_BYTES));
    }
  }

  /** Asks which peers another is linked to, as {@link Links}; in small networks only. */
  record AskLinks() implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.ASK_LINKS;
    }

    @Override
    public int fields() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {}
  }

  /**
   * Which peers a peer is linked to, so that others can see whether all have the same links.
   *
   * @param digest of the ids of those linked that hold data, and its own if it does; 0 where there
   *     are too many
   */
  record Links(long digest) implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.LINKS;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.ulong(digest);
    }

    static Links read(CborReader in) {
      return new Links(in.ulong());
    }
  }

  /** Asks a browser peer to dial the sender, a Node-role peer, which cannot dial it (R9.6). */
  record InviteDial(String address) implements RoutingMessage {
    @Override
    public int number() {
      return MessageType.INVITE_DIAL;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.text(address);
    }

    static InviteDial read(CborReader in) {
      return new InviteDial(in.text(PeerCard.MAX_ADDRESS_BYTES));
    }
  }
}
