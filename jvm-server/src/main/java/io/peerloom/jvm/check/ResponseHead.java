package io.peerloom.jvm.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status and headers of an HTTP/1.1 response.
 *
 * @param status 0 if it is none
 * @param start the first bytes, of whatever was received
 * @param headers by their names in lower case
 */
record ResponseHead(int status, byte[] start, Map<String, String> headers) {
  private static final String END = "\r\n\r\n";

  static ResponseHead read(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = new byte[maxBytes];
    int length = 0;
    // One by one: what follows the head is a frame or a body.
    for (int next = in.read(); next >= 0; next = length < maxBytes ? in.read() : -1) {
      bytes[length++] = (byte) next;
      if (next == '\n' && length >= END.length() && ends(bytes, length)) {
        break;
      }
      if (length == "HTTP/".length() && !text(bytes, length).equals("HTTP/")) {
        break;
      }
    }
    return parse(Arrays.copyOf(bytes, length));
  }

  private static boolean ends(byte[] bytes, int length) {
    return text(Arrays.copyOfRange(bytes, length - END.length(), length), END.length()).equals(END);
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  static ResponseHead parse(byte[] bytes) {
    String[] lines = text(bytes, bytes.length).split("\r\n", -1);
    String[] first = lines[0].split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/") || !first[1].matches("[1-5]\\d\\d")) {
      return new ResponseHead(0, bytes, Map.of());
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
    return new ResponseHead(Integer.parseInt(first[1]), bytes, headers);
  }

  /** A header's value, null if it is missing. */
  String header(String name) {
    return headers.get(name);
  }
}
