package io.peerloom.jvm.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Decides what a failure of NATS means: a code of Peerloom's, and a sentence for the operator. */
final class NatsFailure {
  // The numbers of JetStream's errors, server/errors.json of nats-server.
  static final int STREAM_NOT_FOUND = 10_059;
  static final int WRONG_LAST_MESSAGE = 10_070;
  private static final int UNAVAILABLE = 10_008;
  private static final int INSUFFICIENT_RESOURCES = 10_023;
  private static final int NOT_ENABLED_FOR_ACCOUNT = 10_039;
  private static final int STORAGE_EXCEEDED = 10_047;
  private static final int MESSAGE_TOO_LARGE = 10_054;
  private static final int OTHER_STREAM = 10_060;
  private static final int NOT_ENABLED = 10_076;
  private static final int STORE_FAILED = 10_077;

  private NatsFailure() {}

  /**
   * A failure of the client.
   *
   * @param stream that was meant
   * @param denied what the server has just denied; null for nothing
   */
  static PeerloomException of(Throwable failure, String stream, String denied) {
    Throwable cause = cause(failure);
    if (cause instanceof PeerloomException known) {
      return known;
    }
    if (cause instanceof JetStreamApiException refused) {
      return refused(refused, stream);
    }
    if (cause instanceof AuthenticationException) {
      return new PeerloomException(
          ErrorCode.UNAUTHORIZED,
          "NATS does not accept the user, password, token or credentials: " + text(cause));
    }
    if (denied != null) {
      return new PeerloomException(ErrorCode.UNAUTHORIZED, "NATS denies: " + denied);
    }
    String text = text(cause);
    if (text.contains("503") || text.contains("No Responders")) {
      return new PeerloomException(
          ErrorCode.UNREACHABLE, "nobody at NATS takes it: JetStream is off, or has no leader now");
    }
    boolean late = cause instanceof TimeoutException || text.contains("Timeout");
    return late
        ? new PeerloomException(ErrorCode.TIMEOUT, "NATS did not answer in time")
        : new PeerloomException(
            cause instanceof IOException || cause instanceof IllegalStateException
                ? ErrorCode.UNREACHABLE
                : ErrorCode.INTERNAL,
            "NATS: " + text);
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause.getClass() == RuntimeException.class)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return NatsAddress.withoutSecrets(message == null ? cause.getClass().getName() : message);
  }

  private static PeerloomException refused(JetStreamApiException refused, String stream) {
    String said = refused.getErrorDescription();
    return switch (refused.getApiErrorCode()) {
      case STREAM_NOT_FOUND ->
          new PeerloomException(ErrorCode.NOT_FOUND, "there is no stream " + stream);
      case NOT_ENABLED, NOT_ENABLED_FOR_ACCOUNT ->
          new PeerloomException(
              ErrorCode.UNSUPPORTED,
              "JetStream is not enabled for this NATS server or account (nats-server"
                  + " --jetstream)");
      case MESSAGE_TOO_LARGE ->
          new PeerloomException(
              ErrorCode.TOO_LARGE,
              "stream "
                  + stream
                  + " takes no message of this size: nats stream edit "
                  + stream
                  + " --max-msg-size="
                  + StreamCheck.MESSAGE_BYTES);
      case STORE_FAILED, STORAGE_EXCEEDED, INSUFFICIENT_RESOURCES ->
          new PeerloomException(
              ErrorCode.FULL, "stream " + stream + " stores no more: " + said + ", or free space");
      case OTHER_STREAM ->
          new PeerloomException(
              ErrorCode.CONFLICT, "the subject is taken by another stream than " + stream);
      case UNAVAILABLE ->
          new PeerloomException(ErrorCode.UNREACHABLE, "JetStream is not available now: " + said);
      default -> new PeerloomException(ErrorCode.REFUSED, "JetStream refuses: " + said);
    };
  }
}
