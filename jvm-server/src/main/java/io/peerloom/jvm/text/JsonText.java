package io.peerloom.jvm.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** Checks JSON, which is stored and delivered as its author wrote it and never rewritten. */
final class JsonText {
  /** Nesting that common parsers accept, including those of browsers and Jackson. */
  static final int MAX_DEPTH = 1000;

  /** Digits of a number; more are slow to parse, and no reader preserves them. */
  static final int MAX_DIGITS = 1000;

  private static final JsonFactory STRICT = factory(MAX_DEPTH);

  /** For what others have published; a message is too small for deeper nesting. */
  private static final JsonFactory TOLERANT = factory(ValueText.MAX_BYTES);

  private JsonText() {}

  /** Digits are counted here: Jackson's own limit allows some forms of a number a few more. */
  private static JsonFactory factory(int maxDepth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(ValueText.MAX_BYTES)
                .maxStringLength(ValueText.MAX_BYTES)
                .maxNameLength(ValueText.MAX_BYTES)
                .build())
        .build();
  }

  /** What is wrong with a text that is to be stored, or null. */
  static String flaw(String text) {
    try {
      return read(STRICT, text, true);
    } catch (StreamConstraintsException e) {
      return "the JSON is nested more than " + MAX_DEPTH + " deep";
    } catch (IOException e) {
      return "the value is not JSON";
    }
  }

  /** Whether it is well-formed JSON, whatever its numbers are. */
  static boolean isWellFormed(String text) {
    try {
      read(TOLERANT, text, false);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads exactly one value; returns what is wrong with its first invalid number, if numbers are
   * checked.
   */
  private static String read(JsonFactory factory, String text, boolean numbers) throws IOException {
    String flaw = null;
    int depth = 0;
    int values = 0;
    try (JsonParser parser = factory.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (numbers && flaw == null && token.isNumeric()) {
          flaw = numberFlaw(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        values += depth == 0 ? 1 : 0;
      }
    }
    if (values != 1) {
      throw new IOException(values + " values");
    }
    return flaw;
  }

  private static String numberFlaw(JsonParser number) throws IOException {
    if (number.getText().chars().filter(c -> c >= '0' && c <= '9').count() > MAX_DIGITS) {
      return "the JSON has a number of more than " + MAX_DIGITS + " digits";
    }
    return Double.isFinite(number.getDoubleValue())
        ? null
        : "the JSON has a number that its readers would take for infinite";
  }
}
