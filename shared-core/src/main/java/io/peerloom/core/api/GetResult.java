package io.peerloom.core.api;

/**
 * A value as found.
 *
 * @param publisher hexadecimal SHA-256 of the publisher's identity key
 * @param publishedAt wall-clock milliseconds, as the publisher signed them
 */
public record GetResult(Value value, String publisher, long sequence, long publishedAt) {}
