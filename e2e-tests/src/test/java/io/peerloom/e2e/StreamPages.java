package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Pages that write bytes of a known pattern into a stream, and that check what they read. */
final class StreamPages {
  /** Of each byte the place in the stream, in a way that no two parts of it are alike. */
  private static final String PATTERN =
      "window.pattern = (at, length) => { const bytes = new Uint8Array(length);"
          + " for (let i = 0; i < length; i++) {"
          + " const place = at + i; bytes[i] = place ^ (place >> 8) ^ (place >> 16); }"
          + " return bytes; };";

  private StreamPages() {}

  static Tab prepared(Tab tab) {
    tab.page().evaluate("() => { " + PATTERN + " }");
    return tab;
  }

  /** Reads the next stream, and counts the bytes until the first that is wrong. */
  static void sums(Tab reader) {
    reader
        .page()
        .evaluate(
            "() => { window.read = 0; window.end = null;"
                + " peer.on('stream', async ({ readable }) => {"
                + " try { for await (const bytes of"
                + " { [Symbol.asyncIterator]() { const reader = readable.getReader();"
                + " return { next: () => reader.read() }; } }) {"
                + " const expected = pattern(read, bytes.length);"
                + " if (bytes.some((byte, i) => byte !== expected[i])) throw new Error('wrong');"
                + " read += bytes.length; } end = 'whole'; } catch (e) { end = String(e); } }); }");
  }

  /** Begins to write; {@link #written} waits for the end. */
  static void begin(Tab writer, Tab reader, int bytes) {
    writer
        .page()
        .evaluate(
            "([id, bytes]) => { const at = performance.now();"
                + " window.writing = (async () => { const { writable } = await peer.stream(id);"
                + " const writer = writable.getWriter();"
                + " for (let i = 0; i < bytes; i += 65536) {"
                + " await writer.write(pattern(i, Math.min(65536, bytes - i))); }"
                + " await writer.close(); return Math.round(performance.now() - at); })(); }",
            List.of(reader.id(), bytes));
  }

  /** The milliseconds it took until the other end had everything. */
  static Object written(Tab writer) {
    return writer.page().evaluate("writing");
  }

  static Object write(Tab writer, Tab reader, int bytes) {
    begin(writer, reader, bytes);
    return written(writer);
  }

  static void assertArrived(Tab reader, int bytes) {
    reader.await("end of the stream", Bounds.MESHED, "() => end !== null", null);
    assertThat(reader.page().evaluate("[end, read]")).isEqualTo(List.of("whole", bytes));
  }
}
