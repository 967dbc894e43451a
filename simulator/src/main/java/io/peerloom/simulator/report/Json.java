package io.peerloom.simulator.report;

import java.util.List;

/** Writes the little JSON a report needs, on one line. */
final class Json {
  private final StringBuilder out = new StringBuilder();
  private boolean first = true;

  Json open() {
    out.append('{');
    first = true;
    return this;
  }

  Json close() {
    out.append('}');
    first = false;
    return this;
  }

  Json name(String name) {
    out.append(first ? "" : ",").append(quoted(name)).append(':');
    first = false;
    return this;
  }

  Json field(String name, String value) {
    name(name);
    out.append(quoted(value));
    return this;
  }

  Json field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  Json field(String name, double value) {
    name(name);
    out.append(value);
    return this;
  }

  Json list(List<String> values) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
    }
    out.append(']');
    return this;
  }

  Json list(int... values) {
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? '[' : ',').append(values[i]);
    }
    out.append(']');
    return this;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u00").append(Character.forDigit(c >> 4, 16));
        quoted.append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
