package io.peerloom.simulator;

import io.peerloom.core.LinkInfo;
import io.peerloom.core.Peer;
import io.peerloom.core.PeerConfig;
import io.peerloom.core.PeerListener;
import io.peerloom.core.Ports;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.core.membership.Membership;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A whole network in one thread: bootstrap servers, bridges, Node-role peers and pages, on virtual
 * time. One seed is one run, to the byte.
 */
public final class World {
  /** Ends of processes after which what they had planned is freed. */
  private static final int FORGET_EVERY = 64;

  private final WorldSettings settings;
  private final VirtualTime time = new VirtualTime();
  private final Trace trace = new Trace();
  private final byte[] secret;
  private final Rng rng;
  private final Chaos chaos;
  private final SimulatedNetwork network;
  private final IdentityKeys root;
  private final List<FrontDoor> frontDoors = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();
  private final List<WorldListener> listeners = new ArrayList<>();
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
      frontDoors.add(new FrontDoor("ws://bootstrap" + (i == 0 ? "" : i)));
    }
    for (int i = 0; i < settings.bridges(); i++) {
      add(PeerKind.BRIDGE);
    }
  }

  private SimulatedCrypto newCrypto() {
    return new SimulatedCrypto(secret, settings.hash(), new Rng(rng.nextInt()));
  }

  private SimulatedEnv newProcess(String name, int clockOffsetMillis) {
    return new SimulatedEnv(time, rng.nextInt(), name, settings.log(), clockOffsetMillis);
  }

  /** Adds an honest machine and starts its peer. The first numbers are the bridges'. */
  public Machine add(PeerKind kind) {
    return add(Traits.of(kind));
  }

  /** Adds a machine and starts its peer. */
  public Machine add(Traits traits) {
    Machine machine = new Machine(machineCount++, traits);
    machines.add(machine);
    machine.start();
    return machine;
  }

  /** Takes a machine out of the world for good, without a word, and its disk with it. */
  public void remove(Machine machine) {
    if (machine.isRunning()) {
      machine.kill();
    }
    listeners.forEach(listener -> listener.diskLost(machine));
    network.removed(machine.host);
    machines.remove(machine);
  }

  /** Tells somebody what happens to machines from now on. */
  public void addListener(WorldListener listener) {
    listeners.add(listener);
  }

  /** A socket port of somebody who is no peer: for hostile input. */
  public WebSocketPort stranger() {
    SimulatedHost host = network.host(true, NatKind.OPEN);
    host.runs(newProcess("stranger", 0));
    return network.webSockets(host);
  }

  /** Keeps the first message of every socket dialled to an address from now on. */
  public List<byte[]> record(String address) {
    return network.record(address);
  }

  /** All machines, the bridges first. */
  public List<Machine> machines() {
    return machines;
  }

  /** The bootstrap servers. */
  public List<FrontDoor> frontDoors() {
    return frontDoors;
  }

  /** Lets virtual time pass. */
  public void run(long millis) {
    time.runUntil((int) Math.min(VirtualTime.END_MILLIS, time.now() + millis));
  }

  public long now() {
    return time.now();
  }

  /** What every right wall clock shows. */
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

  /** What the network does to those machines. */
  public SimulatedNetwork network() {
    return network;
  }

  /** How many tasks each running machine has planned. */
  Map<Integer, Integer> plannedTasks() {
    Map<SimulatedEnv, Integer> all = time.planned();
    Map<Integer, Integer> planned = new TreeMap<>();
    for (Machine machine : machines) {
      planned.put(machine.number, all.getOrDefault(machine.env, 0));
    }
    return planned;
  }

  /** How many others could be linked to a machine, bridges not counted, and no more than that. */
  int linkable(Machine machine, int most) {
    int count = 0;
    for (Machine other : machines) {
      if (count < most
          && other != machine
          && other.peer != null
          && other.kind() != PeerKind.BRIDGE
          && machine.canLink(other)) {
        count++;
      }
    }
    return count;
  }

  /** How many peers run, bridges not counted. */
  public int runningPeers() {
    return running;
  }

  /** Does something later, whatever else happens. */
  public void after(long millis, Runnable task) {
    time.after(millis, task);
  }

  /** All who lie and are there. */
  private List<ContactInfo> liars() {
    List<ContactInfo> all = new ArrayList<>();
    for (Machine machine : machines) {
      if (machine.liar != null && machine.peer != null) {
        all.add(machine.asContact());
      }
    }
    return all;
  }

  private void countEnd() {
    if (++ended % FORGET_EVERY == 0) {
      time.forgetEnded();
    }
  }

  /** A bootstrap server: no peer, keeps nothing, may be down. */
  public final class FrontDoor {
    private final String address;
    private final SimulatedHost host = network.host(true, NatKind.OPEN);
    private SimulatedEnv env;

    private FrontDoor(String address) {
      this.address = address;
      start();
    }

    /** Starts it. */
    public void start() {
      env = newProcess("bootstrap", 0);
      host.runs(env);
      host.offline(false);
      List<String> bridges = new ArrayList<>();
      for (int i = 0; i < settings.bridges(); i++) {
        bridges.add(bridgeAddress(i));
      }
      BootstrapServer server = new BootstrapServer(bridges, env, network.webSockets(host));
      network.listen(address, host, server::accept);
    }

    /** Ends it without a word. */
    public void kill() {
      env.kill();
      network.ended(host, false);
      countEnd();
    }

    /** Whether it runs. */
    public boolean isRunning() {
      return !env.isDead();
    }
  }

  private static String bridgeAddress(int number) {
    return "ws://bridge" + (number == 0 ? "" : number);
  }

  /** A machine with a disk and keys that outlive its process. */
  public final class Machine {
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
    private int instance;
    private int starts;
    private boolean seated;

    private Machine(int number, Traits traits) {
      this.number = number;
      this.traits = traits;
      this.liar =
          traits.lie() == null
              ? null
              : new Liar(traits.lie(), new Rng(rng.nextInt()), World.this::liars);
      this.host = place();
      disk();
    }

    /** An operator puts bridges beside the bootstrap server that dials them for each newcomer. */
    private SimulatedHost place() {
      return traits.kind() == PeerKind.BRIDGE && !frontDoors.isEmpty()
          ? network.beside(frontDoors.get(number % frontDoors.size()).host)
          : network.host(traits.kind().acceptsWebSockets(), traits.nat());
    }

    /** The WebSocket address of a server. */
    public String address() {
      return kind() == PeerKind.BRIDGE ? bridgeAddress(number) : "ws://node" + number;
    }

    /** Loses everything it kept, its identity included; only while its process is down. */
    public void replaceDisk() {
      listeners.forEach(listener -> listener.diskLost(this));
      disk();
    }

    private void disk() {
      crypto = newCrypto();
      store = new SimulatedStore(crypto.randomBytes(16), settings.platform(), chaos);
      keys = crypto.generateIdentity().value();
    }

    /** Starts the process; {@link #peer} is null until it has joined. */
    public void start() {
      if (kind() != PeerKind.BRIDGE) {
        running++;
      }
      SimulatedEnv started = newProcess(kind().word() + number, traits.clockOffsetMillis());
      env = started;
      host.runs(env);
      host.offline(false);
      host.paused(false);
      network.flow();
      store.usedBy(env);
      failure = null;
      startedAt = time.now();
      starts++;
      listeners.forEach(listener -> listener.started(this));
      Peer.join(config(), ports())
          .then(
              joined -> {
                if (env == started) {
                  joined(joined);
                }
              },
              e -> {
                if (env == started) {
                  failure = e.toString();
                  listeners.forEach(listener -> listener.joinFailed(this));
                }
              });
    }

    private PeerConfig config() {
      List<String> doors = new ArrayList<>();
      for (FrontDoor door : frontDoors) {
        doors.add(door.address);
      }
      List<String> bridges = new ArrayList<>();
      for (int i = 0; i < settings.bridges(); i++) {
        bridges.add(bridgeAddress(i));
      }
      boolean isBridge = kind() == PeerKind.BRIDGE;
      return new PeerConfig(
          kind(),
          isBridge ? List.of() : doors,
          isBridge ? bridges : List.of(),
          kind().acceptsWebSockets() ? List.of(address()) : List.<String>of(),
          List.of(),
          null,
          usedKeys(),
          instance,
          traits.maxLinks(),
          isBridge ? root : null);
    }

    private Crypto usedCrypto() {
      return settings.platform().cryptoMillis() == 0
          ? crypto
          : new BusyCrypto(crypto, env, settings.platform(), chaos);
    }

    private IdentityKeys usedKeys() {
      return usedCrypto() instanceof BusyCrypto busy ? busy.over(keys) : keys;
    }

    private Ports ports() {
      WebSocketPort sockets = network.webSockets(host);
      RtcPort rtc = kind() == PeerKind.BROWSER ? network.rtc(host) : null;
      if (liar != null) {
        sockets = liar.over(sockets);
        rtc = rtc == null ? null : liar.over(rtc);
      }
      return new Ports(env, usedCrypto(), settings.hash(), store, sockets, rtc);
    }

    private void joined(Peer joined) {
      if (traits.near() != null && !seated) {
        sitDown();
        return;
      }
      peer = joined;
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
              listeners.forEach(listener -> listener.linksChanged(Machine.this));
            }

            @Override
            public void onUnlink(LinkInfo link) {
              listeners.forEach(listener -> listener.linksChanged(Machine.this));
            }
          });
      listeners.forEach(listener -> listener.linksChanged(this));
    }

    /** Of the 256 instances an identity may have, takes the one next to the key it is after. */
    private void sitDown() {
      seated = true;
      byte[] known = store.entries(Membership.storeKey(), new byte[] {2}, 1).get(0).value();
      CborReader in = new CborReader(known);
      in.array(2);
      byte[] networkId = in.bytesOf(32);
      MembershipToken token = MembershipToken.decode(in.bytes(MembershipToken.MAX_BYTES));
      NodeId best = null;
      for (int i = 0; i < 256; i++) {
        NodeId id =
            PeerCard.nodeId(settings.hash(), networkId, keys.identityPublicKey(), token.salt(), i);
        if (best == null || traits.near().compareDistance(id, best) < 0) {
          best = id;
          instance = i;
        }
      }
      end(false);
      start();
    }

    private ContactInfo asContact() {
      return new ContactInfo(
          new NodeId(Bytes.fromHex(peer.id())),
          kind(),
          true,
          kind().acceptsWebSockets() ? List.of(address()) : List.<String>of());
    }

    // ---- faults

    /** Ends the process without a word; the machine and its disk stay. */
    public void kill() {
      end(false);
    }

    /** Loses power, or its network: nothing tells the others. */
    public void vanish() {
      end(true);
    }

    private void end(boolean quietly) {
      listeners.forEach(listener -> listener.ends(this));
      if (kind() != PeerKind.BRIDGE && isRunning()) {
        running--;
      }
      env.kill();
      network.ended(host, quietly);
      peer = null;
      countEnd();
    }

    /** Ends the process as it should be ended. */
    public void leave() {
      if (peer != null) {
        peer.leave();
      }
      end(false);
    }

    /** The page goes into the background or comes back. */
    public void hidden(boolean now) {
      env.hidden(now);
      if (peer != null) {
        peer.setActive(!now);
      }
    }

    /** The browser stops the page; its connections stay. */
    public void freeze() {
      env.pause();
      host.paused(true);
    }

    /** The lid is closed: nothing runs, and nothing arrives. */
    public void sleep() {
      freeze();
      host.offline(true);
      network.changed(host);
    }

    /** Goes on after {@link #freeze} or {@link #sleep}, and notices as a page does. */
    public void wake() {
      host.paused(false);
      host.offline(false);
      env.resume();
      network.flow();
      if (peer != null) {
        time.after(0, env, peer::wake);
      }
    }

    /** Only servers can dial it from now on. */
    public void serversOnly() {
      host.serversOnly(true);
    }

    /** All its connections break at once. */
    public void loseLinks() {
      network.dropConnections(host);
    }

    /** Moves it to one side of a partition; 0 is where everybody is at first. */
    public void partition(int side) {
      host.partition(side);
      network.changed(host);
      network.flow();
    }

    // ---- what it is

    /** Whether there is a way to a link between the two. */
    boolean canLink(Machine other) {
      return kind().acceptsWebSockets()
          || other.kind().acceptsWebSockets()
          || NatKind.connects(traits.nat(), other.traits.nat());
    }

    /** The running peer; null before it has its identity, and while it is down. */
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

    /** Why it could not join, or null. */
    public String failure() {
      return failure;
    }

    public int number() {
      return number;
    }

    public PeerKind kind() {
      return traits.kind();
    }

    /** How often its process was started. */
    public int starts() {
      return starts;
    }

    public Traits traits() {
      return traits;
    }

    /** How the network sees it. */
    public SimulatedHost host() {
      return host;
    }

    /** Its disk, which anybody here may look at. */
    SimulatedStore store() {
      return store;
    }

    public long startedAt() {
      return startedAt;
    }
  }
}
