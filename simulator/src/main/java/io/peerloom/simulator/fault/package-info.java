/**
 * Faults as data, and which machines they hit.
 *
 * <p>A {@link io.peerloom.simulator.fault.Fault} says what happens, a {@link
 * io.peerloom.simulator.fault.MachineSelector} to whom. Invariant: a fault that no part of the
 * simulator does ends the run.
 */
package io.peerloom.simulator.fault;
