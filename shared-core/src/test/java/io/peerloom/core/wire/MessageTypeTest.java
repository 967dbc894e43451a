package io.peerloom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * The messages, their numbers and the table in docs/PROTOCOL.md are one list. Each test was seen to
 * fail with a number changed, a name misspelt, and a row or a field of the table removed.
 */
@Label("MessageType")
class MessageTypeTest {
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (\\w+) \\|(.*)\\|");

  private static final Map<Integer, Message> SAMPLES = samples();

  private static Map<Integer, Message> samples() {
    Map<Integer, Message> samples = new TreeMap<>();
    for (Arbitrary<Message> each : Messages.plain()) {
      Message sample = each.sample();
      samples.put(sample.number(), sample);
    }
    Message inner = new LinkMessage.Done();
    samples.put(MessageType.REQUEST, new LinkMessage.Request(1, 1, inner));
    samples.put(MessageType.RESPONSE, new LinkMessage.Response(1, inner));
    return samples;
  }

  @Example
  void everyNumberIsOfOneMessage() throws Exception {
    Map<Integer, String> constants = new TreeMap<>();
    for (Field field : MessageType.class.getFields()) {
      String name = field.getName();
      if (name.equals("COUNT")) {
        continue;
      }
      assertThat(field.getInt(null)).as(name).isLessThan(MessageType.COUNT);
      assertThat(constants.put(field.getInt(null), name)).as("twice: %s", name).isNull();
    }
    assertThat(SAMPLES.keySet()).isEqualTo(constants.keySet());
    SAMPLES.forEach(
        (number, sample) -> {
          // A frame of a stream is a message to an application in all but its number.
          String name = number == MessageType.STREAM ? "Stream" : sample.getClass().getSimpleName();
          assertThat(MessageType.nameOf(number)).isEqualTo(name);
          assertThat(constants.get(number).replace("_", "")).isEqualToIgnoringCase(name);
        });
  }

  @Example
  void theProtocolPageListsEveryMessage() throws Exception {
    Map<Integer, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "PROTOCOL.md"))) {
      Matcher row = ROW.matcher(line);
      // The table of signed envelopes has no third column.
      if (row.matches()) {
        int number = Integer.parseInt(row.group(1));
        assertThat(listed.put(number, row.group(2) + " " + fields(row.group(3)))).isNull();
      }
    }
    Map<Integer, String> known = new TreeMap<>();
    SAMPLES.forEach(
        (number, sample) -> known.put(number, MessageType.nameOf(number) + " " + sample.fields()));
    assertThat(listed).isEqualTo(known);
  }

  @Example
  void theProtocolPageListsEveryCode() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "PROTOCOL.md"));
    String codes = page.substring(page.indexOf("## 9. Codes")).replaceAll("\\s+", " ");
    for (ErrorCode code : ErrorCode.values()) {
      if (code != ErrorCode.UNKNOWN_ERROR) {
        assertThat(codes).containsPattern("\\b" + code.number() + " " + code + "[,.]");
      }
    }
  }

  /** How many fields a cell lists: those inside of brackets belong to one. */
  private static int fields(String cell) {
    if (cell.isBlank()) {
      return 0;
    }
    String outer = cell.replaceAll("\\[.*]", "list").replaceAll("\\([^)]*\\)", "");
    return outer.split(";")[0].split(",").length;
  }
}
