/**
 * Requests to a peer by its id, with or without a link to it.
 *
 * <p>{@link io.peerloom.core.overlay.OverlayNetwork} asks over the link where there is one; else
 * {@code RoutedClient} seals the request ({@code RoutedEnvelopes}) and {@code Forwarder} sends it
 * from hop to hop towards the target, by {@code NextHopHints} or distance (DESIGN 8). {@code
 * PacedRequests} holds back what a peer refused for its rate.
 *
 * <p>A routed request travels so: each hop's {@code Router} hands the Route to the {@code
 * Forwarder}, which sends it on or, at the target, opens it and hands what is inside to the {@code
 * Router} again. The answer returns over the same hops.
 *
 * <p>Invariants: both ends of a routed exchange sign, so hops are trusted with delivery only; no
 * peer forwards one message twice; a message has at most six hops and fits 4 KiB, and what is
 * longer needs a link.
 */
package io.peerloom.core.overlay;
