package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobalNamesTest {
  @Test
  void neighboursEndWithOneLetter() {
    StringBuilder module = new StringBuilder("let f0=a=>a");
    for (int i = 1; i < 100; i++) {
      module.append(",f").append(i).append("=a=>f").append(i - 1).append("(a)");
    }
    Map<String, Integer> ends = new HashMap<>();
    Matcher name = Pattern.compile("[,\\s](\\w)(\\w)=a").matcher(assigned(module.toString()));
    while (name.find()) {
      ends.merge(name.group(2), 1, Integer::sum);
    }
    assertThat(ends.values()).containsExactlyInAnyOrder(46, 46, 8);
  }

  @Test
  void allUsesAreRenamed() {
    assertThat(assigned("let first=a=>a.first,second=a=>first(first(a,\"first\"));function T2(){}"))
        .matches(
            "let (..)=a=>a\\.first,(..)=a=>\\1\\(\\1\\(a,\"first\"\\)\\);\\s*function"
                + " (..)\\(\\)\\{\\};?");
  }

  @Test
  void shortNamesThoseOfOthersAndExportsStay() {
    String module =
        "let f=a=>a,long=b=>{let ab=b;document.c(ab)};exports.join=long;"
            + "export const {join}=exports;";
    assertThat(assigned(module))
        .contains("let f=a=>a,", "let ab=b;document.c(ab)", "export const {join}=exports")
        .doesNotContain("long");
  }

  @Test
  void noNameIsAWordOrTakenTwice() {
    StringBuilder module = new StringBuilder("let g=aa=>ba(aa),h0=a=>a");
    for (int i = 1; i < 2500; i++) {
      module.append(",h").append(i).append("=a=>a");
    }
    Matcher name = Pattern.compile("[,\\s]([\\w$]+)=\\w+=>").matcher(assigned(module.toString()));
    Map<String, Integer> names = new HashMap<>();
    while (name.find()) {
      names.merge(name.group(1), 1, Integer::sum);
    }
    assertThat(names).hasSize(2501).doesNotContainKeys("as", "do", "if", "in", "of", "aa", "ba");
    assertThat(names.values()).containsOnly(1);
  }

  private static String assigned(String module) {
    return GlobalNames.assign(module).replace("\n", "");
  }
}
