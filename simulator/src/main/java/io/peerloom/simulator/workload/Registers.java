package io.peerloom.simulator.workload;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.simulator.check.History;
import io.peerloom.simulator.check.ReadBack;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.report.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Names whose values are replaced again and again by the devices of their owner: by plain puts,
 * some with a short time to live, and by puts that depend on the version read before.
 */
public final class Registers {
  private static final int LONG_SECONDS = 24 * 3600;
  private static final int SHORT_SECONDS = 4;
  private static final int SHORT_PERMILLE = 150;
  private static final int MINUTE_MILLIS = 60_000;

  /** A name and the identity that writes it. */
  private record Register(String name, String publisher) {}

  private final World world;
  private final Ledger ledger;
  private final Metrics figures;
  private final Rng rng;
  private final int names;
  private final Map<Integer, Register> registers = new LinkedHashMap<>();
  private int versions;

  Registers(World world, Ledger ledger, Metrics figures, int seed, int names) {
    this.world = world;
    this.ledger = ledger;
    this.figures = figures;
    this.rng = new Rng(seed);
    this.names = names;
  }

  private static boolean runs(Machine machine) {
    return machine.peer() != null && machine.isAwake() && machine.traits().lie() == null;
  }

  /** A random register; if it has no owner yet, that machine's identity becomes its owner. */
  private Register register(Machine machine) {
    int number = rng.nextInt(Math.max(1, names));
    return registers.computeIfAbsent(
        number, n -> new Register("register" + n, machine.peer().publisher()));
  }

  private List<Machine> devices(Register register) {
    List<Machine> devices = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (runs(machine) && machine.peer().publisher().equals(register.publisher)) {
        devices.add(machine);
      }
    }
    rng.shuffle(devices);
    return devices;
  }

  /** One device replaces a value unconditionally. */
  void rewrite(Machine someMachine) {
    Register register = register(someMachine);
    List<Machine> devices = devices(register);
    if (!devices.isEmpty()) {
      int ttl = rng.chance(SHORT_PERMILLE) ? SHORT_SECONDS : LONG_SECONDS;
      put(devices.get(0), register, ttl, -1);
    }
  }

  /** Each device reads the value and replaces the version it has read. */
  void contest(Machine someMachine) {
    Register register = register(someMachine);
    for (Machine device : devices(register)) {
      Peer peer = device.peer();
      device.run(
          () ->
              peer.get(register.name, register.publisher)
                  .then(
                      found -> {
                        noted(register, device, world.now(), found, false);
                        long sequence = found == null ? 0 : found.sequence();
                        put(device, register, LONG_SECONDS, sequence);
                      },
                      e -> figures.count("contestReadFailed." + e.code())));
    }
  }

  /** One read of a value that is replaced, and what it must find at least. */
  record Read(String name, String publisher, History.Attempt newest, History history) {
    Promise<GetResult> by(Peer peer) {
      return peer.get(name, publisher);
    }

    /**
     * Whether that is the newest version acknowledged before the read began, or one after it; it is
     * nothing where one that expires sooner may have replaced it meanwhile.
     */
    boolean isRight(GetResult found) {
      return newest == null
          || (found == null
              ? history.mayBeReplacedBySooner(newest)
              : found.sequence() >= newest.sequence());
    }
  }

  /** A read of a random register that has a value; null if none has. */
  Read read() {
    Register register = registers.get(rng.nextInt(Math.max(1, names)));
    if (register == null) {
      return null;
    }
    History.Attempt newest = ledger.history().newestAcknowledged(register.name);
    boolean lasts = newest != null && newest.expiresAt - world.now() > MINUTE_MILLIS;
    return new Read(register.name, register.publisher, lasts ? newest : null, ledger.history());
  }

  private void put(Machine device, Register register, int ttlSeconds, long ifSequence) {
    String text = register.name + " version " + versions++ + " of " + device.number() + ".";
    Peer peer = device.peer();
    String what = ifSequence < 0 ? "rewrite" : "contest";
    long from = world.now();
    PutOptions plain = PutOptions.open();
    PutOptions options = new PutOptions(plain.readers(), ttlSeconds, ifSequence);
    device.run(
        () ->
            ledger
                .write(peer, register.name, text, options)
                .then(
                    ok -> {
                      figures.count(what + "Acknowledged");
                      figures.of(what + "Millis").add((int) (world.now() - from));
                    },
                    e -> figures.count(what + "Failed." + e.code())));
  }

  private void noted(Register register, Machine reader, long from, GetResult found, boolean last) {
    String text = found == null ? null : Bytes.utf8(found.value().bytes());
    long sequence = found == null ? 0 : found.sequence();
    ledger.history().add(new History.Read(register.name, reader, from, text, sequence, last));
  }

  /**
   * Reads all registers once more through each of these machines, within that much virtual time.
   */
  public List<String> readAll(List<Machine> readers, long withinMillis) {
    List<String> failures = new ArrayList<>();
    for (Machine reader : readers) {
      Map<Register, Promise<GetResult>> gets = new LinkedHashMap<>();
      for (Register register : registers.values()) {
        gets.put(register, reader.peer().get(register.name, register.publisher));
      }
      long from = world.now();
      Consumer<Register> settle =
          register -> {
            Promise<GetResult> get = gets.get(register);
            if (get.isDone() && !get.isFailed()) {
              noted(register, reader, from, get.value(), true);
            } else if (!ledger.history().attempts(register.name).isEmpty()) {
              failures.add(
                  register.name + " unreadable for " + reader.number() + ": " + get.failure());
            }
          };
      ReadBack.await(
          world,
          gets,
          register -> reader.peer().get(register.name, register.publisher),
          withinMillis);
      registers.values().forEach(settle);
    }
    return failures;
  }
}
