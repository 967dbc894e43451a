package io.peerloom.core;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.MessageListener;
import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.client.RecordReader;
import io.peerloom.core.direct.ByteStream;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One participant of a network: the facade everything outside the core uses. All calls are made on
 * the peer's loop, and listeners are called on it.
 */
public final class Peer {
  /** How long {@link #join} tries until it gives up. */
  public static final int JOIN_TIMEOUT_MILLIS = 60_000;

  /** How long a page has been hidden before it counts as inactive. */
  public static final int HIDDEN_MILLIS = 30_000;

  /** How many other instances a page's peer tries where its own is taken. */
  static final int OTHER_INSTANCES = 4;

  /** How long a join that is linked to bridges only waits for a link to a peer they named. */
  private static final int INTRODUCTION_MILLIS = 3_000;

  /** So long a join waits, once linked, for others to say what time it is. */
  private static final int CLOCK_WAIT_MILLIS = 2_000;

  private final Env env;
  private final Ports ports;
  private final BootstrapClient bootstrap;
  private PeerConfig config;
  PeerAssembly assembly;
  private final List<PeerListener> listeners = new ArrayList<>();
  private final PendingCalls calls = new PendingCalls();
  private final PeerWrites writes;
  private final PeerMessages messages;
  private final Promise<Peer> joined = new Promise<>();
  private PeerState state = PeerState.JOINING;
  private boolean leaving;
  private Departure departure;
  private int moves;
  private Timer hiding;

  Peer(PeerConfig config, Ports ports, BootstrapClient bootstrap, PeerAssembly assembly) {
    this.env = ports.env();
    this.ports = ports;
    this.bootstrap = bootstrap;
    this.config = config;
    messages = new PeerMessages(env);
    writes =
        new PeerWrites(
            env, ports.store(), outcome -> toEach(listener -> listener.onQueueOutcome(outcome)));
    moveInto(assembly);
  }

  private void moveInto(PeerAssembly next) {
    assembly = next;
    writes.moveTo(next);
    next.links.addListener(new Observer());
    messages.moveTo(next);
    next.identityWatch.taken().then(never -> {}, this::mayNotStay);
    next.revocations.ended().then(never -> {}, this::mayNotStay);
  }

  /**
   * Starts a peer. Fulfilled once it has its identity in the network and its first link; at once
   * where no bootstrap server is named and it has a token of its own, as a bridge has, or nobody to
   * dial: it waits for others. Fails with BOOTSTRAP_FAILED or another code when no bootstrap server
   * admits it, NETWORK_CHANGED when they serve another network than the one wanted, TIMEOUT when
   * there is no link after {@link #JOIN_TIMEOUT_MILLIS}. Where another process has the same keys
   * and answers, a page's peer takes another instance, with another id, also later on; a server's
   * fails with INSTANCE_TAKEN, or leaves when it was there before.
   */
  public static Promise<Peer> join(PeerConfig config, Ports platform) {
    return join(config, platform, peer -> {});
  }

  /**
   * Like {@link #join(PeerConfig, Ports)}, for a peer that others dial.
   *
   * @param accepting receives the peer before it has its first link, which another peer may dial:
   *     {@link #accept} may be called from then on
   */
  public static Promise<Peer> join(PeerConfig config, Ports platform, Consumer<Peer> accepting) {
    return PeerJoin.join(config, platform, accepting);
  }

  /** Begins: fulfilled when it is joined; where that fails nothing is left behind. */
  Promise<Peer> begin(List<ContactInfo> contacts, Consumer<Peer> accepting) {
    try {
      accepting.accept(this);
      assembly.start(contacts);
    } catch (RuntimeException e) {
      // Nobody could end what it began.
      assembly.stop();
      throw e;
    }
    joined.then(ok -> writes.queue.start(), e -> {});
    refresh();
    if (config.bootstrap().isEmpty() && (config.tokens() != null || config.peers().isEmpty())) {
      joined.complete(this);
    }
    assembly.recovery.refused().then(never -> {}, joined::fail);
    env.after(JOIN_TIMEOUT_MILLIS, this::isLate);
    return joined.recover(e -> leave().flatMap(left -> Promise.<Peer>failed(e)));
  }

