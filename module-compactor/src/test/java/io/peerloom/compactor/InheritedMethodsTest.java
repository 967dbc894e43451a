package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A method is written where an object's class does not inherit the same. */
class InheritedMethodsTest {
  private static String row(String name, String superclass, int modifiers, String methods) {
    return "%s, 0, %s, [], %d, 0, 0, %s".formatted(name, superclass, modifiers, methods);
  }

  private static final String EACH = "[\"W\", $rt_wrapFunction1(each)]";
  private static final String OTHER = "[\"W\", $rt_wrapFunction1(other)]";

  private static String rows(String... rows) {
    return "$rt_metadata([" + String.join(",\n", rows) + "]);\n";
  }

  @Test
  void whatASuperclassHasIsLeftOut() {
    String top = row("Top", "jl_Object", 1, EACH);
    String middle = row("Middle", "Top", 1, "0");
    assertThat(
            InheritedMethods.remove(
                rows(top, row("Middle", "Top", 1, EACH)) + rows(row("Low", "Middle", 1, EACH))))
        .isEqualTo(rows(top, middle) + rows(row("Low", "Middle", 1, "0")));
  }

  @Test
  void aMethodThatReplacesAnotherStays() {
    String all =
        rows(
            row("Top", "jl_Object", 1, EACH),
            row("Middle", "Top", 1, OTHER),
            row("Low", "Middle", 1, EACH));
    assertThat(InheritedMethods.remove(all)).isEqualTo(all);
  }

  @Test
  void aClassWrittenOtherwiseEndsTheLine() {
    String all =
        rows(
            row("Top", "jl_Object", 1, EACH),
            row("Middle", "Top", 1, "[\"W\", function() { return 1; }]"),
            row("Low", "Middle", 1, EACH));
    assertThat(InheritedMethods.remove(all)).isEqualTo(all);
  }

  @Test
  void interfacesNeedNone() {
    assertThat(InheritedMethods.remove(rows(row("Each", "jl_Object", 1537, EACH))))
        .isEqualTo(rows(row("Each", "jl_Object", 1537, "0")));
  }
}
