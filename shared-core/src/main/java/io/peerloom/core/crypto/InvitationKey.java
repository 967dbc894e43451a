package io.peerloom.core.crypto;

/**
 * A P-256 key pair whose private half may travel, as in the link of an invitation.
 *
 * @param publicKey the uncompressed point, 65 bytes
 * @param privateKey the scalar, 32 bytes
 */
public record InvitationKey(byte[] publicKey, byte[] privateKey) {}
