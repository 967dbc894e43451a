/**
 * Experiments as data: who lives in a world, what they do, what goes wrong and when.
 *
 * <p>{@link io.peerloom.simulator.scenario.Scenarios} has those with a name; {@link
 * io.peerloom.simulator.scenario.SmallWorlds} draws one from a number, of any sort.
 */
package io.peerloom.simulator.scenario;
