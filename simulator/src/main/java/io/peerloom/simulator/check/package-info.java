/**
 * What must hold, whatever the scenario.
 *
 * <p>Each checker is one class whose {@code violations} says in words what is wrong, with the same
 * code for scenarios and properties, and a test that sees it fail. Checkers of links look at a
 * world that has come to rest; checkers of promises judge a {@link
 * io.peerloom.simulator.check.History} of writes and reads, and {@link
 * io.peerloom.simulator.check.Subscribers}, by what callers saw. {@code LinkWatch} and {@code
 * MergeWatch} measure instead.
 */
package io.peerloom.simulator.check;
