package io.peerloom.core.pubsub;

/**
 * A message as its readers see it.
 *
 * @param payload the format byte and the value, decrypted
 */
public record ReadMessage(TopicItem item, byte[] payload) {}
