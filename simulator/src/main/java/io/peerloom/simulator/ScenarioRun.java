package io.peerloom.simulator;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.pubsub.Coordinator;
import io.peerloom.core.pubsub.TopicGroup;
import io.peerloom.simulator.check.AcknowledgedIsHeldByOthers;
import io.peerloom.simulator.check.BoundedQueues;
import io.peerloom.simulator.check.DeliveredToLiveSubscribers;
import io.peerloom.simulator.check.EnoughLinks;
import io.peerloom.simulator.check.ExactlyOnceDelivery;
import io.peerloom.simulator.check.History;
import io.peerloom.simulator.check.LinkWatch;
import io.peerloom.simulator.check.LinksAgree;
import io.peerloom.simulator.check.MergeWatch;
import io.peerloom.simulator.check.NoAckedMessageLost;
import io.peerloom.simulator.check.NoAckedRecordLost;
import io.peerloom.simulator.check.NothingOlderWins;
import io.peerloom.simulator.check.OneLinkPerPair;
import io.peerloom.simulator.check.OneOutcome;
import io.peerloom.simulator.check.RefusedIsNeverRead;
import io.peerloom.simulator.check.ReplicaCount;
import io.peerloom.simulator.check.TablesConverge;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.Traffic;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.workload.Ledger;
import io.peerloom.simulator.workload.LoadFault;
import io.peerloom.simulator.workload.TrueDistances;
import io.peerloom.simulator.workload.Workload;
import io.peerloom.simulator.workload.WritersGone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Runs one scenario with one seed, from the first peer to the last check. */
public final class ScenarioRun {
  private static final int SLICE_MILLIS = 10_000;

  /**
   * Slices between two checks of queues: counting all timers of a world takes as long as simulating
   * one second.
   */
  private static final int SLICES_A_LOOK = 6;

  private static final int READ_BACK_MILLIS = 20_000;

  /**
   * A subscriber must receive a message within this time of its acknowledgement, or of the end of
   * faults and load.
   */
  private static final int DELIVERY_MILLIS = 30_000;

  /** Number of peers that read the replaced values at the end. */
  private static final int READERS = 3;

  /**
   * A silent death is detected within 75 s; a link that only one end holds after this time is a
   * violation.
   */
  private static final int DEATH_FOUND_MILLIS = 80_000;

  private final Scenario scenario;
  private final int seed;
  private final Hash hash;
  private final Consumer<String> progress;
  private final Metrics metrics = new Metrics();
  private final Map<String, List<String>> violations = new LinkedHashMap<>();
  private final World world;
  private final LinkWatch links;
  private final MergeWatch merging;
  private final Ledger ledger;
  private final ChurnAndFaults churn;
  private final Workload workload;
  private final LoadFault load;
  private final Rng loadRng;
  private Map<String, Traffic.Share> traffic = Map.of();
  private long peerSeconds;
  private long calmAt;
  private int slices;

  /**
   * Prepares a run.
   *
   * @param progress receives a line of progress now and then
   */
  public ScenarioRun(
      Scenario scenario, int seed, Hash hash, Consumer<String> log, Consumer<String> progress) {
    this.scenario = scenario;
    this.seed = seed;
    this.progress = progress;
    this.hash = hash;
    Population population = scenario.population();
    world =
        new World(
            WorldSettings.of(seed, scenario.network())
                .with(hash)
                .with(scenario.platform())
                .withFront(population.bridges(), population.bootstraps())
                .withChaos(scenario.chaosPermille())
                .logging(log));
    links = new LinkWatch(world, metrics);
    world.addListener(links);
    merging = new MergeWatch(world, metrics);
    world.addListener(merging);
    ledger = new Ledger(world);
    churn = new ChurnAndFaults(world, scenario, hash, seed ^ 0x7e51de, metrics);
    workload = new Workload(world, scenario.work(), seed ^ 0x3041, ledger, metrics);
    load = new LoadFault(world, workload);
    loadRng = new Rng(seed ^ 0x10ad);
  }

  /** The world of this run, for tests that look closer. */
  public World world() {
    return world;
  }

  /** Executes the whole run. */
  public Report execute() {
    churn.scheduleJoins();
    pass(scenario.warmMillis(), "forming");
    workload.prepare();
    pass(workload.preparationMillis(), "preparing");
    measure();
    workload.stop();
    if (!scenario.timeline().isEmpty() || scenario.medianSessionMillis() > 0) {
      calmAt = Math.max(world.now(), load.overAt());
    }
    churn.stopChurn();
    churn.heal();
    churn.wake();
    churn.bootstraps(true);
    pass(scenario.settleMillis(), "settling");
    links.finish();
    countForwarded();
    if (scenario.population().liarPermille() > 0) {
      countLiars();
    }
    check();
    return new Report(
        scenario.name(),
        scenario.population().peers(),
        (int) (world.now() / 1000),
        Map.of(seed, world.traceHash()),
        metrics,
        traffic,
        peerSeconds,
        violations);
  }

  private void pass(int millis, String what) {
    int left = millis;
    while (left > 0) {
      int slice = Math.min(SLICE_MILLIS, left);
      world.run(slice);
      left -= slice;
      progress.accept(
          world.now() / 1000
              + " s "
              + what
              + ": "
              + world.runningPeers()
              + " peers, "
              + world.messages()
              + " messages");
      if (left <= 0 || ++slices % SLICES_A_LOOK == 0) {
        for (String violation : BoundedQueues.violations(world)) {
          add("BoundedQueues", "at " + world.now() + ": " + violation);
        }
      }
    }
  }

