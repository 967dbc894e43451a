package io.peerloom.core;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import java.util.List;

/**
 * One participant of a network: the facade everything outside the core uses, on the peer's loop.
 */
public final class Peer {
  private Peer() {}

  /**
   * Starts a peer. Fulfilled once it has its identity in the network and its first link; a genesis
   * bridge, which has nobody to link to, at once.
   */
  public static Promise<Peer> join(PeerConfig config, Ports ports) {
    return Promise.failed(ErrorCode.INTERNAL, "in the making");
  }

  /** Hexadecimal node id, 64 characters. */
  public String id() {
    return "";
  }

  /** Hexadecimal SHA-256 of this peer's identity key: what others see as {@code publisher}. */
  public String publisher() {
    return "";
  }

  /** Hexadecimal network id. */
  public String network() {
    return "";
  }

  public PeerState state() {
    return PeerState.JOINING;
  }

  public List<LinkInfo> links() {
    return List.of();
  }

  public Promise<PutResult> put(String name, Value value, PutOptions options) {
    return Promise.failed(ErrorCode.INTERNAL, "in the making");
  }

  /**
   * Finds a value: the own one of that name first, else the newest valid shared one.
   *
   * @param publisher only this publisher's (hexadecimal), or null for any
   * @return null inside the promise where nobody has one
   */
  public Promise<GetResult> get(String name, String publisher) {
    return Promise.failed(ErrorCode.INTERNAL, "in the making");
  }

  public Topic topic(String name) {
    throw new IllegalStateException("in the making");
  }

  /** Sends bytes to one peer over a direct link; fulfilled when the other peer has them. */
  public Promise<Void> send(String id, byte[] bytes) {
    return Promise.failed(ErrorCode.INTERNAL, "in the making");
  }

  public void addListener(PeerListener listener) {}

  /** What an operator or a developer wants to see, as JSON text. */
  public String diagnostics() {
    return "{}";
  }

  /** Tells the peer whether its page is visible (R17.4); true unless told otherwise. */
  public void setActive(boolean active) {}

  /** The machine woke or came online: heartbeat every link now, drop the dead, come back. */
  public void wake() {}

  /**
   * Hands in a WebSocket that a server accepted for this peer.
   *
   * @param remoteAddress for limits and the log
   * @return where the adapter delivers the socket's messages and its end
   */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    throw new IllegalStateException("in the making");
  }

  /** Says goodbye to all links and ends; fulfilled when everything is released. */
  public Promise<Void> leave() {
    return Promise.failed(ErrorCode.INTERNAL, "in the making");
  }
}
