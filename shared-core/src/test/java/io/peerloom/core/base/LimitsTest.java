package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PeerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * What JavaScript and the documents say of bounds is what {@link Limits} says. Seen to fail with a
 * bound changed in Limits, in index.js and in PROTOCOL.md, and with a second owner of one.
 */
@Label("Limits")
class LimitsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("browser-client/src/main/js");

  private static String read(Path path) throws IOException {
    return Files.readString(path).replaceAll("\\s+", " ");
  }

  private static long constant(String script, String name) {
    Matcher found = Pattern.compile("const " + name + " = ([0-9_* ]+);").matcher(script);
    assertThat(found.find()).as(name).isTrue();
    long product = 1;
    for (String factor : found.group(1).split("\\*")) {
      product *= Long.parseLong(factor.trim().replace("_", ""));
    }
    return product;
  }

  @Example
  void thePageHasTheSameBounds() throws Exception {
    String api = read(PAGE.resolve("index.js"));
    assertThat(constant(api, "MIN_LINKS")).isEqualTo(Limits.LEAST_MAX_LINKS);
    assertThat(constant(api, "MAX_LINKS")).isEqualTo(PeerConfig.MAX_LINKS_NODE);
    assertThat(constant(api, "MAX_BUFFERED_BYTES")).isEqualTo(Limits.MAX_DIRECT_BUFFERED_BYTES);
    String values = read(PAGE.resolve("peerloom-values.js"));
    assertThat(constant(values, "MAX_TTL_SECONDS")).isEqualTo(Limits.MAX_TTL_SECONDS);
    assertThat(constant(values, "MAX_JSON_CHARACTERS")).isEqualTo(Limits.MAX_VALUE_BYTES);
  }

  @Example
  void theDocumentsTellTheSameBounds() throws Exception {
    assertThat(read(PAGE.resolve("index.d.ts")))
        .contains("1 to " + Limits.MAX_TTL_SECONDS + ", which is seven days")
        .contains("1 to " + Limits.MAX_NAME_BYTES + " bytes in UTF-8")
        .contains(String.format("at most %,d bytes over the direct link", Limits.MAX_DIRECT_BYTES))
        .contains("when " + (Limits.MAX_DIRECT_BUFFERED_BYTES >> 20) + " MiB wait for it");
    assertThat(read(ROOT.resolve("docs/PROTOCOL.md")))
        .contains("(its value " + Limits.MAX_TOPIC_MESSAGE_BYTES + ")")
        .contains("a record's value " + Limits.MAX_VALUE_BYTES)
        .contains("a name or a topic's name " + Limits.MAX_NAME_BYTES)
        .contains("at most " + Limits.MAX_DIRECT_BYTES + " bytes of the application")
        .contains("all links of a peer is " + mib(Limits.MAX_OUTPUT_BYTES) + " MiB at most")
        .contains("to live is 1 s to " + Limits.MAX_TTL_SECONDS / 86_400 + " days");
  }

  @Example
  void theTableForUsersHasThemAll() throws Exception {
    String table = read(ROOT.resolve("docs/ERRORS.md"));
    assertThat(table)
        .contains(row("a name of a value or topic", "%,d bytes", Limits.MAX_NAME_BYTES))
        .contains(row("a value", "%,d bytes", Limits.MAX_VALUE_BYTES))
        .contains(row("a message of a topic", "%,d bytes", Limits.MAX_TOPIC_MESSAGE_BYTES))
        .contains(row("bytes sent to one peer at once", "%,d |", Limits.MAX_DIRECT_BYTES))
        .contains(row("bytes that wait for one peer", MIB, mib(Limits.MAX_DIRECT_BUFFERED_BYTES)))
        .contains(row("time to live", "%,d s", Limits.MAX_TTL_SECONDS))
        .contains(row("a date ahead of the network's time", "%d s", SKEW_SECONDS))
        .contains(
            row("publishers of a public value of one name", "%d |", Limits.MAX_PUBLIC_PUBLISHERS))
        .contains(
            row(
                "messages of one topic",
                "%,d, or %d MiB;",
                Limits.MAX_TOPIC_MESSAGES,
                mib(Limits.MAX_TOPIC_BYTES)))
        .contains(
            row("the history of a topic returned at once", MIB, mib(Limits.MAX_HISTORY_BYTES)))
        .contains(
            row(
                "messages of all topics at one member of their groups",
                "%d MiB, in %,d topics;",
                mib(Limits.MAX_TOPIC_BYTES_OF_MEMBER),
                Limits.MAX_TOPICS_OF_MEMBER))
        .contains(
            row(
                "subscribers that one peer pushes a topic to",
                "%d; a member %,d,",
                Limits.MAX_ASSIGNED_SUBSCRIBERS,
                Limits.MAX_TOPIC_SUBSCRIBERS))
        .contains(row("subscriptions of one peer", "%,d |", Limits.MAX_SUBSCRIPTIONS))
        .contains(row("peers present on one topic", "%,d |", Limits.MAX_PRESENT))
        .contains(row("topics on which one peer is present", "%,d |", Limits.MAX_PRESENCES))
        .contains(row("the state of a presence", "%,d bytes |", Limits.MAX_PRESENCE_STATE_BYTES))
        .contains(
            row(
                "messages that wait to be published",
                "%,d, or %d MiB;",
                Limits.MAX_WAITING_MESSAGES,
                mib(Limits.MAX_WAITING_MESSAGE_BYTES)))
        .contains(
            row(
                "writes queued while offline",
                "%,d, or %d MiB |",
                Limits.MAX_QUEUED_WRITES,
                mib(Limits.MAX_QUEUED_WRITE_BYTES)))
        .contains(
            row(
                "instances of one identity: tabs, devices, processes",
                "%d |",
                Limits.MAX_INSTANCES))
        .contains(
            row(
                "links",
                "%d of a node, %d of a page, %d on a phone",
                PeerConfig.MAX_LINKS_NODE,
                PeerConfig.MAX_LINKS_DESKTOP,
                PeerConfig.MAX_LINKS_MOBILE))
        .contains(String.format("; %,d of a bridge |", Limits.MAX_LINKS_OF_BRIDGE))
        .contains(
            row(
                "bytes that wait to be sent over all links of a peer",
                "%d MiB;",
                mib(Limits.MAX_OUTPUT_BYTES)))
        .contains(
            row(
                "sockets that a server process accepts",
                "%,d, and no more than one for each %d KiB of its heap |",
                Limits.MAX_SOCKETS,
                Limits.HEAP_BYTES_OF_SOCKET >> 10));
  }

  private static final String MIB = "%d MiB |";
  private static final long SKEW_SECONDS = Limits.MAX_AHEAD_MILLIS / 1000;

  private static int mib(int bytes) {
    return bytes >> 20;
  }

  private static String row(String what, String bound, Object... values) {
    return "| " + what + " | " + String.format(Locale.ROOT, bound, values);
  }

  @Example
  void noBoundHasASecondOwner() throws Exception {
    List<String> others = new ArrayList<>();
    Pattern owner =
        Pattern.compile(
            "static final \\w+"
                + " MAX_(TTL_SECONDS|SEQUENCE|VALUE_BYTES|NAME_BYTES|AHEAD_MILLIS|INSTANCES)\\b|7"
                + " \\* 24 \\* 3600|65_?536 \\+ 1");
    for (String module : List.of("shared-core", "jvm-server", "browser-client")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (!file.endsWith("Limits.java") && owner.matcher(Files.readString(file)).find()) {
            others.add(file.getFileName().toString());
          }
        }
      }
    }
    assertThat(others).isEmpty();
  }
}
