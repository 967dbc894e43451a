package io.peerloom.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.peerloom.e2e.Folders;
import io.peerloom.e2e.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Attacks one all-in-one process after the other attack, while honest peers work, and says what
 * they lost: failed operations, acknowledged things that are gone, how much slower they were, and
 * whether the process is ready afterwards. {@code e2e-tests/attack} runs it.
 */
final class AttackRun {
  private static final int NODES = 3;

  /** The heap of a server in a container of 256 MB, and the collector and compilers of one. */
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx96m", "-XX:TieredStopAtLevel=4");

  private static final long WARM_UP_MILLIS = 15_000;

  /** So small that an attack can use up its share of every node. */
  private static final List<String> OPTIONS = List.of("--store-quota", "4M");

  /** How long after an attack everything works again at the latest. */
  private static final int RECOVERY_MILLIS = 30_000;

  private static final int READY_MILLIS = 10_000;
  private static final double MAX_SLOWER = 3;

  /** Of fewer operations of a kind a 99th percentile says nothing. */
  private static final int LEAST_SAMPLES = 30;

  private static final String USAGE =
      """
      usage: e2e-tests/attack [--seconds N] [NAME…]
        --seconds N   how long attacks without an end of their own go on, and how long the calm
                      before and after is measured with which they are compared (15)
        NAME          only these attacks; --list names all
      Exit code 0 when nothing of the honest was lost, and no operation of theirs failed.
      """;

  /**
   * What the honest lost by an attack.
   *
   * @param failure of the attack itself, which saw something it must not see, or did nothing; or
   *     null
   * @param calm before the attack
   * @param calmAfter once everything worked again
   * @param recoveryMillis from the end of the attack until everything had worked once
   * @param after what goes on failing
   * @param acknowledged during the attack and afterwards
   * @param lost acknowledged things that are gone
   * @param memory of the server, before, during and after; empty if nobody measures it
   */
  record Outcome(
      Attack attack,
      HonestLoad.Summary calm,
      HonestLoad.Summary during,
      HonestLoad.Summary calmAfter,
      long recoveryMillis,
      List<String> after,
      int acknowledged,
      List<String> lost,
      String failure,
      String counts,
      boolean ready,
      String memory) {

    /** Whether nothing was lost, and everything works again. */
    boolean isWithoutLoss() {
      return lost.isEmpty() && after.isEmpty() && failure == null && ready;
    }

    /** Whether, besides, no operation failed; how long things took is not judged. */
    boolean isHarmless() {
      return isWithoutLoss() && during.failures().isEmpty();
    }

    /**
     * The factor by which the 99th percentile of the slowest kind of operation grew, over that of
     * the calm before and after; 0 where there were too few operations to tell.
     */
    double slower() {
      HonestLoad.Summary calmAll = calm.and(calmAfter);
      double most = 0;
      for (String what : during.micros().keySet()) {
        if (calmAll.count(what) >= LEAST_SAMPLES && during.count(what) >= LEAST_SAMPLES) {
          most = Math.max(most, during.millis(what, 0.99) / calmAll.millis(what, 0.99));
        }
      }
      return most;
    }

    String text() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%s: %s%n", attack.name(), attack.about()));
      text.append(String.format(Locale.ROOT, "  sent:   %s%n", counts));
      text.append(String.format(Locale.ROOT, "  before: %s%n", calm));
      text.append(String.format(Locale.ROOT, "  during: %s%n", during));
      if (calmAfter.operations() > 0) {
        text.append(String.format(Locale.ROOT, "  after:  %s%n", calmAfter));
      }
      if (!memory.isEmpty()) {
        text.append(String.format(Locale.ROOT, "  memory: %s%n", memory));
      }
      List<String> wrong = new ArrayList<>(lost);
      after.forEach(each -> wrong.add("for good: " + each));
      if (failure != null) {
        wrong.add("seen: " + failure);
      }
      if (!ready) {
        wrong.add("the process is not ready");
      }
      wrong.addAll(during.failures());
      for (String each : wrong.subList(0, Math.min(5, wrong.size()))) {
        text.append(String.format(Locale.ROOT, "  LOST %s%n", each));
      }
      return text.append(
              String.format(
                  Locale.ROOT,
                  "  %s: %d lost of %d acknowledged, all works after %.1f s%s%n",
                  isHarmless() ? "harmless" : "HARMED",
                  lost.size(),
                  acknowledged,
                  recoveryMillis / 1000.0,
                  slowerText()))
          .toString();
    }

