package io.peerloom.simulator.machine;

import io.peerloom.core.Peer;
import io.peerloom.core.Ports;
import io.peerloom.core.Probe;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BridgeNode;
import io.peerloom.core.membership.IceServerSource;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.SimulatedHost;
import io.peerloom.simulator.network.SimulatedNetwork;
import io.peerloom.simulator.time.SimulatedEnv;
import java.util.ArrayList;
import java.util.List;

/** A machine whose disk and keys outlive its process. */
public final class Machine {
  private final World world;
  private final SimulatedNetwork network;
  private final int number;
  private final Traits traits;
  private final SimulatedHost host;
  private final Liar liar;
  private SimulatedStore store;
  private SimulatedCrypto crypto;
  private IdentityKeys keys;
  private SimulatedEnv env;
  private Peer peer;
  private String failure;
  private long startedAt;
  private long clockOffsetMillis;
  private int instance;

  /** The last instance number given to a device of this identity; shared by all its devices. */
  private int[] devices = {0};

  private int starts;
  private SignedTokens tokens;
  private boolean hasTakenIdNear;

  Machine(World world, int number, Traits traits) {
    this.world = world;
    this.network = world.network();
    this.number = number;
    this.traits = traits;
    this.clockOffsetMillis = traits.clockOffsetMillis();
    this.liar =
        traits.lie() == null
            ? null
            : new Liar(traits.lie(), world.newRng(), () -> env, world::liars);
    this.host = place();
    disk();
  }

  /** A machine with the keys of another: a copy of it, or one more device of the same user. */
  Machine(World world, int number, Machine original, boolean copied) {
    this(world, number, original.traits);
    crypto = original.crypto;
    keys = original.keys;
    tokens = original.tokens;
    if (copied) {
      store = original.store.copy();
      instance = original.instance;
    } else {
      devices = original.devices;
      instance = ++devices[0];
    }
  }

  /**
   * Bridges are placed in the region of the bootstrap server, as an operator would: it dials them
   * for each newcomer.
   */
  private SimulatedHost place() {
    List<SimulatedBootstrap> doors = world.bootstraps();
    return traits.kind() == PeerKind.BRIDGE && !doors.isEmpty()
        ? network.beside(doors.get(number % doors.size()).host())
        : network.host(traits.kind().acceptsWebSockets(), traits.nat());
  }

  /** The WebSocket address of a node or bridge. */
  public String address() {
    return kind() == PeerKind.BRIDGE ? bridgeAddress(number) : "ws://node" + number;
  }

  /** The address of the bridge with that number. */
  static String bridgeAddress(int number) {
    return "ws://bridge" + (number == 0 ? "" : number);
  }

  /**
   * Replaces the disk by an empty one, so that the identity is lost, too; only while the process is
   * down.
   */
  public void replaceDisk() {
    world.notifyListeners(listener -> listener.diskLost(this));
    disk();
  }

  private void disk() {
    crypto = world.newCrypto();
    store =
        new SimulatedStore(crypto.randomBytes(16), platform(), traits.quotaBytes(), world.chaos());
    keys = crypto.generateIdentity().value();
    tokens = null;
  }

  public void start() {
    world.began(this);
    SimulatedEnv started = world.newProcess(kind().word() + number, kind(), clockOffsetMillis);
    env = started;
    host.runs(env);
    host.offline(false);
    host.paused(false);
    network.resumeStalled();
    store.usedBy(env);
    failure = null;
    startedAt = world.now();
    starts++;
    world.notifyListeners(listener -> listener.started(this));
    Peer.join(config(), ports())
        .then(
            joined -> {
              if (env == started) {
                joined(joined);
              }
            },
            e -> {
              if (e.getCause() instanceof RuntimeException thrown) {
                // The core threw; this is not a failure of the network.
                throw thrown;
              }
              if (env == started) {
                failure = e.toString();
                world.notifyListeners(listener -> listener.joinFailed(this));
              }
            });
  }

