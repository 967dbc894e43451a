package io.peerloom.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole experiment as data: who lives there, what is done, what goes wrong and when. Together
 * with a seed it is one run.
 *
 * @param medianSessionMillis half of the peers' sessions are shorter; 0 where nobody leaves. Who
 *     leaves does so without a word and for good, and somebody new comes
 * @param work what its peers do, from {@code warmMillis} on
 * @param timeline what goes wrong, counted from {@code warmMillis}
 * @param warmMillis after that the network stands, and measuring begins
 * @param durationMillis how long is measured
 * @param settleMillis how long it may come to rest, before it is checked
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

  /** One fault and its moment. */
  public record Step(int atMillis, Fault fault) {}

  /**
   * What all peers together do in a minute, evenly spread, each by a peer that chance picks.
   *
   * @param lookups bare lookups of random points
   * @param topics over which publishing is spread
   * @param subscribers to each topic, from the beginning
   * @param values written before the first is read
   */
  public record Work(
      int puts, int gets, int lookups, int publishes, int topics, int subscribers, int values) {
    /** Nothing at all: what a network costs by itself. */
    public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0);

    /** The same with another number of lookups. */
    public Work withLookups(int perMinute) {
      return new Work(puts, gets, perMinute, publishes, topics, subscribers, values);
    }

    /** Some of everything. */
    public static final Work LITTLE = new Work(30, 60, 60, 30, 3, 4, 20);
  }

  /** A quiet experiment on the synthetic Internet; the rest is said by the methods below. */
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

  public Scenario on(NetworkModel other) {
    return new Scenario(
        name,
        about,
        other,
        platform,
        chaosPermille,
        population,
        medianSessionMillis,
        work,
        timeline,
        warmMillis,
        durationMillis,
        settleMillis);
  }

  public Scenario on(PlatformModel other, int chaos) {
    return new Scenario(
        name,
        about,
        network,
        other,
        chaos,
        population,
        medianSessionMillis,
        work,
        timeline,
        warmMillis,
        durationMillis,
        settleMillis);
  }

  /** Another population, with the time it needs to come. */
  public Scenario of(Population other) {
    int warm = warmMillis - population.joinMillis() + other.joinMillis();
    return new Scenario(
        name,
        about,
        network,
        platform,
        chaosPermille,
        other,
        medianSessionMillis,
        work,
        timeline,
        warm,
        durationMillis,
        settleMillis);
  }

  public Scenario churning(int medianMillis) {
    return new Scenario(
        name,
        about,
        network,
        platform,
        chaosPermille,
        population,
        medianMillis,
        work,
        timeline,
        warmMillis,
        durationMillis,
        settleMillis);
  }

  public Scenario doing(Work other) {
    return new Scenario(
        name,
        about,
        network,
        platform,
        chaosPermille,
        population,
        medianSessionMillis,
        other,
        timeline,
        warmMillis,
        durationMillis,
        settleMillis);
  }

  /** One more fault. */
  public Scenario at(int atMillis, Fault fault) {
    List<Step> longer = new ArrayList<>(timeline);
    longer.add(new Step(atMillis, fault));
    return new Scenario(
        name,
        about,
        network,
        platform,
        chaosPermille,
        population,
        medianSessionMillis,
        work,
        longer,
        warmMillis,
        durationMillis,
        settleMillis);
  }

  public Scenario lasting(int warm, int duration, int settle) {
    return new Scenario(
        name,
        about,
        network,
        platform,
        chaosPermille,
        population,
        medianSessionMillis,
        work,
        timeline,
        warm,
        duration,
        settle);
  }
}
