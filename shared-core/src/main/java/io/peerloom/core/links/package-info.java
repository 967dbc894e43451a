/**
 * Which links there are.
 *
 * <p>{@link io.peerloom.core.links.LinkTable} is the one truth: who is linked, which attempts are
 * under way, which of two connections to one peer stays, and who has to make room. {@link
 * io.peerloom.core.links.LinkListener}s learn of every change. {@link
 * io.peerloom.core.links.PeerPresence} remembers who has been met, so that a peer whose links broke
 * is not taken for one that is alone; {@link io.peerloom.core.links.IdentityWatch} notices another
 * process with the same keys.
 *
 * <p>Invariants: a pair of peers has one link (R4, R9.1), and both ends keep the same one; two that
 * dial each other settle it by the larger id; a copied data folder never takes the place of an
 * original that answers a fresh challenge.
 */
package io.peerloom.core.links;
