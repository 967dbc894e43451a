package io.peerloom.core.api;

/**
 * An acknowledged write, or one that waits in the queue.
 *
 * @param key hexadecimal DHT key; empty where it waits
 * @param sequence the sequence the value has now; 0 where it waits
 * @param holders failure domains that hold it durably; 0 where it waits
 * @param queuedAs the id under which it waits to be sent, null where it is acknowledged
 */
public record PutResult(String key, long sequence, int holders, String queuedAs) {}
