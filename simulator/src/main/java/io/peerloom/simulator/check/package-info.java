/**
 * What must hold in every scenario.
 *
 * <p>Each checker is one class whose {@code violations} says in words what is wrong; scenarios and
 * property tests use the same code, and a test sees each checker fail. Checkers of links inspect a
 * world that has come to rest; checkers of promises judge what callers saw: {@link
 * io.peerloom.simulator.check.AcknowledgedWrites}, a {@link io.peerloom.simulator.check.History} of
 * writes and reads, and {@link io.peerloom.simulator.check.Subscribers}. {@code LinkWatch} and
 * {@code MergeWatch} measure instead.
 */
package io.peerloom.simulator.check;
