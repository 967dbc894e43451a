package io.peerloom.core.overlay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.ClosestPeersLookup;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;

/** Runs lookups over the overlay, and answers those of others. */
public final class PeerFinder {
  /** The one deadline of a lookup; what it has found by then is its answer (decision 8). */
  public static final int LOOKUP_TIMEOUT_MILLIS = 5_000;

  private static final int STEP_TIMEOUT_MILLIS = 1_500;

  /** After this another is asked beside one that has not answered. */
  private static final int SLOW_MILLIS = 500;

  private static final int RECENT_MILLIS = 60_000;

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private boolean seenNeighbours;

  public PeerFinder(
      Env env, Crypto crypto, Identity self, RoutingTable table, OverlayNetwork overlay) {
    this.env = env;
    this.crypto = crypto;
    this.self = self;
    this.table = table;
    this.overlay = overlay;
  }

  /** The closest peers to a point that could be found, closest first; never fails. */
  public Promise<List<ContactInfo>> closest(Point target, int count) {
    Promise<List<ContactInfo>> result = new Promise<>();
    List<ContactInfo> seeds = known(target, RoutingTable.BUCKET);
    ClosestPeersLookup lookup = new ClosestPeersLookup(self.id(), target, seeds);
    byte[] trace = crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    step(lookup, target, trace, count, result);
    if (!result.isDone()) {
      Timer deadline =
          env.after(LOOKUP_TIMEOUT_MILLIS, () -> result.complete(lookup.closest(count)));
      result.then(done -> deadline.cancel(), failed -> {});
    }
    return result;
  }

  /** Looks up this peer itself, which is how it gets to know its neighbours (R10.2). */
  public Promise<List<ContactInfo>> neighbours() {
    return closest(self.id(), RoutingTable.BUCKET)
        .map(
            found -> {
              seenNeighbours |= !found.isEmpty();
              return found;
            });
  }

  /** Whether such a lookup has brought somebody. */
  public boolean hasSeenNeighbours() {
    return seenNeighbours;
  }

  private void step(
      ClosestPeersLookup lookup,
      Point target,
      byte[] trace,
      int count,
      Promise<List<ContactInfo>> result) {
    if (lookup.isDone()) {
      result.complete(lookup.closest(count));
      return;
    }
    ContactInfo next;
    while (!result.isDone() && (next = lookup.next()) != null) {
      NodeId id = next.id();
      Promise<Message> asked =
          overlay.request(
              id,
              new FindNode(target.bytes(), trace, RoutingMessage.MAX_HOPS),
              STEP_TIMEOUT_MILLIS);
      env.after(
          SLOW_MILLIS,
          () -> {
            if (!asked.isDone()) {
              lookup.slow(id);
              step(lookup, target, trace, count, result);
            }
          });
      asked.then(
          answer -> {
            if (answer instanceof Found found) {
              learn(found.contacts());
              lookup.answered(id, found.contacts());
            } else {
              lookup.failed(id);
            }
            step(lookup, target, trace, count, result);
          },
          e -> {
            lookup.failed(id);
            step(lookup, target, trace, count, result);
          });
    }
  }

  private void learn(List<ContactInfo> contacts) {
    for (ContactInfo contact : contacts) {
      table.heardOf(contact, env.monotonicMillis());
    }
  }

  /** Answers a question of another peer, passing it on towards the target where that is closer. */
  public Promise<Message> answer(ProvedPeer from, FindNode question) {
    Point target = new NodeId(question.target());
    boolean first = overlay.firstSeen(question.trace());
    List<ConnectionManager> ways =
        first && question.hops() > 0 ? overlay.towards(target, from.id(), true, 1) : List.of();
    if (ways.isEmpty()) {
      return Promise.of(new Found(withSelf(target, List.of())));
    }
    FindNode onward = new FindNode(question.target(), question.trace(), question.hops() - 1);
    // Less at each hop, so that an answer is on its way back before whoever asked gives up.
    int timeout = STEP_TIMEOUT_MILLIS * question.hops() / (RoutingMessage.MAX_HOPS + 1);
    return ways.get(0)
        .request(onward, timeout)
        .map(
            answer ->
                (Message)
                    new Found(
                        withSelf(
                            target, answer instanceof Found found ? found.contacts() : List.of())))
        .recover(e -> Promise.of(new Found(withSelf(target, List.of()))));
  }

  private List<ContactInfo> withSelf(Point target, List<ContactInfo> heard) {
    List<ContactInfo> all = known(target, RoutingMessage.MAX_CONTACTS);
    all.add(new ContactInfo(self.id(), self.kind(), self.active(), self.addresses()));
    for (ContactInfo contact : heard) {
      boolean known = false;
      for (ContactInfo other : all) {
        known |= other.id().equals(contact.id());
      }
      if (!known) {
        all.add(contact);
      }
    }
    all.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    return new ArrayList<>(all.subList(0, Math.min(RoutingMessage.MAX_CONTACTS, all.size())));
  }

  /** The closest contacts that are linked, or were heard of lately and have not failed since. */
  private List<ContactInfo> known(Point target, int count) {
    long now = env.monotonicMillis();
    List<ContactInfo> infos = new ArrayList<>();
    for (Contact contact : table.closest(target, count, c -> isLive(c, now))) {
      infos.add(contact.info());
    }
    return infos;
  }

  private boolean isLive(Contact contact, long now) {
    return contact.isLinked() || contact.failures() == 0 && now - contact.heardAt() < RECENT_MILLIS;
  }
}
