package io.peerloom.core.lookup;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.overlay.OverlayNetwork;
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

/** Runs lookups over the overlay: sends what {@link Lookup} decides to ask, and waits for it. */
public final class PeerFinder {
  /**
   * The one deadline of a lookup, in milliseconds, longer only behind a slow access network; what
   * it has found by then is its result (DESIGN 8).
   */
  public static final int LOOKUP_TIMEOUT_MILLIS = 5_000;

  /** Own round-trip times that a step, and a lookup, get beside their time. */
  private static final int STEP_ROUND_TRIPS = 3;

  private static final int LOOKUP_ROUND_TRIPS = 8;

  private static final int RECENT_MILLIS = 60_000;

  /** In so small a network browser peers know who is near as well as nodes do. */
  private static final int SMALL = 64;

  /** All of so few are returned by two answers, for the nearest and for the farthest point. */
  private static final int TWO_ANSWERS = 2 * RoutingMessage.MAX_CONTACTS;

  private static final int GAPS_AT_ONCE = 4;

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private final PathSelector selector;
  private final HopTimes times = new HopTimes();
  private boolean seenNeighbours;

  public PeerFinder(
      Env env, Crypto crypto, Identity self, RoutingTable table, OverlayNetwork overlay) {
    this.env = env;
    this.crypto = crypto;
    this.self = self;
    this.table = table;
    this.overlay = overlay;
    this.selector = new PathSelector(overlay);
  }

  /** What answers the lookups of others. */
  public FindNodeService service() {
    return new FindNodeService(self, table, overlay, selector, times);
  }

  /** The closest peers to a point that could be found, closest first; never fails. */
  public Promise<List<ContactInfo>> closest(Point target, int count) {
    return closest(target, count, LookupConfig.USUAL);
  }

  /** The same in another manner. */
  public Promise<List<ContactInfo>> closest(Point target, int count, LookupConfig config) {
    return new LookupRun(target, count, config).start();
  }

  /**
   * Looks up this peer itself, which is how it gets to know its neighbours (R10.2).
   *
   * @param thoroughly as a newcomer does, or whoever lives among newcomers
   */
  public Promise<List<ContactInfo>> neighbours(boolean thoroughly) {
    if (table.contacts().size() <= TWO_ANSWERS) {
      closest(opposite(), RoutingMessage.MAX_CONTACTS);
    }
    LookupConfig config =
        thoroughly
            ? LookupConfig.ARRIVAL
            : isUnlinkedToNearest() ? LookupConfig.UNLINKED_TO_NEAREST : LookupConfig.REFRESH;
    return closest(self.id(), RoutingTable.BUCKET, config)
        .map(
            found -> {
              seenNeighbours |= !found.isEmpty();
              return found;
            });
  }

  /** Whether there is a link to none of those that an answer returns for this peer's own id. */
  private boolean isUnlinkedToNearest() {
    List<Contact> named =
        table.closest(
            self.id(),
            LookupConfig.REFRESH.maxContacts() - 1,
            c -> c.kind().holdsData() && !table.isUnreachable(c.id()));
    for (Contact near : named) {
      if (near.isLinked()) {
        return false;
      }
    }
    return !named.isEmpty();
  }

  /** Looks for the nodes nearest to this peer; costs a third of {@link #neighbours}. */
  public Promise<List<ContactInfo>> nearNodes() {
    return closest(self.id(), RoutingTable.BUCKET, LookupConfig.NODES_ONLY);
  }

  /** Looks for nodes where this one, a node itself, knows none; costs nothing where it does. */
  public Promise<Void> fillNodeGaps() {
    return Promise.each(
        table.nodeGaps(GAPS_AT_ONCE, env.monotonicMillis()),
        gap -> closest(gap, RoutingTable.BUCKET, LookupConfig.NODES_ONLY).map(found -> null));
  }

