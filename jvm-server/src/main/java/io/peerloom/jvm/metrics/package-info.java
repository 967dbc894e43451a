/**
 * What an operator counts: {@link io.peerloom.jvm.metrics.ServerMetrics} holds the counters of a
 * process in a Micrometer registry and writes them in Prometheus' text format; {@code PeerMeter}
 * counts what the core reports of one peer; {@link io.peerloom.jvm.metrics.History} remembers the
 * last hour for the dashboard.
 *
 * <p>Invariants: the values of labels are bounded by the configuration and by enumerations of the
 * protocol, never by what others send; counting takes no lock and never waits; reading the counters
 * costs a peer's loop microseconds, however many links it has.
 *
 * <p>Names and units follow Prometheus' conventions: {@code docs/HTTP.md} lists them.
 */
package io.peerloom.jvm.metrics;
