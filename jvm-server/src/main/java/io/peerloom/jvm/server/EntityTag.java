package io.peerloom.jvm.server;

import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.crypto.JdkHash;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ETag of a value: its sequence, as in {@code ifSequence}, and a digest of publisher, format
 * and bytes, because each publisher numbers its values separately.
 */
final class EntityTag {
  private static final int DIGEST_DIGITS = 16;
  private static final Pattern TAG = Pattern.compile("(W/)?(\"[!\\x23-\\x7E\\x80-\\xFF]*\")");
  private static final Pattern OWN = Pattern.compile("\"([0-9]{1,18})-[0-9a-f]{16}\"");
  private static final JdkHash HASH = new JdkHash();

  private EntityTag() {}

  static String of(long sequence, String publisher, Value value) {
    byte[] format = {(byte) value.format()};
    byte[] digest = HASH.sha256(Bytes.concat(Bytes.utf8(publisher), format, value.bytes()));
    return "\"" + sequence + "-" + Bytes.hex(digest).substring(0, DIGEST_DIGITS) + "\"";
  }

  /** The sequence in a tag of this form, or -1. */
  static long sequence(String tag) {
    Matcher own = OWN.matcher(tag);
    return own.matches() ? Long.parseLong(own.group(1)) : -1;
  }

  /**
   * Whether {@code If-None-Match} contains a tag, by the weak comparison: a proxy that compresses
   * makes a tag weak.
   */
  static boolean isNamed(String header, String tag) {
    return header != null
        && (header.trim().equals("*")
            || parse(header).stream().anyMatch(named -> opaque(named).equals(tag)));
  }

  /**
   * Whether {@code If-Match} contains a tag, by the strong comparison: a weak tag never matches.
   */
  static boolean isNamedStrongly(String header, String tag) {
    return header.trim().equals("*") || parse(header).contains(tag);
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** The tags of a header, weak ones with their {@code W/}. */
  static List<String> parse(String header) {
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(header);
    int end = 0;
    while (tag.find()) {
      requireSeparator(header, end, tag.start());
      tags.add(tag.group());
      end = tag.end();
    }
    requireSeparator(header, end, header.length());
    return tags;
  }

  private static void requireSeparator(String header, int from, int to) {
    if (!header.substring(from, to).chars().allMatch(c -> c == ',' || c == ' ' || c == '\t')) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "an entity tag is text between double quotes");
    }
  }
}
