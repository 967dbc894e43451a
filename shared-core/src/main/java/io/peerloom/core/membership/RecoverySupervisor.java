package io.peerloom.core.membership;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.KeyedLimits;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gets links, and gets them back (R7). One state machine on live links, never on what a table says:
 * with fewer links than it needs it discovers peers over those it has; with none, or when that
 * brought nothing, it asks the bootstrap servers; it waits longer each time, with jitter, and never
 * gives up.
 */
public final class RecoverySupervisor implements LinkListener {
  private static final int FIRST_WAIT_MILLIS = 200;
  private static final int MAX_WAIT_MILLIS = 5_000;

  /** How long to wait for attempts in progress before asking a bootstrap server again. */
  private static final int ASK_AGAIN_MILLIS = 5_000;

  private static final int SETTLING_MILLIS = 30_000;
  private static final int SETTLING_ROUND_MILLIS = 3_000;

  /**
   * A newcomer waits this long for its first lookup before it links to more peers than it needs.
   */
  private static final int FIRST_CHECK_WITHIN_MILLIS = 5_000;

  /** Known peers are dialled within 30 s (R8.3); a round with none to dial costs nothing. */
  private static final int DIAL_ROUND_MILLIS = 15_000;

  /** Announcements within this time are handled together. */
  private static final int ANNOUNCED_MILLIS = 5_000;

  /** Random delay after the return of a peer that was away for long: others may return, too. */
  private static final int RETURN_MILLIS = 5_000;

  /** A timer this late shows that the machine slept, whatever its clocks say. */
  private static final int SLEPT_MILLIS = 90_000;

  private static final int DIALS_A_ROUND = 16;
  private static final int MAX_BRIDGES = 4;

  /** While links are lacking: more handshakes at once would all finish late. */
  private static final int FIRST_DIALS = 8;

