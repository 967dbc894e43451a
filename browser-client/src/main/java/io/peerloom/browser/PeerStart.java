package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.browser.dom.RtcPeerConnection;
import io.peerloom.browser.dom.SubtleCrypto;
import io.peerloom.browser.dom.WebLock;
import io.peerloom.core.LinkInfo;
import io.peerloom.core.Peer;
import io.peerloom.core.PeerConfig;
import io.peerloom.core.PeerListener;
import io.peerloom.core.PeerState;
import io.peerloom.core.Ports;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Brings a page's peer up: profile, instance, pinned network, then the core; and takes down again
 * what was up when a step fails.
 */
final class PeerStart {
  private final JoinOptions options;
  private final List<String> bootstrap = new ArrayList<>();
  private final Set<PageTransport> transports = new LinkedHashSet<>();
  private final BrowserEnv env = new BrowserEnv(seed());
  private final Crypto crypto = new WebCrypto();
  private final List<Runnable> release = new ArrayList<>();

  private PeerStart(JoinOptions options) {
    this.options = options;
    for (int i = 0; i < options.getBootstrap().getLength(); i++) {
      bootstrap.add(options.getBootstrap().get(i).stringValue());
    }
  }

  private static int seed() {
    byte[] bytes = WebCrypto.random(4);
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  /** Starts a peer; fulfilled once it is part of the network. */
  static Promise<PeerHandle> join(JoinOptions options) {
    if (!SubtleCrypto.isAvailable()) {
      return Promise.failed(
          ErrorCode.UNSUPPORTED, "no WebCrypto here: the page must come over https or localhost");
    }
    PeerStart start = new PeerStart(options);
    Promise<PeerHandle> joined;
    try {
      joined = options.isMemory() ? start.inMemory() : start.inProfile();
    } catch (PeerloomException refused) {
      joined = Promise.failed(refused);
    }
    return joined.recover(
        failure -> {
          start.releaseAll();
          return Promise.failed(failure);
        });
  }

  private Promise<PeerHandle> inMemory() {
    return crypto
        .generateIdentity()
        .flatMap(
            identity ->
                core(identity, 0, options.getNetwork(), new MemoryRecordStore()).map(this::handle));
  }

  private Promise<PeerHandle> inProfile() {
    if (!WebLock.isAvailable()) {
      return Promise.failed(ErrorCode.UNSUPPORTED, "no Web Locks here");
    }
    return Profile.open()
        .flatMap(
            profile -> {
              release.add(profile::close);
              return Instance.take()
                  .flatMap(
                      instance -> {
                        release.add(instance::release);
                        return inProfile(profile, instance);
                      });
            });
  }

  private Promise<PeerHandle> inProfile(Profile profile, Instance instance) {
    return network(profile, 0)
        .flatMap(
            network ->
                IndexedDbRecordStore.open(
                        profile.database(),
                        profile.domain(),
                        instance.number(),
                        IndexedDbRecordStore.MAX_MIRROR_BYTES)
                    .flatMap(store -> core(profile.identity(), instance.number(), network, store)))
        .flatMap(peer -> pin(profile, peer).map(done -> handle(peer)));
  }

  /** The network asked for, else the first one pinned at an address, else none. */
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
        new PeerConfig(
            PeerKind.BROWSER,
            bootstrap,
            List.of(),
            List.of(),
            List.of(),
            network.isEmpty() ? null : Bytes.fromHex(network),
            identity,
            instance,
            options.getMaxLinks() > 0 ? options.getMaxLinks() : suited,
            null);
    Ports ports =
        new Ports(
            env,
            crypto,
            new Sha256(),
            store,
            new BrowserWebSocketPort(env, transports),
            RtcPeerConnection.isAvailable()
                ? new BrowserRtcPort(env, transports, options.getIceServers())
                : null);
    return Peer.join(config, ports);
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
    PageLifecycle lifecycle = new PageLifecycle(peer, transports);
    release.add(lifecycle::close);
    return new PeerHandle(peer, this::releaseAll);
  }

  private void releaseAll() {
    release.forEach(Runnable::run);
    release.clear();
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
  }
}
