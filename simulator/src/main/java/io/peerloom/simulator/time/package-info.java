/**
 * Virtual time, processors, and randomness.
 *
 * <p>{@link io.peerloom.simulator.time.VirtualTime} is the only clock and the only queue of a
 * world: events in the order of their time, then of their creation. {@link
 * io.peerloom.simulator.time.SimulatedEnv} is one process's share of it, with a wall clock that may
 * be wrong. {@link io.peerloom.simulator.time.Processor} is a process's single busy loop, whose
 * work takes measured time ({@link io.peerloom.simulator.time.ProcessorCosts}). {@link
 * io.peerloom.simulator.time.Chaos} forces rare events, after FoundationDB's Buggify.
 *
 * <p>Invariant: everything random is derived from the seed.
 */
package io.peerloom.simulator.time;
