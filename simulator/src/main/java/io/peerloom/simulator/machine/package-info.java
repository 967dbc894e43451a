/**
 * Machines with disks, keys and processes, and the world they are in.
 *
 * <p>A {@link io.peerloom.simulator.machine.Machine} runs one real core at a time over simulated
 * ports: {@link io.peerloom.simulator.machine.SimulatedStore} is its disk, {@link
 * io.peerloom.simulator.machine.SimulatedCrypto} a deterministic stand-in for cryptography. {@link
 * io.peerloom.simulator.machine.Traits} are its properties; a {@link
 * io.peerloom.simulator.machine.Liar} rewrites messages between an honest core and its transports.
 * A {@link io.peerloom.simulator.machine.World} holds all machines, bootstrap servers and the
 * network.
 *
 * <p>Invariant: a disk keeps what was reported durable, and may lose everything written after that.
 */
package io.peerloom.simulator.machine;
