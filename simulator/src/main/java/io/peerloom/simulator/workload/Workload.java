package io.peerloom.simulator.workload;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.simulator.check.OperationsEnd;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operations of a world's peers, each by a random peer, and their measurement. */
public final class Workload {
  private static final int MINUTE_MILLIS = 60_000;
  private static final int PUT_EVERY_MILLIS = 50;
  private static final int VALUE_LENGTH = 200;
  private static final int LOOKUP_CONTACTS = 8;

  /** A peer counts as part of the network after this time. */
  private static final int ESTABLISHED_MILLIS = 10_000;

  private static final int TRIES_TO_PICK = 20;
  private static final String MISSED = "Missed";

  private final World world;
  private final Scenario.Work work;
  private final Rng rng;
  private final Metrics figures;
  private final Ledger ledger;
  private final Registers registers;
  private final OperationsEnd operations;
  private String phase = "";
  private boolean working;
  private int puts;
  private int publishes;

  public Workload(World world, Scenario.Work work, int seed, Ledger ledger, Metrics figures) {
    this.world = world;
    this.work = work;
    this.rng = new Rng(seed);
    this.ledger = ledger;
    this.figures = figures;
    this.operations = new OperationsEnd(world);
    this.registers = new Registers(world, ledger, figures, seed ^ 0x4e61, work.registers());
  }

  public Registers registers() {
    return registers;
  }

  /** The operations it has started, which must end. */
  public OperationsEnd operations() {
    return operations;
  }

  /** The name of the value with that number. */
  public static String name(int number) {
    return "value" + number;
  }

  /** The name of the topic with that number. */
  public static String topic(int number) {
    return "topic" + number;
  }

  /** How long {@link #prepare} takes. */
  public int preparationMillis() {
    return work.values() * PUT_EVERY_MILLIS + (work.values() > 0 ? 2_000 : 0);
  }

  /** Writes the first values and subscribes. */
  public void prepare() {
    working = true;
    for (int i = 0; i < work.values(); i++) {
      world.after((long) i * PUT_EVERY_MILLIS, () -> by(this::put));
    }
    for (int topic = 0; topic < work.topics(); topic++) {
      for (Machine machine : subscribers()) {
        ledger.subscribers().subscribe(machine, topic(topic), figures);
      }
    }
  }

  private List<Machine> subscribers() {
    if (work.subscribers() == Scenario.Work.EVERYBODY) {
      return established();
    }
    List<Machine> some = new ArrayList<>();
    for (int i = 0; i < work.subscribers(); i++) {
      Machine machine = pick();
      if (machine != null) {
        some.add(machine);
      }
    }
    return some;
  }

  public void start() {
    repeat(work.puts(), () -> by(this::put));
    repeat(work.gets(), () -> by(this::get));
    repeat(work.lookups(), this::lookUp);
    repeat(work.publishes(), () -> by(this::publish));
    repeat(work.rewrites(), () -> by(registers::rewrite));
    repeat(work.contests(), () -> by(registers::contest));
    repeat(work.reads(), () -> by(this::read));
  }

  /** Operations that start from now on are counted under this name. */
  public void phase(String name) {
    phase = "@" + name;
  }

  /** Stops starting operations; running ones continue. */
  public void stop() {
    working = false;
  }

  private void repeat(int perMinute, Runnable operation) {
    if (perMinute > 0) {
      int period = MINUTE_MILLIS / perMinute;
      world.after(
          period / 2 + rng.nextInt(Math.max(1, period)),
          () -> {
            if (working) {
              operation.run();
              repeat(perMinute, operation);
            }
          });
    }
  }

  /** An honest, established peer; null if none is found. */
  private Machine pick() {
    List<Machine> machines = world.machines();
    for (int i = 0; i < TRIES_TO_PICK; i++) {
      Machine machine = machines.get(rng.nextInt(machines.size()));
      if (isEstablished(machine)) {
        return machine;
      }
    }
    return null;
  }

  /** Runs an operation on a random peer, if there is one. */
  private void by(Consumer<Machine> operation) {
    Machine machine = pick();
    if (machine != null) {
      operation.accept(machine);
    }
  }

  Promise<PutResult> put(Machine machine) {
    String name = name(puts++);
    StringBuilder value = new StringBuilder("the value of " + name + " ");
    while (value.length() < VALUE_LENGTH) {
      value.append('.');
    }
    return measured(
        machine, "put", peer -> ledger.put(peer, name, value.toString()), ok -> "Acknowledged");
  }

