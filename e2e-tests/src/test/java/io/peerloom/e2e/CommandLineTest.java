package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that cannot start gives the reason in one clear line and ends with a non-zero code. */
class CommandLineTest {
  @TempDir Path folder;

  private void refuses(String reason, String... arguments) throws Exception {
    Program program = Program.run(folder, arguments);
    assertThat(program.exitCode()).as(program.out() + program.err()).isNotZero();
    assertThat(program.lines()).as("one clear line").hasSize(1);
    assertThat(program.lines().get(0)).containsIgnoringCase(reason);
  }

  private String freePort() throws IOException {
    return String.valueOf(Server.freePort());
  }

  @Test
  void unknownOption() throws Exception {
    refuses("--prot", "--prot", "8080");
  }

  @Test
  void valueThatIsNoNumber() throws Exception {
    refuses("--port", "--port", "eighty");
  }

  @Test
  void portOutOfRange() throws Exception {
    refuses("port", "--port", "70000", "--data-dir", "data");
  }

  @Test
  void unknownCommand() throws Exception {
    refuses("launch", "launch");
  }

  @Test
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      refuses(port, "--port", port, "--data-dir", "data");
    }
  }

  @Test
  void dataDirectoryThatIsAFile() throws Exception {
    Files.writeString(folder.resolve("file"), "not a folder");
    refuses("data directory", "--port", freePort(), "--data-dir", "file");
  }

  @Test
  void dataDirectoryNobodyCanWrite() throws Exception {
    refuses("data directory", "--port", freePort(), "--data-dir", "/proc/peerloom");
  }

  @Test
  void dataDirectoryOfANewerVersion() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(data.resolve("format"), "999\n");
    refuses("newer version", "--port", freePort(), "--data-dir", "data");
  }

  @Test
  void nodeThatDoesNotAnswer() throws Exception {
    String url = "http://localhost:" + freePort();
    refuses(url, "get", "greeting", "--node", url);
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Program help = Program.run(folder, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("--port", "--data-dir", "--nodes")
        .contains("get", "put", "publish", "subscribe", "node", "bridge", "bootstrap");
  }
}
