/**
 * Experiments as data: the population of a world, its workload and its faults.
 *
 * <p>{@link io.peerloom.simulator.scenario.Scenarios} has the named ones; {@link
 * io.peerloom.simulator.scenario.SmallWorlds} draws one of any kind from a number.
 */
package io.peerloom.simulator.scenario;
