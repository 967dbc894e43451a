/**
 * Many peers in one thread, for the load on bridges and bootstrap servers: {@link
 * io.peerloom.benchmarks.load.LoadLoop} is their clock and their selector, {@link
 * io.peerloom.benchmarks.load.LightSocket} a WebSocket without buffers of its own, and {@link
 * io.peerloom.benchmarks.load.LoadPeer} a member that holds one link: its handshake, its heartbeat
 * and its waits are the core's, and it does nothing else.
 */
package io.peerloom.benchmarks.load;
