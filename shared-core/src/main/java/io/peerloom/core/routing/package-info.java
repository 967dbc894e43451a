/**
 * Which peers are known, by distance, and which links are worth keeping.
 *
 * <p>{@link io.peerloom.core.routing.RoutingTable} has a {@link io.peerloom.core.routing.KBucket}
 * of at most 20 {@link io.peerloom.core.routing.Contact}s for each length of common prefix, with a
 * replacement cache (Kademlia, Maymounkov and Mazieres, 2002). {@link
 * io.peerloom.core.routing.ConnectionBudget} decides which contacts to link to and which links to
 * give up: the nearest neighbours, one contact for each bucket, then topics in use, uptime and
 * round-trip time (DESIGN 9).
 *
 * <p>Invariants: what others say of a contact never replaces what was seen of it; contacts that
 * failed are tried less and less often, and are forgotten last of all if they may be beyond a
 * partition. All of this is pure: time is an argument, and nothing is sent.
 */
package io.peerloom.core.routing;