  private void isLate() {
    if (!joined.isDone()) {
      joined.fail(assembly.recovery.hindrance(JOIN_TIMEOUT_MILLIS / 1000));
    }
  }

  private void mayNotStay(PeerloomException reason) {
    if (!joined.isDone()) {
      joined.fail(reason);
    } else if (moves++ < OTHER_INSTANCES && OtherInstance.helps(config, reason)) {
      config = OtherInstance.pick(ports.env(), config, ports, reason);
      OtherInstance.build(config, ports, bootstrap, assembly).then(this::move, this::cannotStay);
    } else {
      cannotStay(reason);
    }
  }

  private void cannotStay(PeerloomException reason) {
    env.log(LogLevel.WARN, "leaves: " + reason);
    leave();
  }

  /** Subscriptions and listeners go on; calls that wait for the old links fail. */
  private void move(PeerAssembly next) {
    if (leaving) {
      return;
    }
    PeerAssembly old = assembly;
    next.self.setActive(old.self.active());
    next.topics.adopt(old.topics);
    moveInto(next);
    old.stop();
    next.start(OtherInstance.known(old));
    refresh();
  }

  /** Hexadecimal node id, 64 characters. */
  public String id() {
    return assembly.self.id().hex();
  }

  /** Hexadecimal SHA-256 of this peer's identity key: what others see as {@code publisher}. */
  public String publisher() {
    return assembly.publisher();
  }

  /** Hexadecimal network id. */
  public String network() {
    return Bytes.hex(assembly.authority.network());
  }

  /** {@code browser}, {@code node} or {@code bridge}. */
  public String kind() {
    return assembly.self.kind().word();
  }

  public PeerState state() {
    return state;
  }

  /** The live links, oldest first. */
  public List<LinkInfo> links() {
    return Diagnostics.infos(assembly.links.all());
  }

  /**
   * Puts a value under a name; fulfilled when it is durable at enough holders, another peer among
   * them unless this one is alone. Fails with TOO_LARGE, INVALID_REQUEST or CONFLICT, with the code
   * of most holders that refused it (CLOCK_SKEW, OVERLOADED, RATE_LIMITED), with UNREACHABLE where
   * it got to nobody, UNKNOWN where it may be kept or not, CLOSED when this peer leaves before.
   *
   * <p>With QUEUE it waits on this machine where nobody answered, after what waits of that name: it
   * is fulfilled with the id, and {@link PeerListener#onQueueOutcome} tells the outcome. It counts
   * once, and gives way with CONFLICT to what this identity put later. Then it also fails with
   * OVERLOADED while too much waits, and UNSUPPORTED where the storage ends with the process.
   */
  public Promise<PutResult> put(String name, Value value, PutOptions options) {
    return calls.begin(
        () -> writes.put(ApiValues.checkedName(name), ApiValues.encoded(value), options));
  }

  /**
   * Deletes own values of a name for everybody; fulfilled as a put is, also where there is none.
   * With QUEUE each deletion waits as a put does; fulfilled with the ids of those that wait.
   *
   * @param readers of the private or the public value; null for both
   * @param ifSequence as in {@link PutOptions}, -1 unless one of the two is named
   */
  public Promise<List<String>> delete(
      String name, PutOptions.Readers readers, long ifSequence, WhenOffline whenOffline) {
    return calls.begin(
        () -> writes.delete(ApiValues.checkedName(name), readers, ifSequence, whenOffline));
  }

  /** The writes that wait to be sent, oldest first. */
  public Promise<List<QueuedWrite>> queued() {
    return calls.begin(writes.queue::list);
  }

  /** Takes a queued write back: true if it will not be sent, false if it is gone or may be sent. */
  public Promise<Boolean> cancelQueued(String id) {
    return calls.begin(() -> writes.queue.cancel(id));
  }

