/**
 * Runs the protocol core of thousands of peers in one thread, on virtual time, with faults.
 *
 * <p>A {@link io.peerloom.simulator.scenario.Scenario} is a whole experiment as data; {@link
 * io.peerloom.simulator.ScenarioRun} runs it with a seed: {@code ChurnAndFaults} adds the peers and
 * injects faults, {@code workload} is what the peers do, {@code check} what must hold, {@code
 * report} the result. One scenario and one seed give one run, byte for byte, on the JVM and in
 * compiled JavaScript; equal trace hashes mean equal runs.
 *
 * <p>Each package depends only on those before it in the order time, network, report, machine,
 * check, fault, scenario, workload; this package, above them, assembles runs.
 */
package io.peerloom.simulator;
