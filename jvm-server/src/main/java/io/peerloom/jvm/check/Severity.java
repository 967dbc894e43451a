package io.peerloom.jvm.check;

/** How bad a finding is; the ordinal is the exit code of {@code diagnose}. */
public enum Severity {
  OK,
  WARNING,
  BROKEN;

  /** The word in JSON and in the documentation. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
