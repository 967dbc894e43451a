package io.peerloom.core;

/**
 * An acknowledged write.
 *
 * @param key hexadecimal DHT key
 * @param sequence the sequence the value has now
 * @param holders failure domains that hold it durably
 */
public record PutResult(String key, long sequence, int holders) {}
