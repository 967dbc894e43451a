package io.peerloom.simulator.machine;

import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.network.SimulatedHost;
import io.peerloom.simulator.network.SimulatedNetwork;
import io.peerloom.simulator.network.Trace;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.Processor;
import io.peerloom.simulator.time.ProcessorCosts;
import io.peerloom.simulator.time.SimulatedEnv;
import io.peerloom.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A whole network in one thread: bootstrap servers, bridges, Node-role peers and browser peers, on
 * virtual time. One seed gives one run, byte for byte.
 */
public final class World {
  /** Number of ended processes after which their scheduled tasks are freed. */
  private static final int FORGET_EVERY = 256;

  /** How long the list of all liars is used. */
  private static final int LIARS_KEPT_MILLIS = 5_000;

  private final WorldSettings settings;
  private final VirtualTime time = new VirtualTime();
  private final Trace trace = new Trace();
  private final byte[] secret;
  private final Rng rng;
  private final Chaos chaos;
  private final SimulatedNetwork network;
  private final IdentityKeys root;
  private final List<SimulatedBootstrap> bootstraps = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();
  private final List<WorldListener> listeners = new ArrayList<>();
  private List<ContactInfo> liars;
  private long liarsAt;
  private int machineCount;
  private int ended;
  private int running;

  public World(int seed, NetworkModel model, Consumer<String> log) {
    this(WorldSettings.of(seed, model).logging(log));
  }

  public World(WorldSettings settings) {
    int seed = settings.seed();
    this.settings = settings;
    this.rng = new Rng(seed);
    this.chaos = new Chaos(seed ^ 0xc4a05, settings.chaosPermille());
    this.network = new SimulatedNetwork(time, seed ^ 0x5eed, settings.network(), chaos, trace);
    this.secret = new byte[32];
    rng.nextBytes(secret);
    this.root = newCrypto().generateIdentity().value();
    for (int i = 0; i < settings.bootstraps(); i++) {
      bootstraps.add(new SimulatedBootstrap(this, "ws://bootstrap" + (i == 0 ? "" : i)));
    }
    for (int i = 0; i < settings.bridges(); i++) {
      add(PeerKind.BRIDGE);
    }
  }

  /** A new random generator, seeded from the world's. */
  Rng newRng() {
    return new Rng(rng.nextInt());
  }

  SimulatedCrypto newCrypto() {
    return new SimulatedCrypto(secret, settings.hash(), newRng());
  }

  SimulatedEnv newProcess(String name, PeerKind kind, long clockOffsetMillis) {
    ProcessorCosts costs = settings.platform().processors().costs(kind);
    return new SimulatedEnv(time, rng.nextInt(), name, settings.log(), clockOffsetMillis, costs);
  }

  /** Adds an honest machine and starts its peer. The bridges have the first numbers. */
  public Machine add(PeerKind kind) {
    return add(Traits.of(kind));
  }

  /** Adds a machine and starts its peer. */
  public Machine add(Traits traits) {
    return enter(new Machine(this, machineCount++, traits));
  }

  /** Removes a machine and its disk for good, without a goodbye. */
  public void remove(Machine machine) {
    if (machine.isRunning()) {
      machine.kill();
    }
    notifyListeners(listener -> listener.diskLost(machine));
    network.removed(machine.host());
    machines.remove(machine);
  }

  public void addListener(WorldListener listener) {
    listeners.add(listener);
  }

  void notifyListeners(Consumer<WorldListener> event) {
    listeners.forEach(event);
  }

  /** A socket port of a host that is not a peer, for hostile input. */
  public WebSocketPort stranger() {
    SimulatedHost host = network.host(true, NatKind.OPEN);
    host.runs(newProcess("stranger", PeerKind.NODE, 0));
    return network.webSockets(host);
  }

  /** Records the first message of every socket dialled to an address from now on. */
  public List<byte[]> record(String address) {
    return network.record(address);
  }

  /** All machines, bridges first. */
  public List<Machine> machines() {
    return machines;
  }

  public List<SimulatedBootstrap> bootstraps() {
    return bootstraps;
  }

  /** Advances virtual time. */
  public void run(long millis) {
    time.runUntil((int) Math.min(VirtualTime.END_MILLIS, time.now() + millis));
  }

  public long now() {
    return time.now();
  }

  /** The time on a correct wall clock. */
  public long wallNow() {
    return SimulatedEnv.EPOCH + time.now();
  }

