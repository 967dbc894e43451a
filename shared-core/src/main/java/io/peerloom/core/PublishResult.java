package io.peerloom.core;

/**
 * An acknowledged message.
 *
 * @param holders failure domains that hold it durably
 */
public record PublishResult(String id, long sequence, int holders) {}
