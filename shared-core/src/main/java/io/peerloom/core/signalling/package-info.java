/**
 * Bringing a link to a known peer about, whatever suits the two kinds of peer (R9).
 *
 * <p>{@link io.peerloom.core.signalling.WebRtcSignalling} dials nodes, exchanges WebRTC
 * descriptions with browser peers over the overlay, and lets a node invite a browser peer to dial
 * it. All rules of who goes first are in {@link io.peerloom.core.connection.PerfectNegotiation}. A
 * complete offer, with all candidates, can also be carried by a bootstrap server and a bridge to a
 * peer that no link leads to (DESIGN 15).
 *
 * <p>A Signal travels so: the offerer's overlay, the {@code Router} of the other end, {@code
 * WebRtcSignalling} there, whose answer is the description it returns.
 *
 * <p>Invariants: negotiations are bounded, and each ends with a link or a code; a description is
 * used once; of two offers that cross the smaller id's is dropped.
 */
package io.peerloom.core.signalling;
