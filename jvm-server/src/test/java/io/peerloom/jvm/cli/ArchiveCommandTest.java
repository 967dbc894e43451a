package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ArchiveCommandTest {
  private static final List<String> REQUIRED =
      List.of("--topic=news", "--stream=NEWS", "--bootstrap=ws://127.0.0.1:1");

  private final CommandLine command = new CommandLine(new ArchiveCommand());

  private String[] with(String nats) {
    return Stream.concat(REQUIRED.stream(), Stream.of(nats)).toArray(String[]::new);
  }

  private List<String> servers(String nats) {
    return command.parseArgs(with("--nats=" + nats)).matchedOption("--nats").getValue();
  }

  @Test
  void passwordsAreNotSplitAtCommas() {
    assertThat(servers("nats://joe:se,cret@a")).containsExactly("nats://joe:se,cret@a");
    assertThat(servers("nats://joe:se,cret@a,tls://b:1"))
        .containsExactly("nats://joe:se,cret@a", "tls://b:1");
  }

  @Test
  void refusedAddressesAreNotRepeated() {
    StringWriter said = new StringWriter();
    command.setErr(new PrintWriter(said));
    for (String nats : List.of("nats://joe:se,cret", "joe:se,cret", "nats://joe:cret")) {
      assertThat(command.execute(with("--nats=" + nats))).isEqualTo(2);
    }
    String text = said.toString();
    assertThat(text)
        .contains("not an address of a NATS server")
        .doesNotContain("cret", "joe", "se,");
  }
}
