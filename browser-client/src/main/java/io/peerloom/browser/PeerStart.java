package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.browser.dom.RtcPeerConnection;
import io.peerloom.browser.dom.SubtleCrypto;
import io.peerloom.browser.dom.WebLock;
import io.peerloom.core.Peer;
import io.peerloom.core.Ports;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.membership.Membership;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Starts a page's peer: profile, instance, pinned network, then the core; undoes all steps if one
 * fails.
 */
final class PeerStart {
  /** A browser that takes longer to open its storage may never do so. */
  private static final int STORAGE_WAIT_MILLIS = 10_000;

  private final JoinOptions options;
  private final List<String> bootstrap = new ArrayList<>();
  private final InvitationLink invitation;
  private final Set<PageTransport> transports = new LinkedHashSet<>();
  private final BrowserEnv env = new BrowserEnv(seed());
  private final Crypto crypto = new WebCrypto();
  private final List<Runnable> release = new ArrayList<>();
  private OriginDatabase database;
  private String storageFailure = "";
  private boolean givenUp;
  private Peer peer;

  private PeerStart(JoinOptions options) {
    this.options = options;
    String link = options.getInvitation();
    invitation = link.isEmpty() ? null : InvitationLink.decode(link);
    for (int i = 0; i < options.getBootstrap().getLength(); i++) {
      bootstrap.add(options.getBootstrap().get(i).stringValue());
    }
    if (bootstrap.isEmpty()) {
      bootstrap.addAll(invitation.bootstrap());
    }
  }

