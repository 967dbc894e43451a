package io.peerloom.core.base;

/** Validates names of values and topics. */
public final class Names {
  private Names() {}

  /** Throws INVALID_REQUEST where it is empty or too long. */
  public static void check(String name) {
    int length = Bytes.utf8(name).length;
    if (length == 0 || length > Limits.MAX_NAME_BYTES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "a name has 1 to " + Limits.MAX_NAME_BYTES + " bytes");
    }
  }
}
