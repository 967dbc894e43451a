package io.peerloom.benchmarks;

/** Something measured did not work: one try counts as failed, or a whole figure is missing. */
final class MeasurementFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  MeasurementFailure(String message) {
    super(message);
  }
}
