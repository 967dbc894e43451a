package io.peerloom.jvm.cli;

/** Reads a time limit. */
final class SecondsConverter extends NumberConverter {
  private static final int MAX_SECONDS = 86_400;

  SecondsConverter() {
    super("a number", 1, MAX_SECONDS);
  }
}
