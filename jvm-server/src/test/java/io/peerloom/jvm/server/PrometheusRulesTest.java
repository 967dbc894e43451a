package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each rule finds what breaks it. */
final class PrometheusRulesTest {
  private static String described(String name, String type, String... samples) {
    return "# HELP "
        + name
        + " Help.\n# TYPE "
        + name
        + " "
        + type
        + "\n"
        + String.join("\n", samples)
        + "\n";
  }

  @Test
  void goodMetricsBreakNone() {
    String histogram =
        described(
            "a_seconds",
            "histogram",
            "a_seconds_bucket{type=\"x\",le=\"0.005\"} 1",
            "a_seconds_bucket{type=\"x\",le=\"+Inf\"} 1",
            "a_seconds_count{type=\"x\"} 1",
            "a_seconds_sum{type=\"x\"} 0.001");
    assertThat(PrometheusRules.broken(histogram)).isEmpty();
    assertThat(PrometheusRules.broken(described("x_total", "counter", "x_total 1.0E10"))).isEmpty();
    assertThat(PrometheusRules.broken(described("c", "gauge", "c{d=\"a\\\"b\"} NaN"))).isEmpty();
  }

  @Test
  void eachRuleIsChecked() {
    String[] bad = {
      described("a", "counter", "a 1"),
      described("a_total", "gauge", "a_total 1"),
      described("a_ms", "gauge", "a_ms 1"),
      described("a_milliseconds", "gauge", "a_milliseconds 1"),
      described("a_gauge", "gauge", "a_gauge 1"),
      described("a_count", "gauge", "a_count 1"),
      described("aB", "gauge", "aB 1"),
      described("a", "gauge", "a{le=\"1\"} 1"),
      described("a", "gauge", "a{b=c} 1"),
      described("a", "gauge", "a 1", "a 2"),
      described("a", "gauge", "a one"),
      described("a", "gauge", "b 1"),
      "# TYPE a gauge\na 1\n",
      "# HELP a Help.\n# TYPE a gauge\na 1"
    };
    for (String text : bad) {
      assertThat(PrometheusRules.broken(text)).as(text).hasSize(1);
    }
  }
}
