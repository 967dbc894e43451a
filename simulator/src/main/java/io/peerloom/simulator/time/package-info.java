/**
 * Virtual time, the processors that take it, and chance.
 *
 * <p>{@link io.peerloom.simulator.time.VirtualTime} is the only clock and the only queue of a
 * world: events in the order of time, then of their making. {@link
 * io.peerloom.simulator.time.SimulatedEnv} is one process's share of it, with a wall clock that may
 * be wrong. {@link io.peerloom.simulator.time.Processor} is a process's one busy loop, whose work
 * takes measured time ({@link io.peerloom.simulator.time.ProcessorCosts}). {@link
 * io.peerloom.simulator.time.Chaos} forces what is rare, after FoundationDB's Buggify.
 *
 * <p>Invariant: everything random comes from the seed.
 */
package io.peerloom.simulator.time;
