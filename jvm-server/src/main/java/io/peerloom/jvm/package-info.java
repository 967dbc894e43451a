/**
 * The Java API: peers for programs on the JVM.
 *
 * <p>{@link io.peerloom.jvm.JvmPeer} and {@link io.peerloom.jvm.JvmTopic} offer what the core's
 * {@code Peer} and {@code Topic} do, callable from any thread, with futures. {@link
 * io.peerloom.jvm.PeerHost} owns what the peers of one process share: threads, the dialling client,
 * the data directory with its database, and the web server that accepts their WebSockets.
 *
 * <p>How a call travels: {@code JvmPeer.put} checks and copies its arguments, hands a task to the
 * peer's loop, and returns a future. On the loop the core's {@code Peer.put} runs; its promise
 * completes the future there. How a frame travels: Jetty reads it ({@code net}) and hands it to the
 * loop, which passes it to the core's link.
 *
 * <p>Invariants: the core is called on the peer's loop only; arguments are copied before the call
 * returns; exceptions of an application's listener are logged and stop nothing; after {@code leave}
 * or the host's close every pending future fails with CLOSED.
 */
package io.peerloom.jvm;
