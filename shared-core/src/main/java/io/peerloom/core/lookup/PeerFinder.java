package io.peerloom.core.lookup;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Runs lookups over the overlay, and answers those of others. */
public final class PeerFinder {
  /**
   * The one deadline of a lookup, longer only in slow homes; what it has found by then is its
   * answer (decision 8).
   */
  public static final int LOOKUP_TIMEOUT_MILLIS = 5_000;

  /** Links a question goes out on; with the answer over servers and one more it is answered. */
  public static final int PATHS = 3;

  /** Where others may lie: so many that share nobody hardly all meet a liar (decision 8). */
  public static final int STRICT_PATHS = 8;

  /** Liars that do not know of each other invent different peers. */
  private static final int STRICT_VOTES = 2;

  private static final int STEP_TIMEOUT_MILLIS = 1_500;

  /** Round trips of one's own home that a step, and a lookup, get beside their time. */
  private static final int STEP_TRIPS = 3;

  private static final int LOOKUP_TRIPS = 8;

  private static final int RECENT_MILLIS = 60_000;
  private static final int HOP_MILLIS = 20;
  private static final int UNKNOWN_RTT_MILLIS = 100;

  /** So many questions are remembered in the usual round trip. */
  private static final int USUAL_OF = 16;

  /** How a newcomer looks itself up: over its nearest, and over servers besides. */
  private static final Manner ARRIVING =
      new Manner(3, 3, 2, RoutingMessage.MAX_CONTACTS, false, false);

  /** How it looks for news later. */
  private static final Manner STAYING = new Manner(2, 2, 1, 4, false, false);

  /** The same where no NAT lets it to those nearest: others are named beside them. */
  private static final Manner SHUT_OUT =
      new Manner(2, 2, 1, RoutingMessage.MAX_CONTACTS, false, false);

  /** How it looks for servers only. */
  private static final Manner OVER_SERVERS = new Manner(0, 1, 0, 4, false, false);

  /** How it looks where others may lie. */
  private static final Manner STRICT =
      new Manner(STRICT_PATHS, STRICT_PATHS, 0, RoutingMessage.MAX_CONTACTS, true, true);

  /** A way that takes longer is not worth its time where this server is as near as it needs be. */
  private static final int SLOW_MILLIS = 300;

  /** Servers that a way over servers is taken up by. */
  private static final int MOST_GO_ON = 2;

  /** Among so few the pages on the other ways know who is near as well as servers do. */
  private static final int SMALL = 64;

  /** All of so few are named by two answers, on those nearest and on those farthest. */
  private static final int FEW = 2 * RoutingMessage.MAX_CONTACTS;

  private static final int GAPS_AT_ONCE = 4;

  /** Ways that are looked at for being faster, beside those that are nearer. */
  private static final int ALTERNATIVES = 3;

  /**
   * How a lookup goes about it.
   *
   * @param paths links the question goes out on, one of them over servers; 0 for that one alone
   * @param enough of the answers, where those of the others are not worth waiting for
   * @param serverPaths links to servers besides, wherever these are
   * @param most contacts an answer names
   * @param strict whether it takes nobody's word for somebody else
   * @param urgent whether somebody waits for it
   */
  private record Manner(
      int paths, int enough, int serverPaths, int most, boolean strict, boolean urgent) {}

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private boolean seenNeighbours;

