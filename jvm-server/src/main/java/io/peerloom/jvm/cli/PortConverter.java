package io.peerloom.jvm.cli;

/** Reads a port; 0 lets the system choose a free one. */
final class PortConverter extends NumberConverter {
  static final int MAX_PORT = 65_535;

  PortConverter() {
    super("a port", 0, MAX_PORT);
  }
}
