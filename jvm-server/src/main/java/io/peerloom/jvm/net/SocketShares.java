package io.peerloom.jvm.net;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.SharedMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Divides this process's sockets among the address ranges they come from: an address and its /24 in
 * IPv4, a /64 and its /48 in IPv6 ({@link RemoteAddress#owner}).
 *
 * <p>A socket whose other end is not proved may take {@link Limits#MAX_STRANGER_BYTES}. When all of
 * these together would exceed {@link Limits#MAX_STRANGER_BYTES_OF_PROCESS}, the oldest of the range
 * with the most gives way, so that many behind one address get in, and a flood from one range keeps
 * nobody else out. Of all sockets, which stay once they are links, nobody has more than is free.
 *
 * @param <S> a socket
 */
final class SocketShares<S> {
  /** The most sockets whose other ends are not proved. */
  static final int MAX_UNPROVED = Limits.MAX_STRANGER_BYTES_OF_PROCESS / Limits.MAX_STRANGER_BYTES;

  /**
   * This part of all sockets may be unproved, and half of that may be newcomers that wait for an
   * answer: together less than the share of one address, so that one with many of them is not
   * refused for good, but gives up its oldest for its next.
   */
  private static final int UNPROVED_PART = 4;

  private final FairShares all;
  private final SharedMap<S, S> unproved;
  private final Map<S, Owner> open = new HashMap<>();

  /** No socket of so many is open. */
  SocketShares(int capacity) {
    all = new FairShares(capacity);
    unproved = new SharedMap<>(maxUnproved(capacity));
  }

  /** The most sockets, of so many, whose other ends are not proved. */
  static int maxUnproved(int capacity) {
    return Math.min(MAX_UNPROVED, Math.max(1, capacity / UNPROVED_PART));
  }

  /** The most sockets, of so many, that wait for the answer of a bootstrap server. */
  static int maxWaiting(int capacity) {
    return Math.min(Limits.MAX_NEWCOMERS, Math.max(1, capacity / UNPROVED_PART / 2));
  }

  /** Whether an address may open one more socket. */
  synchronized boolean admits(Owner owner) {
    return all.hasShare(owner, 1);
  }

  /** Whether there is room for a socket of anybody. */
  synchronized boolean hasRoom() {
    return all.hasRoom(1);
  }

  /** Counts a socket until it is {@link #closed}; returns the one to close for it, or null. */
  synchronized S opened(S socket, Owner owner) {
    open.put(socket, owner);
    all.add(owner, 1);
    return unproved.put(socket, owner, socket);
  }

  /**
   * The other end of a socket is proved, or has asked what it came for: it is bounded as a link or
   * as a visit. A queue whose oldest gave way for each newcomer would answer nobody in a flood.
   */
  synchronized void known(S socket) {
    unproved.remove(socket);
  }

  synchronized void closed(S socket) {
    unproved.remove(socket);
    Owner owner = open.remove(socket);
    if (owner != null) {
      all.add(owner, -1);
    }
  }
}
