package io.peerloom.benchmarks;

/** Measures one thing and reports its figures. */
interface Measurement {
  void run(Setting setting, Report report) throws Exception;
}
