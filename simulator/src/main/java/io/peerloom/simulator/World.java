package io.peerloom.simulator;

import io.peerloom.core.Peer;
import io.peerloom.core.PeerConfig;
import io.peerloom.core.Ports;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A whole network in one thread: a bootstrap server, a bridge, Node-role peers and pages, on
 * virtual time. One seed is one run, to the byte.
 */
public final class World {
  private static final String BOOTSTRAP = "ws://bootstrap";
  private static final String BRIDGE = "ws://bridge";

  private final Hash hash = new Sha256();
  private final VirtualTime time = new VirtualTime();
  private final Trace trace = new Trace();
  private final SimulatedCrypto.Ring ring = new SimulatedCrypto.Ring();
  private final Rng rng;
  private final SimulatedNetwork network;
  private final Consumer<String> log;
  private final List<Machine> machines = new ArrayList<>();
  private int processes;

  public World(int seed, NetworkModel model, Consumer<String> log) {
    this.rng = new Rng(seed);
    this.network = new SimulatedNetwork(time, seed ^ 0x5eed, model, trace);
    this.log = log;
    openFrontDoor();
  }

  private void openFrontDoor() {
    SimulatedEnv env = newProcess("bootstrap");
    SimulatedNetwork.Host host = new SimulatedNetwork.Host(processes, env);
    BootstrapServer server = new BootstrapServer(List.of(BRIDGE), env, network.webSockets(host));
    network.listen(BOOTSTRAP, host, server::accept);
    add(PeerKind.BRIDGE);
  }

  private SimulatedEnv newProcess(String name) {
    return new SimulatedEnv(time, rng.nextInt(), name, log);
  }

  /** Adds a machine and starts its peer. Number 0 is the bridge. */
  public Machine add(PeerKind kind) {
    Machine machine = new Machine(machines.size(), kind);
    machines.add(machine);
    machine.start();
    return machine;
  }

  /** A socket port of somebody who is no peer: for hostile input. */
  public WebSocketPort stranger() {
    SimulatedEnv env = newProcess("stranger");
    return network.webSockets(new SimulatedNetwork.Host(++processes, env));
  }

  /** Keeps the first message of every socket dialled to an address from now on. */
  public List<byte[]> record(String address) {
    return network.record(address);
  }

  /** All machines, the bridge first. */
  public List<Machine> machines() {
    return machines;
  }

  /** Lets virtual time pass. */
  public void run(long millis) {
    time.runUntil(time.now() + millis);
  }

  public long now() {
    return time.now();
  }

  /** What every wall clock shows. */
  public long wallNow() {
    return SimulatedEnv.EPOCH + time.now();
  }

  /** What happened so far, in 16 digits. */
  public String traceHash() {
    return trace.hash();
  }

  /** Messages delivered so far. */
  public int messages() {
    return network.messages();
  }

  /** A machine with a disk and keys that outlive its process. */
  public final class Machine {
    private final int number;
    private final PeerKind kind;
    private final SimulatedStore store;
    private final SimulatedCrypto crypto;
    private final IdentityKeys keys;
    private final IdentityKeys root;
    private SimulatedEnv env;
    private SimulatedNetwork.Host host;
    private Peer peer;
    private String failure;
    private long startedAt;

    private Machine(int number, PeerKind kind) {
      this.number = number;
      this.kind = kind;
      this.crypto = new SimulatedCrypto(ring, hash, new Rng(rng.nextInt()));
      this.store = new SimulatedStore(crypto.randomBytes(16));
      this.keys = crypto.generateIdentity().value();
      this.root = kind == PeerKind.BRIDGE ? crypto.generateIdentity().value() : null;
    }

    /** The WebSocket address of a server. */
    public String address() {
      return kind == PeerKind.BRIDGE ? BRIDGE : "ws://node" + number;
    }

    /** Starts the process; {@link #peer} is null until it has joined. */
    public void start() {
      env = newProcess(kind.word() + number);
      host = new SimulatedNetwork.Host(++processes, env);
      store.usedBy(env);
      startedAt = time.now();
      List<String> addresses = kind.acceptsWebSockets() ? List.of(address()) : List.<String>of();
      PeerConfig config =
          new PeerConfig(
              kind,
              kind == PeerKind.BRIDGE ? List.of() : List.of(BOOTSTRAP),
              List.of(),
              addresses,
              List.of(),
              null,
              keys,
              0,
              kind == PeerKind.BROWSER ? PeerConfig.MAX_LINKS_DESKTOP : PeerConfig.MAX_LINKS_NODE,
              root);
      Ports ports =
          new Ports(
              env,
              crypto,
              hash,
              store,
              network.webSockets(host),
              kind == PeerKind.BROWSER ? network.rtc(host) : null);
      Peer.join(config, ports).then(this::joined, e -> failure = e.toString());
    }

    private void joined(Peer joined) {
      peer = joined;
      if (kind.acceptsWebSockets()) {
        network.listen(address(), host, joined::accept);
      }
    }

    /** Ends the process without a word; the disk stays. */
    public void kill() {
      env.kill();
      network.killed(host);
      peer = null;
    }

    /** The running peer; null before it has its identity, and while it is down. */
    public Peer peer() {
      return peer;
    }

    /** Whether its process runs. */
    public boolean isRunning() {
      return !env.isDead();
    }

    /** Why it could not join, or null. */
    public String failure() {
      return failure;
    }

    public int number() {
      return number;
    }

    public PeerKind kind() {
      return kind;
    }

    public long startedAt() {
      return startedAt;
    }
  }
}
