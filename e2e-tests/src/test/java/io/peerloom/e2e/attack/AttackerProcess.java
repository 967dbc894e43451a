package io.peerloom.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An attacker in a process of its own that gets what the others leave of the processors. A flood
 * costs whoever sends it about as much as the server; usually another machine pays for that, but
 * here it would be missed by the server and by the honest peers, whose times would say nothing.
 */
final class AttackerProcess {
  private static final String BEGUN = "begun";
  private static final String COUNTS = "counts ";
  private static final String FAILED = "failed ";

  private AttackerProcess() {}

  /** Carries out an attack from another process, and waits for its end. */
  static AttackRun.Attacked run(Attack attack, int port, int nodes, long millis)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AttackerProcess.class.getName(), attack.name()));
    command.addAll(List.of("" + port, "" + nodes, "" + millis));
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    long from = System.nanoTime();
    String counts = "";
    String failure = null;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(BEGUN)) {
          from = System.nanoTime();
        } else if (line.startsWith(COUNTS)) {
          counts = line.substring(COUNTS.length());
        } else if (line.startsWith(FAILED)) {
          failure = line.substring(FAILED.length());
        }
      }
      boolean hasEnded = process.waitFor() == 0;
      failure = hasEnded || failure != null ? failure : "the attacker failed";
    } finally {
      process.destroyForcibly();
    }
    return new AttackRun.Attacked(from, System.nanoTime(), counts, failure);
  }

  /** Attacks: the name of an attack, a port, how many nodes are there, and for how long. */
  public static void main(String... arguments) {
    AttackRun.Attacked attacked =
        AttackRun.attacked(
            AttackRun.attacks().get(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Long.parseLong(arguments[3]),
            () -> System.out.println(BEGUN));
    System.out.println(COUNTS + attacked.counts());
    if (attacked.failure() != null) {
      System.out.println(FAILED + attacked.failure().lines().findFirst().orElse(""));
    }
    System.exit(0);
  }
}
