package io.peerloom.browser.dom;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.function.Function;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The border between Java and JavaScript: bytes, promises and failures.
 *
 * <p>In the JavaScript output a Java array already is an {@code Int8Array}, so bytes cross without
 * a copy wherever the other side copies them anyway, which every platform call used here does.
 */
public final class Js {
  private Js() {}

  /** A view of the array, for a platform call that copies it before it returns. */
  public static Int8Array view(byte[] bytes) {
    return Int8Array.copyFromJavaArray(bytes);
  }

  /** The bytes of a buffer that nobody else will change. */
  public static byte[] bytes(ArrayBuffer buffer) {
    return new Int8Array(buffer).copyToJavaArray();
  }

  /** The bytes of an array that nobody else will change. */
  public static byte[] bytes(Int8Array array) {
    return array.copyToJavaArray();
  }

  /** Converts a promise of the platform; a rejection becomes a failure with the given code. */
  public static <T> Promise<T> await(JSPromise<T> promise, ErrorCode code) {
    Promise<T> result = new Promise<>();
    promise.then(
        value -> {
          result.complete(value);
          return null;
        },
        reason -> {
          result.fail(new PeerloomException(code, describe(reason)));
          return null;
        });
    return result;
  }

  /** A failure of the browser's storage. */
  public static PeerloomException storageFailure(String reason) {
    return new PeerloomException(ErrorCode.STORAGE_FAILED, reason);
  }

  /** Converts a result for JavaScript; a failure is rejected as {@code {code, message}}. */
  public static <T, R> JSPromise<R> promise(Promise<T> source, Function<T, R> convert) {
    return new JSPromise<>(
        (resolve, reject) ->
            source.then(
                value -> resolve.accept(convert.apply(value)),
                failure -> reject.accept(failure(failure))));
  }

  private static JSObject failure(PeerloomException failure) {
    return failure(
        failure.code().name(), String.valueOf(failure.getMessage()), failure.retryAfterMillis());
  }

  @JSBody(
      params = {"code", "message", "retryAfterMillis"},
      script = "return {code: code, message: message, retryAfterMillis: retryAfterMillis};")
  private static native JSObject failure(String code, String message, int retryAfterMillis);

  /** The platform's description of a failure, for the log. */
  @JSBody(params = "reason", script = "return String(reason);")
  public static native String describe(Object reason);

  /** The data of a message event if it is binary, else null. */
  @JSBody(
      params = "event",
      script = "return event.data instanceof ArrayBuffer ? event.data : null;")
  public static native ArrayBuffer binary(JSObject event);
}
