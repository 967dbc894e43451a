package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code peer.stream} promises, between a page in Chromium and one in Firefox. */
class StreamTest {
  private static final int MIB = 1024 * 1024;

  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  private Tab writer;
  private Tab reader;

  @BeforeEach
  void join() {
    writer = StreamPages.prepared(STAGE.join(STAGE.profile()));
    reader = StreamPages.prepared(STAGE.join(STAGE.firefoxProfile()));
    writer.awaitWebRtcTo(reader.id());
  }

  @Test
  void fiftyMegabytesArriveAsTheyWereWritten() {
    StreamPages.sums(reader);
    Object millis = StreamPages.write(writer, reader, 50 * MIB);
    System.out.println("50 MiB from page to page: " + millis + " ms");
    StreamPages.assertArrived(reader, 50 * MIB);
  }

  @Test
  void eachWayEndsByItself() {
    reader
        .page()
        .evaluate(
            "() => { peer.on('stream', ({ readable, writable }) => readable.pipeTo(writable)); }");
    Object echoed =
        writer
            .page()
            .evaluate(
                "async (id) => { const { id: other, readable, writable } = await peer.stream(id);"
                    + " const writer = writable.getWriter();"
                    + " writer.write(new TextEncoder().encode('to and ')); "
                    + " writer.write(new Blob(['fro']));"
                    + " const ended = writer.close();"
                    + " const text = await new Response(readable).text(); await ended;"
                    + " return [other === id, text]; }",
                reader.id());
    assertThat(echoed).isEqualTo(List.of(true, "to and fro"));
  }

  @Test
  void writerWaitsForTheReader() {
    reader.page().evaluate("() => { peer.on('stream', (stream) => { window.stream = stream; }); }");
    writer
        .page()
        .evaluate(
            "async (id) => { const { writable } = await peer.stream(id); window.written = 0;"
                + " const writer = writable.getWriter(); window.done = (async () => {"
                + " for (let i = 0; i < 64; i++) {"
                + " await writer.write(new Uint8Array(16384)); written += 16384; }"
                + " await writer.close(); })(); }",
            reader.id());
    writer.await("full window", Bounds.ANSWERED, "() => written >= 256 * 1024", null);
    // The other page gets what comes later, so nothing more is under way.
    writer.page().evaluate("(id) => peer.send(id, new Uint8Array(1))", reader.id());
    assertThat(writer.page().evaluate("written")).isEqualTo(256 * 1024);
    Object read =
        reader
            .page()
            .evaluate("async () => (await new Response(stream.readable).arrayBuffer()).byteLength");
    assertThat(read).isEqualTo(MIB);
    writer.page().evaluate("done");
  }

  @Test
  void eitherEndMayGiveUp() {
    Map<String, String> expected = Map.of("cancel", "CLOSED", "abort", "CLOSED");
    reader
        .page()
        .evaluate(
            "() => { peer.on('stream', async ({ readable, writable }) => {"
                + " const reader = readable.getReader(); const { value } = await reader.read();"
                + " if (value[0] === 1) reader.cancel(); else writable.abort(); }); }");
    Object seen =
        writer
            .page()
            .evaluate(
                "async (id) => {"
                    + " const cancelled = await peer.stream(id);"
                    + " const writer = cancelled.writable.getWriter();"
                    + " let cancel = null;"
                    + " try { for (;;) await writer.write(new Uint8Array([1])); }"
                    + " catch (e) { cancel = e.code; }"
                    + " const aborted = await peer.stream(id);"
                    + " aborted.writable.getWriter().write(new Uint8Array([2]));"
                    + " const abort = await aborted.readable.getReader().read()"
                    + ".then(() => null, (e) => e.code);"
                    + " return { cancel, abort }; }",
                reader.id());
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void whereNobodyTakesItTheStreamIsRefused() {
    assertThat(writer.failureOf("peer.stream('" + reader.id() + "')")).isEqualTo("UNSUPPORTED");
    String node = (String) writer.page().evaluate("peer.links().find((l) => l.kind === 'node').id");
    assertThat(writer.failureOf("peer.stream('" + node + "')")).isEqualTo("UNSUPPORTED");
    assertThat(writer.failureOf("peer.stream(peer.id)")).isEqualTo("INVALID_REQUEST");
  }
}
