/**
 * The operations of a world's peers: puts, gets, publishes, subscriptions, compare-and-set,
 * overload.
 *
 * <p>Everything acknowledged is recorded ({@link io.peerloom.simulator.workload.Ledger}) and read
 * at the end, also after its writers have gone ({@link
 * io.peerloom.simulator.workload.WritersGone}).
 */
package io.peerloom.simulator.workload;
