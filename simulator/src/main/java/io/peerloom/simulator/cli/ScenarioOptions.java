package io.peerloom.simulator.cli;

import io.peerloom.core.base.Limits;
import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.simulator.machine.Lie;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.scenario.Scenarios;
import io.peerloom.simulator.time.Processors;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that choose a scenario by name and change it. */
final class ScenarioOptions {
  private static final int MAX_PEERS = 100_000;
  private static final int MAX_MINUTES = 7 * 24 * 60;
  private static final int MAX_LINKS = 1_000;
  private static final int MAX_SESSION_HOURS = 24;

  @Option(names = "--scenario", paramLabel = "NAME", description = "one of --list (default: plain)")
  private String scenario = "plain";

  @Option(names = "--peers", paramLabel = "N", description = "how many, bridges not counted")
  private Integer peers;

  @Option(names = "--minutes", paramLabel = "M", description = "how long is measured")
  private Integer minutes;

  @Option(
      names = "--median-session",
      paramLabel = "84s",
      description = "half of the sessions are shorter: 84s, 10m, 1h; 0s for no churn")
  private String medianSession;

  @Option(
      names = "--loss",
      paramLabel = "0.01",
      description = "share of messages that lose a packet")
  private Double loss;

  @Option(names = "--nodes", paramLabel = "0.2", description = "share of Node-role peers")
  private Double nodes;

  @Option(names = "--network", paramLabel = "NAME", description = "internet or lan")
  private String network;

  @Option(names = "--liars", paramLabel = "0.2", description = "share of members that lie")
  private Double liars;

  @Option(
      names = "--lie",
      paramLabel = "SORT",
      description = "how: drop, forge, friends, deny or stall; each liar in its own way if absent")
  private String lie;

  @Option(
      names = "--liar-ids",
      paramLabel = "N",
      description = "ids of one identity that each liar runs, 1 to 256 (default: 1)")
  private Integer liarIds;

  @Option(
      names = "--beside",
      description = "liars take ids close to the keys and topics that are used")
  private boolean beside;

  @Option(names = "--chaos", paramLabel = "0.05", description = "how often rare things are forced")
  private Double chaos;

  @Option(
      names = "--processors",
      paramLabel = "KIND",
      description = "work takes time: off, kind (pages and servers as they are), server or page")
  private String processors;

  @Option(
      names = "--lookups",
      paramLabel = "N",
      description = "lookups a minute, of all peers together")
  private Integer lookups;

  @Option(
      names = "--paths",
      paramLabel = "N",
      description = "paths of each bare lookup, 1 to 8 (default: 3)")
  private Integer paths;

  @Option(
      names = "--strict",
      description = "bare lookups are verified: all paths, and only peers that answered themselves")
  private boolean strict;

  @Option(
      names = "--browser-links",
      paramLabel = "N",
      description = "most links of each browser peer (default: 50, or 20 on phones)")
  private Integer browserLinks;

  @Option(
      names = "--node-links",
      paramLabel = "N",
      description = "most links of each Node-role peer (default: 200)")
  private Integer nodeLinks;

  String name() {
    return scenario;
  }

  /**
   * The scenario, changed as these options say.
   *
   * @throws OptionException naming the invalid option
   */
  Scenario scenario(int seed) {
    Scenario changed = Scenarios.named(scenario, seed);
    if (changed == null) {
      throw new OptionException("no scenario is called \"" + scenario + "\"; see --list");
    }
    changed = changed.of(population(changed.population()));
    if (network != null) {
      changed = changed.on(model());
    }
    if (loss != null) {
      changed = changed.on(changed.network().withLoss(permille("--loss", loss)));
    }
    if (chaos != null) {
      changed = changed.on(changed.platform(), permille("--chaos", chaos));
    }
    if (processors != null) {
      changed = changed.on(changed.platform().with(processors()), changed.chaosPermille());
    }
    if (medianSession != null) {
      changed = changed.churning(millis(medianSession));
    }
    if (lookups != null) {
      within("--lookups", lookups, 0, 60_000);
      changed = changed.doing(changed.work().withLookups(lookups));
    }
    if (paths != null && strict) {
      throw new OptionException("--strict uses all paths: leave --paths out");
    }
    if (paths != null) {
      within("--paths", paths, 1, LookupConfig.VERIFIED_PATHS);
      changed = changed.doing(changed.work().withPaths(paths));
    }
    if (strict) {
      changed = changed.doing(changed.work().strictly());
    }
    if (minutes != null) {
      within("--minutes", minutes, 1, MAX_MINUTES);
      changed = changed.lasting(changed.warmMillis(), minutes * 60_000, changed.settleMillis());
    }
    return changed;
  }

  private Population population(Population usual) {
    Population population = usual;
    if (peers != null) {
      within("--peers", peers, 1, MAX_PEERS);
      population = population.sized(peers);
    }
    if (nodes != null) {
      population = population.withNodes(permille("--nodes", nodes));
    }
    if (liars != null) {
      population =
          population.withLiars(
              permille("--liars", liars), population.lie(), population.besideKeys());
    }
    if (lie != null) {
      if (population.liarPermille() == 0) {
        throw new OptionException("--lie needs --liars: nobody lies here");
      }
      population = population.withLiars(population.liarPermille(), lie(), population.besideKeys());
    }
    if (liarIds != null) {
      within("--liar-ids", liarIds, 1, Limits.MAX_INSTANCES);
      population = population.withLiarIds(liarIds);
    }
    if (beside) {
      population = population.withLiars(population.liarPermille(), population.lie(), true);
    }
    if (browserLinks != null) {
      within("--browser-links", browserLinks, Limits.LEAST_MAX_LINKS, MAX_LINKS);
      population = population.withBrowserLinks(browserLinks);
    }
    if (nodeLinks != null) {
      within("--node-links", nodeLinks, Limits.LEAST_MAX_LINKS, MAX_LINKS);
      population = population.withNodeLinks(nodeLinks);
    }
    return population;
  }

  private NetworkModel model() {
    NetworkModel model = NetworkModel.named(network);
    if (model == null) {
      throw new OptionException("--network is internet or lan, not " + network);
    }
    return model;
  }

  private Processors processors() {
    return switch (processors) {
      case "off" -> Processors.OFF;
      case "kind" -> Processors.BY_KIND;
      case "server" -> Processors.SERVER;
      case "page" -> Processors.PAGE;
      default ->
          throw new OptionException("--processors is off, kind, server or page, not " + processors);
    };
  }

  private Lie lie() {
    for (Lie each : Lie.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(lie)) {
        return each;
      }
    }
    throw new OptionException("--lie is drop, forge, friends, deny or stall, not " + lie);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new OptionException(name + " is " + least + " to " + most + ", not " + value);
    }
  }

  private static int permille(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new OptionException(name + " is a share from 0 to 1, not " + share);
    }
    return (int) Math.round(share * 1000);
  }

  private static int millis(String duration) {
    String digits = duration.isEmpty() ? "" : duration.substring(0, duration.length() - 1);
    int unit = duration.endsWith("s") ? 1_000 : duration.endsWith("m") ? 60_000 : 3_600_000;
    boolean known = duration.endsWith("s") || duration.endsWith("m") || duration.endsWith("h");
    if (!known || !digits.matches("\\d{1,5}")) {
      throw new OptionException("a duration is 84s, 10m or 1h, not " + duration);
    }
    long millis = Long.parseLong(digits) * unit;
    if (millis > MAX_SESSION_HOURS * 3_600_000) {
      throw new OptionException(
          "--median-session is at most " + MAX_SESSION_HOURS + "h, not " + duration);
    }
    return (int) millis;
  }
}
