package io.peerloom.jvm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    for (byte[] seed : HttpRequestsFuzz.seeds()) {
      assertThat(HttpRequestsFuzz.answer(seed)).startsWith("HTTP/1.1 ");
    }
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
