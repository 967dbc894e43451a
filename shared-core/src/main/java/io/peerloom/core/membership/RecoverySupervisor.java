package io.peerloom.core.membership;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
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
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gets links, and gets them back (R7). One state machine on live links, never on what a table says:
 * with fewer links than it needs it discovers over those it has; with none, or when that brought
 * nothing, it asks the bootstrap servers; it waits longer each time, with jitter, and never gives
 * up.
 */
public final class RecoverySupervisor implements LinkListener {
  private static final int FIRST_WAIT_MILLIS = 200;
  private static final int MAX_WAIT_MILLIS = 5_000;

  /**
   * So long attempts that are under way are waited for before a bootstrap server is asked again.
   */
  private static final int ASK_AGAIN_MILLIS = 5_000;

  private static final int SETTLING_MILLIS = 30_000;
  private static final int SETTLING_ROUND_MILLIS = 3_000;

  /**
   * Between the first two looks at the neighbourhood; each next one comes after several times as
   * long, because fewer and fewer newcomers are to be found.
   */
  private static final int FIRST_LOOK_MILLIS = 1_000;

  private static final int LOOK_GROWTH = 8;

  /**
   * Questions end where a server knows no nearer one, so servers look for each other more often.
   */
  private static final int SERVER_LOOK_GROWTH = 2;

  /** So long a newcomer waits to hear who is near before it links to more than it needs. */
  private static final int FIRST_LOOK_WITHIN_MILLIS = 5_000;

  private static final int MAX_LOOK_MILLIS = FIRST_LOOK_MILLIS << 9;

  /** Where somebody comes or goes all the time, a look that often, or half as often. */
  private static final int NEWS_MILLIS = 60_000;

  /** Questions for what is near come to the servers there: one that is gone is replaced at once. */
  private static final int SERVER_LOST_MILLIS = 2_000;

  /** Between two such looks, in case a server comes and goes. */
  private static final int LOOKS_APART_MILLIS = 10_000;

  /** The first who comes or goes after a long time is looked after within this. */
  private static final int FIRST_NEWS_MILLIS = 10_000;

  /** Known peers are dialled within 30 s (R8.3); looking for some costs nothing. */
  private static final int DIAL_ROUND_MILLIS = 15_000;

  /** Several who are announced within this time are looked at together. */
  private static final int ANNOUNCED_MILLIS = 5_000;

  /** Somebody who was away for long is back: perhaps others are, too. */
  private static final int RETURN_MILLIS = 5_000;

  /** A timer that is this late shows that the machine slept, whatever its clocks say of it. */
  private static final int SLEPT_MILLIS = 90_000;

  private static final int MAX_SILENT = 16;

  /** A fixed peer that said goodbye is dialled again after so long: it may not know of this one. */
  private static final int LEFT_MILLIS = 60_000;

  private static final int MAX_LEFT = 64;

  /** After so long others have to tell that a cut has healed. */
  private static final int SILENT_MILLIS = 10 * 60_000;

  private static final int DIALS_A_ROUND = 16;
  private static final int MAX_BRIDGES = 4;
  private static final int NEAR_PAGES = 4;

  /** While links are lacking: many handshakes at once would all be done late. */
  private static final int FIRST_DIALS = 8;

