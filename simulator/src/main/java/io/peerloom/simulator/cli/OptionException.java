package io.peerloom.simulator.cli;

/** An option that cannot be, apart from whatever the core may throw: that is never a bad option. */
final class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says in one line which option it is and what it may be. */
  OptionException(String message) {
    super(message);
  }
}
