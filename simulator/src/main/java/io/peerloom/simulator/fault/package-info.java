/**
 * Faults as data, and the machines they hit.
 *
 * <p>A {@link io.peerloom.simulator.fault.Fault} says what happens, a {@link
 * io.peerloom.simulator.fault.MachineSelector} to which machines. {@code ChurnAndFaults} injects
 * it; {@code ScenarioRun} handles load and phases. Invariant: a fault that no part of the simulator
 * implements ends the run.
 */
package io.peerloom.simulator.fault;
