package io.peerloom.jvm.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** JSON that is kept and handed on as its author wrote it, checked but never rewritten. */
final class JsonText {
  /** What common readers take, those of browsers and Jackson among them. */
  static final int MAX_DEPTH = 1000;

  /** Digits of a number; more take long to read, and no reader keeps them. */
  static final int MAX_DIGITS = 1000;

  private static final JsonFactory STRICT = factory(MAX_DEPTH, MAX_DIGITS);

  /** For what others have published; a message has not room for more. */
  private static final JsonFactory TOLERANT = factory(Bodies.MAX_BYTES, Bodies.MAX_BYTES);

  private JsonText() {}

  private static JsonFactory factory(int maxDepth, int maxDigits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(maxDigits)
                .maxStringLength(Bodies.MAX_BYTES)
                .maxNameLength(Bodies.MAX_BYTES)
                .build())
        .build();
  }

  /** What is wrong with a text that is to be stored, or null. */
  static String flaw(String text) {
    try {
      boolean finite = read(STRICT, text, true);
      return finite ? null : "the JSON has a number that its readers would take for infinite";
    } catch (StreamConstraintsException e) {
      return "the JSON is nested more than "
          + MAX_DEPTH
          + " deep, or has a number of more than "
          + MAX_DIGITS
          + " digits";
    } catch (IOException e) {
      return "the body is not JSON";
    }
  }

  /** Whether it is JSON at all, whatever its numbers are. */
  static boolean isWellFormed(String text) {
    try {
      read(TOLERANT, text, false);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads exactly one value; false where a number, if they matter, is infinite as a double. */
  private static boolean read(JsonFactory factory, String text, boolean numbers)
      throws IOException {
    boolean finite = true;
    int depth = 0;
    int values = 0;
    try (JsonParser parser = factory.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        finite &= !numbers || !token.isNumeric() || Double.isFinite(parser.getDoubleValue());
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        values += depth == 0 ? 1 : 0;
      }
    }
    if (values != 1) {
      throw new IOException(values + " values");
    }
    return finite;
  }

  /** The same JSON without line breaks, which are only ever between its tokens. */
  static String onOneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
