package io.peerloom.jvm.store;

import io.peerloom.core.base.ErrorCode;

/** The reason why a program cannot start, in one line for the person who started it. */
public final class StartupFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do where a database is damaged. */
  public static final String RESTORE =
      "restore the data folder, or delete its records and domain: others hold copies";

  private final ErrorCode code;

  public StartupFailure(String message) {
    this(message, null);
  }

  /**
   * A failure of the core, such as a refused join.
   *
   * @param code the core's code, null for none
   */
  public StartupFailure(String message, ErrorCode code) {
    super(message);
    this.code = code;
  }

  /** The core's code; null if it was not the core that failed. */
  public ErrorCode code() {
    return code;
  }
}
