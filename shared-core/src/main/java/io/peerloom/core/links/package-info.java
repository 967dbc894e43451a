/**
 * Which links there are.
 *
 * <p>{@link io.peerloom.core.links.LinkTable} is the one truth: which peers are linked, which
 * attempts are in progress, which of two connections to one peer stays, and which link has to make
 * room. {@link io.peerloom.core.links.LinkListener}s are notified of every change. {@link
 * io.peerloom.core.links.PeerPresence} remembers the peers that were met, so that a peer whose
 * links broke does not count as alone; {@link io.peerloom.core.links.IdentityWatch} notices another
 * process with the same keys.
 *
 * <p>Invariants: a pair of peers has one link (R4, R9.1), and both ends keep the same one; two that
 * dial each other settle it by the larger id; a copied data folder never takes the place of an
 * original that answers a fresh challenge.
 */
package io.peerloom.core.links;
