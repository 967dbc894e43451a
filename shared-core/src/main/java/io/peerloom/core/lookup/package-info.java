/**
 * Finding the peers closest to a point.
 *
 * <p>{@code Lookup} decides one lookup: answers and elapsed waits go in, questions come out; {@link
 * io.peerloom.core.lookup.PeerFinder} sends them. A question travels by itself from hop to hop
 * towards the target over several disjoint paths (recursive); where too few come back the asker
 * goes on step by step (iterative), as {@link io.peerloom.core.lookup.ClosestPeersLookup} says.
 * {@link io.peerloom.core.lookup.FindNodeService} answers others; {@code CloserPeers} decides which
 * contacts an answer returns. {@link io.peerloom.core.lookup.LookupConfig} names what can be
 * varied. {@link io.peerloom.core.lookup.FullMesh} proves that the linked peers are all there are,
 * so that nobody needs to be looked up.
 *
 * <p>A usual lookup believes the answers it gets. A <em>verified lookup</em> follows where a get
 * found nothing, or where the holders of a put returned closer peers: it uses eight paths, asks a
 * peer first that two others have returned, and ends only when the closest have answered
 * themselves; {@code HolderFinder} then checks that they lie as densely as the network's peers.
 *
 * <p>Words: a path <em>over nodes</em> is forwarded by nodes only, which know whom no NAT lets a
 * browser peer know.
 *
 * <p>Invariants: a lookup has one deadline and always has a result; a late answer counts; only
 * linked peers are returned to others. After Kademlia (2002) and, for disjoint paths, S/Kademlia
 * (Baumgart and Mies, 2007).
 */
package io.peerloom.core.lookup;
