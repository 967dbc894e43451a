/**
 * The log of a process: events with a stable name and key-values, for SLF4J. {@link
 * io.peerloom.jvm.logs.EventLog} writes them, {@code RepeatedEvents} decides which of many alike
 * are written, and {@code LogText} makes a stranger's text safe to print.
 *
 * <p>Invariants: whatever strangers do, the lines of five minutes are bounded; no control character
 * of theirs reaches the log.
 */
package io.peerloom.jvm.logs;
