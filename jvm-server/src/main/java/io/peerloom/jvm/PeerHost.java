package io.peerloom.jvm;

import io.peerloom.core.Peer;
import io.peerloom.core.Ports;
import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BridgeNode;
import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JvmIdentity;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.crypto.NativeCrypto;
import io.peerloom.jvm.crypto.RootSigner;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.net.JavalinWebSockets;
import io.peerloom.jvm.net.JettyWebSocketPort;
import io.peerloom.jvm.net.SharedWebSocketClient;
import io.peerloom.jvm.net.WebServer;
import io.peerloom.jvm.rtc.NativeRtc;
import io.peerloom.jvm.rtc.WebRtcLibrary;
import io.peerloom.jvm.store.DataDirectory;
import io.peerloom.jvm.store.RocksDatabase;
import io.peerloom.jvm.store.RocksRecordStore;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The host of the peers of one process. They share its threads, its dialling client, its data
 * directory with one database, and the server that accepts their WebSockets; each peer has its own
 * loop, key file, range of keys in the database, and path on the server.
 *
 * <p>Shutting down has one order: peers stop, then the server, the client, the database, the
 * threads. So nothing is written to a closed database, and no event reaches a peer that has ended.
 */
public final class PeerHost implements AutoCloseable {
  /** The name of the network's root key, which belongs to no peer. */
  public static final String ROOT = DataDirectory.ROOT;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private final JvmRuntime runtime;
  private final SharedWebSocketClient client;
  private final Path dataDirectory;
  private volatile Storage storage;
  private WebServer server;
  private NativeRtc rtc;
  // The addresses of the peers of this process, by their names.
  private final Map<String, List<String>> advertised = new ConcurrentSkipListMap<>();
  private final Map<String, KeyFile> keyFiles = new ConcurrentHashMap<>();
  private final Map<String, Long> quotas = new ConcurrentHashMap<>();
  private final Map<String, String> shortcuts = new ConcurrentHashMap<>();
  // Two for each peer started in this process, of which there are few.
  private final List<Runnable> closeActions = new ArrayList<>();
  private boolean closed;

  private record Storage(DataDirectory directory, RocksDatabase database) {}

