package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreationsTest {
  private static final String MODULE =
      """
      Base__init_ = ($this, $one) => {
          $this.b = $one;
      },
      use = a => {
          let x, y;
          x = new Pair;
          y = a.f();
          x.b = y;
          x.c = a.g();
          a.h(x);
          y = new Derived();
          Base__init_(y, x);
      };
      """;

  private final Map<String, String> helpers = new LinkedHashMap<>();

  @Test
  void oneFunctionSetsTheFieldsOfNewObjects() {
    assertThat(Creations.shorten(MODULE.repeat(3), helpers))
        .contains("    y = a.f();\n    x = $set_Pair_b_c(y, a.g());\n    a.h(x);\n")
        .doesNotContain("new Pair");
    assertThat(helpers)
        .containsEntry(
            "$set_Pair_b_c",
            "($b, $c) => {\n    let $made = new Pair();\n    $made.b = $b;\n    $made.c = $c;\n"
                + "    return $made;\n}");
  }

  @Test
  void oneFunctionCallsTheConstructorAlsoOfASuperclass() {
    assertThat(Creations.shorten(MODULE.repeat(3), helpers))
        .contains("    y = $new_Derived_Base__init_(x);\n");
    assertThat(helpers)
        .containsEntry(
            "$new_Derived_Base__init_",
            "($one) => {\n    let $made = new Derived();\n    Base__init_($made, $one);\n"
                + "    return $made;\n}");
  }

  @Test
  void whatIsDoneSeldomStays() {
    assertThat(Creations.shorten(MODULE.repeat(2), helpers)).isEqualTo(MODULE.repeat(2));
    assertThat(helpers).isEmpty();
  }

  @Test
  void whatIsSetOrCalledWithTheObjectItselfStays() {
    for (String module :
        new String[] {
          MODULE.replace("x.c = a.g();", "x.c = a.g(x);"),
          MODULE.replace("y = a.f();", "y = a.f(x);"),
          MODULE.replace("x.c = a.g();", "x.b = a.g();"),
          MODULE.replace("    y = a.f();", "    if (y)\n        y = a.f();"),
        }) {
      assertThat(Creations.shorten(module.repeat(3), helpers)).contains("x = new Pair;");
    }
    String constructed = MODULE.replace("(y, x)", "(y, y)").repeat(3);
    assertThat(Creations.shorten(constructed, helpers)).contains("y = new Derived();");
  }
}
