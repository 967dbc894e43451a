package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The name in a path, as it was sent: nothing is normalised, so that different paths are different
 * names. A slash may be encoded or not; what a client or proxy might normalise (a segment of one or
 * two dots) must be encoded.
 */
final class ResourcePath {
  private ResourcePath() {}

  /** The part between prefix and suffix; INVALID_REQUEST if it is not UTF-8. */
  static String name(Context context, String prefix, String suffix) {
    String path = context.req().getRequestURI();
    if (!path.startsWith(prefix)
        || !path.endsWith(suffix)
        || path.length() <= prefix.length() + suffix.length()) {
      throw new PeerloomException(ErrorCode.NOT_FOUND, "no such resource");
    }
    String raw = path.substring(prefix.length(), path.length() - suffix.length());
    for (String segment : raw.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw invalid("a segment of dots in a name is percent-encoded, as %2E");
      }
    }
    return decoded(raw);
  }

  private static String decoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x80) {
        throw invalid("a name's characters beyond ASCII are percent-encoded as UTF-8");
      }
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
      if (low < 0) {
        throw invalid("malformed percent-encoding");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid("the name is not UTF-8");
    }
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
