package io.peerloom.core.direct;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The streams of a peer: opens them, takes those that others open, and brings each frame to its
 * stream.
 *
 * <p>Frames go as messages go, numbered, each once and in order, over the next link where one ends
 * ({@link DirectSender}); a frame that cannot be brought to the other end fails its stream. When a
 * link ends, streams without anything under way ask, too, so that no reader waits for a peer that
 * is gone.
 */
public final class Streams implements LinkListener {
  static final int OPEN = 0;
  static final int DATA = 1;
  static final int END = 2;
  static final int CREDIT = 3;
  static final int STOP = 4;
  static final int RESET = 5;

  /** Added to the kind of a frame from the end that opened the stream. */
  private static final int FROM_OPENER = 128;

  private static final int HEADER_BYTES = 9;

  static final byte[] NOTHING = {};

  private final DirectSender sender;
  private final List<ByteStream> open = new ArrayList<>();
  private Predicate<ByteStream> taker = stream -> false;
  private int lastNumber;

  /** No streams yet; their frames, and nothing else, go by this sender. */
  public Streams(DirectSender sender) {
    this.sender = sender;
  }

  /** Sets who takes the streams that others open; it says whether anybody does. */
  public void setTaker(Predicate<ByteStream> application) {
    taker = application;
  }

  /**
   * Opens a stream; fulfilled once the other application has it. Fails with UNSUPPORTED where
   * nobody takes streams there, OVERLOADED where either end has as many as it takes, UNREACHABLE or
   * TIMEOUT.
   */
  public Promise<ByteStream> open(NodeId to) {
    if (!hasRoom(null)) {
      return Promise.failed(full());
    }
    ByteStream stream = new ByteStream(this, to, ++lastNumber, null);
    open.add(stream);
    return send(stream, OPEN, 0, NOTHING).map(opened -> stream);
  }

  /** Takes a frame; what it returns or throws is answered. */
  public Promise<Void> receive(ProvedPeer from, byte[] frame) {
    if (frame.length < HEADER_BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a frame without a head");
    }
    int kind = frame[0] & 127;
    boolean own = frame[0] >= 0;
    int number = Bytes.intAt(frame, 1);
    if (kind == OPEN) {
      accept(from, number);
      return Promise.of(null);
    }
    for (ByteStream stream : open) {
      if (stream.number == number
          && stream.peer().equals(from.id())
          && (own ? stream.opener == null : isSameProcess(stream.opener, from))) {
        try {
          stream.receive(
              kind, Bytes.intAt(frame, 5), Bytes.slice(frame, HEADER_BYTES, frame.length));
        } catch (PeerloomException broken) {
          stream.fail(broken);
          throw broken;
        }
        return Promise.of(null);
      }
    }
    throw givenUp();
  }

  private void accept(ProvedPeer from, int number) {
    for (ByteStream stream : new ArrayList<>(open)) {
      // A process that has restarted knows nothing of the streams that it opened before.
      if (stream.opener != null
          && stream.peer().equals(from.id())
          && (stream.number == number || !isSameProcess(stream.opener, from))) {
        stream.fail(givenUp());
        open.remove(stream);
      }
    }
    if (!hasRoom(from)) {
      throw full();
    }
    sender.met(from.id());
    ByteStream stream = new ByteStream(this, from.id(), number, from);
    open.add(stream);
    if (!taker.test(stream)) {
      open.remove(stream);
      throw new PeerloomException(ErrorCode.UNSUPPORTED, "no application takes streams");
    }
  }

  private static boolean isSameProcess(ProvedPeer opener, ProvedPeer from) {
    return opener != null && Bytes.equal(opener.card().boot(), from.card().boot());
  }

  /**
   * Counts own ones, and those of others by identity, so that many ids have no more; the fewer
   * places are left, the fewer one identity gets.
   *
   * @param opener null for an own one
   */
  private boolean hasRoom(ProvedPeer opener) {
    int left = Limits.MAX_STREAMS;
    int same = 0;
    for (ByteStream stream : open) {
      if ((stream.opener == null) == (opener == null)) {
        left--;
        if (opener != null && stream.opener.owner().user().equals(opener.owner().user())) {
          same++;
        }
      }
    }
    return left > 0 && same < Math.min(Limits.MAX_STREAMS_OF_ONE, Math.max(1, left / 4));
  }

  Promise<Void> send(ByteStream stream, int kind, int value, byte[] payload) {
    byte[] first = {(byte) (stream.opener == null ? kind + FROM_OPENER : kind)};
    byte[] frame = Bytes.concat(first, Bytes.ofInt(stream.number), Bytes.ofInt(value), payload);
    Promise<Void> taken = sender.send(stream.peer(), frame);
    taken.then(done -> {}, stream::fail);
    return taken;
  }

  void releaseIfOver(ByteStream stream) {
    if (stream.isOver()) {
      open.remove(stream);
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() != 0) {
      lost(link.peerId(), end.goodbye());
    }
  }

  void lost(NodeId peer, boolean goodbye) {
    for (ByteStream stream : new ArrayList<>(open)) {
      if (stream.peer().equals(peer)) {
        if (goodbye) {
          stream.fail(givenUp());
        } else {
          stream.probe();
        }
      }
    }
  }

  /** The peer leaves: all streams fail with CLOSED. */
  public void close() {
    sender.close();
    for (ByteStream stream : new ArrayList<>(open)) {
      stream.fail(givenUp());
    }
  }

  /** How many are open. */
  int size() {
    return open.size();
  }

  static PeerloomException givenUp() {
    return new PeerloomException(ErrorCode.CLOSED, "the stream was given up");
  }

  private static PeerloomException full() {
    return new PeerloomException(ErrorCode.OVERLOADED, "too many streams");
  }
}
