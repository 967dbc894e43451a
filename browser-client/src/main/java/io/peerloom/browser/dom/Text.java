package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Text conversion by the browser. The build calls these where the core uses Java's own conversions,
 * which would have to be shipped ({@link io.peerloom.browser.build.BrowserText}).
 */
public final class Text {
  private static final JSObject ENCODER = encoder();
  private static final JSObject DECODER = decoder();

  private Text() {}

  /** UTF-8. */
  public static byte[] encode(String text) {
    return encode(ENCODER, text).copyToJavaArray();
  }

  /** From UTF-8; malformed input becomes U+FFFD, as in Java. */
  public static String decode(byte[] bytes) {
    return decode(DECODER, Js.view(bytes));
  }

  /** A number in JavaScript's format, which is also JSON's. */
  @JSBody(params = "number", script = "return String(number);")
  public static native String of(double number);

  /** The same. */
  @JSBody(params = "number", script = "return String(number);")
  public static native String of(int number);

  /** The same; to JavaScript it is a BigInt. */
  @JSBody(params = "number", script = "return String(number);")
  public static native String of(long number);

  @JSBody(script = "return new TextEncoder();")
  private static native JSObject encoder();

  @JSBody(script = "return new TextDecoder('utf-8', {ignoreBOM: true});")
  private static native JSObject decoder();

  @JSBody(
      params = {"encoder", "text"},
      script =
          "var bytes = encoder.encode(text);"
              + "return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);")
  private static native Int8Array encode(JSObject encoder, String text);

  @JSBody(
      params = {"decoder", "bytes"},
      script = "return decoder.decode(bytes);")
  private static native String decode(JSObject decoder, Int8Array bytes);
}
