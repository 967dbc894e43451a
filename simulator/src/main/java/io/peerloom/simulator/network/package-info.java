/**
 * Connectivity, latency and loss.
 *
 * <p>{@link io.peerloom.simulator.network.SimulatedNetwork} carries connections between {@link
 * io.peerloom.simulator.network.SimulatedHost}s: WebSockets by address, WebRTC by session
 * descriptions and NAT kinds. A {@link io.peerloom.simulator.network.Pipe} is one end of an open
 * connection. Latency, loss and bandwidth are data ({@link
 * io.peerloom.simulator.network.NetworkModel}); {@link io.peerloom.simulator.network.Traffic}
 * counts messages and bytes by type, {@link io.peerloom.simulator.network.Trace} hashes all
 * deliveries.
 *
 * <p>Invariant: a connection delivers a message whole, in order, once, or not at all.
 */
package io.peerloom.simulator.network;
