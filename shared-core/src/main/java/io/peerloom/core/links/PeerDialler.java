package io.peerloom.core.links;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import java.util.List;
import java.util.function.Predicate;

/** Dials addresses, and remembers which of several led to a peer ({@link AddressRace}). */
final class PeerDialler {
  /** Peers with several addresses whose last address that worked is remembered. */
  private static final int MAX_WORKED = 256;

  private final Env env;
  private final Identity self;
  private final LinkAttempts attempts;
  private final Predicate<NodeId> isLinked;
  private final BoundedMap<NodeId, String> worked = new BoundedMap<>(MAX_WORKED);
  private ConnectionManagerFactory factory;
  private boolean closing;

  PeerDialler(Env env, Identity self, LinkAttempts attempts, Predicate<NodeId> isLinked) {
    this.env = env;
    this.self = self;
    this.attempts = attempts;
    this.isLinked = isLinked;
  }

  void setConnectionFactory(ConnectionManagerFactory connectionFactory) {
    factory = connectionFactory;
  }

  /** Dials no more. */
  void close() {
    closing = true;
  }

  /** Dials an address, unless an attempt at it is in progress. {@code expected} may be null. */
  void dial(String address, NodeId expected) {
    Link link = connect(address);
    if (link != null) {
      attempts.add(link, expected, address, env.monotonicMillis());
    }
  }

  /** Dials a peer, at one address after the other until one leads to it. */
  void dial(List<String> addresses, NodeId peer) {
    if (addresses.size() == 1) {
      dial(addresses.get(0), peer);
    } else {
      dialNext(new AddressRace(peer, addresses, worked.get(peer)));
    }
  }

  private Link connect(String address) {
    return closing || self.addresses().contains(address) || attempts.isDialling(address)
        ? null
        : factory.dial(address);
  }

  private void dialNext(AddressRace race) {
    Link link = null;
    while (link == null && race.hasNext() && !isLinked.test(race.peer())) {
      String address = race.next();
      link = connect(address);
      if (link != null) {
        attempts.addRacing(link, race, address, env.monotonicMillis());
        env.after(AddressRace.HEAD_START_MILLIS, () -> dialNext(race));
      }
    }
  }

  /** The race is over when it has led to the peer; otherwise it goes on. */
  void opened(LinkAttempts.Attempt attempt, Link link) {
    AddressRace race = attempt == null ? null : attempt.race();
    if (race == null) {
      return;
    }
    if (!link.peerId().equals(race.peer())) {
      // Another peer answers there, as at a private address of somewhere else.
      dialNext(race);
      return;
    }
    worked.put(race.peer(), attempt.address());
    for (Link slower : attempts.unproved(race)) {
      slower.close(ErrorCode.ALREADY_LINKED, "another address was faster");
    }
  }

  /** Whether another address may still lead to the peer, after this one failed. */
  boolean goesOn(LinkAttempts.Attempt failed) {
    if (failed.race() == null) {
      return false;
    }
    dialNext(failed.race());
    return attempts.isUnderWay(failed.expected());
  }
}
