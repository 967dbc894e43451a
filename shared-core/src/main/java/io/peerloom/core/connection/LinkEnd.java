package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.NodeId;

/**
 * How a connection ended, whether it ever was a link or not.
 *
 * @param code why
 * @param reason for the log
 * @param stage how far it had come, for the log: dialling, handshake or open (R2.1)
 * @param goodbye whether the other side closed it because it left the network
 * @param silent whether it fell silent: the other side may be alive beyond a partition
 * @param describedBy the peer that exchanged WebRTC descriptions for it, which proves it alive even
 *     if no path between the two was found; null for none
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