  private final NetworkTime env;
  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final PeerFinder finder;
  private final WebRtcSignalling signalling;
  private final Readmission readmission;
  private final FixedPeers fixedPeers;
  private final ConnectionBudget budget;
  private final PartitionHealing healing;
  private final RefreshSchedule schedule;
  private final BridgePolicy bridges;
  private final SilentNodes silent = new SilentNodes();
  private final Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS);
  private long askedAt;
  private long settledAt;
  private int knownAdditions;
  private int knownReturns;
  private long welcomeFrom;
  private Timer timer;
  private long dueAt;
  private final Promise<Void> refused = new Promise<>();
  private boolean asking;

  /** All ids of an identity together announce so much. */
  private final KeyedLimits announcing =
      new KeyedLimits(Limits.MAX_ANNOUNCED_CONTACTS, Limits.ANNOUNCED_CONTACTS_PER_SECOND);

  private boolean stopped;
  private boolean lostAllLinks;
  private ErrorCode trouble;
  private String troubleText = "";

  public RecoverySupervisor(
      Env env,
      Identity self,
      RoutingTable table,
      LinkTable links,
      PeerFinder finder,
      WebRtcSignalling signalling,
      Readmission readmission,
      List<String> fixedPeers,
      ConnectionBudget budget,
      PartitionHealing healing) {
    this.env = NetworkTime.of(env);
    this.self = self;
    this.table = table;
    this.links = links;
    this.finder = finder;
    this.signalling = signalling;
    this.readmission = readmission;
    this.fixedPeers = new FixedPeers(fixedPeers);
    this.budget = budget;
    this.healing = healing;
    schedule = new RefreshSchedule(env.rng(), self.kind() == PeerKind.BROWSER);
    bridges = new BridgePolicy(self, table, links, env.rng());
  }

  /** Starts; {@code contacts} were just returned with an admission. */
  public void start(List<ContactInfo> contacts) {
    askedAt = env.monotonicMillis();
    settledAt = env.monotonicMillis() + SETTLING_MILLIS;
    learn(contacts, false);
    if (contacts.isEmpty()) {
      askBootstrap(null);
    }
    healing.start();
    round();
  }

  /**
   * Fails once a peer without links asks in vain: with NETWORK_CHANGED where the bootstrap servers
   * serve another network, with UNAUTHORIZED where its membership was revoked.
   */
  public Promise<Void> refused() {
    return refused;
  }

  /** Why the bootstrap servers did not help last time; null if they did. */
  public ErrorCode trouble() {
    return trouble;
  }

  /** Why this peer has no link after so long, as far as is known. */
  public PeerloomException hindrance(int seconds) {
    String dialled = links.lastFailure();
    String bootstrap = trouble == null ? "" : "; bootstrap: " + troubleText;
    long off = env.correctionMillis() / 1000;
    return new PeerloomException(
        dialled.isEmpty() && trouble != null ? Membership.reason(trouble) : ErrorCode.TIMEOUT,
        ("no link in " + seconds + " s")
            + (dialled.isEmpty() ? "; nobody to link to is known" : "; last attempt at " + dialled)
            + bootstrap
            + (off == 0 ? "" : "; this machine's clock is " + -off + " s ahead of the network's"));
  }

  public void stop() {
    stopped = true;
    healing.stop();
    if (timer != null) {
      timer.cancel();
    }
  }

  /** The machine woke, or is online again: everything may have changed. */
  public void wake() {
    for (Link link : links.all()) {
      link.suspect();
    }
    table.forgiveAll();
    backoff.reset();
    settledAt = env.monotonicMillis() + SETTLING_MILLIS;
    schedule.restart();
    soon(0);
  }

  /** The number of links, without those to bridges. */
  public int countedLinks() {
    return links.sizeWithoutBridges();
  }

  /** The number of links needed: three, or as many as there are other peers. */
  public int neededLinks() {
    return table
        .closest(self.id(), ConnectionBudget.MIN_LINKS, c -> c.kind() != PeerKind.BRIDGE)
        .size();
  }

  // ---- rounds

  private void round() {
    if (stopped) {
      return;
    }
    boolean lacking = isLacking();
    boolean firstOfEpisode = backoff.attempts() == 0;
    dialKnown();
    long now = env.monotonicMillis();
    if (table.additions() > knownAdditions) {
      neighbourhoodChanged();
    }
    if (links.size() > 0 && schedule.isDue(now)) {
      boolean thoroughly = schedule.isThorough();
      schedule.refreshed(now, lacking);
      thenDial(finder.neighbours(thoroughly));
      if (self.kind().isNode()) {
        thenDial(finder.fillNodeGaps());
      }
    } else if (links.size() > 0 && schedule.areNodesDue(now)) {
      schedule.nodesRefreshed(now);
      thenDial(finder.nearNodes());
    }
    // The first round dials known peers only: an admission has just returned them.
    NodeId browser = lacking ? bridges.onlyReachableByBootstrap(now) : null;
    if (lacking
        && (table.contacts().isEmpty() || browser != null || !firstOfEpisode && !isHopeful())) {
      askBootstrap(browser);
    }
    if (lacking) {
      soon(backoff.next(env.rng()));
    } else {
      dialSilent(now);
      backoff.reset();
      int period = now < settledAt ? SETTLING_ROUND_MILLIS : DIAL_ROUND_MILLIS;
      soon(period / 2 + env.rng().nextInt(period));
    }
  }

  private void neighbourhoodChanged() {
    knownAdditions = table.additions();
    schedule.changed(env.monotonicMillis());
  }

  private void thenDial(Promise<?> lookup) {
    lookup.then(
        found -> {
          if (!stopped) {
            dialKnown();
          }
        },
        e -> {});
  }

  /** Whether there are fewer links than there should be. */
  public boolean isLacking() {
    return countedLinks() < ConnectionBudget.MIN_LINKS
        && (links.size() == 0 || countedLinks() < neededLinks());
  }

  /**
   * Whether recent attempts may bring the missing links, so that a bootstrap server need not be
   * asked again. Only for a short time, because others can make attempts that lead nowhere.
   */
  private boolean isHopeful() {
    return env.monotonicMillis() - askedAt < ASK_AGAIN_MILLIS
        && countedLinks() + links.recentlyAttempted().size() >= ConnectionBudget.MIN_LINKS;
  }

  private void dialSilent(long now) {
    NodeId node =
        silent.next(
            now,
            id -> {
              Contact contact = table.find(id);
              return contact != null && canDial(contact, now);
            });
    if (node != null) {
      signalling.connect(table.find(node).info());
    }
  }

  private void dialKnown() {
    long now = env.monotonicMillis();
    if (countedLinks() >= ConnectionBudget.MIN_LINKS
        && !finder.hasSeenNeighbours()
        && now < settledAt - SETTLING_MILLIS + FIRST_CHECK_WITHIN_MILLIS) {
      return;
    }
    if (countedLinks() < ConnectionBudget.MIN_LINKS) {
      for (String address : fixedPeers.due(now)) {
        links.dial(address, null);
      }
    }
    Set<NodeId> hopeful = links.recentlyAttempted();
    // Attempts begun by others count as hopeful, but may lead nowhere: they do not keep this peer
    // from dialling.
    int dials =
        countedLinks() < ConnectionBudget.MIN_LINKS
            ? Math.max(FIRST_DIALS / 4, FIRST_DIALS - hopeful.size())
            : DIALS_A_ROUND;
    for (Contact contact :
        budget.wanted(table, links.size(), hopeful, dials, c -> canDial(c, now), env.rng(), now)) {
      signalling.connect(contact.info());
    }
    if (bridges.wantsBridges(backoff.attempts(), neededLinks())) {
      for (Contact contact :
          table.closest(
              self.id(), MAX_BRIDGES, c -> c.kind() == PeerKind.BRIDGE && canDial(c, now))) {
        signalling.connect(contact.info());
      }
    }
  }

  /**
   * Whether this peer asks browser peers for links. In a large network a peer that can be dialled
   * waits for them to dial once it has enough links: an invitation costs many hops, and browser
   * peers seek links to near nodes anyway. Just after its start a peer does not know the size of
   * the network.
   */
  private boolean mayInvite(long now) {
    return self.kind() == PeerKind.BROWSER
        || countedLinks() < ConnectionBudget.MIN_LINKS
        || self.kind().isNode() && now >= settledAt && budget.isFew(table);
  }

  private boolean canDial(Contact contact, long now) {
    return (mayInvite(now) || contact.kind().acceptsWebSockets())
        && contact.mayDial(now)
        && signalling.canConnect(contact.info())
        && links.hasRoomFor(contact.id(), contact.kind());
  }

  private void askBootstrap(NodeId browser) {
    if (asking || !readmission.isPossible()) {
      return;
    }
    asking = true;
    askedAt = env.monotonicMillis();
    readmission
        .ask(browser)
        .then(
            admitted -> {
              asking = false;
              trouble = null;
              if (links.size() == 0) {
                BootstrapClient.ClockReading clock = admitted.clock();
                env.reconsider(clock.askedAt(), clock.receivedAt(), clock.theirs(), false);
              }
              JoinMessage.Admission admission = admitted.admission();
              table.learn(admission.bridge(), env.monotonicMillis());
              learn(admission.contacts(), true);
              if (!stopped) {
                dialKnown();
                if (browser == null
                    && bridges.onlyReachableByBootstrap(env.monotonicMillis()) != null) {
                  soon(0);
                }
              }
            },
            this::bootstrapFailed);
  }

  private void bootstrapFailed(PeerloomException e) {
    asking = false;
    trouble = e.code();
    troubleText = e.toString();
    if (e.code() == ErrorCode.NETWORK_CHANGED
        || e.code() == ErrorCode.UNAUTHORIZED && links.size() == 0) {
      refused.fail(e);
    }
  }

  private void learn(List<ContactInfo> contacts, boolean alive) {
    for (ContactInfo contact : contacts) {
      if (alive) {
        table.learnAlive(contact, env.monotonicMillis());
        table.forgive(contact.id());
      } else {
        table.learn(contact, env.monotonicMillis());
      }
    }
  }

  /**
   * An unreachable peer is back, and so perhaps is a part of the network: one link there reconnects
   * this peer, wherever its neighbours were (R7.5).
   */
  private void dialReturned(List<ContactInfo> announced) {
    long now = env.monotonicMillis();
    for (ContactInfo contact : announced) {
      Contact known = table.isUnreachable(contact.id()) ? table.find(contact.id()) : null;
      if (now >= welcomeFrom && known != null && canDial(known, now)) {
        signalling.connect(known.info());
        welcomeFrom = now + RETURN_MILLIS;
      }
    }
  }

  private void soon(int millis) {
    long due = env.monotonicMillis() + millis;
    if (stopped || timer != null && dueAt <= due) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    dueAt = due;
    long wallDue = env.machineMillis() + millis;
    timer =
        env.after(
            millis,
            () -> {
              timer = null;
              if (env.machineMillis() - wallDue > SLEPT_MILLIS) {
                env.log(LogLevel.INFO, "slept for " + (env.machineMillis() - wallDue) + " ms");
                wake();
              }
              round();
            });
  }

  // ---- events

  @Override
  public void linkOpened(Link link) {
    // After a partition all peers are still known, except browser peers that signals did not reach
    // meanwhile.
    neighbourhoodChanged();
    if (!isLacking()) {
      backoff.reset();
    }
    fixedPeers.linked(link.peer().addresses());
    silent.opened(link.peerId());
    if (lostAllLinks && countedLinks() > 0) {
      lostAllLinks = false;
      healing.recovered();
      schedule.restart();
    }
    if (table.returns() > knownReturns) {
      knownReturns = table.returns();
      schedule.restart();
      soon(env.rng().nextInt(RETURN_MILLIS));
    }
    if (countedLinks() <= ConnectionBudget.MIN_LINKS) {
      soon(0);
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (end.code() == ErrorCode.WRONG_NETWORK && fixedPeers.contains(link.origin())) {
      fixedPeers.departed(List.of(link.origin()), env.monotonicMillis());
      env.log(
          LogLevel.WARN,
          "--bridge or --peer "
              + link.origin()
              + " leads to another network, "
              + end.reason()
              + "; this peer is of network "
              + Bytes.hex(readmission.network())
              + ": correct the address");
    }
    if (link.openedAt() > 0) {
      neighbourhoodChanged();
      Contact lost = table.find(link.peerId());
      if (lost != null && lost.isNode() && end.silent()) {
        silent.fellSilent(lost.id(), env.monotonicMillis());
      }
      if (link.peer().kind().isNode() && budget.isNearNode(table, link.peerId())) {
        soon(schedule.nearNodeLost(env.monotonicMillis()));
      }
      if (end.goodbye()) {
        fixedPeers.departed(link.peer().addresses(), env.monotonicMillis());
      }
    }
    lostAllLinks |= link.openedAt() > 0 && countedLinks() == 0;
    if (link.openedAt() > 0 && isLacking()) {
      backoff.reset();
      soon(env.rng().nextInt(FIRST_WAIT_MILLIS));
    }
  }

  @Override
  public void notification(Link link, Message message) {
    if (message instanceof RoutingMessage.Announce announce) {
      List<ContactInfo> counted = new ArrayList<>();
      for (ContactInfo contact : announce.contacts()) {
        if (announcing.take(link.peer().identityKey(), env.monotonicMillis()) == 0) {
          counted.add(contact);
        }
      }
      learn(counted, true);
      dialReturned(counted);
      soon(env.rng().nextInt(isLacking() ? FIRST_WAIT_MILLIS : ANNOUNCED_MILLIS));
    }
  }
}