  /** The point farthest from this peer. */
  private Point opposite() {
    byte[] inverted = self.id().bytes().clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] ^= (byte) 0xff;
    }
    return NodeId.of(inverted);
  }

  /** Whether a lookup of {@link #neighbours} has found anybody. */
  public boolean hasSeenNeighbours() {
    return seenNeighbours;
  }

  /** One lookup under way. */
  private final class LookupRun implements Lookup.Network {
    private final Promise<List<ContactInfo>> result = new Promise<>();
    private final Point target;
    private final LookupConfig config;
    private final byte[] trace = crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    private final Lookup lookup;
    private final Set<NodeId> overNodes = new TreeSet<>();
    private boolean sending;

    /** The shortest of the first hops' round-trip times: no answer comes sooner. */
    private int ownRttMillis;

    LookupRun(Point target, int count, LookupConfig config) {
      this.target = target;
      this.config = config;
      List<ContactInfo> linked = FindNodeService.linked(table, target, RoutingTable.BUCKET);
      this.lookup = new Lookup(self.id(), target, count, config, linked, overlay.places(), this);
    }

    Promise<List<ContactInfo>> start() {
      List<Link> links = firstLinks();
      List<NodeId> hops = new ArrayList<>();
      int shortest = Integer.MAX_VALUE;
      for (Link link : links) {
        hops.add(link.peerId());
        if (link.rttMillis() >= 0) {
          shortest = Math.min(shortest, (int) link.rttMillis());
        }
      }
      ownRttMillis = shortest == Integer.MAX_VALUE ? 0 : shortest;
      lookup.start(hops, overNodes);
      proceed();
      if (!result.isDone()) {
        Timer deadline =
            env.after(
                LOOKUP_TIMEOUT_MILLIS + LOOKUP_ROUND_TRIPS * ownRttMillis,
                () -> {
                  lookup.finish();
                  proceed();
                });
        result.then(done -> deadline.cancel(), failed -> {});
      }
      return result;
    }

    private List<Link> firstLinks() {
      List<Link> links = towardsTarget(config.paths(), any -> true);
      if (!config.verified() && (links.size() > 1 || config.paths() == 0)) {
        replaceLastByNode(links);
      }
      if (config.nodePaths() > 0) {
        addNodes(links);
      }
      return links;
    }

    /**
     * Whom to ask at first. Where this peer knows nobody as near to the target as those in the
     * bucket of the target should be, its neighbours, who are the nearest linked, may know as
     * little: whole branches that formed at once did not know of each other. Then it asks some of
     * those farther away.
     */
    private List<Link> towardsTarget(int most, Predicate<Contact> condition) {
      List<Link> links = new ArrayList<>();
      if (table.isGap(target, condition)) {
        int own = self.id().commonPrefix(target);
        links =
            overlay.towards(
                target,
                null,
                false,
                table.size(),
                c -> condition.test(c) && self.id().commonPrefix(c.id()) < own);
        env.rng().shuffle(links);
      }
      return links.isEmpty()
          ? selector.towards(target, null, false, most, condition)
          : Lists.first(links, most);
    }

    /**
     * One of several paths is over nodes: whom no NAT lets a near browser peer know, the nearest
     * node does. They are also fast, so this costs no time.
     */
    private void replaceLastByNode(List<Link> links) {
      List<Link> nodes = towardsTarget(1, Contact::isNode);
      if (!nodes.isEmpty()) {
        overNodes.add(nodes.get(0).peerId());
        if (!links.remove(nodes.get(0)) && !links.isEmpty()) {
          links.remove(links.size() - 1);
        }
        links.add(nodes.get(0));
      }
    }

    /** Near peers that cannot link to each other know of each other only through nodes. */
    private void addNodes(List<Link> links) {
      List<Contact> nodes =
          table.closestLinked(target, Integer.MAX_VALUE, c -> c.kind().acceptsWebSockets());
      env.rng().shuffle(nodes);
      for (int i = 0; i < nodes.size() && i < config.nodePaths(); i++) {
        Link node = overlay.link(nodes.get(i).id());
        if (!links.contains(node)) {
          links.add(node);
        }
      }
    }

    /** Sends what there is to ask, and completes when there is a result. */
    private void proceed() {
      if (sending) {
        return;
      }
      sending = true;
      Lookup.Query query;
      while ((query = lookup.next()) != null) {
        ask(query);
      }
      sending = false;
      if (lookup.result() != null) {
        result.complete(lookup.result());
      }
    }

    private void ask(Lookup.Query query) {
      NodeId to = query.to();
      boolean overNodes = query.kind() == Lookup.QueryKind.NODE_PATH;
      byte[] queryTrace = overNodes ? crypto.randomBytes(RoutingMessage.TRACE_BYTES) : trace;
      FindNode message =
          new FindNode(target.bytes(), queryTrace, query.hops(), overNodes, config.maxContacts());
      Promise<Message> answer = overlay.request(to, message, stepMillis());
      answer.then(
          body -> {
            if (body instanceof Found found) {
              overlay.contactsReturned(found, to);
              table.learn(found.contacts(), env.monotonicMillis());
              lookup.answered(query, found);
            } else {
              lookup.failed(query, false);
            }
            proceed();
          },
          e -> {
            lookup.failed(query, e.code() == ErrorCode.TIMEOUT && overlay.link(to) == null);
            proceed();
          });
      env.after(
          waitMillis(query),
          () -> {
            if (!answer.isDone()) {
              lookup.overdue(query);
              proceed();
            }
          });
    }

    private int waitMillis(Lookup.Query query) {
      Link link = overlay.link(query.to());
      if (config.verified() && link == null) {
        return stepMillis();
      }
      // To double it costs two messages, to wait for it the time of the whole lookup.
      boolean early = query.kind() == Lookup.QueryKind.NODE_PATH && config.urgent() && !isSmall();
      return times.waitMillis(link, query.hops() + 1) / (early ? 2 : 1);
    }

    /** Behind a satellite a step takes several times what it takes elsewhere. */
    private int stepMillis() {
      return HopTimes.STEP_TIMEOUT_MILLIS + STEP_ROUND_TRIPS * ownRttMillis;
    }

    @Override
    public boolean isSmall() {
      return table.estimatedSize() <= SMALL;
    }

    @Override
    public List<ContactInfo> recentlyLearned() {
      long now = env.monotonicMillis();
      return FindNodeService.infos(
          table.closest(
              target,
              RoutingTable.BUCKET,
              c -> c.failures() == 0 && now - c.lastSeenAt() < RECENT_MILLIS));
    }
  }
}
