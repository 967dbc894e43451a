package io.peerloom.core.api;

/**
 * An acknowledged message, or one that waits in the queue.
 *
 * @param id hexadecimal; empty where it waits
 * @param sequence its number in the publisher's stream; 0 where it waits
 * @param holders failure domains that hold it durably; 0 where it waits
 * @param queuedAs the id under which it waits to be sent, null where it is acknowledged
 */
public record PublishResult(String id, long sequence, int holders, String queuedAs) {}
