/**
 * One peer of a network, as a program embeds it.
 *
 * <p>{@link io.peerloom.core.Peer} is the facade: everything an application asks for begins there,
 * with types of {@link io.peerloom.core.api}. {@code PeerJoin} starts a peer, {@code PeerAssembly}
 * puts its parts together and is the only class that knows them all. {@code PeerWrites} sends what
 * is written and {@code OfflineQueue} keeps it while nobody can be reached, {@code PeerMessages}
 * carries bytes between applications, {@code Diagnostics} describes the peer for an operator.
 *
 * <p>The platform enters through {@link io.peerloom.core.Ports}: time, cryptography, storage,
 * WebSockets, WebRTC. There is no clock, thread, socket or unordered map below; everything of one
 * peer happens in order on one loop.
 *
 * <p>Invariants: a call that waits ends, at the latest when the peer leaves (CLOSED); a join that
 * fails leaves nothing behind; the state shown to users is judged by live links alone.
 */
package io.peerloom.core;
