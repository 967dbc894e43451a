package io.peerloom.core.links;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.rpc.RateLimiter;
import java.util.List;
import java.util.function.Predicate;

/** Dials addresses, and remembers which of several led to a peer ({@link AddressRace}). */
final class PeerDialler {
  private final Env env;
  private final Identity self;
  private final LinkAttempts attempts;

  /** Whether nothing is to be dialled: a peer is linked, and its link not in doubt. */
  private final Predicate<NodeId> isLinked;

  private final BoundedMap<NodeId, String> worked = new BoundedMap<>(Limits.MAX_WORKING_ADDRESSES);

  /** By address: whoever returns one, its failures count together. */
  private final BoundedMap<String, RateLimiter> dials =
      new BoundedMap<>(Limits.MAX_COUNTED_ADDRESSES);

  /** By host, apart: made-up addresses of a host evict many addresses, and not what counts them. */
  private final BoundedMap<String, RateLimiter> hosts =
      new BoundedMap<>(Limits.MAX_COUNTED_ADDRESSES);

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

  /**
   * Dials an address, unless an attempt at it is in progress.
   *
   * @param expected null for the address of a configured peer
   */
  void dial(String address, NodeId expected) {
    Link link = expected == null || mayDial(address) ? connect(address) : null;
    if (link != null) {
      attempts.add(link, expected, address, env.monotonicMillis());
    }
  }

  /**
   * Dials a peer, at one address after the other until one leads to it.
   *
   * @return whether it is being dialled; false where all addresses have failed too often
   */
  boolean dial(List<String> addresses, NodeId peer) {
    if (addresses.size() == 1) {
      dial(addresses.get(0), peer);
    } else {
      dialNext(new AddressRace(peer, addresses, worked.get(peer)));
    }
    boolean isDialled = attempts.isUnderWay(peer);
    for (String address : addresses) {
      isDialled |= attempts.isDialling(address);
    }
    return isDialled;
  }

  private Link connect(String address) {
    return closing || self.addresses().contains(address) || attempts.isDialling(address)
        ? null
        : factory.dial(address);
  }

  /**
   * Whether an address has not failed too often, whichever peers were said to be there: with
   * invented peers, somebody could make all others dial one address again and again.
   */
  private boolean mayDial(String address) {
    long now = env.monotonicMillis();
    if (attempts.isDialling(address)) {
      return true;
    }
    RateLimiter host = limiter(hosts, host(address), Limits.MAX_DIALS_OF_HOST, now * 4);
    return host.waitMillis(now * 4) == 0
        && limiter(dials, address, Limits.MAX_DIALS_OF_ADDRESS, now / 4).take(now / 4) == 0
        && host.take(now * 4) == 0;
  }

  /**
   * A budget that grows by one a second; those asked for longest ago are forgotten first.
   *
   * @param now of a clock that runs as many times faster as there may be dials a second
   */
  private static RateLimiter limiter(
      BoundedMap<String, RateLimiter> of, String key, int burst, long now) {
    RateLimiter known = of.remove(key);
    RateLimiter limiter = known == null ? new RateLimiter(burst, 1, now) : known;
    of.put(key, limiter);
    return limiter;
  }

  /** The host of an address: one machine, whatever ports and paths of it somebody makes up. */
  static String host(String address) {
    StringBuilder host = new StringBuilder();
    boolean bracketed = false;
    for (int i = address.indexOf("//") + 2; i < address.length(); i++) {
      char c = address.charAt(i);
      bracketed = c == '[' || bracketed && c != ']';
      if (c == '/' || c == '?' || c == ':' && !bracketed) {
        break;
      }
      host.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    return host.toString();
  }

  private void dialNext(AddressRace race) {
    Link link = null;
    while (link == null && race.hasNext() && !isLinked.test(race.peer())) {
      String address = race.next();
      link = mayDial(address) ? connect(address) : null;
      if (link != null) {
        attempts.addRacing(link, race, address, env.monotonicMillis());
        env.after(AddressRace.HEAD_START_MILLIS, () -> dialNext(race));
      }
    }
  }

  /** The race is over when it has led to the peer; otherwise it goes on. */
  void opened(LinkAttempts.Attempt attempt, Link link) {
    if (attempt != null && link.peerId().equals(attempt.expected())) {
      dials.remove(attempt.address());
      hosts.remove(host(attempt.address()));
    }
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
