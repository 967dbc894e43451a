/**
 * What every other package stands on: asynchronous results, time, randomness, byte strings, CBOR,
 * error codes and the bounds an application meets.
 *
 * <p>The core runs on one serial loop for each peer and never blocks. {@link
 * io.peerloom.core.base.Env} is its only access to time and randomness, so that a simulation
 * replays from its seed; {@link io.peerloom.core.base.Promise} is a result that arrives later on
 * that loop. {@link io.peerloom.core.base.NetworkTime} replaces the machine's clock by the time
 * that the peers of a network agree on, which {@link io.peerloom.core.base.NetworkClock} decides.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Nothing here reads a clock, starts a thread or has unordered collections, since a run must
 *       be the same on the JVM and in compiled JavaScript.
 *   <li>Every failure is a {@link io.peerloom.core.base.PeerloomException} with an {@link
 *       io.peerloom.core.base.ErrorCode}; input from others never causes any other exception.
 *   <li>A bound that an application meets stands in {@link io.peerloom.core.base.Limits} only.
 * </ul>
 *
 * <p>Sources: RFC 8949 (CBOR, deterministic encoding), Blackman and Vigna 2018 (xoshiro), Brooker
 * 2015 (exponential backoff and jitter).
 */
package io.peerloom.core.base;