  private final NetworkTime env;
  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final PeerFinder finder;
  private final WebRtcSignalling signalling;
  private final Readmission readmission;
  private final List<String> fixedPeers;
  private final ConnectionBudget budget;
  private final PartitionHealing healing;
  private final Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS);
  private long askedAt;
  private long settledAt;
  private long lookedAt;
  private long lookUpAt;
  private long serversLookedAt;
  private long serversDueAt = Long.MAX_VALUE;
  private int lookMillis = FIRST_LOOK_MILLIS;

  /**
   * When those at some addresses said goodbye. The oldest is forgotten, and dialled at once again
   * where it is one of the fixed.
   */
  private final Map<String, Long> leftAt = new BoundedMap<>(MAX_LEFT);

  /** Servers that fell silent, and when, to see whether they are back. */
  private final BoundedMap<NodeId, Long> silent = new BoundedMap<>(MAX_SILENT);

  private int knownAdditions;
  private int knownReturns;
  private long welcomeFrom;
  private Timer timer;
  private long dueAt;
  private final Promise<Void> refused = new Promise<>();
  private boolean asking;
  private boolean stopped;
  private boolean alone;
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
    this.fixedPeers = fixedPeers;
    this.budget = budget;
    this.healing = healing;
  }

  /** Begins; {@code contacts} are those an admission just named. */
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

  /** Fails with NETWORK_CHANGED once a bootstrap server turns out to serve another network. */
  public Promise<Void> refused() {
    return refused;
  }

  /** Why the bootstrap servers did not help when they were asked last; null where they did. */
  public ErrorCode trouble() {
    return trouble;
  }

  /** What keeps this peer from having a link, as far as it is known. */
  public String hindrance() {
    String told = trouble == null ? "" : "; bootstrap: " + troubleText;
    String dialled = links.lastFailure();
    long off = env.correctionMillis() / 1000;
    return (dialled.isEmpty() ? "; nobody to link to is known" : "; last attempt at " + dialled)
        + told
        + (off == 0 ? "" : "; this machine's clock is " + -off + " s ahead of the network's time");
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
    lookAround();
    soon(0);
  }

  /** Links that count: those to anything but bridges. */
  public int countedLinks() {
    return links.counted();
  }

  /** Links there should be: three, or as many as there are others. */
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
      newsCame();
    }
    if (links.size() > 0 && now >= lookUpAt) {
      int growth = self.kind() == PeerKind.BROWSER ? LOOK_GROWTH : SERVER_LOOK_GROWTH;
      boolean thoroughly = lookMillis == FIRST_LOOK_MILLIS || self.kind() != PeerKind.BROWSER;
      lookedAt = now;
      lookUpAt = now + lookMillis / 2 + env.rng().nextInt(lookMillis);
      lookMillis = lacking ? FIRST_LOOK_MILLIS : Math.min(growth * lookMillis, MAX_LOOK_MILLIS);
      thenDial(finder.neighbours(thoroughly));
      if (self.kind() == PeerKind.NODE) {
        thenDial(finder.fillServerGaps());
      }
    } else if (links.size() > 0 && now >= serversDueAt) {
      serversLookedAt = now;
      serversDueAt = Long.MAX_VALUE;
      thenDial(finder.nearServers());
    }
    // At first those already known are dialled: an admission has just named them.
    NodeId page = lacking ? onlyPageKnown() : null;
    if (lacking
        && (table.contacts().isEmpty() || page != null || !firstOfEpisode && !isHopeful())) {
      askBootstrap(page);
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

  /** Somebody came or went, so the neighbourhood may be another. */
  private void newsCame() {
    knownAdditions = table.additions();
    lookMillis = Math.min(lookMillis, NEWS_MILLIS);
    long soon = env.monotonicMillis() + env.rng().nextInt(FIRST_NEWS_MILLIS);
    long again = lookedAt + NEWS_MILLIS / 2 + env.rng().nextInt(NEWS_MILLIS / 2);
    lookUpAt = Math.min(lookUpAt, Math.max(soon, again));
  }

  private void thenDial(Promise<?> look) {
    look.then(
        found -> {
          if (!stopped) {
            dialKnown();
          }
        },
        e -> {});
  }

  private void nearServerLost() {
    long now = env.monotonicMillis();
    long apart = Math.max(0, serversLookedAt + LOOKS_APART_MILLIS - now);
    long wait = apart + env.rng().nextInt(SERVER_LOST_MILLIS);
    serversDueAt = Math.min(serversDueAt, now + wait);
    soon((int) wait);
  }

  /** The neighbourhood may be another altogether: look at once, and again soon. */
  private void lookAround() {
    lookUpAt = 0;
    lookMillis = FIRST_LOOK_MILLIS;
  }

  /** Whether there are fewer links than there should be. */
  public boolean isLacking() {
    return countedLinks() < ConnectionBudget.MIN_LINKS
        && (links.size() == 0 || countedLinks() < neededLinks());
  }

  /**
   * Whether attempts of the last moments may bring what is lacking, so that a bootstrap server need
   * not be asked once more. Others can make attempts that lead nowhere, so not for long.
   */
  private boolean isHopeful() {
    return env.monotonicMillis() - askedAt < ASK_AGAIN_MILLIS
        && countedLinks() + links.hopeful().size() >= ConnectionBudget.MIN_LINKS;
  }

  /**
   * With links enough nobody dials those beyond a cut, though it may have healed: one of the
   * servers there a round. The first that is back tells of the others (R7.5).
   */
  private void dialSilent(long now) {
    for (Map.Entry<NodeId, Long> each : silent.entrySet()) {
      Contact contact = table.find(each.getKey());
      if (now - each.getValue() < SILENT_MILLIS && contact != null && canDial(contact, now)) {
        signalling.connect(contact.info());
        return;
      }
    }
  }

  private void dialKnown() {
    long now = env.monotonicMillis();
    if (countedLinks() >= ConnectionBudget.MIN_LINKS
        && !finder.hasSeenNeighbours()
        && now < settledAt - SETTLING_MILLIS + FIRST_LOOK_WITHIN_MILLIS) {
      return;
    }
    if (countedLinks() < ConnectionBudget.MIN_LINKS) {
      for (String address : fixedPeers) {
        Long left = leftAt.get(address);
        if (left == null || now - left >= LEFT_MILLIS) {
          leftAt.computeIfPresent(address, (any, then) -> now);
          links.dial(address, null);
        }
      }
    }
    Set<NodeId> hopeful = links.hopeful();
    // Others' offers are hopeful, too, and may lead nowhere: they do not keep this peer from
    // dialling.
    int dials =
        countedLinks() < ConnectionBudget.MIN_LINKS
            ? Math.max(FIRST_DIALS / 4, FIRST_DIALS - hopeful.size())
            : DIALS_A_ROUND;
    for (Contact contact :
        budget.wanted(table, links.size(), hopeful, dials, c -> canDial(c, now), env.rng(), now)) {
      signalling.connect(contact.info());
    }
    if (wantsBridges()) {
      for (Contact contact :
          table.closest(
              self.id(), MAX_BRIDGES, c -> c.kind() == PeerKind.BRIDGE && canDial(c, now))) {
        signalling.connect(contact.info());
      }
    }
  }

  /**
   * Whether this peer asks pages for links. Where there are many, who can be dialled waits for them
   * to come once it has links enough: an invitation costs many hops, and the pages nearby seek
   * their near servers anyway. Who has just started does not know yet how many there are.
   */
  private boolean mayInvite(long now) {
    return self.kind() == PeerKind.BROWSER
        || countedLinks() < ConnectionBudget.MIN_LINKS
        || self.kind() == PeerKind.NODE && now >= settledAt && budget.isFew(table);
  }

  private boolean canDial(Contact contact, long now) {
    return (mayInvite(now) || contact.kind().acceptsWebSockets())
        && contact.mayDial(now)
        && signalling.canConnect(contact.info())
        && links.takes(contact.id(), contact.kind());
  }

  /**
   * Servers stay known to the bridges, and pages do that have no server; else a page needs one only
   * where there is nobody else.
   */
  private boolean wantsBridges() {
    return self.kind() != PeerKind.BROWSER
        || neededLinks() == 0
        || (countedLinks() == 0 ? backoff.attempts() > 1 : !knowsServer());
  }

  private boolean knowsServer() {
    return !table.closest(self.id(), 1, Contact::isServer).isEmpty();
  }

  /**
   * Some page, where this is a page without a link and no server may be dialled, so that only a
   * bootstrap server can bring the two together; else null. One of the nearest, which take a
   * neighbour even when they have links enough.
   */
  private NodeId onlyPageKnown() {
    if (self.kind() != PeerKind.BROWSER || links.size() > 0) {
      return null;
    }
    long now = env.monotonicMillis();
    List<Contact> pages = new ArrayList<>();
    for (Contact contact : table.closest(self.id(), RoutingTable.BUCKET, c -> c.mayDial(now))) {
      if (contact.isServer()) {
        return null;
      }
      if (contact.kind() == PeerKind.BROWSER && !links.isAttempting(contact.id())) {
        pages.add(contact);
      }
    }
    return pages.isEmpty()
        ? null
        : pages.get(env.rng().nextInt(Math.min(pages.size(), NEAR_PAGES))).id();
  }

  private void askBootstrap(NodeId page) {
    if (asking || !readmission.isPossible()) {
      return;
    }
    asking = true;
    askedAt = env.monotonicMillis();
    readmission
        .ask(page)
        .then(
            admitted -> {
              asking = false;
              trouble = null;
              if (links.size() == 0) {
                BootstrapClient.Reading clock = admitted.clock();
                env.reconsider(clock.askedAt(), clock.heardAt(), clock.theirs(), false);
              }
              JoinMessage.Admission admission = admitted.admission();
              table.heardOf(admission.bridge(), env.monotonicMillis());
              learn(admission.contacts(), true);
              if (!stopped) {
                dialKnown();
                if (page == null && onlyPageKnown() != null) {
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
    env.log(LogLevel.WARN, "no bootstrap server helps: " + e);
    if (e.code() == ErrorCode.NETWORK_CHANGED) {
      refused.fail(e);
    }
  }

  private void learn(List<ContactInfo> contacts, boolean alive) {
    for (ContactInfo contact : contacts) {
      if (alive) {
        table.isBack(contact, env.monotonicMillis());
        table.forgive(contact.id());
      } else {
        table.heardOf(contact, env.monotonicMillis());
      }
    }
  }

  /**
   * Somebody who could not be reached is back, and so perhaps is a part of the network: one link
   * there makes this peer a part of the whole again, wherever its neighbours were (R7.5).
   */
  private void welcome(List<ContactInfo> announced) {
    long now = env.monotonicMillis();
    for (ContactInfo contact : announced) {
      Contact known = table.isGone(contact.id()) ? table.find(contact.id()) : null;
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

  // ---- what happens meanwhile

  @Override
  public void linkOpened(Link link) {
    // Where a cut has healed everybody is known, but for those that signals did not reach
    // meanwhile.
    newsCame();
    if (!isLacking()) {
      backoff.reset();
    }
    for (String address : link.peer().addresses()) {
      leftAt.remove(address);
    }
    if (silent.containsKey(link.peerId())) {
      silent.clear();
    }
    if (alone && countedLinks() > 0) {
      alone = false;
      healing.recovered();
      lookAround();
    }
    if (table.returns() > knownReturns) {
      knownReturns = table.returns();
      lookAround();
      soon(env.rng().nextInt(RETURN_MILLIS));
    }
    if (countedLinks() <= ConnectionBudget.MIN_LINKS) {
      soon(0);
    }
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (link.openedAt() > 0) {
      newsCame();
      Contact lost = table.find(link.peerId());
      if (lost != null && lost.isServer() && end.silent()) {
        silent.put(lost.id(), env.monotonicMillis());
      }
      if (link.peer().kind() == PeerKind.NODE && budget.isNearServer(table, link.peerId())) {
        nearServerLost();
      }
      if (end.goodbye()) {
        for (String address : link.peer().addresses()) {
          leftAt.put(address, env.monotonicMillis());
        }
      }
    }
    alone |= link.openedAt() > 0 && countedLinks() == 0;
    if (link.openedAt() > 0 && isLacking()) {
      backoff.reset();
      soon(env.rng().nextInt(FIRST_WAIT_MILLIS));
    }
  }

  @Override
  public void noticed(Link link, Message message) {
    if (message instanceof RoutingMessage.Announce announce) {
      learn(announce.contacts(), true);
      welcome(announce.contacts());
      soon(env.rng().nextInt(isLacking() ? FIRST_WAIT_MILLIS : ANNOUNCED_MILLIS));
    }
  }
}
