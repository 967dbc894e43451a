package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.NodeId;

/**
 * How a connection ended, whether it ever was a link or not.
 *
 * @param code why
 * @param reason for the log
 * @param stage how far it had come, for the log: dialling, handshake or open (R2.1)
 * @param goodbye whether the other side ended it because it left the network
 * @param silent whether nothing came any more: the other side may live beyond a cut
 * @param describedBy who exchanged WebRTC descriptions for it, which proves that peer alive where
 *     no path between the two was found; null for none
 */
public record LinkEnd(
    ErrorCode code,
    String reason,
    String stage,
    boolean goodbye,
    boolean silent,
    NodeId describedBy) {
  @Override
  public String toString() {
    return code + " " + reason;
  }
}