  private PeerConfig config() {
    List<String> doors = new ArrayList<>();
    for (SimulatedBootstrap door : world.bootstraps()) {
      doors.add(door.address());
    }
    boolean isBridge = kind() == PeerKind.BRIDGE;
    return PeerConfig.of(kind(), usedKeys())
        .withBootstrap(isBridge ? List.of() : doors)
        .withPeers(isBridge ? world.bridgeAddresses() : List.of())
        .withAddresses(kind().acceptsWebSockets() ? List.of(address()) : List.of())
        .withInstance(instance)
        .withMaxLinks(traits.maxLinks())
        .withTokens(isBridge ? tokens() : null)
        .withBridge(isBridge ? BridgeNode.factory(List.of(), IceServerSource.NONE) : null);
  }

  /** The public key of its identity, which all devices of it have. */
  public byte[] identityKey() {
    return keys.identityPublicKey();
  }

  private SignedTokens tokens() {
    if (tokens == null) {
      byte[] network = world.settings().hash().sha256(world.root().identityPublicKey());
      byte[] salt = crypto.randomBytes(MembershipToken.SALT_BYTES);
      tokens =
          new SignedTokens(
              world.root(), network, keys.identityPublicKey(), salt, () -> env.wallMillis());
    }
    return tokens;
  }

  private Crypto usedCrypto() {
    Crypto costed = costed() == null ? crypto : costed().over(crypto);
    return platform().cryptoMillis() == 0
        ? costed
        : new BusyCrypto(costed, env, platform(), world.chaos());
  }

  private CostedPorts costed() {
    return env.processor() == null ? null : new CostedPorts(env.processor());
  }

  private PlatformModel platform() {
    return world.settings().platform();
  }

  private IdentityKeys usedKeys() {
    IdentityKeys costed = costed() == null ? keys : costed().over(keys);
    return usedCrypto() instanceof BusyCrypto busy ? busy.over(costed) : costed;
  }

  private Ports ports() {
    WebSocketPort sockets = network.webSockets(host);
    RtcPort rtc = kind() == PeerKind.BROWSER ? network.rtc(host) : null;
    if (liar != null) {
      sockets = liar.over(sockets);
      rtc = rtc == null ? null : liar.over(rtc);
    }
    Hash hash = world.settings().hash();
    return costed() == null
        ? new Ports(env, usedCrypto(), hash, store, sockets, rtc)
        : new Ports(env, usedCrypto(), costed().over(hash), costed().over(store), sockets, rtc);
  }

  private void joined(Peer joined) {
    if (traits.targetKey() != null && !hasTakenIdNear) {
      takeIdNear();
      return;
    }
    peer = joined;
    if (liar != null) {
      new Probe(joined).answerWith(liar::answer);
    }
    if (kind().acceptsWebSockets()) {
      network.listen(
          address(),
          host,
          liar == null
              ? joined::accept
              : (transport, remote) -> liar.accept(transport, remote, joined::accept));
    }
    joined.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            world.notifyListeners(listener -> listener.linksChanged(Machine.this));
          }