  /** Hash of everything delivered so far, in 16 digits. */
  public String traceHash() {
    return trace.hash();
  }

  /** Messages delivered so far. */
  public int messages() {
    return network.messages();
  }

  /** The network that connects the machines. */
  public SimulatedNetwork network() {
    return network;
  }

  /** Number of scheduled tasks of each machine, by its number. */
  public Map<Integer, Integer> plannedTasks() {
    Map<SimulatedEnv, Integer> all = time.planned();
    Map<Integer, Integer> planned = new TreeMap<>();
    for (Machine machine : machines) {
      planned.put(machine.number(), waiting(machine) + all.getOrDefault(machine.env(), 0));
    }
    return planned;
  }

  private static int waiting(Machine machine) {
    Processor processor = machine.env().processor();
    return processor == null ? 0 : processor.waiting();
  }

  /**
   * How many others a machine could be linked to, bridges not counted, up to {@code most}. A
   * browser peer links to a bridge only while it needs it, and a bridge cannot dial browser peers.
   */
  public int linkable(Machine machine, int most) {
    int count = 0;
    for (Machine other : machines) {
      if (count < most
          && other != machine
          && other.peer() != null
          && other.kind() != PeerKind.BRIDGE
          && (machine.kind() == PeerKind.BRIDGE
              ? other.kind().acceptsWebSockets()
              : machine.canLink(other))) {
        count++;
      }
    }
    return count;
  }

  /**
   * Adds a machine with the keys and instance of another, and a copy of its current disk: like a
   * copied data folder, or a browser profile restored twice.
   */
  public Machine addCopyOf(Machine original) {
    return enter(new Machine(this, machineCount++, original, true));
  }

  /** Adds another device of an identity: same keys, another instance, its own disk. */
  public Machine addDeviceOf(Machine original) {
    return enter(new Machine(this, machineCount++, original, false));
  }

  private Machine enter(Machine machine) {
    machines.add(machine);
    machine.start();
    return machine;
  }

  /** Has a peer spread the root's revocation of another. */
  public Promise<Void> revoke(Machine target, Machine by) {
    byte[] network = settings.hash().sha256(root.identityPublicKey());
    byte[] name = MembershipToken.ancestor(settings.hash(), target.identityKey());
    return Revocation.issue(root, new byte[0], network, name, false, wallNow())
        .flatMap(signed -> by.peer().invitations().spread(signed.envelope().encoded()));
  }

  WorldSettings settings() {
    return settings;
  }

  VirtualTime time() {
    return time;
  }

  Chaos chaos() {
    return chaos;
  }

  /** The network's root keys. */
  IdentityKeys root() {
    return root;
  }

  /** From which the first bridge derives the salts of newcomers. */
  byte[] saltSecret() {
    for (Machine machine : machines) {
      if (machine.kind() == PeerKind.BRIDGE) {
        byte[] from = StoreKeys.start(StoreKeys.SALT_SECRET);
        return machine.store().entries(from, StoreKeys.end(from[0]), 1).get(0).value();
      }
    }
    throw new IllegalStateException("no bridge");
  }

  List<String> bridgeAddresses() {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < settings.bridges(); i++) {
      addresses.add(Machine.bridgeAddress(i));
    }
    return addresses;
  }

  /** Number of running peers, without bridges. */
  public int runningPeers() {
    return running;
  }

  /** Schedules a task that belongs to no process. */
  public void after(long millis, Runnable task) {
    time.after(millis, task);
  }

  /** All liars that had joined some seconds ago. */
  List<ContactInfo> liars() {
    if (liars == null || now() - liarsAt > LIARS_KEPT_MILLIS) {
      liars = new ArrayList<>();
      liarsAt = now();
      for (Machine machine : machines) {
        if (machine.traits().lie() != null && machine.peer() != null) {
          liars.add(machine.asContact());
        }
      }
    }
    return liars;
  }

  void began(Machine machine) {
    if (machine.kind() != PeerKind.BRIDGE) {
      running++;
    }
  }

  void ended(Machine machine) {
    if (machine.kind() != PeerKind.BRIDGE) {
      running--;
    }
  }

  /** From time to time frees the scheduled tasks of ended processes. */
  void countEnd() {
    if (++ended % FORGET_EVERY == 0) {
      time.forgetEnded();
    }
  }
}
