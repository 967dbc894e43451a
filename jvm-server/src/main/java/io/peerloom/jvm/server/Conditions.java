package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Conditional headers (RFC 9110, sections 13 and 14). Those that {@code ifSequence} can express are
 * honoured, others refused, because a client that sends one relies on it.
 */
final class Conditions {
  static final String IF_MATCH = "If-Match";
  static final String IF_NONE_MATCH = "If-None-Match";

  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final List<String> NEVER_ON_A_WRITE =
      List.of("Content-Range", "Range", "If-Range", "If-Modified-Since", "If-Unmodified-Since");

  private Conditions() {}

  /** A refusal with an HTTP status that no {@link ErrorCode} maps to. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;

    Refusal(int status, ErrorCode code, String reason) {
      super(reason);
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    ErrorCode code() {
      return code;
    }

    static Refusal preconditionFailed(String reason) {
      return new Refusal(HttpStatus.PRECONDITION_FAILED_412, ErrorCode.CONFLICT, reason);
    }
  }

  /** All lines of a header as one, or null. */
  static String header(Context context, String name) {
    List<String> lines = Collections.list(context.req().getHeaders(name));
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  /** Refuses partial and encoded bodies, and conditions on dates, in a request that writes. */
  static void requireWhole(Context context) {
    for (String name : NEVER_ON_A_WRITE) {
      if (context.header(name) != null) {
        throw invalid(name + " is not supported here");
      }
    }
    String transfer = header(context, "Transfer-Encoding");
    if (transfer != null && !transfer.equalsIgnoreCase("chunked")) {
      // RFC 9112, section 6.1.
      throw new PeerloomException(
          ErrorCode.UNSUPPORTED, "no Transfer-Encoding but chunked is supported");
    }
    String encoding = header(context, "Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      context.header("Accept-Encoding", "identity");
      throw new Refusal(
          UNSUPPORTED_MEDIA_TYPE,
          ErrorCode.INVALID_REQUEST,
          "Content-Encoding is not supported; send the bytes as they are");
    }
  }

  /** Refuses conditions on a message: there is no current one to compare with. */
  static void requireNone(Context context) {
    for (String name : List.of(IF_MATCH, IF_NONE_MATCH)) {
      if (context.header(name) != null) {
        throw invalid(name + " is not supported here");
      }
    }
  }

  /**
   * The conditions of a put on the current value.
   *
   * @param match the single tag of If-Match, or null
   * @param none whether If-None-Match requires that there is no value
   */
  record OfPut(String match, boolean none) {
    boolean any() {
      return none || match != null;
    }

    /** The write's failure, as the conditions make it one of theirs. */
    <T> CompletableFuture<T> failed(Throwable failure) {
      return CompletableFuture.failedFuture(
          any() && Problem.code(failure) == ErrorCode.CONFLICT
              ? Refusal.preconditionFailed(Problem.reason(failure))
              : failure);
    }

    /**
     * The sequence that the value to replace must have; with an ETag, it is read from the current
     * value.
     */
    CompletableFuture<Long> ifSequence(JvmPeer peer, String name, PutOptions options) {
      if (match == null) {
        return CompletableFuture.completedFuture(none ? 0 : options.ifSequence());
      }
      return peer.getOwn(name, options.readers())
          .thenApply(
              found -> {
                GetResult current =
                    found.orElseThrow(
                        () -> Refusal.preconditionFailed("this peer has no value of that name"));
                if (!match.equals(HttpApi.tag(current))) {
                  throw Refusal.preconditionFailed("the value is another by now");
                }
                return current.sequence();
              });
    }
  }

  /** The same of a deletion, which needs a value. */
  static OfPut ofDelete(Context context, long ifSequence) {
    if (context.header(IF_NONE_MATCH) != null) {
      throw invalid(IF_NONE_MATCH + " is not supported here");
    }
    return ofPut(context, ifSequence);
  }

  static OfPut ofPut(Context context, long ifSequence) {
    String match = header(context, IF_MATCH);
    String none = header(context, IF_NONE_MATCH);
    if ((match != null && none != null) || ((match != null || none != null) && ifSequence >= 0)) {
      throw invalid("one of If-Match, If-None-Match and ifSequence");
    }
    if (none != null && !none.trim().equals("*")) {
      throw invalid("a put takes If-None-Match: * only");
    }
    if (match == null) {
      return new OfPut(null, none != null);
    }
    if (match.trim().equals("*")) {
      throw invalid("If-Match names the ETag of the value to replace");
    }
    List<String> tags = EntityTag.parse(match);
    if (tags.size() != 1) {
      throw invalid("If-Match names one ETag");
    }
    if (EntityTag.sequence(tags.get(0)) < 0) {
      throw Refusal.preconditionFailed("no value has that ETag");
    }
    return new OfPut(tags.get(0), false);
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
