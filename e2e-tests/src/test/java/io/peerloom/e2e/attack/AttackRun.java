package io.peerloom.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.peerloom.e2e.Folders;
import io.peerloom.e2e.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Attacks one all-in-one process after the other attack, while honest peers work, and says what
 * they lost: failed operations, acknowledged things that are gone, how much slower they were, and
 * whether the process still has its memory. {@code e2e-tests/attack} runs it.
 */
final class AttackRun {
  private static final int NODES = 3;
  private static final int CALM_MILLIS = 4_000;
  private static final int AFTER_MILLIS = 4_000;
  private static final double MAX_SLOWER = 3;
  private static final String USAGE =
      """
      usage: e2e-tests/attack [--seconds N] [NAME…]
        --seconds N   how long attacks without an end of their own go on (15)
        NAME          only these attacks; --list names all
      Exit code 0 when the honest lost nothing.
      """;

  /**
   * What the honest lost by an attack.
   *
   * @param failure of the attack itself, which saw something it must not see; or null
   * @param lost acknowledged things that are gone
   */
  record Outcome(
      Attack attack,
      HonestLoad.Summary calm,
      HonestLoad.Summary during,
      HonestLoad.Summary after,
      int acknowledged,
      List<String> lost,
      String failure,
      String counts,
      boolean alive) {

    /** Whether nothing was lost, refused or ended; how long things took is not judged. */
    boolean isHarmless() {
      return lost.isEmpty()
          && during.failures().isEmpty()
          && after.failures().isEmpty()
          && failure == null
          && alive;
    }

    /** The factor by which the 99th percentile of the slowest kind of operation grew. */
    double slower() {
      double most = 0;
      for (String what : calm.micros().keySet()) {
        double before = calm.millis(what, 0.99);
        most = before == 0 ? most : Math.max(most, during.millis(what, 0.99) / before);
      }
      return most;
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%s: %s%n", attack.name(), attack.about()));
      text.append(String.format(Locale.ROOT, "  sent:   %s%n", counts));
      text.append(String.format(Locale.ROOT, "  before: %s%n", calm));
      text.append(String.format(Locale.ROOT, "  during: %s%n", during));
      text.append(String.format(Locale.ROOT, "  after:  %s%n", after));
      List<String> wrong = new ArrayList<>(lost);
      wrong.addAll(during.failures());
      wrong.addAll(after.failures());
      if (failure != null) {
        wrong.add("seen: " + failure);
      }
      if (!alive) {
        wrong.add("the process has ended");
      }
      for (String each : wrong.subList(0, Math.min(5, wrong.size()))) {
        text.append(String.format(Locale.ROOT, "  LOST %s%n", each));
      }
      return text.append(
              String.format(
                  Locale.ROOT,
                  "  %s: %d lost of %d acknowledged, p99 x %.1f%s%n",
                  isHarmless() ? "harmless" : "HARMED",
                  lost.size(),
                  acknowledged,
                  slower(),
                  slower() > MAX_SLOWER ? " (more than 3)" : ""))
          .toString();
    }
  }

  private AttackRun() {}

  static Map<String, Attack> attacks() {
    Map<String, Attack> all = new LinkedHashMap<>();
    for (List<Attack> group : List.of(TopicAttacks.all(), DataAttacks.all(), SocketAttacks.all())) {
      group.forEach(each -> all.put(each.name(), each));
    }
    return all;
  }

  public static void main(String... arguments) throws Exception {
    List<Attack> chosen = new ArrayList<>();
    int seconds = 15;
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--help" -> {
            System.out.print(USAGE);
            return;
          }
          case "--list" -> {
            attacks().values().forEach(a -> System.out.printf("%-20s %s%n", a.name(), a.about()));
            return;
          }
          case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
          default -> chosen.add(known(arguments[i]));
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("e2e-tests/attack: " + e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
    Path folder = Path.of(System.getProperty("peerloom.artifacts"), "attack");
    // What libraries print about their own logging.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    Folders.delete(folder);
    Files.createDirectories(folder);
    boolean harmless = true;
    for (Attack attack : chosen.isEmpty() ? attacks().values() : chosen) {
      Outcome outcome = run(attack, folder, seconds * 1000L);
      System.out.print(outcome.text());
      harmless &= outcome.isHarmless();
    }
    System.exit(harmless ? 0 : 1);
  }

  private static Attack known(String name) {
    Attack attack = attacks().get(name);
    if (attack == null) {
      throw new IllegalArgumentException("no attack " + name);
    }
    return attack;
  }

  /** One attack on a new network, with honest peers before, during and after it. */
  static Outcome run(Attack attack, Path folder, long millis) throws Exception {
    Path own = Files.createDirectories(folder.resolve(attack.name()));
    try (Server server = Server.start(own)) {
      return run(attack, server, own, millis);
    }
  }

  /** The same on a network that runs already. */
  static Outcome run(Attack attack, Server server, Path own, long millis) throws Exception {
    String bootstrap = "ws://localhost:" + server.port() + "/bootstrap";
    try (HonestLoad honest = HonestLoad.start(own, bootstrap)) {
      long calmFrom = System.nanoTime();
      Thread.sleep(CALM_MILLIS);
      long from = System.nanoTime();
      String failure = null;
      String counts = "";
      try (Attacker attacker = new Attacker(server.port(), NODES, millis)) {
        attack.program().run(attacker);
        counts = attacker.counts();
      } catch (AssertionError | Exception e) {
        failure = e.toString();
      }
      long to = System.nanoTime();
      Thread.sleep(AFTER_MILLIS);
      long end = System.nanoTime();
      List<String> lost = honest.lost();
      return new Outcome(
          attack,
          honest.between(calmFrom, from),
          honest.between(from, to),
          honest.between(to, end),
          honest.acknowledged(),
          lost,
          failure,
          counts,
          isAlive(server));
    }
  }

  private static boolean isAlive(Server server) {
    try {
      return URI.create(server.url() + "/readyz").toURL().openConnection().getContentLength() >= -1;
    } catch (IOException e) {
      return false;
    }
  }
}
