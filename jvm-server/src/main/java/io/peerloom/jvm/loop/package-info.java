/**
 * Where and when a peer's code runs. A {@link io.peerloom.jvm.loop.PeerLoop} is the serial executor
 * of one peer over the pool that {@link io.peerloom.jvm.loop.JvmRuntime} shares among all peers of
 * a process; {@link io.peerloom.jvm.loop.JvmEnv} is the core's {@code Env}: clocks, timers, random
 * numbers and the log.
 *
 * <p>Invariants: no two tasks of a loop run at the same time; timers fire on the loop and never
 * inside the call that sets them; a cancelled timer does not run; tasks submitted after the end are
 * discarded.
 */
package io.peerloom.jvm.loop;
