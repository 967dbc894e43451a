/**
 * Who is a member of a network, and everything that is signed, sealed or derived.
 *
 * <p>Platforms provide {@link io.peerloom.core.crypto.Crypto} (asynchronous, since WebCrypto is)
 * and {@link io.peerloom.core.crypto.Hash} (synchronous, since ids and digests are needed inside
 * decisions); private keys stay behind {@link io.peerloom.core.crypto.IdentityKeys}. {@link
 * io.peerloom.core.crypto.Authority} verifies for one network, whose id is the hash of its root
 * key.
 *
 * <p>Words: an <em>identity</em> is a P-256 key and an Ed25519 key for topics, bound by an {@link
 * io.peerloom.core.crypto.IdentityBundle}; a <em>token</em> ({@link
 * io.peerloom.core.crypto.MembershipToken}) makes it a member, with a chain of issuers up to the
 * root; a <em>card</em> ({@link io.peerloom.core.crypto.PeerCard}) shows both, with the addresses
 * of the peer; a peer whose card was verified is a {@link io.peerloom.core.crypto.ProvedPeer}. A
 * <em>signed envelope</em> ({@link io.peerloom.core.crypto.SignedEnvelope}) is what travels,
 * compressed by {@link io.peerloom.core.crypto.EnvelopeCompression} with a dictionary that its
 * reader has.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Signed bytes are verified, stored and forwarded exactly as they arrived, never encoded
 *       again.
 *   <li>A signature covers a domain tag, the network, the type and the version, so that it means
 *       nothing anywhere else.
 *   <li>A node id follows from a verified card; what others say about a peer proves nothing.
 * </ul>
 *
 * <p>Sources: RFC 9180 (HPKE), RFC 5869 (HKDF), RFC 8032 (Ed25519), FIPS 180-4 (SHA-256), Ziv and
 * Lempel 1977.
 */
package io.peerloom.core.crypto;
