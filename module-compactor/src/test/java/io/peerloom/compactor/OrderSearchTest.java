package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderSearchTest {
  @Test
  void functionsAlikeComeIntoOneWindow() {
    List<String> functions = new ArrayList<>(fillers());
    String text = random(7, 400);
    functions.add(0, "a=b=>" + text);
    functions.add("c=b=>" + text + "+1");
    List<String> improved = OrderSearch.improve(functions);
    assertThat(improved).containsExactlyInAnyOrderElementsOf(functions);
    int distance = improved.indexOf(functions.get(0)) - improved.indexOf("c=b=>" + text + "+1");
    assertThat(Math.abs(distance)).isEqualTo(1);
  }

  @Test
  void nearerIsBetterWithinTheWindow() {
    String text = random(8, 400);
    List<String> functions = new ArrayList<>(fillers().subList(0, 20));
    functions.add(0, "a=b=>" + text);
    functions.add("c=b=>" + text);
    List<String> improved = OrderSearch.improve(functions);
    assertThat(Math.abs(improved.indexOf("a=b=>" + text) - improved.indexOf("c=b=>" + text)))
        .isEqualTo(1);
  }

  @Test
  void whatHasNothingInCommonStays() {
    assertThat(OrderSearch.improve(fillers())).isEqualTo(fillers());
    assertThat(OrderSearch.improve(List.of("a=b=>b"))).isEqualTo(List.of("a=b=>b"));
  }

  @Test
  void oneInputHasOneResult() {
    List<String> functions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      functions.add("f" + i + "=" + random(i % 9, 40) + random(i % 7, 60));
    }
    List<String> improved = OrderSearch.improve(functions);
    assertThat(improved).isEqualTo(OrderSearch.improve(functions));
    assertThat(gzipped(improved)).isLessThan(gzipped(functions));
  }

  private static int gzipped(List<String> functions) {
    return PackageSize.gzipped(String.join(",", functions).getBytes(StandardCharsets.UTF_8));
  }

  /** Functions of 60,000 characters without a sequence in common. */
  private static List<String> fillers() {
    List<String> fillers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      fillers.add("f" + i + "=" + random(100 + i, 500));
    }
    return fillers;
  }

  private static String random(int seed, int length) {
    StringBuilder text = new StringBuilder();
    new Random(seed).ints(length, '!', '~').forEach(c -> text.append((char) c));
    return text.toString();
  }
}
