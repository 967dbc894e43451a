/**
 * Requests to a peer by its id, with or without a link to it.
 *
 * <p>{@link io.peerloom.core.overlay.OverlayNetwork} sends a request over the link if there is one;
 * else {@code RoutedClient} seals the request ({@code RoutedEnvelopes}) and {@code Forwarder} sends
 * it from hop to hop towards the target, by {@code NextHopHints} or distance (DESIGN 8). {@code
 * PacedRequests} queues requests that a peer refused for its rate limit.
 *
 * <p>The path of a routed request: each hop's {@code Router} hands the Route to the {@code
 * Forwarder}, which forwards it or, at the target, opens it and hands the message inside to the
 * {@code Router} again. The answer returns over the same hops.
 *
 * <p>Invariants: both ends of a routed exchange sign, so hops are trusted with delivery only; no
 * peer forwards one message twice; a message has at most six hops and fits 4 KiB, and a longer one
 * needs a link.
 */
package io.peerloom.core.overlay;