  /** Of the links that questions go over, smoothed. */
  private double usualRttMillis;

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
    return closest(target, count, PATHS);
  }

  /**
   * The same over another number of ways, of which all but one must arrive: each stands one more
   * liar and costs as much as the first.
   *
   * @param paths 1 to {@link #STRICT_PATHS}
   */
  public Promise<List<ContactInfo>> closest(Point target, int count, int paths) {
    int enough = Math.max(1, paths - 1);
    return new Run(
            target, count, new Manner(paths, enough, 0, RoutingMessage.MAX_CONTACTS, false, true))
        .start();
  }

  /**
   * The same on nobody's word for somebody else: over {@link #STRICT_PATHS} ways, and then step by
   * step, until the closest have answered themselves. Slower; for when others name peers that are
   * none.
   */
  public Promise<List<ContactInfo>> closestProved(Point target, int count) {
    return new Run(target, count, STRICT).start();
  }

  /**
   * Looks up this peer itself, which is how it gets to know its neighbours (R10.2).
   *
   * @param thoroughly as a newcomer does, or whoever lives among newcomers
   */
  public Promise<List<ContactInfo>> neighbours(boolean thoroughly) {
    if (table.contacts().size() <= FEW) {
      closest(opposite(), RoutingMessage.MAX_CONTACTS);
    }
    Manner manner = thoroughly ? ARRIVING : isShutOut() ? SHUT_OUT : STAYING;
    return new Run(self.id(), RoutingTable.BUCKET, manner)
        .start()
        .map(
            found -> {
              seenNeighbours |= !found.isEmpty();
              return found;
            });
  }

  /** Whether there is a link to none of those that an answer names to one that stays. */
  private boolean isShutOut() {
    List<Contact> named =
        table.closest(
            self.id(), STAYING.most - 1, c -> c.kind().holdsData() && !table.isGone(c.id()));
    for (Contact near : named) {
      if (near.isLinked()) {
        return false;
      }
    }
    return !named.isEmpty();
  }

  /** Looks for the servers nearest to this peer; costs a third of {@link #neighbours}. */
  public Promise<List<ContactInfo>> nearServers() {
    return new Run(self.id(), RoutingTable.BUCKET, OVER_SERVERS).start();
  }

  /** Looks for servers where this one, a server itself, knows none; costs nothing where it does. */
  public Promise<Void> fillServerGaps() {
    return Promise.each(
        table.serverGaps(GAPS_AT_ONCE, env.monotonicMillis()),
        gap -> new Run(gap, RoutingTable.BUCKET, OVER_SERVERS).start().map(found -> null));
  }

  /** The point farthest from this peer. */
  private Point opposite() {
    byte[] inverted = self.id().bytes().clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] ^= (byte) 0xff;
    }
    return NodeId.of(inverted);
  }

  /** Whether such a lookup has brought somebody. */
  public boolean hasSeenNeighbours() {
    return seenNeighbours;
  }

  /**
   * One lookup. First the question goes out on some links and travels on by itself; all but the way
   * over servers carry the same trace, and no peer passes a trace on twice, so these share nobody.
   * Where too few come back, this peer goes on step by step (decision 8).
   */
  private final class Run {
    /** A way that is asked at first, one of those over servers, or a step beside them. */
    private enum Part {
      WAY,
      OVER_SERVERS,
      STEP
    }

    final Promise<List<ContactInfo>> result = new Promise<>();
    private final Point target;
    private final int count;
    private final byte[] trace = crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    private final ClosestPeersLookup lookup;
    private final Manner manner;

    /** Who was asked at first: nobody counts twice. */
    private final Set<NodeId> ways = new TreeSet<>();

    /** Ways that are still waited for. */
    private final Set<NodeId> open = new TreeSet<>();

    /** Ways that came as near as they could. */
    private int arrived;

    private int hops = RoutingMessage.MAX_HOPS;
    private boolean iterating;

    /** The ways that lead over servers only. */
    private final Set<NodeId> serverWays = new TreeSet<>();

    /** Those of them that nobody has given up yet. */
    private final Set<NodeId> awaitedServers = new TreeSet<>();

    private boolean serversArrived;

    /** The quickest of the first round trips, in milliseconds: no answer comes sooner. */
    private int home = Integer.MAX_VALUE;

    Run(Point target, int count, Manner manner) {
      this.target = target;
      this.count = count;
      this.manner = manner;
      List<ContactInfo> seeds = linked(target, RoutingTable.BUCKET);
      this.lookup =
          manner.strict
              ? new ClosestPeersLookup(self.id(), target, seeds, STRICT_PATHS, STRICT_VOTES)
              : new ClosestPeersLookup(self.id(), target, seeds);
    }

    Promise<List<ContactInfo>> start() {
      List<Link> ways = first(manner.paths, any -> true);
      if (!manner.strict && (ways.size() > 1 || manner.paths == 0)) {
        leadOverServers(ways);
      }
      addServers(ways);
      for (Link way : ways) {
        this.ways.add(way.peerId());
        open.add(way.peerId());
        if (way.rttMillis() >= 0) {
          home = Math.min(home, (int) way.rttMillis());
        }
      }
      for (Link way : ways) {
        lookup.asked(way.peerId());
        ask(way.peerId(), serverWays.contains(way.peerId()) ? Part.OVER_SERVERS : Part.WAY);
      }
      settle();
      if (!result.isDone()) {
        Timer deadline =
            env.after(LOOKUP_TIMEOUT_MILLIS + LOOKUP_TRIPS * homeMillis(), this::finish);
        result.then(done -> deadline.cancel(), failed -> {});
      }
      return result;
    }

    /**
     * Whom to ask at first. Where this peer knows nobody as near to the target as those across its
     * bit are, its neighbours, who are the nearest linked, may know as little: whole branches that
     * formed at once did not know of each other. Then it asks some of those farther away.
     */
    private List<Link> first(int most, Predicate<Contact> condition) {
      List<Link> ways = new ArrayList<>();
      if (table.isGap(target, condition)) {
        int own = self.id().commonPrefix(target);
        ways =
            overlay.towards(
                target,
                null,
                false,
                table.size(),
                c -> condition.test(c) && self.id().commonPrefix(c.id()) < own);
        env.rng().shuffle(ways);
      }
      return ways.isEmpty()
          ? towards(target, null, false, most, condition)
          : new ArrayList<>(ways.subList(0, Math.min(most, ways.size())));
    }

    /**
     * One of several ways is over servers: what no NAT lets a near page know, the nearest server
     * does. They are also fast, so this costs no time.
     */
    private void leadOverServers(List<Link> ways) {
      List<Link> servers = first(1, Contact::isServer);
      if (!servers.isEmpty()) {
        overServers(servers.get(0).peerId());
        if (!ways.remove(servers.get(0)) && !ways.isEmpty()) {
          ways.remove(ways.size() - 1);
        }
        ways.add(servers.get(0));
      }
    }

    private boolean isSmall() {
      return table.estimatedSize() <= SMALL;
    }

    private void overServers(NodeId id) {
      serverWays.add(id);
      awaitedServers.add(id);
    }

    /** Near peers that cannot link to each other know of each other only through servers. */
    private void addServers(List<Link> ways) {
      if (manner.serverPaths == 0) {
        return;
      }
      List<Contact> servers =
          table.closestLinked(target, Integer.MAX_VALUE, c -> c.kind().acceptsWebSockets());
      env.rng().shuffle(servers);
      for (int i = 0; i < servers.size() && i < manner.serverPaths; i++) {
        Link server = overlay.link(servers.get(i).id());
        if (!ways.contains(server)) {
          ways.add(server);
        }
      }
    }

    private void ask(NodeId id, Part part) {
      boolean overServers = part == Part.OVER_SERVERS;
      int asked = hops;
      byte[] mark = overServers ? crypto.randomBytes(RoutingMessage.TRACE_BYTES) : trace;
      Promise<Message> answer =
          overlay.request(
              id, new FindNode(target.bytes(), mark, hops, overServers, manner.most), stepMillis());
      answer.then(
          message -> {
            if (message instanceof Found found) {
              overlay.named(found, id);
              learn(found.contacts());
              lookup.answered(id, found.contacts(), asked == 0);
              arrived += part != Part.STEP && found.arrived() ? 1 : 0;
              serversArrived |= overServers && found.arrived();
            } else {
              lookup.failed(id);
            }
            ended(id, part);
          },
          e -> {
            // What others could not bring there in time says nothing of who is there.
            if (e.code() == ErrorCode.TIMEOUT && overlay.link(id) == null && !manner.strict) {
              lookup.slow(id);
            } else {
              lookup.failed(id);
            }
            ended(id, part);
          });
      env.after(
          manner.strict && overlay.link(id) == null
              ? stepMillis()
              // To take it up costs two messages, to wait for it the time of the whole lookup.
              : patience(id, hops + 1) / (overServers && manner.urgent && !isSmall() ? 2 : 1),
          () -> {
            if (!answer.isDone()) {
              lookup.slow(id);
              boolean served = overServers || serversArrived;
              if (isSmall() && arrived > 0 && served) {
                ended(id, part);
              } else {
                takeUp(id, part);
                iterate();
              }
            }
          });
    }

    /** A way is not waited for any more. */
    private void ended(NodeId id, Part part) {
      if (part != Part.STEP) {
        open.remove(id);
      }
      takeUp(id, part);
      settle();
    }

    /**
     * Where the way over servers ended early or takes long, the nearest that were found take it up:
     * two at once, since one of them may be what holds it up.
     */
    private void takeUp(NodeId id, Part part) {
      boolean wasAwaited = part == Part.OVER_SERVERS && awaitedServers.remove(id);
      if (!wasAwaited || serversArrived || result.isDone()) {
        return;
      }
      for (ContactInfo contact : lookup.closest(RoutingTable.BUCKET)) {
        NodeId next = contact.id();
        if (serverWays.size() <= MOST_GO_ON && contact.kind() == PeerKind.NODE && ways.add(next)) {
          overServers(next);
          open.add(next);
          lookup.asked(next);
          ask(next, Part.OVER_SERVERS);
        }
      }
    }

    private int homeMillis() {
      return home == Integer.MAX_VALUE ? 0 : home;
    }

    /** Behind a satellite a step takes several times what it takes elsewhere. */
    private int stepMillis() {
      return STEP_TIMEOUT_MILLIS + STEP_TRIPS * homeMillis();
    }

    private void settle() {
      if (result.isDone()) {
        return;
      }
      boolean back = arrived > 0 && arrived >= Math.min(manner.enough, arrived + open.size());
      // Pages have few links, so that their ways end where nobody near is known.
      boolean over = awaitedServers.isEmpty();
      boolean servers = serverWays.isEmpty() || serversArrived || over && isSmall();
      if (back && servers && !manner.strict) {
        finish();
      } else if (iterating || open.isEmpty() || back && over) {
        iterate();
      }
    }

    private void iterate() {
      if (!iterating) {
        iterating = true;
        hops = manner.strict ? 0 : hops;
        lookup.also(heardOf(target));
      }
      if (lookup.isDone()) {
        if (awaitedServers.isEmpty() || serversArrived) {
          finish();
        }
        return;
      }
      ContactInfo next;
      while (!result.isDone() && (next = lookup.next()) != null) {
        ask(next.id(), Part.STEP);
      }
    }

    private void finish() {
      result.complete(manner.strict ? lookup.answering(count) : lookup.closest(count));
    }
  }

  private void learn(List<ContactInfo> contacts) {
    for (ContactInfo contact : contacts) {
      table.heardOf(contact, env.monotonicMillis());
    }
  }

  /** Answers a question of another peer, passing it on towards the target where that is closer. */
  public Promise<Message> answer(ProvedPeer from, FindNode question) {
    Point target = NodeId.of(question.target());
    boolean first = overlay.firstSeen(question.trace());
    List<Link> ways =
        !first
            ? List.of()
            : question.serversOnly()
                ? towards(target, from.id(), true, ConnectionBudget.NEAR_SERVERS, Contact::isServer)
                : towards(target, from.id(), true, 1, any -> true);
    if (ways.isEmpty() || question.hops() == 0) {
      return Promise.of(found(question, List.of(), first && ways.isEmpty()));
    }
    // Where one server alone is closer, this one most likely knows as well who lives there.
    boolean arrived = !question.serversOnly() || ways.size() == 1;
    Link way = question.serversOnly() ? firstQuick(ways) : ways.get(0);
    if (way == null) {
      return Promise.of(found(question, List.of(), arrived));
    }
    return way.request(question.onward(), patience(way.peerId(), question.hops()))
        .map(answer -> passedBack(question, way, answer))
        .recover(e -> Promise.of(found(question, List.of(), arrived)));
  }

  /** The first that is not slow, or null. */
  private static Link firstQuick(List<Link> ways) {
    for (Link way : ways) {
      if (rttOf(way) <= SLOW_MILLIS) {
        return way;
      }
    }
    return null;
  }

  /**
   * The ways to take: of the nearest, those that bring the question as near as any, the soonest of
   * them first.
   */
  private List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    List<Link> ways = overlay.towards(target, without, onlyCloser, most + ALTERNATIVES, condition);
    ways.sort(
        (a, b) -> {
          int nearer = target.commonPrefix(b.peerId()) - target.commonPrefix(a.peerId());
          return nearer != 0 ? nearer : Double.compare(rttOf(a), rttOf(b));
        });
    return new ArrayList<>(ways.subList(0, Math.min(most, ways.size())));
  }

  private static double rttOf(Link way) {
    return way.rttMillis() < 0 ? UNKNOWN_RTT_MILLIS : way.rttMillis();
  }

  private Message passedBack(FindNode question, Link way, Message answer) {
    if (!(answer instanceof Found found)) {
      return found(question, List.of(), true);
    }
    overlay.named(found, way.peerId());
    return found(question, found.contacts(), found.arrived());
  }

  /**
   * How long somebody gets who may pass the question on so many times. Less at each hop, so that an
   * answer is on its way back before whoever asked goes on without.
   */
  private int patience(NodeId id, int hops) {
    Link link = overlay.link(id);
    double rtt = link == null ? unlinkedRttMillis() : rttOf(link);
    if (link != null && link.rttMillis() >= 0) {
      usualRttMillis += (rtt - usualRttMillis) / USUAL_OF;
    }
    // Few questions travel all the hops they may; and where the next peer is near, those behind it
    // need not be.
    int likely = hops * 3 / (RoutingMessage.MAX_HOPS + 1);
    int wait = hopMillis(rtt) + likely * hopMillis(Math.max(rtt, usualRttMillis));
    return Math.min(wait, STEP_TIMEOUT_MILLIS * hops / (RoutingMessage.MAX_HOPS + 1));
  }

  /** Most that are not linked are two links away. */
  private double unlinkedRttMillis() {
    return usualRttMillis == 0 ? UNKNOWN_RTT_MILLIS : 2 * usualRttMillis;
  }

  private static int hopMillis(double rtt) {
    return HOP_MILLIS + (int) (2 * rtt);
  }

  private Found found(FindNode question, List<ContactInfo> heard, boolean arrived) {
    Point target = NodeId.of(question.target());
    List<ContactInfo> own = linked(target, question.most());
    own.add(new ContactInfo(self.id(), self.kind(), self.active(), self.addresses()));
    if (question.serversOnly()) {
      own.addAll(infos(table.closestLinked(target, CloserPeers.SERVER_PLACES, Contact::isServer)));
    }
    return CloserPeers.named(question, own, heard, arrived);
  }

  /**
   * The closest that are linked. Nobody else is named to others: hearsay would outlive the dead.
   */
  private List<ContactInfo> linked(Point target, int count) {
    return infos(table.closestLinked(target, count, any -> true));
  }

  /** The closest that were heard of lately and have not failed since. */
  private List<ContactInfo> heardOf(Point target) {
    long now = env.monotonicMillis();
    return infos(
        table.closest(
            target,
            RoutingTable.BUCKET,
            c -> c.failures() == 0 && now - c.heardAt() < RECENT_MILLIS));
  }

  private static List<ContactInfo> infos(List<Contact> contacts) {
    List<ContactInfo> infos = new ArrayList<>();
    for (Contact contact : contacts) {
      infos.add(contact.info());
    }
    return infos;
  }
}
