package io.peerloom.core.links;

import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The connections that are not links yet: dialled, negotiated over WebRTC, or accepted. */
final class LinkAttempts {
  /**
   * At this number of accepted connections that are not proved no more are accepted. A server's
   * sockets have the same bound in all, and there the largest address range gives way before.
   */
  private static final int MAX_HALF_OPEN =
      Limits.MAX_STRANGER_BYTES_OF_PROCESS / Limits.MAX_STRANGER_BYTES;

  /** An older attempt may well fail, and is no reason to delay others. */
  private static final int RECENT_MILLIS = 3_000;

  /**
   * An attempt.
   *
   * @param expected the peer probably at the other end, null if unknown
   * @param address where it leads, for the log
   * @param race the other addresses of the same peer, null if it has none
   */
  record Attempt(NodeId expected, String address, AddressRace race, long begunAt) {}

  private final Map<Link, Attempt> attempts = new LinkedHashMap<>();

  void add(Link link, NodeId expected, String address, long now) {
    attempts.put(link, new Attempt(expected, address, null, now));
  }

  /** Adds a dial to one of several addresses of a peer. */
  void addRacing(Link link, AddressRace race, String address, long now) {
    attempts.put(link, new Attempt(race.peer(), address, race, now));
  }

  /** The dials of a race in which the other end has not proved itself yet. */
  List<Link> unproved(AddressRace race) {
    List<Link> unproved = new ArrayList<>();
    for (Map.Entry<Link, Attempt> entry : attempts.entrySet()) {
      if (entry.getValue().race == race && entry.getKey().peer() == null) {
        unproved.add(entry.getKey());
      }
    }
    return unproved;
  }

  /**
   * Ends the attempt of a connection that is now a link or closed; null if it had ended already.
   */
  Attempt remove(Link link) {
    return attempts.remove(link);
  }

  /** Whether so many are accepted and not proved that no more are; own attempts do not count. */
  boolean isFull() {
    if (attempts.size() < MAX_HALF_OPEN) {
      return false;
    }
    int accepted = 0;
    for (Link link : attempts.keySet()) {
      accepted += link.isDialler() ? 0 : 1;
    }
    return accepted >= MAX_HALF_OPEN;
  }

  /** Whether an address is being dialled. */
  boolean isDialling(String address) {
    for (Attempt attempt : attempts.values()) {
      if (attempt.address.equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an attempt to link to this peer is in progress. */
  boolean isUnderWay(NodeId id) {
    for (Map.Entry<Link, Attempt> entry : attempts.entrySet()) {
      if (id.equals(entry.getValue().expected) || isProvedAs(entry.getKey(), id)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this peer has dialled another one that has already proved itself. */
  boolean hasProvedDial(NodeId id) {
    for (Link link : attempts.keySet()) {
      if (link.isDialler() && isProvedAs(link, id)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProvedAs(Link link, NodeId id) {
    return link.peer() != null && link.peerId().equals(id);
  }

  /** The peers expected at the other ends of recent attempts. */
  Set<NodeId> recent(long now) {
    Set<NodeId> recent = new TreeSet<>();
    for (Attempt attempt : attempts.values()) {
      if (attempt.expected != null && attempt.begunAt > now - RECENT_MILLIS) {
        recent.add(attempt.expected);
      }
    }
    return recent;
  }

  /** All of them, oldest first. */
  List<Link> links() {
    return new ArrayList<>(attempts.keySet());
  }
}