          @Override
          public void onUnlink(LinkInfo link) {
            world.notifyListeners(listener -> listener.linksChanged(Machine.this));
          }
        });
    world.notifyListeners(listener -> listener.linksChanged(this));
  }

  /**
   * Of the 256 instances an identity may have, chooses the one whose id is closest to the target
   * key, as if it had asked the bridge for the tokens of all; a further device the next closest.
   */
  private void takeIdNear() {
    hasTakenIdNear = true;
    byte[] from = StoreKeys.start(StoreKeys.MEMBERSHIP);
    byte[] known = store.entries(from, StoreKeys.end(from[0]), 1).get(0).value();
    CborReader in = new CborReader(known);
    in.array(2);
    byte[] networkId = in.bytesOf(32);
    byte[] secret = world.saltSecret();
    NodeId[] ids = new NodeId[Limits.MAX_INSTANCES];
    List<Integer> instances = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      byte[] key = keys.identityPublicKey();
      byte[] salt = BridgeNode.salt(world.settings().hash(), secret, networkId, key, i);
      ids[i] = PeerCard.nodeId(world.settings().hash(), networkId, key, salt, i);
      instances.add(i);
    }
    instances.sort((a, b) -> traits.targetKey().compareDistance(ids[a], ids[b]));
    instance = instances.get(instance);
    end(false);
    start();
  }

  ContactInfo asContact() {
    return new ContactInfo(
        new NodeId(Bytes.fromHex(peer.id())),
        kind(),
        true,
        kind().acceptsWebSockets() ? List.of(address()) : List.<String>of());
  }

  // ---- faults

  /** Ends the process without a goodbye; the machine and its disk stay. */
  public void kill() {
    end(false);
  }

  /** Loses power or network: other machines are not notified. */
  public void vanish() {
    end(true);
  }

  private void end(boolean quietly) {
    world.notifyListeners(listener -> listener.ends(this));
    if (isRunning()) {
      world.ended(this);
    }
    env.kill();
    network.ended(host, quietly);
    peer = null;
    world.countEnd();
  }

  /** Ends the process properly, with a goodbye. */
  public void leave() {
    if (peer != null) {
      peer.leave();
    }
    end(false);
  }

  /** Moves the browser peer into the background or back. */
  public void hidden(boolean now) {
    env.hidden(now);
    if (peer != null) {
      peer.setActive(!now);
    }
  }

  /** Freezes the browser peer, as browsers do; its connections stay. */
  public void freeze() {
    env.pause();
    host.paused(true);
  }

  /** Puts the computer to sleep: nothing runs, and nothing arrives. */
  public void sleep() {
    freeze();
    host.offline(true);
    network.changed(host);
  }

  /** Resumes after {@link #freeze} or {@link #sleep}, and notices it as a web page does. */
  public void wake() {
    host.paused(false);
    host.offline(false);
    env.resume();
    network.resumeStalled();
    if (peer != null) {
      world.time().after(0, env, peer::wake);
    }
  }

  /** Its network is replaced by another one, which its platform reports or not. */
  public void replaceNetwork(boolean reported) {
    network.strand(host);
    if (reported && peer != null) {
      env.run(peer::wake);
    }
  }

  /** Moves the wall clock by that much; timers are not affected. */
  public void jumpClock(long millis) {
    clockOffsetMillis += millis;
    env.clockOffset(clockOffsetMillis);
  }

  /** Sets the wall clock right. */
  public void setClock() {
    jumpClock(-clockOffsetMillis);
  }

  /** Runs a call of the application on the peer's loop, when that is free. */
  public void run(Runnable call) {
    env.run(call);
  }

  /** From now on its firewall admits only dials from servers. */
  public void serversOnly() {
    host.serversOnly(true);
  }

  /** Breaks all its connections at once. */
  public void loseLinks() {
    network.dropConnections(host);
  }

  /** Moves the machine to one side of a partition; all machines start on side 0. */
  public void partition(int side) {
    host.partition(side);
    network.changed(host);
    network.resumeStalled();
  }

  // ---- what it is

  /** Whether a link between the two machines is possible. */
  public boolean canLink(Machine other) {
    return kind().acceptsWebSockets()
        || other.kind().acceptsWebSockets()
        || NatKind.connects(traits.nat(), other.traits.nat());
  }

  /** The running peer; null before it has joined and while it is down. */
  public Peer peer() {
    return peer;
  }

  /** Whether its process runs. */
  public boolean isRunning() {
    return !env.isDead();
  }

  /** Whether it is neither frozen nor asleep. */
  public boolean isAwake() {
    return !host.isPaused();
  }

  /** Whether another running process has the same keys and instance, and has joined. */
  public boolean runsTwice() {
    return world.machines().stream()
        .anyMatch(
            other ->
                other != this
                    && other.keys == keys
                    && other.instance == instance
                    && other.isRunning()
                    && other.peer != null);
  }

  /** Why it could not join; null if it did not fail. */
  public String failure() {
    return failure;
  }

  public int number() {
    return number;
  }

  public PeerKind kind() {
    return traits.kind();
  }

  public int starts() {
    return starts;
  }

  public Traits traits() {
    return traits;
  }

  /** The machine as the network sees it. */
  public SimulatedHost host() {
    return host;
  }

  /** Its current process, or the last one. */
  public SimulatedEnv env() {
    return env;
  }

  /** Its disk, which checkers may read. */
  public SimulatedStore store() {
    return store;
  }

  public long startedAt() {
    return startedAt;
  }
}
