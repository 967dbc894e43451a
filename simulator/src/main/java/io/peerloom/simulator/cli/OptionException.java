package io.peerloom.simulator.cli;

/** An invalid option, told apart from anything the core may throw, which is never a bad option. */
final class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line that names the option and its valid values
   */
  OptionException(String message) {
    super(message);
  }
}
