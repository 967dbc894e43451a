package io.peerloom.core.api;

/**
 * A peer that takes part in a topic now.
 *
 * @param id where {@code send} reaches it
 * @param publisher as it is called in messages; several peers may have the same
 * @param hidden whether its page is hidden
 * @param state what it shows of itself
 */
public record PresentPeer(String id, String publisher, boolean hidden, Value state) {}
