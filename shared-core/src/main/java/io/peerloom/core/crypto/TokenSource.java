package io.peerloom.core.crypto;

import io.peerloom.core.base.Promise;

/**
 * Gives a peer a token that the network's root key signed: a bridge always has one, a node where it
 * joins without a bootstrap server. Asked at the start and about every hour, so that a token signed
 * again is adopted without a restart.
 */
public interface TokenSource {
  /** The encoded {@link MembershipToken} as of now. */
  Promise<byte[]> current();
}
