/**
 * One connection, from the first byte to the last, over any transport.
 *
 * <p>The rest of a peer sees a {@link io.peerloom.core.connection.Link}. Behind it is one {@code
 * ConnectionManager} for each connection, the only owner of its transport, handshake, heartbeat and
 * pending requests, with a sibling each for WebSocket and WebRTC; {@link
 * io.peerloom.core.connection.ConnectionManagerFactory} alone knows which transport and direction
 * suits two kinds of peer. {@code Handshake} proves both ends in the manner of SIGMA (Krawczyk,
 * 2003) over the transcript and the channel; {@link io.peerloom.core.connection.PerfectNegotiation}
 * settles offers and dials that cross (W3C WebRTC, perfect negotiation; R9); {@code Heartbeat}
 * decides when to probe the other side, and {@code Liveness} does so: a ping after 64 s of silence,
 * and the link ends 10 s later without an answer; after a failed request 4 s are enough (R4.2).
 *
 * <p>The path of a message: a transport delivers it on one of two lanes, {@code Frames} reassembles
 * it, {@code MessageCodec} decodes it, and it goes to the pending request it answers, or to the
 * {@link io.peerloom.core.connection.LinkOwner}, whose router has the handler. On the way out
 * {@code SendQueue} orders the lanes, waits for credit, and refuses with OVERLOADED what no longer
 * fits.
 *
 * <p>Invariants: a connection is complete before its first byte arrives; closing it is idempotent
 * and ends every pending request; a heartbeat never waits behind a large message; no attempt lasts
 * longer than its watchdog.
 */
package io.peerloom.core.connection;
