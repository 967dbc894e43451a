package io.peerloom.jvm.store;

/** The reason why a program cannot start, in one line for the person who started it. */
public final class StartupFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartupFailure(String message) {
    super(message);
  }
}