  /**
   * Sends also what is queued in another peer's storage, which nobody else may use meanwhile: that
   * of a tab that is gone. Fulfilled once nothing is queued there.
   */
  public Promise<Void> drainQueueOf(RecordStore store) {
    return calls.begin(() -> writes.queue.drain(store));
  }

  /**
   * Finds a value: the own one of that name first, else the newest valid shared one.
   *
   * @param publisher only this publisher's (hexadecimal), or null for any
   * @return null inside the promise where nobody has one; it fails with UNREACHABLE, or the code of
   *     a refusal, where too few of those who would have it could be asked
   */
  public Promise<GetResult> get(String name, String publisher) {
    return calls.begin(
        () ->
            assembly
                .reader
                .get(ApiValues.checkedName(name), ApiValues.publisher(publisher))
                .map(this::result));
  }

  /** As {@link #get}, the own value that a put of that name with those readers replaces. */
  public Promise<GetResult> getOwn(String name, PutOptions.Readers readers) {
    boolean isPublic = readers == PutOptions.Readers.PUBLIC;
    return calls.begin(
        () -> assembly.reader.getOwn(ApiValues.checkedName(name), isPublic).map(this::result));
  }

  private GetResult result(RecordReader.DecryptedRecord found) {
    return ApiValues.result(assembly.hash, found);
  }

  /** A topic by its name; throws INVALID_REQUEST for a name with a lone surrogate. */
  public Topic topic(String name) {
    return new PeerTopic(
        calls, writes, () -> assembly.topics, assembly.hash, ApiValues.checkedName(name));
  }

  /**
   * Sends bytes to one peer, encrypted under the link's own secret; where there is no direct link
   * one is made first. Fulfilled when a listener of the other application has taken them; messages
   * to one peer keep their order. Fails with UNSUPPORTED where nobody listens, REFUSED where the
   * listener failed, UNREACHABLE, TOO_LARGE over 64 KiB, OVERLOADED when 16 MiB wait for that peer,
   * or TIMEOUT: then they may have been taken or not, and sending the same bytes again within ten
   * minutes counts as the same message, which the other application gets once.
   */
  public Promise<Void> send(String id, byte[] bytes) {
    return calls.begin(() -> messages.send(id, bytes));
  }

  /**
   * Opens a stream to one peer; fulfilled once the other application has it. It goes on over the
   * next link where one ends. Fails with UNSUPPORTED where nobody takes streams there, OVERLOADED
   * where either side has too many, UNREACHABLE, or TIMEOUT.
   */
  public Promise<ByteStream> stream(String id) {
    return calls.begin(() -> messages.stream(id));
  }

  /** Sets who takes the streams that others open; it says whether anybody does. */
  public void onStream(Predicate<ByteStream> taker) {
    messages.onStream(taker);
  }

  /** Bytes that wait for a peer, or are under way to it without an answer. */
  public int bufferedBytes(String id) {
    return messages.bufferedBytes(id);
  }

  /** Fulfilled once at most so many bytes wait for a peer or are under way to it. */
  public Promise<Void> drained(String id, int bytes) {
    return calls.begin(() -> messages.drained(id, bytes));
  }

  /**
   * Takes messages of other peers from now on. Where there are several listeners, all get each
   * message, and it counts as taken when all have taken it.
   *
   * @return what ends it; idempotent
   */
  public Runnable onMessage(MessageListener listener) {
    return messages.add(listener);
  }

  public void addListener(PeerListener listener) {
    listeners.add(listener);
  }

  /** Invites others, and revokes. */
  public PeerInvitations invitations() {
    return new PeerInvitations(calls, assembly, config);
  }

  /** What an operator or a developer wants to see, as JSON text. */
  public String diagnostics() {
    return Diagnostics.of(assembly, state, links());
  }

  /** The peer in numbers, with so many links and bridges at most; cheap with none of these. */
  public PeerFigures figures(int most) {
    return Diagnostics.figures(assembly, state, most);
  }

