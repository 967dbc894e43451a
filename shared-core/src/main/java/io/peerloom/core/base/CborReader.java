package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link CborWriter} writes, from untrusted bytes.
 *
 * <p>Every length is checked against the bytes that are left before it is used; whatever does not
 * fit is a {@link PeerloomException} with INVALID_REQUEST. Records are arrays, and a reader skips
 * the items at the end that it does not know, so that a newer peer may add some.
 */
public final class CborReader {
  private static final int MAX_DEPTH = 16;

  private final byte[] source;
  private int at;

  public CborReader(byte[] source) {
    this.source = source;
  }

  /** Opens an array of at least {@code least} items and returns how many it has. */
  public int array(int least) {
    int count = head(4);
    if (count < least || count > source.length - at) {
      throw invalid("array of " + count);
    }
    return count;
  }

  /** Skips the items of an array that this build does not know. */
  public void rest(int count, int known) {
    for (int i = known; i < count; i++) {
      skip(0);
    }
  }

  /** A number from 0 to {@code most}. */
  public int uint(int most) {
    int value = head(0);
    if (value > most) {
      throw invalid("number " + value + " over " + most);
    }
    return value;
  }

  /** A number from 0 to 2^63 - 1. */
  public long ulong() {
    int first = next();
    if (first == 27) {
      long value = (long) int32() << 32 | int32() & 0xffffffffL;
      if (value < 0x100000000L) {
        throw invalid("malformed");
      }
      return value;
    }
    if (first == 26) {
      long value = int32() & 0xffffffffL;
      if (value < 0x10000) {
        throw invalid("head longer than needed");
      }
      return value;
    }
    at--;
    return head(0);
  }

  /** True, the only value of an item that may be left out instead. */
  public boolean onlyTrue() {
    if (!bool()) {
      throw invalid("malformed");
    }
    return true;
  }

  public boolean bool() {
    int first = next();
    if (first == 0xf5) {
      return true;
    }
    if (first == 0xf4) {
      return false;
    }
    throw invalid("malformed");
  }

  /** A byte string of at most that many bytes. */
  public byte[] bytes(int most) {
    return take(2, most);
  }

  /** A byte string of exactly that many bytes. */
  public byte[] bytesOf(int exactly) {
    byte[] value = take(2, exactly);
    if (value.length != exactly) {
      throw invalid("bytes of length " + value.length + ", not " + exactly);
    }
    return value;
  }

  /**
   * Text of at most that many bytes of UTF-8. What is no UTF-8 is refused: it would be longer when
   * it is forwarded, and over the bound of the next reader.
   */
  public String text(int mostBytes) {
    byte[] encoded = take(3, mostBytes);
    String text = Bytes.utf8(encoded);
    if (!Bytes.equal(Bytes.utf8(text), encoded)) {
      throw invalid("text that is no UTF-8");
    }
    return text;
  }

  /** A list of at most that many items. */
  public <T> List<T> list(int most, Function<CborReader, T> item) {
    int count = array(0);
    if (count > most) {
      throw invalid("list of " + count + " over " + most);
    }
    if (count == 0) {
      return List.of();
    }
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(item.apply(this));
    }
    return items;
  }

  /** Whether something is left to read. */
  public boolean hasMore() {
    return at < source.length;
  }

  /** Fails unless everything was read. */
  public void end() {
    if (at != source.length) {
      throw invalid((source.length - at) + " bytes left over");
    }
  }

  private byte[] take(int major, int most) {
    int length = head(major);
    if (length > most) {
      throw invalid("length " + length + " over " + most);
    }
    if (length > source.length - at) {
      throw invalid("truncated");
    }
    at += length;
    return Bytes.slice(source, at - length, at);
  }

  private void skip(int depth) {
    if (depth > MAX_DEPTH) {
      throw invalid("nested too deep");
    }
    int first = next();
    int major = first >> 5;
    at--;
    if (major == 0 || major == 1) {
      skipHead();
    } else if (major == 2 || major == 3) {
      take(major, source.length);
    } else if (major == 4) {
      int count = array(0);
      for (int i = 0; i < count; i++) {
        skip(depth + 1);
      }
    } else if (first == 0xf4 || first == 0xf5 || first == 0xf6) {
      at++;
    } else {
      throw invalid("item " + first);
    }
  }

  private void skipHead() {
    int info = next() & 31;
    int more = info < 24 ? 0 : info < 28 ? 1 << (info - 24) : -1;
    if (more < 0 || more > source.length - at) {
      throw invalid("truncated");
    }
    at += more;
  }

  private int head(int major) {
    int first = next();
    if (first >> 5 != major) {
      throw invalid("major type " + (first >> 5) + ", not " + major);
    }
    int info = first & 31;
    if (info < 24) {
      return info;
    }
    int value;
    int least;
    if (info == 24) {
      value = next();
      least = 24;
    } else if (info == 25) {
      value = next() << 8 | next();
      least = 0x100;
    } else if (info == 26) {
      value = int32();
      least = 0x10000;
    } else {
      throw invalid("head " + info);
    }
    if (value < 0) {
      throw invalid("malformed");
    }
    if (value < least) {
      // One value has one encoding, or one signed message would have many names.
      throw invalid("head longer than needed");
    }
    return value;
  }

  private int int32() {
    return next() << 24 | next() << 16 | next() << 8 | next();
  }

  private int next() {
    if (at >= source.length) {
      throw invalid("truncated");
    }
    return source[at++] & 0xff;
  }

  private static PeerloomException invalid(String what) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, "CBOR: " + what);
  }
}
