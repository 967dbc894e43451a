package io.peerloom.jvm;

import static io.peerloom.jvm.Checks.checked;
import static io.peerloom.jvm.Checks.required;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.direct.ByteStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A stream of bytes between this application and another, which goes both ways; each way ends by
 * itself. At most 256 KiB each way are under way or wait to be read. Safe to use from any thread,
 * one read and one write at a time.
 *
 * <p>Both ways fail with CLOSED where either end gave them up, TIMEOUT where the other peer was
 * silent for 30 s, UNREACHABLE where it is gone.
 */
public final class JvmStream implements AutoCloseable {
  private final JvmPeer peer;
  private final ByteStream stream;

  JvmStream(JvmPeer peer, ByteStream stream) {
    this.peer = peer;
    this.stream = stream;
  }

  /** The id of the peer at the other end, hexadecimal. */
  public String peerId() {
    return stream.peer().hex();
  }

  /** The next bytes, at least one; empty at the end. */
  public CompletableFuture<Optional<byte[]>> read() {
    return peer.call(() -> stream.read().map(Optional::ofNullable));
  }

  /** Sends bytes; complete once they are under way, which waits for the other end to read. */
  public CompletableFuture<Void> write(byte[] bytes) {
    return checked(
        () -> {
          byte[] copy = required(bytes, "bytes").clone();
          return peer.call(() -> stream.write(copy));
        });
  }

  /** Ends what is written here; complete once the other end has all of it. Reading goes on. */
  public CompletableFuture<Void> end() {
    return peer.call(stream::end);
  }

  /** Gives up both ways, unless they have ended. */
  @Override
  public void close() {
    peer.post(
        () -> {
          stream.abort();
          stream.cancel();
        });
  }

  /**
   * What the other end writes. Reads wait, so they are not for the peer's loop; closing gives up
   * reading.
   */
  public InputStream inputStream() {
    return new Input();
  }

  /**
   * What the other end reads. Writes and {@code close}, which ends it, wait, so they are not for
   * the peer's loop.
   */
  public OutputStream outputStream() {
    return new Output();
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException failed) {
      PeerloomException cause = PeerloomException.of(failed.getCause());
      throw new IOException(cause.code() + ": " + cause.getMessage(), cause);
    }
  }

  private final class Input extends InputStream {
    private byte[] current = {};
    private int at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (at == current.length) {
        Optional<byte[]> next = await(JvmStream.this.read());
        if (next.isEmpty()) {
          return -1;
        }
        current = next.get();
        at = 0;
      }
      int size = Math.min(length, current.length - at);
      System.arraycopy(current, at, into, from, size);
      at += size;
      return size;
    }

    @Override
    public void close() {
      peer.post(stream::cancel);
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, bytes.length);
      byte[] part = Bytes.slice(bytes, from, from + length);
      await(peer.call(() -> stream.write(part)));
    }

    @Override
    public void close() throws IOException {
      await(end());
    }
  }
}