  private PeerHost(JvmRuntime runtime, SharedWebSocketClient client, Path dataDirectory) {
    this.runtime = runtime;
    this.client = client;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Opens a host whose peers keep their keys and data in a folder. The folder is created or opened
   * when the first of them needs it, so that a port in use is reported before that.
   */
  public static PeerHost open(Path dataDirectory) {
    return open(dataDirectory, InstantSource.system());
  }

  /** Like {@link #open(Path)}, for peers with a wall clock other than the system's. */
  public static PeerHost open(Path dataDirectory, InstantSource clock) {
    Checks.required(dataDirectory, "dataDirectory");
    Checks.required(clock, "clock");
    return new PeerHost(new JvmRuntime(clock), new SharedWebSocketClient(), dataDirectory);
  }

  private synchronized Storage storage() {
    if (closed) {
      throw closedFailure();
    }
    if (storage == null) {
      byte[] newDomain = runtime.crypto().randomBytes(DataDirectory.DOMAIN_BYTES);
      DataDirectory directory = DataDirectory.open(dataDirectory, newDomain);
      try {
        storage =
            new Storage(directory, RocksDatabase.open(directory.folder(DataDirectory.RECORDS)));
      } catch (RuntimeException e) {
        directory.close();
        throw e;
      }
      NativeCrypto.load(
          JvmRuntime.daemons("peerloom-crypto"), dataDirectory.resolve("native/crypto"));
    }
    return storage;
  }

  public JvmRuntime runtime() {
    return runtime;
  }

  /**
   * The keys stored under a name, generated at first use. If the folder already holds data of that
   * peer (for the root key: of any peer), a missing key file means that it was lost; then this
   * fails, because new keys would create another peer or another network.
   *
   * @throws io.peerloom.jvm.store.StartupFailure if the folder cannot be used or the keys are lost,
   *     saying why
   */
  public JvmIdentity identity(String name) {
    checkName(name);
    Path file = keyFile(name);
    if (!Files.exists(file) && isUsed(name)) {
      throw new StartupFailure(
          "key file "
              + file
              + " is missing, though "
              + dataDirectory
              + " holds data of "
              + (name.equals(ROOT) ? "its network" : "its peer")
              + ": restore the file from a backup, or move the folder away to begin anew");
    }
    return IdentityFile.loadOrCreate(file, runtime.crypto());
  }

  private boolean isUsed(String name) {
    Storage kept = storage();
    return name.equals(ROOT)
        ? kept.directory().hasPeerKeys() || !kept.database().isEmpty()
        : RocksRecordStore.hasAny(kept.database(), name);
  }

  /**
   * An invitation for so many nodes of this host, for an hour, by the root key in its data folder;
   * null where that says that the network is open.
   */
  public String ownInvitation(int nodes, List<String> bootstrap) {
    return RootSigner.inviteIfNeeded(keyFile(ROOT), nodes, bootstrap, runtime.clock());
  }

  /**
   * The key of a bridge of a network whose root key is in this folder, too, as that of an
   * all-in-one is. Both are generated at first use.
   *
   * @throws io.peerloom.jvm.store.StartupFailure as {@link #identity}
   */
  public KeyFile rootedBridgeKey(String name) {
    identity(ROOT);
    identity(name);
    return KeyFile.rooted(keyFile(name), keyFile(ROOT), runtime.clock());
  }

  private Path keyFile(String name) {
    return storage().directory().keyFile(name);
  }

  /**
   * Accepts the sockets of this host's peers, each at the path of its name.
   *
   * @param port 0 for a free one
   */
  public void listen(String address, int port) {
    listen(new WebServer.Builder(runtime.scheduler()).bind(address, port));
  }

  /** Like {@link #listen(String, int)}, with other routes on the same port. */
  public void listen(WebServer.Builder builder) {
    server = builder.withOwnDoor().start();
  }

  public int port() {
    return server.port();
  }

  /** Host and port at which this process itself reaches the peers, without TLS. */
  public String localAuthority() {
    return server.localAuthority();
  }

  /** The WebSocket address of the port, where no other address is advertised. */
  public String defaultAddress() {
    return server.defaultAddress();
  }

  /** Whether the peers' port is open on all addresses of this machine. */
  public boolean listensEverywhere() {
    return server != null && server.isEverywhere();
  }

  /** The addresses that each peer of this host advertises, by the peers' names. */
  public Map<String, List<String>> advertised() {
    return Collections.unmodifiableMap(advertised);
  }

  /** The key files of those peers of this host that have one which the root key signed. */
  public Map<String, KeyFile> keyFiles() {
    return Collections.unmodifiableMap(keyFiles);
  }

  /**
   * The addresses at which a peer is reached, as far as the options name none.
   *
   * <p>A server that listens on all addresses cannot know which of them others reach.
   */
  private List<String> addresses(PeerOptions options, String path) {
    return options.addresses().isEmpty()
        ? List.of(server.defaultAddress() + path)
        : options.addresses();
  }

  /** The addresses that mean a peer without advertised ones, when it is dialled on this machine. */
  private List<String> localOrigins(PeerOptions options, String path) {
    if (options.isBehindNat() || !options.addresses().isEmpty()) {
      return List.of();
    }
    List<String> origins = new ArrayList<>();
    for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
      origins.add(server.scheme() + "://" + host + ":" + port() + path);
    }
    return origins;
  }

  /** Accepts sockets at a further path, for something other than a peer of {@link #join}. */
  public void route(String path, PeerLoop loop, JavalinWebSockets.Acceptor acceptor) {
    server.route(path, loop, acceptor);
  }

  /** The server on which this host's peers accept sockets; null before {@link #listen}. */
  public WebServer server() {
    return server;
  }

  /**
   * Starts a peer; its keys and data are stored under the name.
   *
   * @param name 1 to 64 letters, digits, dots, - and _, not beginning with a dot
   * @throws io.peerloom.jvm.store.StartupFailure if the folder cannot be used, saying why
   */
  public CompletableFuture<JvmPeer> join(String name, PeerOptions options) {
    return join(name, options, () -> CompletableFuture.completedFuture(null));
  }

