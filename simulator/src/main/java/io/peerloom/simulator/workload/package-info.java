/**
 * What the peers of a world do: puts, gets, publishes, subscriptions, compare-and-set, overload.
 *
 * <p>Everything acknowledged is remembered ({@link io.peerloom.simulator.workload.Ledger}), to be
 * asked for at the end, also after its writers have gone ({@link
 * io.peerloom.simulator.workload.WritersGone}).
 */
package io.peerloom.simulator.workload;
