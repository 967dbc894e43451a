package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values can be read where they may be read, and nowhere else. */
class ValuesTest {
  private static final Map<String, Object> PUBLIC = Map.of("readers", "public");

  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  @Test
  void publicValueIsReadByTabHttpAndCommandLine() throws Exception {
    Tab writer = STAGE.join(STAGE.profile());
    Tab reader = STAGE.join(STAGE.profile());
    Map<String, Object> done = writer.put("greeting", "hello, loom", PUBLIC);
    assertThat((int) done.get("holders")).isGreaterThanOrEqualTo(2);
    reader.awaitValue("greeting", "hello, loom");
    HttpResponse<String> byHttp = STAGE.api().value("greeting", "");
    assertThat(byHttp.statusCode()).isEqualTo(200);
    assertThat(byHttp.body()).isEqualTo("hello, loom");
    Program get = Program.run(STAGE.folder(), "get", "greeting", "--node", STAGE.server().url());
    assertThat(get.exitCode()).isZero();
    assertThat(get.out().strip()).isEqualTo("hello, loom");
  }

  @Test
  void publicValuesOfTheJvmAreReadByTabs() throws Exception {
    Tab tab = STAGE.join(STAGE.profile());
    HttpResponse<String> put = STAGE.api().putValue("by http", "?readers=public", "from curl");
    assertThat(put.statusCode()).as(put.body()).isBetween(200, 201);
    tab.awaitValue("by http", "from curl");
    Program program =
        Program.run(
            STAGE.folder(),
            "put",
            "by-command",
            "from a shell",
            "--readers",
            "public",
            "--node",
            STAGE.server().url());
    assertThat(program.exitCode()).as(program.err()).isZero();
    tab.awaitValue("by-command", "from a shell");
  }

  @Test
  void deletedValuesAreGoneForTabsAndServers() throws Exception {
    Tab writer = STAGE.join(STAGE.profile());
    Tab reader = STAGE.join(STAGE.profile());
    writer.put("deleted", "by its tab", PUBLIC);
    reader.awaitValue("deleted", "by its tab");
    writer.page().evaluate("peer.delete('deleted')");
    reader.await(
        "deletion", Bounds.ANSWERED, "async (name) => await peer.get(name) === null", "deleted");
    assertThat(STAGE.api().value("deleted", "").statusCode()).isEqualTo(404);
  }

  @Test
  void sealedValueOpensOnlyUnderItsIdentity() throws Exception {
    BrowserContext profile = STAGE.profile();
    Tab owner = STAGE.join(profile);
    Tab sameIdentity = STAGE.join(profile);
    Tab stranger = STAGE.join(STAGE.profile());
    String secret = "the-sealed-words-nobody-else-may-read";
    String known = "the-public-words-that-everybody-may-read";
    Map<String, Object> done = owner.put("diary", secret, Map.of());
    assertThat((int) done.get("holders")).isGreaterThanOrEqualTo(2);
    owner.put("poster", known, PUBLIC);

    sameIdentity.awaitValue("diary", secret);
    assertThat(stranger.get("diary")).isNull();

    for (String query : List.of("", "?publisher=" + owner.publisher())) {
      HttpResponse<String> held = STAGE.api().value("diary", query);
      assertThat(held.statusCode()).isBetween(400, 499);
      assertThat(held.body()).doesNotContain(secret);
    }
    assertThat(onDisk(known)).as("the holders store what was put").isTrue();
    assertThat(onDisk(secret)).as("plaintext of the sealed value on a holder's disk").isFalse();
  }

  private static boolean onDisk(String words) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(STAGE.server().dataDirectory())) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      // In Latin 1 each byte is one character, so any binary file can be searched.
      if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyKindOfValueComesBackAsItWas() {
    Tab writer = STAGE.join(STAGE.profile());
    Tab reader = STAGE.join(STAGE.profile());
    String same =
        (String)
            writer
                .page()
                .evaluate(
                    "async () => { await peer.put('bytes', new Uint8Array([0, 255, 7]),"
                        + " { readers: 'public' });"
                        + " await peer.put('json', { a: [1, null, 'ü'] }, { readers: 'public' });"
                        + " return 'put'; }");
    assertThat(same).isEqualTo("put");
    reader.await(
        "bytes and JSON",
        Bounds.ANSWERED,
        "async () => { const bytes = await peer.get('bytes'); const json = await peer.get('json');"
            + " return bytes !== null && json !== null && bytes.value instanceof Uint8Array"
            + " && bytes.value.join() === '0,255,7'"
            + " && JSON.stringify(json.value) === '{\"a\":[1,null,\"ü\"]}'; }",
        null);
  }

  @Test
  void newerValueReplacesAndAWrongSequenceConflicts() {
    Tab tab = STAGE.join(STAGE.profile());
    int sequence = (int) tab.put("counter", "1", PUBLIC).get("sequence");
    int next =
        (int)
            tab.put("counter", "2", Map.of("readers", "public", "ifSequence", sequence))
                .get("sequence");
    assertThat(next).isGreaterThan(sequence);
    assertThat(
            tab.failureOf(
                "peer.put('counter', '3', { readers: 'public', ifSequence: " + sequence + " })"))
        .isEqualTo("CONFLICT");
    assertThat(tab.get("counter")).isEqualTo("2");
  }

  @Test
  void wrongUseIsAnsweredWithACode() throws Exception {
    Tab tab = STAGE.join(STAGE.profile());
    assertThat(tab.failureOf("peer.put('a', 'b', { reader: 'me' })")).isEqualTo("INVALID_REQUEST");
    assertThat(tab.failureOf("peer.put('a', 'b', { readers: 'some' })"))
        .isEqualTo("INVALID_REQUEST");
    assertThat(tab.failureOf("peer.put('a', 'x'.repeat(70000), { readers: 'public' })"))
        .isEqualTo("TOO_LARGE");
    assertThat(tab.failureOf("peer.put('a', 'b', { ttlSeconds: 0 })")).isEqualTo("INVALID_REQUEST");
    assertThat(tab.failureOf("peer.get('')")).isEqualTo("INVALID_REQUEST");
    assertThat(STAGE.api().putValue("a", "?reader=me", "b").statusCode()).isEqualTo(400);
  }
}
