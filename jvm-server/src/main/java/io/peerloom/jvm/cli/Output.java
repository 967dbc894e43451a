package io.peerloom.jvm.cli;

/** Standard output, as bytes: a value is printed as it is, whatever the terminal's encoding. */
final class Output {
  private Output() {}

  static void raw(byte[] bytes) {
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  static void line(byte[] text) {
    raw(text);
    System.out.println();
  }
}
