package io.peerloom.jvm.check;

/**
 * The outcome of one check.
 *
 * @param subject what was checked, as the operator wrote it: an address, a folder
 * @param what what is the case, half a sentence
 * @param change what to change, naming one setting; empty if nothing
 * @param proved whether it is certainly so, whoever looks; false where another place may see it
 *     differently, as with a server behind a router that does not let it reach itself
 */
public record Finding(
    FindingKind kind, String subject, String what, String change, boolean proved) {

  static Finding fine(String subject, String what) {
    return new Finding(FindingKind.FINE, subject, what, "", true);
  }

  static Finding of(FindingKind kind, String subject, String what, String change) {
    return new Finding(kind, subject, what, change, true);
  }

  /** What only looks so from here. */
  Finding unproved() {
    return new Finding(kind, subject, what, change, false);
  }

  public Severity severity() {
    return kind.severity();
  }

  public boolean isFine() {
    return severity() == Severity.OK;
  }

  /** One line for people. */
  public String line() {
    return subject + ": " + what + (change.isEmpty() ? "" : "; " + change);
  }
}
