package io.peerloom.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.e2e.Folders;
import io.peerloom.e2e.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each attack for some seconds, one after the other on the same all-in-one with the same honest
 * peers. Nothing that was acknowledged may be gone, and within 30 s after an attack everything has
 * to work: what its honest users write, publish and read, and all of it for a newcomer. Which
 * operations failed meanwhile, and how long they took, is printed and not asserted: that depends on
 * the machine, too.
 */
final class AttackTest {
  /** Up to a minute on a busy machine; the command runs it. */
  private static final String TOO_LONG = "crowd-and-joins";

  private static final int CALM_MILLIS = 300;
  private static final int ATTACK_MILLIS = 2_000;

  private static Path folder;
  private static Server server;
  private static HonestLoad honest;
  private static boolean failed;

  static List<String> attacks() {
    List<String> names = new ArrayList<>(AttackRun.attacks().keySet());
    names.remove(TOO_LONG);
    return names;
  }

  private static void start() throws Exception {
    folder = Path.of(System.getProperty("peerloom.artifacts"), "AttackTest");
    if (!failed) {
      Folders.delete(folder);
    }
    folder = Files.createTempDirectory(Files.createDirectories(folder), "network");
    server = AttackRun.startServer(folder);
    honest = HonestLoad.start(folder, server.port());
    assertThat(honest.failuresAfter(30_000)).as("failures without an attack").isEmpty();
  }

  /** What one attack may have ruined is not what the next one is judged by. */
  private static void giveUp() throws Exception {
    failed = true;
    Server ruined = server;
    server = null;
    try (ruined) {
      honest.close();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      try (Server ended = server) {
        assertThat(honest.lost(Long.MIN_VALUE)).as("lost by the end of all attacks").isEmpty();
        honest.close();
      }
    }
    if (!failed) {
      Folders.delete(folder.getParent());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void harmsNobody(String name) throws Exception {
    if (server == null) {
      start();
    }
    AttackRun.Outcome outcome =
        AttackRun.run(
            AttackRun.attacks().get(name), server, honest, null, CALM_MILLIS, ATTACK_MILLIS);
    System.out.print(outcome.text());
    if (!outcome.isWithoutLoss()) {
      giveUp();
    }
    assertThat(outcome.isWithoutLoss()).as(outcome.text()).isTrue();
  }
}
