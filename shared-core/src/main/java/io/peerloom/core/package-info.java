/**
 * One peer of a network. A JVM program embeds it as {@code io.peerloom.jvm.JvmPeer}, a page as
 * {@code Peer} of the npm package; both call what is here.
 *
 * <p>{@link io.peerloom.core.Peer} is the facade: everything an application asks for begins there,
 * with types of {@link io.peerloom.core.api}. {@code PeerJoin} starts a peer, {@code PeerAssembly}
 * puts its parts together and is the only class that knows them all. {@code PeerWrites} puts and
 * publishes. While nobody can be reached a write fails with UNREACHABLE, or, if its caller chose
 * {@link io.peerloom.core.api.WhenOffline#QUEUE}, waits in {@code OfflineQueue} on the own disk.
 * {@code PeerMessages} carries bytes between applications, {@code Diagnostics} describes the peer
 * for an operator; what happens is counted by {@link io.peerloom.core.base.Meter}.
 *
 * <p>The platform enters through {@link io.peerloom.core.Ports}: time, cryptography, storage,
 * WebSockets, WebRTC. There is no clock, thread, socket or unordered map below; everything of one
 * peer happens in order on one loop.
 *
 * <p>Invariants: a call that waits ends, at the latest when the peer leaves (CLOSED); a join that
 * fails leaves nothing behind; the state shown to users is judged by live links alone.
 */
package io.peerloom.core;