  CompletableFuture<JvmPeer> join(
      String name, PeerOptions options, Supplier<CompletableFuture<Void>> release) {
    checkName(name);
    Checks.required(options, "options");
    options.check();
    if (server == null && !options.isBehindNat()) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "the host does not listen yet");
    }
    Storage kept = storage();
    NativeRtc rtc = options.isBehindNat() ? rtc() : null;
    if (options.key() != null) {
      keyFiles.put(name, options.key());
    }
    PeerLoop loop = runtime.newLoop(name);
    Env env = runtime.newEnv(loop, name);
    Ports ports =
        new Ports(
            env,
            runtime.crypto(),
            runtime.hash(),
            new RocksRecordStore(
                kept.database(), name, kept.directory().domain(), loop, options.storeQuota()),
            new JettyWebSocketPort(client, loop, runtime.scheduler(), this::shortcut),
            rtc == null ? null : rtc.port(loop, env));
    if (!options.isBridge()) {
      quotas.put(name, options.storeQuota());
    }
    String path = options.isAnyPath() ? "" : "/" + name;
    List<String> addresses = options.isBehindNat() ? List.of() : addresses(options, path);
    advertised.put(name, addresses);
    for (List<String> trusted : List.of(addresses, options.bootstrap(), options.peers())) {
      trusted.forEach(client.rules()::trust);
    }
    addresses.forEach(each -> shortcuts.put(each, "ws://" + localAuthority() + path));
    PeerConfig config =
        PeerConfig.of(options.kind(), options.key() == null ? identity(name) : options.key().keys())
            .withBootstrap(options.bootstrap())
            .withPeers(options.peers())
            .withAddresses(addresses)
            .withOrigins(localOrigins(options, path))
            .withNetwork(options.network())
            .withMaxLinks(options.maxLinks())
            .withTokens(options.key())
            .withInvitation(options.invitation())
            .withBridge(
                options.kind() == PeerKind.BRIDGE
                    ? BridgeNode.factory(options.bootstrapKeys(), options.iceServers())
                    : null);
    return start(name, config, ports, loop, release, options.isAnyPath());
  }

  /** What the peers behind a NAT share; started with the first of them. */
  private synchronized NativeRtc rtc() {
    if (closed) {
      throw closedFailure();
    }
    if (rtc == null) {
      rtc = WebRtcLibrary.open(dataDirectory.toAbsolutePath().resolve("native"));
    }
    return rtc;
  }

  /** Peers of one process are dialled at its own port, whatever leads to their addresses. */
  private String shortcut(String address) {
    return shortcuts.getOrDefault(address, address);
  }

  private CompletableFuture<JvmPeer> start(
      String name,
      PeerConfig config,
      Ports ports,
      PeerLoop loop,
      Supplier<CompletableFuture<Void>> release,
      boolean anyPath) {
    CompletableFuture<JvmPeer> joined = new CompletableFuture<>();
    whenClosed(
        () -> {
          loop.close();
          joined.completeExceptionally(closedFailure());
        });
    loop.execute(
        () -> {
          try {
            String path = anyPath ? WebServer.ANY_PATH : "/" + name;
            Peer.join(config, ports, peer -> serve(peer, path, loop, config.kind()))
                .then(
                    peer -> {
                      JvmPeer started = new JvmPeer(peer, loop, release);
                      whenClosed(started::abandon);
                      joined.complete(started);
                    },
                    joined::completeExceptionally);
          } catch (RuntimeException e) {
            joined.completeExceptionally(PeerloomException.of(e));
          }
        });
    return joined;
  }

  /** Why the peers can store nothing at the moment, in words; null while they can. */
  public String storageRefusal() {
    Storage kept = storage;
    return kept == null ? null : kept.database().refusal();
  }

  /** The folder in which the peers keep their keys and data. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /**
   * Counts what a peer stores, by reading all of it: seconds for a million records.
   *
   * @throws StartupFailure if it cannot be read, or the host is closed
   */
  public RocksRecordStore.Usage stored(String name) {
    return RocksRecordStore.usage(storage().database(), name);
  }

  /** The most bytes of records that a peer may hold; 0 for a bridge, which holds none. */
  public long storeQuota(String name) {
    return quotas.getOrDefault(name, 0L);
  }

  private void serve(Peer peer, String path, PeerLoop loop, PeerKind kind) {
    if (!kind.acceptsWebSockets()) {
      return;
    }
    server.route(path, loop, peer::accept);
    server.describe(path, kind.word(), peer.id(), peer.network());
  }

  private static void checkName(String name) {
    if (!NAME.matcher(Checks.required(name, "name")).matches()) {
      throw Checks.invalid(
          "a peer's name has 1 to 64 letters, digits, dots, - and _, no dot first");
    }
  }

  private static PeerloomException closedFailure() {
    return new PeerloomException(ErrorCode.CLOSED, "the host is closed");
  }

  /** Registers an action for when the host closes; runs it at once if it has closed. */
  private void whenClosed(Runnable action) {
    synchronized (this) {
      if (!closed) {
        closeActions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Like {@link #close}, for threads that close itself waits for. */
  CompletableFuture<Void> closeLater() {
    return CompletableFuture.runAsync(
        this::close, task -> new Thread(task, "peerloom-close").start());
  }

  /**
   * Releases what the peers share; they should have left before. What was written is on disk;
   * operations still pending fail with CLOSED. Idempotent.
   */
  @Override
  public void close() {
    List<Runnable> due;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      due = List.copyOf(closeActions);
      closeActions.clear();
    }
    due.forEach(Runnable::run);
    if (server != null) {
      server.close();
    }
    closeRtc();
    client.close();
    NativeCrypto.awaitLoaded();
    closeStorage();
    runtime.close();
  }

  private synchronized void closeRtc() {
    if (rtc != null) {
      rtc.close();
      rtc = null;
    }
  }

  private synchronized void closeStorage() {
    if (storage != null) {
      storage.database().close();
      storage.directory().close();
      storage = null;
    }
  }
}
