package io.peerloom.simulator.scenario;

import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A whole experiment as data: population, workload and faults. Together with a seed it determines
 * one run.
 *
 * @param medianSessionMillis median length of the peers' sessions; 0 for no churn. A churned peer
 *     leaves for good without a goodbye, and a new one joins
 * @param work what its peers do, from {@code warmMillis} on
 * @param timeline faults, at times counted from {@code warmMillis}
 * @param warmMillis time for the network to form before measuring begins
 * @param durationMillis how long is measured
 * @param settleMillis how long the network may come to rest before it is checked
 */
public record Scenario(
    String name,
    String about,
    NetworkModel network,
    PlatformModel platform,
    int chaosPermille,
    Population population,
    int medianSessionMillis,
    Work work,
    List<Step> timeline,
    int warmMillis,
    int durationMillis,
    int settleMillis) {

  /** One fault and its time. */
  public record Step(int atMillis, Fault fault) {}

  /**
   * What all peers together do in a minute, evenly spread, each operation by a random peer.
   *
   * @param lookups bare lookups of random points
   * @param topics number of topics that messages are published to
   * @param subscribers to each topic, from the beginning; may be {@link #EVERYBODY}
   * @param values written before the first is read
   * @param paths of each bare lookup; ignored where it is {@code strict}
   * @param strict whether bare lookups are verified ones
   * @param registers names whose values are replaced
   * @param rewrites unconditional replacements
   * @param contests conditional replacements of the version just read, by all devices of an owner
   *     at once
   * @param across whether peers read only values that they do not hold themselves
   * @param reads gets of values that are replaced
   */
  public record Work(
      int puts,
      int gets,
      int lookups,
      int publishes,
      int topics,
      int subscribers,
      int values,
      int paths,
      boolean strict,
      int registers,
      int rewrites,
      int contests,
      boolean across,
      int reads) {
    /** With the default lookup paths, and no values that are replaced. */
    public Work(
        int puts, int gets, int lookups, int publishes, int topics, int subscribers, int values) {
      this(
          puts,
          gets,
          lookups,
          publishes,
          topics,
          subscribers,
          values,
          LookupConfig.PATHS,
          false,
          0,
          0,
          0,
          false,
          0);
    }

    /** As the number of subscribers: every peer of the network. */
    public static final int EVERYBODY = Integer.MAX_VALUE;

    /** No work at all: what a network costs by itself. */
    public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0);

    /** A mutable copy. */
    private static final class Draft {
      int lookups;
      int paths;
      boolean strict;
      int registers;
      int rewrites;
      int contests;
      boolean across;
      int reads;
    }

    private Work changed(Consumer<Draft> change) {
      Draft draft = new Draft();
      draft.lookups = lookups;
      draft.paths = paths;
      draft.strict = strict;
      draft.registers = registers;
      draft.rewrites = rewrites;
      draft.contests = contests;
      draft.across = across;
      draft.reads = reads;
      change.accept(draft);
      return new Work(
          puts,
          gets,
          draft.lookups,
          publishes,
          topics,
          subscribers,
          values,
          draft.paths,
          draft.strict,
          draft.registers,
          draft.rewrites,
          draft.contests,
          draft.across,
          draft.reads);
    }

    public Work withLookups(int perMinute) {
      return changed(draft -> draft.lookups = perMinute);
    }

    /** The same with lookups over another number of paths. */
    public Work withPaths(int count) {
      return changed(
          draft -> {
            draft.paths = count;
            draft.strict = false;
          });
    }

    /** The same with verified lookups. */
    public Work strictly() {
      return changed(
          draft -> {
            draft.paths = LookupConfig.VERIFIED_PATHS;
            draft.strict = true;
          });
    }

    /** The same with values that are replaced. */
    public Work replacing(int names, int rewritesPerMinute, int contestsPerMinute) {
      return changed(
          draft -> {
            draft.registers = names;
            draft.rewrites = rewritesPerMinute;
            draft.contests = contestsPerMinute;
          });
    }

    /** The same where the values that are replaced are also read, by anybody. */
    public Work reading(int perMinute) {
      return changed(draft -> draft.reads = perMinute);
    }

    /** The same with gets of values that the reader does not hold, as long as there are any. */
    public Work acrossTheNetwork() {
      return changed(draft -> draft.across = true);
    }

    /** A little of everything. */
    public static final Work LITTLE = new Work(30, 60, 60, 30, 3, 4, 20);
  }

  /** A quiet experiment on the synthetic Internet; the methods below change it. */
  public static Scenario of(String name, String about, Population population) {
    int warm = population.joinMillis() + 30_000;
    return new Scenario(
        name,
        about,
        NetworkModel.INTERNET,
        PlatformModel.QUICK,
        0,
        population,
        0,
        Work.LITTLE,
        List.of(),
        warm,
        60_000,
        90_000);
  }

  /** A mutable copy. */
  private static final class Draft {
    NetworkModel network;
    PlatformModel platform;
    int chaosPermille;
    Population population;
    int medianSessionMillis;
    Work work;
    List<Step> timeline;
    int warmMillis;
    int durationMillis;
    int settleMillis;

    Draft(Scenario from) {
      network = from.network;
      platform = from.platform;
      chaosPermille = from.chaosPermille;
      population = from.population;
      medianSessionMillis = from.medianSessionMillis;
      work = from.work;
      timeline = from.timeline;
      warmMillis = from.warmMillis;
      durationMillis = from.durationMillis;
      settleMillis = from.settleMillis;
    }
  }

  private Scenario changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Scenario(
        name,
        about,
        draft.network,
        draft.platform,
        draft.chaosPermille,
        draft.population,
        draft.medianSessionMillis,
        draft.work,
        draft.timeline,
        draft.warmMillis,
        draft.durationMillis,
        draft.settleMillis);
  }

  public Scenario on(NetworkModel other) {
    return changed(draft -> draft.network = other);
  }

  public Scenario on(PlatformModel other, int chaos) {
    return changed(
        draft -> {
          draft.platform = other;
          draft.chaosPermille = chaos;
        });
  }

  /** Another population, and the time it needs to join. */
  public Scenario of(Population other) {
    return changed(
        draft -> {
          draft.population = other;
          draft.warmMillis += other.joinMillis() - population.joinMillis();
        });
  }

  public Scenario churning(int medianMillis) {
    return changed(draft -> draft.medianSessionMillis = medianMillis);
  }

  public Scenario doing(Work other) {
    return changed(draft -> draft.work = other);
  }

  /** Adds a fault. */
  public Scenario at(int atMillis, Fault fault) {
    List<Step> longer = new ArrayList<>(timeline);
    longer.add(new Step(atMillis, fault));
    return changed(draft -> draft.timeline = longer);
  }

  public Scenario lasting(int warm, int duration, int settle) {
    return changed(
        draft -> {
          draft.warmMillis = warm;
          draft.durationMillis = duration;
          draft.settleMillis = settle;
        });
  }
}