  /**
   * Sets whether the peer's page is visible (R17.4); true at first. Others learn of a hidden page
   * only after {@link #HIDDEN_MILLIS}, so that a glance at another tab moves no duties (DESIGN 12);
   * of one that is visible again at once.
   */
  public void setActive(boolean active) {
    if (hiding != null) {
      hiding.cancel();
      hiding = null;
    }
    if (active == assembly.self.active() || state == PeerState.CLOSED) {
      return;
    }
    if (active) {
      sendPresence(true);
      wake();
    } else {
      hiding = env.after(HIDDEN_MILLIS, () -> sendPresence(false));
    }
  }

  private void sendPresence(boolean active) {
    assembly.self.setActive(active);
    for (Link link : assembly.links.all()) {
      link.send(new LinkMessage.Presence(active));
    }
    assembly.topics.catchUpSoon();
  }

  /** The machine woke or came online: heartbeat every link now, drop the dead, come back. */
  public void wake() {
    if (state != PeerState.CLOSED) {
      assembly.wake();
      assembly.topics.catchUpSoon();
    }
  }

  /**
   * Hands in a WebSocket that a server accepted for this peer.
   *
   * @param remoteAddress for limits and the log
   * @return where the adapter delivers the socket's messages and its end
   */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    return assembly.bridge == null
        ? acceptLink(transport, remoteAddress)
        : assembly.bridge.accept(transport, remoteAddress, this::acceptLink);
  }

  private TransportEvents acceptLink(Transport transport, String remoteAddress) {
    return departure == null
        ? assembly.links.accept(transport, remoteAddress)
        : departure.refuse(transport);
  }

  /**
   * Prepares a server's peer to leave: accepts no links and no newcomers, returns to each linked
   * peer contacts to link to instead, and is fulfilled once all have ended their links, which takes
   * about three seconds. It serves requests until {@link #leave}. Idempotent.
   */
  public Promise<Void> drain() {
    if (departure == null) {
      departure = new Departure(env, assembly);
      departure.begin();
    }
    return departure.isOver();
  }

  /**
   * Says goodbye to all links and ends; fulfilled when everything is released. Calls that wait fail
   * with CLOSED. Idempotent.
   */
  public Promise<Void> leave() {
    if (state != PeerState.CLOSED && !leaving) {
      leaving = true;
      calls.close();
      messages.close();
      writes.queue.stop();
      assembly.stop();
      become(PeerState.CLOSED);
    }
    return Promise.of(null);
  }

  /** Judges the state by live links alone. */
  private void refresh() {
    if (leaving || departure != null) {
      return;
    }
    if (assembly.links.size() == 0) {
      if (state != PeerState.JOINING) {
        become(PeerState.ISOLATED);
      }
    } else {
      become(assembly.recovery.isLacking() ? PeerState.DEGRADED : PeerState.CONNECTED);
    }
  }

  private void become(PeerState next) {
    if (next != state) {
      env.log(LogLevel.INFO, "peer.state", "peer", assembly.self.id(), "state", next.word());
      state = next;
      toEach(listener -> listener.onState(next));
    }
  }

  private void toEach(Consumer<PeerListener> call) {
    new ArrayList<>(listeners).forEach(call);
  }

  private final class Observer implements LinkListener {
    @Override
    public void linkOpened(Link link) {
      refresh();
      writes.queue.online();
      toEach(listener -> listener.onLink(Diagnostics.info(link)));
      NetworkTime.of(env).agreed(CLOCK_WAIT_MILLIS).then(agreed -> usable(link), e -> {});
    }

    /** A bridge keeps nothing: what is written right after joining is for those it introduces. */
    private void usable(Link link) {
      if (link.peer().kind().holdsData() || assembly.presence.isAlone()) {
        joined.complete(Peer.this);
      } else {
        env.after(INTRODUCTION_MILLIS, () -> joined.complete(Peer.this));
      }
    }

    @Override
    public void linkClosed(Link link, LinkEnd end) {
      if (link.openedAt() == 0) {
        return;
      }
      toEach(listener -> listener.onUnlink(Diagnostics.info(link)));
      refresh();
    }

    @Override
    public void notification(Link link, Message message) {
      if (message instanceof RoutingMessage.Announce) {
        refresh();
      }
    }
  }
}
