package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.limits.ServerLimits;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads request bodies without blocking: a slow sender occupies no thread, and one of {@link
 * ServerLimits#MAX_BODIES} permits only for a limited time.
 */
final class Bodies {
  private static final int RETRY_MILLIS = 1000;
  private static final int CHUNK_BYTES = 8 << 10;

  /**
   * How much of a body that is too large is read, and not kept: a client that still sends when the
   * connection closes never sees the refusal.
   */
  private static final int MAX_READ_BYTES = 1 << 20;

  private final Places places = new Places(ServerLimits.MAX_BODIES);

  /** A body that took too long. */
  static final class LateBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LateBody() {
      super("the body took more than " + ServerLimits.MAX_BODY_SECONDS + " s");
    }
  }

  /** The body, or a {@link LateBody}. */
  CompletableFuture<byte[]> read(Context context) {
    // Who waits for an answer before it sends the body gets the refusal at once.
    boolean waits = context.header("Expect") != null;
    int most = waits ? ServerLimits.MAX_BODY_BYTES : MAX_READ_BYTES;
    if (context.req().getContentLengthLong() > most) {
      return CompletableFuture.failedFuture(tooLarge());
    }
    Owner place = places.take(context);
    if (place == null) {
      return CompletableFuture.failedFuture(
          new PeerloomException(ErrorCode.OVERLOADED, "too many bodies at once", RETRY_MILLIS));
    }
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    try {
      ServletInputStream in = context.req().getInputStream();
      in.setReadListener(new BodyReader(in, whole));
    } catch (IOException | IllegalStateException e) {
      whole.completeExceptionally(truncated());
    }
    return whole
        .orTimeout(ServerLimits.MAX_BODY_SECONDS, TimeUnit.SECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? new LateBody() : failure))
        .whenComplete((bytes, failure) -> places.leave(place));
  }

  private static PeerloomException tooLarge() {
    return new PeerloomException(
        ErrorCode.TOO_LARGE, "a body of more than " + ServerLimits.MAX_BODY_BYTES + " bytes");
  }

  private static PeerloomException truncated() {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, "the body broke off");
  }

  private static final class BodyReader implements ReadListener {
    private final ServletInputStream in;
    private final CompletableFuture<byte[]> whole;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int bytes;

    BodyReader(ServletInputStream in, CompletableFuture<byte[]> whole) {
      this.in = in;
      this.whole = whole;
    }

    @Override
    public void onDataAvailable() throws IOException {
      while (!whole.isDone() && in.isReady() && !in.isFinished()) {
        int length = in.read(chunk);
        bytes += Math.max(0, length);
        if (length > 0 && bytes <= ServerLimits.MAX_BODY_BYTES) {
          read.write(chunk, 0, length);
        }
        if (bytes > MAX_READ_BYTES) {
          whole.completeExceptionally(tooLarge());
        }
      }
    }

    @Override
    public void onAllDataRead() {
      if (bytes > ServerLimits.MAX_BODY_BYTES) {
        whole.completeExceptionally(tooLarge());
      } else {
        whole.complete(read.toByteArray());
      }
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(truncated());
    }
  }
}
