package io.peerloom.core.api;

/**
 * Messages that a subscriber did not get: they expired before it could read them, as after a long
 * sleep, or were never acknowledged.
 *
 * @param publisher hexadecimal
 * @param first the number of the first one in its stream
 * @param count how many there are
 * @param next the id of the message behind them, which comes next
 */
public record TopicGap(String publisher, long first, long count, String next) {}
