/**
 * Links between peers that have no direct path, through a Node-role peer that is linked to both.
 *
 * <p>An end asks the other which relays it is linked to ({@code AskRelays}), orders them ({@link
 * io.peerloom.core.relay.RelayChoice}), and asks the best for a link ({@code OpenRelay}); that
 * relay asks the other end ({@code AcceptRelay}) and names the channel. {@link
 * io.peerloom.core.relay.RelayedLinks} does this at the ends, {@link
 * io.peerloom.core.relay.RelayService} at the relay. Above a {@code RelayTransport} is a {@code
 * ConnectionManager} as above any other transport: handshake, heartbeat, credit and requests run
 * end to end, and everything after the handshake is encrypted.
 *
 * <p>The path of a frame: the link inside, {@code RelayTransport}, the link to the relay, {@code
 * RelayService} there, which queues it while the other link is full or its owner has had its share,
 * the link to the other end, {@code RelayTransport} there.
 *
 * <p>Invariants: browser peers never relay; nothing is relayed over a relayed link; a relay reads
 * and keeps nothing, forwards each lane in order, and ends a channel rather than lose a frame;
 * channels, rates and queues are shared by identity; a direct link takes the place of a relayed
 * one, never the other way round.
 */
package io.peerloom.core.relay;
