package io.peerloom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.id.Point;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * The bytes of every message are pinned in golden-frames.txt, so that no build changes the wire
 * without saying so. With {@code -Dpeerloom.golden=write} the file is written anew; a commit that
 * does so says in its body what changed for peers of other builds, and why.
 *
 * <p>Seen to fail with two fields swapped, a field added, and a number of a message changed.
 */
@Label("Golden frames")
class GoldenFramesTest {
  private static final Path FILE = Path.of("src/test/resources/golden-frames.txt");

  private static final String HEAD =
      """
      # One frame of every message, as docs/PROTOCOL.md describes them: three bytes of head, then
      # CBOR. Regenerate with -Dpeerloom.golden=write (see GoldenFramesTest), and say why.

      """;

  @Example
  void everyMessageIsWrittenAsPinned() throws Exception {
    StringBuilder written = new StringBuilder(HEAD);
    for (Message message : GoldenMessages.all()) {
      written.append(block(message, Frames.cut(Lane.CONTROL, MessageCodec.encode(message)).get(0)));
    }
    if ("write".equals(System.getProperty("peerloom.golden"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, written);
    }
    assertThat(written.toString().lines()).containsExactlyElementsOf(Files.readAllLines(FILE));
  }

  @Example
  void everyPinnedFrameIsReadAndWrittenAgain() throws Exception {
    Set<Integer> numbers = new TreeSet<>();
    for (byte[] frame : pinned()) {
      Message message = MessageCodec.decode(new Frames().take(frame).get(0));
      assertThat(Frames.cut(Lane.CONTROL, MessageCodec.encode(message))).containsExactly(frame);
      assertThat(Files.readString(FILE)).contains(block(message, frame));
      assertThat(numbers.add(message.number())).isTrue();
    }
    for (int number = 1; number < 100; number++) {
      boolean isKnown = !MessageType.nameOf(number).startsWith("message ");
      assertThat(numbers.contains(number)).as("a frame of %d", number).isEqualTo(isKnown);
    }
  }

  private static List<byte[]> pinned() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("  frame ")) {
        frames.add(Bytes.fromHex(line.substring(8)));
      }
    }
    return frames;
  }

  private static String block(Message message, byte[] frame) {
    StringBuilder block = new StringBuilder();
    block.append(message.number()).append(' ').append(MessageType.nameOf(message.number()));
    for (RecordComponent field : message.getClass().getRecordComponents()) {
      block.append("\n  ").append(field.getName()).append(' ').append(value(message, field));
    }
    return block.append("\n  frame ").append(Bytes.hex(frame)).append("\n\n").toString();
  }

  private static String value(Object of, RecordComponent field) {
    try {
      field.getAccessor().setAccessible(true);
      return show(field.getAccessor().invoke(of));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String show(Object value) {
    if (value instanceof byte[] bytes) {
      return Bytes.hex(bytes);
    }
    if (value instanceof Point point) {
      return Bytes.hex(point.bytes());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GoldenFramesTest::show).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Record record) {
      StringBuilder shown = new StringBuilder(record.getClass().getSimpleName()).append('(');
      for (RecordComponent field : record.getClass().getRecordComponents()) {
        shown.append(shown.charAt(shown.length() - 1) == '(' ? "" : ", ");
        shown.append(field.getName()).append(' ').append(value(record, field));
      }
      return shown.append(')').toString();
    }
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
