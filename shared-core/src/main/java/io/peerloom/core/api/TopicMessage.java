package io.peerloom.core.api;

/**
 * A message as a subscriber gets it.
 *
 * @param id hexadecimal, unique
 * @param publisher hexadecimal SHA-256 of the publisher's identity key
 * @param sequence counts up within one stream of the publisher, from 1
 * @param publishedAt wall-clock milliseconds, as the publisher signed them
 * @param expiresAt when the topic forgets it, in the same unit
 */
public record TopicMessage(
    String id, String publisher, long sequence, long publishedAt, long expiresAt, Value value) {}
