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

  /** Links a question goes out on; with two answers it is answered. */
  private static final int PATHS = 3;

  private static final int ENOUGH_PATHS = 2;
  private static final int STEP_TIMEOUT_MILLIS = 1_500;

  /** After this it goes on without one that has not answered. */
  private static final int SLOW_MILLIS = 600;

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
    Run run = new Run(target, count);
    run.start();
    return run.result;
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

  /**
   * One lookup. First the question goes out on some links and travels on by itself; all carry the
   * same trace and no peer passes a trace on twice, so the paths share nobody. Where too few come
   * back, this peer goes on step by step (decision 8).
   */
  private final class Run {
    final Promise<List<ContactInfo>> result = new Promise<>();
    private final Point target;
    private final int count;
    private final byte[] trace = crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    private final ClosestPeersLookup lookup;
    private int paths;
    private int returned;
    private int lost;
    private boolean iterating;

    Run(Point target, int count) {
      this.target = target;
      this.count = count;
      this.lookup = new ClosestPeersLookup(self.id(), target, known(target, RoutingTable.BUCKET));
    }

    void start() {
      List<ConnectionManager> ways = overlay.towards(target, null, false, PATHS);
      paths = ways.size();
      for (ConnectionManager way : ways) {
        ask(way.peerId());
      }
      settle();
      if (!result.isDone()) {
        Timer deadline = env.after(LOOKUP_TIMEOUT_MILLIS, this::finish);
        result.then(done -> deadline.cancel(), failed -> {});
      }
    }

    private void ask(NodeId id) {
      Promise<Message> answer =
          overlay.request(
              id,
              new FindNode(target.bytes(), trace, RoutingMessage.MAX_HOPS),
              STEP_TIMEOUT_MILLIS);
      answer.then(
          message -> {
            if (message instanceof Found found) {
              learn(found.contacts());
              lookup.answered(id, found.contacts());
              returned++;
            } else {
              lookup.failed(id);
              lost++;
            }
            settle();
          },
          e -> {
            lookup.failed(id);
            lost++;
            settle();
          });
      env.after(
          SLOW_MILLIS,
          () -> {
            if (!answer.isDone()) {
              lookup.slow(id);
              iterating = true;
              settle();
            }
          });
    }

    private void settle() {
      if (result.isDone()) {
        return;
      }
      if (!iterating && returned > 0 && returned >= Math.min(ENOUGH_PATHS, paths - lost)) {
        finish();
        return;
      }
      iterating |= lost == paths;
      if (iterating) {
        iterate();
      }
    }

    private void iterate() {
      if (lookup.isDone()) {
        finish();
        return;
      }
      ContactInfo next;
      while (!result.isDone() && (next = lookup.next()) != null) {
        ask(next.id());
      }
    }

    private void finish() {
      result.complete(lookup.closest(count));
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
