/**
 * The protocol core of thousands of peers in one thread, on virtual time, with faults.
 *
 * <p>A {@link io.peerloom.simulator.scenario.Scenario} is a whole experiment as data; {@link
 * io.peerloom.simulator.ScenarioRun} runs it with a seed: {@code ChurnAndFaults} brings the peers
 * and what goes wrong, {@code workload} what they do, {@code check} what must hold, {@code report}
 * what came of it. One scenario and one seed are one run, to the byte, on the JVM and in compiled
 * JavaScript: the trace hash says whether two runs were the same.
 *
 * <p>The packages lean on each other in the order time, network, report, machine, check, fault,
 * scenario, workload; runs are put together here, above them.
 */
package io.peerloom.simulator;
