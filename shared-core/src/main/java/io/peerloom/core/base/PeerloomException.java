package io.peerloom.core.base;

/** A failure with its {@link ErrorCode}. The message is for logs and people, never for programs. */
public final class PeerloomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int retryAfterMillis;

  public PeerloomException(ErrorCode code, String message) {
    this(code, message, 0);
  }

  /**
   * A failure that says when to try again.
   *
   * @param retryAfterMillis the wait the other side asks for, 0 for none
   */
  public PeerloomException(ErrorCode code, String message, int retryAfterMillis) {
    super(message);
    this.code = code;
    this.retryAfterMillis = retryAfterMillis;
  }

  public ErrorCode code() {
    return code;
  }

  public int retryAfterMillis() {
    return retryAfterMillis;
  }

  /** The failure as it is, or an unexpected exception as the cause of an INTERNAL one. */
  public static PeerloomException of(Throwable failure) {
    if (failure instanceof PeerloomException known) {
      return known;
    }
    PeerloomException internal = new PeerloomException(ErrorCode.INTERNAL, String.valueOf(failure));
    internal.initCause(failure);
    return internal;
  }

  /** No stack trace: it is slow to collect, and failures are ordinary answers here. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  @Override
  public String toString() {
    return code + ": " + getMessage();
  }
}