    private String slowerText() {
      double slower = slower();
      return slower == 0
          ? ""
          : String.format(
              Locale.ROOT, ", p99 x %.1f%s", slower, slower > MAX_SLOWER ? " (more than 3)" : "");
    }
  }

  private AttackRun() {}

  static Map<String, Attack> attacks() {
    Map<String, Attack> all = new LinkedHashMap<>();
    for (List<Attack> group :
        List.of(
            TopicAttacks.all(),
            DataAttacks.all(),
            StrangerAttacks.all(),
            CrowdAttacks.all(),
            LinkAttacks.all(),
            PageAttacks.all())) {
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

  static Server startServer(Path folder) throws Exception {
    return Server.start(folder, OPTIONS);
  }

  /** One attack on a new network. */
  static Outcome run(Attack attack, Path folder, long millis) throws Exception {
    Path own = Files.createDirectories(folder.resolve(attack.name()));
    try (Server server = Server.start(own, JAVA_OPTIONS, OPTIONS);
        ServerMemory memory = new ServerMemory(server.pid());
        HonestLoad honest = HonestLoad.start(own, server.port())) {
      // Until the hot code is compiled.
      Thread.sleep(WARM_UP_MILLIS);
      return run(attack, server, honest, memory, millis, millis);
    }
  }

  /**
   * One attack on a network that runs already, with honest peers that work already.
   *
   * @param memory of the server; null if nobody wants to know
   * @param calmMillis how long the calm is measured, before and, with its memory, after
   */
  static Outcome run(
      Attack attack,
      Server server,
      HonestLoad honest,
      ServerMemory memory,
      long calmMillis,
      long millis)
      throws Exception {
    mark(memory, "at first");
    long calmFrom = System.nanoTime();
    Thread.sleep(calmMillis);
    long calmTo = System.nanoTime();
    mark(memory, "calm");
    Attacked attacked =
        attack.apart()
            ? AttackerProcess.run(attack, server.port(), NODES, millis)
            : attacked(attack, server.port(), NODES, millis, () -> {});
    long from = attacked.from();
    long to = attacked.to();
    mark(memory, "attacked");
    List<String> after = honest.failuresAfter(RECOVERY_MILLIS);
    long recovered = System.nanoTime();
    if (memory != null) {
      Thread.sleep(calmMillis);
    }
    long end = System.nanoTime();
    mark(memory, "afterwards");
    List<String> lost;
    try {
      lost = honest.lost(calmFrom);
    } catch (Exception e) {
      lost = List.of("everything: " + e);
    }
    return new Outcome(
        attack,
        honest.between(calmFrom, calmTo),
        honest.between(from, to),
        honest.between(recovered, end),
        TimeUnit.NANOSECONDS.toMillis(recovered - to),
        after,
        honest.acknowledged(calmFrom),
        lost,
        attacked.failure(),
        attacked.counts(),
        isReady(server),
        memory == null ? "" : memory.toString());
  }

  /**
   * How an attack went.
   *
   * @param failure of the attack itself; or null
   */
  record Attacked(long from, long to, String counts, String failure) {}

  /** Carries out an attack from this process. */
  static Attacked attacked(Attack attack, int port, int nodes, long millis, Runnable begun) {
    String counts = "";
    long from = System.nanoTime();
    begun.run();
    try (Attacker attacker = new Attacker(port, nodes, millis)) {
      long to;
      try {
        attack.program().run(attacker);
      } finally {
        counts = attacker.counts();
        to = System.nanoTime();
      }
      return new Attacked(
          from, to, counts, attacker.hasActed() ? null : "an attack that did nothing");
    } catch (AssertionError | Exception e) {
      return new Attacked(from, System.nanoTime(), counts, e.toString());
    }
  }

  private static void mark(ServerMemory memory, String phase) throws Exception {
    if (memory != null) {
      memory.mark(phase);
    }
  }

  private static boolean isReady(Server server) {
    try {
      URLConnection ready = URI.create(server.url() + "/readyz").toURL().openConnection();
      ready.setConnectTimeout(READY_MILLIS);
      ready.setReadTimeout(READY_MILLIS);
      return ((HttpURLConnection) ready).getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