  private static int seed() {
    byte[] bytes = WebCrypto.random(4);
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  /** Starts a peer; fulfilled once it is part of the network. A failure leaves nothing behind. */
  static Promise<PeerHandle> join(JoinOptions options) {
    String missing = missing();
    if (missing != null) {
      return Promise.failed(ErrorCode.UNSUPPORTED, missing);
    }
    PeerStart start;
    try {
      start = new PeerStart(options);
    } catch (PeerloomException notALink) {
      return Promise.failed(notALink);
    }
    Promise<PeerHandle> joined;
    try {
      joined = options.isMemory() ? start.inMemory() : start.inProfileOrMemory();
    } catch (RuntimeException refused) {
      joined = Promise.failed(PeerloomException.of(refused));
    }
    return joined.recover(
        failure -> {
          if (start.peer != null) {
            start.peer.leave();
          }
          start.releaseEverything();
          return Promise.failed(failure);
        });
  }

  /** Something required that is missing here; null if nothing is. */
  private static String missing() {
    if (!SubtleCrypto.isAvailable()) {
      return "no WebCrypto here: the page must come over https or localhost";
    }
    if (!Page.hasWebSocket()) {
      return "no WebSocket here";
    }
    return Page.isServiceWorker() ? "a service worker is stopped between its events" : null;
  }

  private Promise<PeerHandle> inMemory() {
    return crypto
        .generateIdentity()
        .flatMap(
            identity ->
                core(identity, 0, options.getNetwork(), new MemoryRecordStore()).map(this::handle));
  }

  /** What a peer has in the browser's storage. */
  private record Place(
      Profile profile, Instance instance, String network, IndexedDbRecordStore store) {}

  /** If the browser stores nothing for this page, the peer lives in memory and reports that. */
  private Promise<PeerHandle> inProfileOrMemory() {
    return place()
        .orTimeout(env, STORAGE_WAIT_MILLIS, "no storage")
        .recover(
            failure -> {
              if (failure.code() == ErrorCode.OVERLOADED) {
                return Promise.failed(failure);
              }
              givenUp = true;
              releaseAll();
              storageFailed("no storage, so nothing outlives this page: " + failure.getMessage());
              return Promise.of(null);
            })
        .flatMap(place -> place == null ? inMemory() : in(place));
  }

  private Promise<Place> place() {
    if (!WebLock.isAvailable()) {
      return Promise.failed(ErrorCode.STORAGE_FAILED, "no Web Locks here");
    }
    return Profile.open()
        .flatMap(
            profile -> {
              hold(profile::close);
              profile.database().onNotice(this::databaseNoticed);
              return Instance.take()
                  .flatMap(
                      instance -> {
                        hold(instance::release);
                        return place(profile, instance);
                      });
            });
  }

  private Promise<Place> place(Profile profile, Instance instance) {
    return network(profile, 0)
        .flatMap(
            network ->
                IndexedDbRecordStore.open(
                        profile.database(),
                        profile.domain(),
                        instance.number(),
                        IndexedDbRecordStore.MAX_MIRROR_BYTES)
                    .flatMap(
                        store ->
                            membershipFor(store, network)
                                .map(done -> new Place(profile, instance, network, store))));
  }

  /** A second tab is the same member as the first, which has instance 0. */
  private Promise<Void> membershipFor(IndexedDbRecordStore store, String network) {
    return network.isEmpty()
        ? Promise.of(null)
        : store
            .readOf((byte) 0, StoreKeys.start(StoreKeys.MEMBERSHIP))
            .flatMap(first -> Membership.lend(first, Bytes.fromHex(network), store))
            .recover(unreadable -> Promise.of(null));
  }

  private Promise<PeerHandle> in(Place place) {
    database = place.profile().database();
    return core(
            place.profile().identity(), place.instance().number(), place.network(), place.store())
        .flatMap(
            joined ->
                pin(place.profile(), joined)
                    .recover(
                        failure -> {
                          env.log(LogLevel.WARN, "network not pinned: " + failure.getMessage());
                          return Promise.of(List.of());
                        })
                    .map(
                        done -> {
                          OrphanQueues queues =
                              new OrphanQueues(
                                  env, joined, place.profile(), place.instance().number());
                          release.add(queues::close);
                          queues.start();
                          return handle(joined);
                        }));
  }

  /**
   * Frees a resource with the peer, or at once if storage that answered late is not used any more.
   */
  private void hold(Runnable free) {
    if (givenUp) {
      free.run();
    } else {
      release.add(free);
    }
  }

  private void databaseNoticed(String reason) {
    storageFailed(reason);
    options.getEvents().storage(storage(), reason);
  }

  private void storageFailed(String reason) {
    storageFailure = reason;
    env.log(LogLevel.WARN, reason);
  }

  /** {@code indexeddb} or {@code memory}. */
  String storage() {
    return database == null || database.isLost() ? "memory" : "indexeddb";
  }

  /** The last event of the storage; empty if there was none. */
  String storageFailure() {
    return storageFailure;
  }

  /** The requested network, else the first one pinned at an address, else none. */
  private Promise<String> network(Profile profile, int from) {
    if (!options.getNetwork().isEmpty() || from == bootstrap.size()) {
      return Promise.of(options.getNetwork());
    }
    return profile
        .pinnedNetwork(bootstrap.get(from))
        .flatMap(pin -> pin != null ? Promise.of(pin) : network(profile, from + 1));
  }

  private Promise<List<Void>> pin(Profile profile, Peer peer) {
    List<Promise<Void>> pins = new ArrayList<>();
    for (String address : bootstrap) {
      pins.add(profile.pinNetwork(address, peer.network()));
    }
    return Promise.all(pins);
  }

  private Promise<Peer> core(
      IdentityKeys identity, int instance, String network, RecordStore store) {
    int suited = Page.isMobile() ? PeerConfig.MAX_LINKS_MOBILE : PeerConfig.MAX_LINKS_DESKTOP;
    PeerConfig config =
        PeerConfig.page(identity)
            .withBootstrap(bootstrap)
            .withNetwork(network.isEmpty() ? null : Bytes.fromHex(network))
            .withInvitation(invitation)
            .withInstance(instance)
            .withMaxLinks(options.getMaxLinks() > 0 ? options.getMaxLinks() : suited);
    Ports ports =
        new Ports(
            env,
            crypto,
            new ScriptSha256(),
            store,
            new BrowserWebSocketPort(env, transports, bootstrap),
            RtcPeerConnection.isAvailable()
                ? new BrowserRtcPort(env, transports, options.getIceServers())
                : null);
    return Peer.join(config, ports)
        .map(
            joined -> {
              peer = joined;
              return joined;
            });
  }

  private PeerHandle handle(Peer peer) {
    JoinOptions.Events events = options.getEvents();
    peer.addListener(new EventsListener(events));
    peer.onMessage(
        (from, bytes) -> {
          JSPromise<JSObject> taken = events.message(from, Js.view(bytes));
          return taken == null
              ? Promise.failed(ErrorCode.UNSUPPORTED, "no listener for messages")
              : Js.await(taken, ErrorCode.REFUSED);
        });
    peer.onStream(stream -> events.stream(new StreamHandle(stream)));
    PageLifecycle lifecycle = new PageLifecycle(peer, transports);
    release.add(lifecycle::close);
    return new PeerHandle(peer, this, this::releaseEverything);
  }

  private void releaseAll() {
    release.forEach(Runnable::run);
    release.clear();
  }

  private void releaseEverything() {
    releaseAll();
    env.close();
  }

  private record EventsListener(JoinOptions.Events events) implements PeerListener {
    @Override
    public void onState(PeerState state) {
      events.state(state.word());
    }

    @Override
    public void onLink(LinkInfo link) {
      events.link(PeerHandle.link(link));
    }

    @Override
    public void onUnlink(LinkInfo link) {
      events.unlink(PeerHandle.link(link));
    }

    @Override
    public void onQueueOutcome(QueueOutcome outcome) {
      events.queue(PeerHandle.outcome(outcome));
    }
  }
}
