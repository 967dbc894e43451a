package io.peerloom.core.api;

import io.peerloom.core.base.ErrorCode;
import java.util.List;

/**
 * A peer in numbers, for operators.
 *
 * @param links how many live links it has
 * @param neededLinks fewer than so many to peers other than bridges are too few
 * @param knownPeers how many peers it knows, linked or not
 * @param bootstrapFailure why the bootstrap servers did not help last time; null if they did
 * @param clockCorrectionMillis how far the network's time is ahead of this machine's clock
 * @param membership since when and until when its token is valid
 * @param topics the topics whose messages it holds
 * @param forwardedTo to how many subscribers it forwards topics that others hold
 * @param oldestLinks as many of the links as were asked for, oldest first
 * @param bridges as many of the bridges it knows
 */
public record PeerFigures(
    PeerState state,
    int links,
    int neededLinks,
    int knownPeers,
    ErrorCode bootstrapFailure,
    long clockCorrectionMillis,
    Validity membership,
    List<HeldTopic> topics,
    int forwardedTo,
    List<LinkInfo> oldestLinks,
    List<KnownBridge> bridges) {

  /**
   * The dates of a token, in wall-clock milliseconds.
   *
   * @param issuedAt as its issuer's clock had it
   * @param expiresAt when others refuse it
   */
  public record Validity(long issuedAt, long expiresAt) {}

  /**
   * A topic that the peer serves as a member of its group.
   *
   * @param topic hexadecimal hash of its name, 64 characters
   * @param messages how many messages it holds
   * @param bytes their size
   * @param subscribers subscribers whose leases are known here, whoever pushes to them
   */
  public record HeldTopic(String topic, int messages, int bytes, int subscribers) {}

  /**
   * A bridge.
   *
   * @param id hexadecimal node id, 64 characters
   * @param addresses the WebSocket addresses it advertises
   */
  public record KnownBridge(String id, List<String> addresses, boolean linked) {}
}
