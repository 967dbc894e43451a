package io.peerloom.simulator.workload;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.simulator.check.DiskContents;
import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import io.peerloom.simulator.check.NoAckedMessageLost;
import io.peerloom.simulator.check.ReadBack;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends writers one after the other, and has a third peer read what was acknowledged to them. */
public final class WritersGone {
  private static final int MOST_WRITERS = 2;
  private static final int MOST_VALUES = 60;

  /** The loss of a browser peer is detected within 16 s. */
  private static final int AWAY_MILLIS = 20_000;

  private static final int BACK_MILLIS = 3_000;

  private final World world;
  private final Ledger ledger;
  private final int withinMillis;

  public WritersGone(World world, Ledger ledger, int withinMillis) {
    this.world = world;
    this.ledger = ledger;
    this.withinMillis = withinMillis;
  }

  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    for (Machine writer : busiest()) {
      writer.kill();
      world.run(AWAY_MILLIS);
      Machine reader = third(writer);
      if (reader != null) {
        read(writer, reader, violations);
        for (String lost :
            NoAckedMessageLost.violations(world, ledger.writes(), reader.peer(), withinMillis)) {
          violations.add(lost + " without machine " + writer.number());
        }
      }
      writer.start();
      world.run(BACK_MILLIS);
    }
    return violations;
  }

  private List<Machine> busiest() {
    Map<Integer, Integer> written = new TreeMap<>();
    for (Attempt attempt : ledger.history().attempts()) {
      if (attempt.outcome == Outcome.ACKNOWLEDGED) {
        written.merge(attempt.writer.number(), 1, Integer::sum);
      }
    }
    List<Machine> writers = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && written.containsKey(machine.number())) {
        writers.add(machine);
      }
    }
    writers.sort((a, b) -> written.get(b.number()) - written.get(a.number()));
    return writers.subList(0, Math.min(MOST_WRITERS, writers.size()));
  }

  /** Another machine, if there are at least two: a single one has nobody to ask. */
  private Machine third(Machine writer) {
    Machine third = null;
    for (Machine machine : world.machines()) {
      if (new DiskContents(world, writer).isOther(machine)
          && machine.isAwake()
          && machine.traits().lie() == null) {
        if (third != null) {
          return third;
        }
        third = machine;
      }
    }
    return null;
  }

  private void read(Machine writer, Machine reader, List<String> violations) {
    Map<Attempt, Promise<GetResult>> gets = new LinkedHashMap<>();
    for (Attempt attempt : ledger.history().attempts()) {
      boolean stands =
          attempt.outcome == Outcome.ACKNOWLEDGED
              && attempt.writer == writer
              && attempt.expiresAt > world.now() + withinMillis
              && ledger.history().attempts(attempt.name).size() == 1;
      if (stands && gets.size() < MOST_VALUES) {
        gets.put(attempt, reader.peer().get(attempt.name, null));
      }
    }
    ReadBack.await(world, gets, attempt -> reader.peer().get(attempt.name, null), withinMillis);
    gets.forEach((attempt, get) -> judge(attempt, get, reader, violations));
  }

  private void judge(
      Attempt attempt, Promise<GetResult> get, Machine reader, List<String> violations) {
    boolean read =
        get.isDone()
            && !get.isFailed()
            && get.value() != null
            && Arrays.equals(get.value().value().bytes(), Bytes.utf8(attempt.text));
    // One other holder may be lost for good; two promise more.
    if (!read
        && (isHeld(attempt) || attempt.others > 1 && !ledger.writes().hasLostDisks(attempt.name))) {
      violations.add(
          attempt.name
              + ", acknowledged with "
              + attempt.holders
              + " holders, is not found by machine "
              + reader.number()
              + " without its writer "
              + attempt.writer.number()
              + (get.isFailed() ? ": " + get.failure() : ""));
    }
  }

  private boolean isHeld(Attempt attempt) {
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && ledger.writes().isOn(machine, attempt.name)) {
        return true;
      }
    }
    return false;
  }
}