  private void measure() {
    links.measureLosses();
    for (Scenario.Step step : scenario.timeline()) {
      world.after(step.atMillis(), () -> happen(step.fault()));
    }
    Map<Integer, Long> sentBefore = new TreeMap<>();
    for (Machine machine : world.machines()) {
      sentBefore.put(machine.number(), machine.host().sentBytes());
    }
    long from = world.now();
    int messages = world.messages();
    world.network().traffic().reset();
    workload.start();
    pass(scenario.durationMillis(), "measuring");
    int seconds = Math.max(1, (int) (world.now() - from) / 1000);
    int linkEnds = 0;
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && machine.kind() != PeerKind.BRIDGE) {
        long lived = Math.min(world.now() - from, world.now() - machine.startedAt());
        long sent = machine.host().sentBytes() - sentBefore.getOrDefault(machine.number(), 0L);
        if (lived >= SLICE_MILLIS) {
          metrics.of("sentBytesPerSecond").add((int) (sent * 1000 / lived));
        }
        metrics.of("links").add(machine.peer().links().size());
        linkEnds += machine.peer().links().size();
      }
    }
    traffic = world.network().traffic().byKind();
    int sent = world.messages() - messages;
    int peers = Math.max(1, world.runningPeers());
    peerSeconds = (long) seconds * peers;
    metrics.count("messagesPerPeerMinute", (int) (60L * sent / peerSeconds));
    metrics.count(
        "messagesPerLinkHour", (int) (3600L * sent / seconds / Math.max(1, linkEnds / 2)));
  }

  private void happen(Fault fault) {
    if (fault instanceof Fault.Phase phase) {
      workload.phase(phase.name());
    } else if (fault instanceof Fault.Load heavy) {
      List<Machine> all = heavy.who().of(world, loadRng);
      all.retainAll(workload.established());
      load.begin(heavy, all);
    } else {
      if (fault instanceof Fault.Heal) {
        merging.healing();
      }
      churn.inject(fault);
    }
  }

  /** How many nodes forward topics, and to how many subscribers. */
  private void countForwarded() {
    for (Machine machine : world.machines()) {
      int forwarded = machine.peer() == null ? 0 : new Probe(machine.peer()).forwardedTo();
      if (forwarded > 0) {
        metrics.of("forwardedTo").add(forwarded);
      }
    }
  }

  /** What liars in numbers are compared with: how many ids they have, and what was delivered. */
  private void countLiars() {
    for (Machine machine : world.machines()) {
      if (machine.peer() != null) {
        metrics.count(machine.traits().lie() == null ? "honestIds" : "hostileIds");
      }
    }
    ledger.subscribers().count(topic -> group(topic), metrics);
  }

  private List<Machine> group(String topic) {
    TrueDistances closest = new TrueDistances(TopicGroup.key(hash, topic));
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && machine.kind() != PeerKind.BRIDGE) {
        closest.add(machine);
      }
    }
    return closest.first(Coordinator.GROUP);
  }

  // ---- checking

  private void add(String checker, String violation) {
    violations.computeIfAbsent(checker, c -> new ArrayList<>()).add(violation);
  }

  private void add(String checker, List<String> found) {
    violations.computeIfAbsent(checker, c -> new ArrayList<>()).addAll(found);
  }

  private void check() {
    progress.accept("checking");
    Set<String> disagreements = new TreeSet<>(LinksAgree.violations(world));
    add("EnoughLinks", EnoughLinks.violations(world));
    add("OneLinkPerPair", OneLinkPerPair.violations(world));
    add("TablesConverge", TablesConverge.violations(world));
    add("BoundedQueues", BoundedQueues.violations(world));
    Peer reader = workload.reader();
    if (reader == null) {
      add("NoAckedRecordLost", "nobody is left to read");
    } else {
      add(
          "NoAckedRecordLost",
          NoAckedRecordLost.violations(world, ledger.writes(), reader, READ_BACK_MILLIS));
      add(
          "NoAckedMessageLost",
          NoAckedMessageLost.violations(world, ledger.writes(), reader, READ_BACK_MILLIS));
    }
    checkPromises();
    add("OperationsEnd", workload.operations().violations());
    add("ExactlyOnceDelivery", ExactlyOnceDelivery.violations(ledger.subscribers()));
    add("ReplicaCount", ReplicaCount.violations(ledger.writes()));
    if (!disagreements.isEmpty()) {
      world.run(DEATH_FOUND_MILLIS);
      disagreements.retainAll(LinksAgree.violations(world));
    }
    add("LinksAgree", new ArrayList<>(disagreements));
    add(
        "AcknowledgedIsHeldByOthers",
        new WritersGone(world, ledger, READ_BACK_MILLIS).violations());
  }

  /** Compares the outcomes that callers saw with what they and others read. */
  private void checkPromises() {
    History history = ledger.history();
    List<Machine> readers = workload.established();
    add(
        "NothingOlderWins",
        workload
            .registers()
            .readAll(readers.subList(0, Math.min(READERS, readers.size())), READ_BACK_MILLIS));
    add("NothingOlderWins", NothingOlderWins.violations(history, world.now()));
    add("OneOutcome", OneOutcome.violations(history));
    add("RefusedIsNeverRead", RefusedIsNeverRead.violations(history));
    add("AcknowledgedIsHeldByOthers", AcknowledgedIsHeldByOthers.violations(history));
    add(
        "DeliveredToLiveSubscribers",
        DeliveredToLiveSubscribers.violations(
            ledger.subscribers(), calmAt, DELIVERY_MILLIS, world.now()));
  }
}
