package io.peerloom.core.direct;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;

/**
 * One end of a stream of bytes between two applications. It goes both ways, and each way ends by
 * itself.
 *
 * <p>At most {@link #WINDOW_BYTES} each way are under way or wait to be read: a reader allows more
 * as it reads. Offsets and allowances count from the beginning of the stream, modulo 2^32.
 */
public final class ByteStream {
  /** Bytes that may be under way to the other application before it has read them. */
  static final int WINDOW_BYTES = 256 * 1024;

  /** Bytes of one frame. */
  static final int MAX_FRAME_BYTES = 32 * 1024;

  /** Frames under way; so many short ones need no more room than a long one. */
  private static final int MAX_UNANSWERED = 64;

  /** What waits to be read in less than this many bytes grows by what comes next. */
  private static final int SHORT_BYTES = 1024;

  private final Streams streams;
  private final NodeId peer;

  /** Counts the streams that the same peer opened. */
  final int number;

  /** The peer that opened it; null where this one did. */
  final ProvedPeer opener;

  private byte[] writing = {};
  private int writingFrom;
  private Promise<Void> writer = Promise.of(null);
  private int written;
  private int allowed = WINDOW_BYTES;
  private int unanswered;
  private boolean ending;
  private boolean endSent;
  private final Promise<Void> end = new Promise<>();

  private final Fifo<byte[]> unread = new Fifo<>();
  private Promise<byte[]> reader = Promise.of(null);
  private int received;
  private int read;
  private int granted = WINDOW_BYTES;
  private boolean complete;
  private PeerloomException readFailure;

  ByteStream(Streams streams, NodeId peer, int number, ProvedPeer opener) {
    this.streams = streams;
    this.peer = peer;
    this.number = number;
    this.opener = opener;
  }

  /** The peer at the other end. */
  public NodeId peer() {
    return peer;
  }

