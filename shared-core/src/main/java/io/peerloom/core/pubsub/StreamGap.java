package io.peerloom.core.pubsub;

/**
 * Numbers of a publisher's stream without a message: expired, or never acknowledged.
 *
 * @param first the first of them
 * @param next the message behind the last
 */
public record StreamGap(long first, TopicItem next) {}