  Promise<PublishResult> publish(Machine machine) {
    String text = "message" + publishes++;
    String topic = topic(rng.nextInt(Math.max(1, work.topics())));
    return measured(
        machine, "publish", peer -> ledger.publish(peer, topic, text), ok -> "Acknowledged");
  }

  /**
   * Calls the peer on its loop, when that is free. An operation whose process ends meanwhile has no
   * outcome.
   */
  private <T> Promise<T> measured(
      Machine machine,
      String what,
      Function<Peer, Promise<T>> operation,
      Function<T, String> outcome) {
    long from = world.now();
    int number = operations.started(what, machine);
    String name = what + phase;
    Peer asker = machine.peer();
    Promise<T> result = new Promise<>();
    machine.run(() -> operation.apply(asker).then(result::complete, result::fail));
    result.then(
        value -> {
          operations.ended(number);
          String word = outcome.apply(value);
          figures.count(name + word);
          if (!word.equals(MISSED)) {
            figures.of(name + "Millis").add((int) (world.now() - from));
          }
        },
        e -> {
          operations.ended(number);
          if (machine.peer() == asker) {
            figures.count(name + "Failed");
            figures.count(name + "Failed." + e.code());
          }
        });
    return result;
  }

  /**
   * Reads a random value. Gets answered from the reader's own disk are counted separately: they say
   * nothing about the network.
   */
  Promise<GetResult> get(Machine machine) {
    List<String> names = ledger.writes().names();
    if (names.isEmpty()) {
      return Promise.of(null);
    }
    String name = names.get(rng.nextInt(names.size()));
    for (int i = 0;
        work.across() && i < TRIES_TO_PICK && ledger.writes().isOn(machine, name);
        i++) {
      name = names.get(rng.nextInt(names.size()));
    }
    String chosen = name;
    return measured(
        machine,
        ledger.writes().isOn(machine, chosen) ? "ownGet" : "get",
        peer -> peer.get(chosen, null),
        found -> found == null ? MISSED : ledger.isRight(chosen, found) ? "Found" : "Wrong");
  }

  /** Reads a value that is replaced: right is the newest acknowledged before, or one after it. */
  private void read(Machine machine) {
    Registers.Read read = registers.read();
    if (read != null) {
      measured(machine, "read", read::by, found -> read.isRight(found) ? "Right" : "Outdated");
    }
  }

  private void lookUp() {
    Machine machine = pick();
    if (machine == null) {
      return;
    }
    byte[] point = new byte[NodeId.BYTES];
    rng.nextBytes(point);
    NodeId target = new NodeId(point);
    Peer asker = machine.peer();
    measured(
        machine,
        "lookup",
        peer -> new Probe(peer).lookup(target, LOOKUP_CONTACTS, work.paths(), work.strict()),
        found -> {
          NodeId closest = closest(target, asker);
          return closest == null ? "Crowded" : names(found, closest) ? "Found" : MISSED;
        });
  }

  private static boolean names(List<ContactInfo> found, NodeId wanted) {
    return found.stream().anyMatch(contact -> contact.id().equals(wanted));
  }

  /**
   * The established honest peer that is in fact closest; null where it has no place, because so
   * many ids of so many identities are closer.
   */
  private NodeId closest(NodeId target, Peer asker) {
    TrueDistances closest = new TrueDistances(target);
    for (Machine machine : world.machines()) {
      boolean counts = machine.peer() != null && machine.peer() != asker && machine.isAwake();
      if (counts && world.now() - machine.startedAt() >= ESTABLISHED_MILLIS) {
        closest.add(machine);
      }
    }
    return closest.firstHonest(LOOKUP_CONTACTS);
  }

  /** Established honest peers, by number. */
  public List<Machine> established() {
    List<Machine> all = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (isEstablished(machine)) {
        all.add(machine);
      }
    }
    return all;
  }

  private boolean isEstablished(Machine machine) {
    return machine.peer() != null
        && machine.isAwake()
        && machine.traits().lie() == null
        && !machine.peer().kind().equals("bridge")
        && world.now() - machine.startedAt() >= ESTABLISHED_MILLIS;
  }

  /** An established honest peer to read for a checker; null if there is none. */
  public Peer reader() {
    Machine machine = pick();
    return machine == null ? null : machine.peer();
  }
}
