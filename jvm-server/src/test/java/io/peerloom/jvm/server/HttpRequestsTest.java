package io.peerloom.jvm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fuzz target of HTTP on its seeds, and on the same mutants of them each time. */
final class HttpRequestsTest {
  @BeforeAll
  static void start(@TempDir Path folder) {
    HttpRequestsFuzz.start(folder);
  }

  @AfterAll
  static void stop() {
    HttpRequestsFuzz.stop();
  }

  @Test
  void everyRequestWithoutAFaultIsAnswered() throws Exception {
    List<byte[]> seeds = HttpRequestsFuzz.seeds();
    int succeeded = 0;
    for (byte[] seed : seeds) {
      String answer = HttpRequestsFuzz.answer(seed);
      assertThat(answer).startsWith("HTTP/1.1 ");
      succeeded += answer.startsWith("HTTP/1.1 2") ? 1 : 0;
    }
    assertThat(succeeded).as("the others test conditions").isGreaterThan(seeds.size() / 2);
  }

  @Test
  void noRequestIsTheServersFault() {
    HttpRequestsFuzz.requests()
        .forEach(
            request -> {
              try {
                HttpRequestsFuzz.check(request);
              } catch (Exception | AssertionError e) {
                throw new AssertionError(new String(request, ISO_8859_1), e);
              }
            });
  }
}
