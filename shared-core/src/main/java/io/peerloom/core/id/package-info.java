/**
 * The 256-bit XOR space that peers and data share (Kademlia: Maymounkov and Mazières, 2002).
 *
 * <p>A {@link io.peerloom.core.id.NodeId} is a peer, a {@link io.peerloom.core.id.Key} a record or
 * a topic; both are {@link io.peerloom.core.id.Point}s, 32 bytes, and the distance of two points is
 * their XOR read as a number. A record is kept by the peers closest to its key. A node id follows
 * from the identity key, the salt of the membership token and the instance, so nobody can choose
 * one; {@link io.peerloom.core.id.PeerKind} says what connections a peer can have.
 *
 * <p>Points are immutable. Their first four bytes are held as an int as well, because comparing
 * distances is the innermost loop of routing.
 */
package io.peerloom.core.id;
