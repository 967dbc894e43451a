/**
 * The core's ports {@code Crypto}, {@code Hash} and {@code IdentityKeys} on the JVM: BouncyCastle
 * for P-256 (ECDSA with RFC 6979 nonces, ECDH) and Ed25519 (RFC 8032), the JDK for AES-GCM and
 * SHA-256. {@link io.peerloom.jvm.crypto.IdentityFile} stores the private keys of an identity in a
 * file; {@link io.peerloom.jvm.crypto.KeyFile} is one with a token that the root key signed.
 *
 * <p>Invariants: every operation completes before its call returns; hostile keys and signatures are
 * refused without exceptions; only the owner of a key file can read it; a damaged key file is
 * reported, never replaced.
 */
package io.peerloom.jvm.crypto;
