/**
 * Measurements of whole, real networks: sockets, signatures, synced writes, browsers. {@link
 * io.peerloom.benchmarks.Main} runs each named {@code Measurement} in a {@code Setting} (jar,
 * folders, number of tries) and prints one JSON line for each figure by {@code Report}.
 *
 * <p>{@code JvmNetwork} is a network in this JVM, {@code AllInOneProcess} the jar as a child
 * process, {@code Pages} browser pages. {@code Samples} collects tries with their failures, so that
 * a failure is never hidden in a percentile. {@code LoadMeter} and {@code OperationsAgent} count
 * CPU time, bytes, signatures, verifications and disk writes, which depend less on the machine than
 * times do. {@code Draw} makes the charts of the documentation.
 */
package io.peerloom.benchmarks;