  /**
   * Sends bytes, which nobody may change afterwards; fulfilled once all are under way, which waits
   * for the other application to read. One write at a time. Fails with CLOSED where either end gave
   * this way up, with UNREACHABLE or TIMEOUT where the connection was lost.
   */
  public Promise<Void> write(byte[] bytes) {
    if (end.isFailed()) {
      return Promise.failed(end.failure());
    }
    if (ending || !writer.isDone()) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "an earlier write comes first");
    }
    writing = bytes;
    writingFrom = 0;
    writer = new Promise<>();
    pump();
    return writer;
  }

  /**
   * Ends what this application writes; fulfilled once the other end has all of it, failed as a
   * write. Reading goes on. Idempotent.
   */
  public Promise<Void> end() {
    if (!ending) {
      ending = true;
      pump();
    }
    return end;
  }

  /** What {@link #end} gives, without ending anything. */
  public Promise<Void> ended() {
    return end;
  }

  /**
   * The next bytes, one at least; null at the end. One read at a time. Fails with CLOSED where
   * either end gave this way up, with UNREACHABLE or TIMEOUT where the connection was lost.
   */
  public Promise<byte[]> read() {
    if (!reader.isDone()) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "an earlier read comes first");
    }
    reader = new Promise<>();
    deliver();
    return reader;
  }

  /** Gives up writing: what is not read yet is lost, and the other end's reads fail. */
  public void abort() {
    if (failWriting(Streams.givenUp())) {
      streams.send(this, Streams.RESET, 0, Streams.NOTHING);
    }
  }

  /** Gives up reading: the other end's writes fail. */
  public void cancel() {
    if (failReading(Streams.givenUp())) {
      streams.send(this, Streams.STOP, 0, Streams.NOTHING);
    }
  }

  /** Bytes that the application has not read. */
  int unreadBytes() {
    return received - read;
  }

  /** Arrays that hold them. */
  int unreadParts() {
    return unread.size();
  }

  /** Whether both ways are over and the application has all of what came. */
  boolean isOver() {
    return end.isDone() && (complete && unread.isEmpty() || readFailure != null);
  }

  /**
   * Takes a frame of the other end.
   *
   * @throws PeerloomException INVALID_REQUEST for one that cannot be
   */
  void receive(int kind, int value, byte[] bytes) {
    switch (kind) {
      case Streams.DATA -> receiveData(value, bytes);
      case Streams.END -> {
        check(value == received);
        complete = true;
        deliver();
        streams.releaseIfOver(this);
      }
      case Streams.CREDIT -> {
        check(value - allowed >= 0 && value - written <= WINDOW_BYTES);
        allowed = value;
        pump();
      }
      case Streams.STOP -> failWriting(Streams.givenUp());
      case Streams.RESET -> failReading(Streams.givenUp());
      default -> check(false);
    }
  }

  private void receiveData(int offset, byte[] bytes) {
    check(
        !complete
            && offset == received
            && bytes.length > 0
            && bytes.length <= Math.min(MAX_FRAME_BYTES, granted - received));
    received += bytes.length;
    if (readFailure == null) {
      // Short ones together, so that what waits takes little more memory than its bytes.
      int last = unread.size() - 1;
      boolean isShort = last >= 0 && unread.get(last).length < SHORT_BYTES;
      unread.add(isShort ? Bytes.concat(unread.remove(last), bytes) : bytes);
      deliver();
    }
  }

  private static void check(boolean valid) {
    if (!valid) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a frame that cannot be");
    }
  }

  /** Asks whether the other end still has the stream: without it, it refuses. */
  void probe() {
    streams.send(this, Streams.CREDIT, granted, Streams.NOTHING);
  }

  /** The connection is lost, and with it whatever is not complete. */
  void fail(PeerloomException failure) {
    boolean first = failWriting(failure);
    if (!complete) {
      first |= failReading(failure);
    }
    if (first && failure.code() == ErrorCode.TIMEOUT) {
      // The other end may have heard of nothing, and wait.
      streams.send(this, Streams.RESET, 0, Streams.NOTHING);
      streams.send(this, Streams.STOP, 0, Streams.NOTHING);
    }
  }

  private boolean failWriting(PeerloomException failure) {
    boolean first = !end.isDone();
    end.fail(failure);
    writer.fail(failure);
    streams.releaseIfOver(this);
    return first;
  }

  private boolean failReading(PeerloomException failure) {
    if (complete && unread.isEmpty() || readFailure != null) {
      return false;
    }
    readFailure = failure;
    unread.clear();
    reader.fail(failure);
    streams.releaseIfOver(this);
    return true;
  }

  private void pump() {
    while (!writer.isDone()) {
      int size =
          Math.min(MAX_FRAME_BYTES, Math.min(allowed - written, writing.length - writingFrom));
      if (size > 0 && unanswered < MAX_UNANSWERED) {
        int offset = written;
        written += size;
        writingFrom += size;
        byte[] part = Bytes.slice(writing, writingFrom - size, writingFrom);
        unanswered++;
        streams.send(this, Streams.DATA, offset, part).then(this::answered, failure -> {});
      } else if (writingFrom < writing.length) {
        return;
      } else {
        writer.complete(null);
      }
    }
    if (ending && !endSent && !end.isDone()) {
      endSent = true;
      streams
          .send(this, Streams.END, written, Streams.NOTHING)
          .then(
              done -> {
                end.complete(null);
                streams.releaseIfOver(this);
              },
              failure -> {});
    }
  }

  private void answered(Void done) {
    unanswered--;
    pump();
  }

  private void deliver() {
    if (reader.isDone()) {
      return;
    }
    if (readFailure != null) {
      reader.fail(readFailure);
    } else if (!unread.isEmpty()) {
      byte[] next = unread.poll();
      read += next.length;
      if (!complete && read + WINDOW_BYTES - granted >= WINDOW_BYTES / 2) {
        granted = read + WINDOW_BYTES;
        probe();
      }
      streams.releaseIfOver(this);
      reader.complete(next);
    } else if (complete) {
      reader.complete(null);
    }
  }
}
