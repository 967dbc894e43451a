package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MethodTablesTest {
  @Test
  void listsOfMethodsBecomeObjects() {
    assertThat(
            written(
                "$rt_metadata([A, 0, B, [C, D], 1, 0, 0, [\"K\", $rt_wrapFunction0(A_size), \"au\","
                    + " $rt_wrapFunction2((a, b) => { return a[b]; })],\n"
                    + "B, 0, C, [], 1, 0, 0, 0]);\n"))
        .isEqualTo(
            "$rt_metadata([A, 0, B, [C, D], 1, 0, 0, { K: A_size, au: (a, b) => { return a[b]; }"
                + " },\nB, 0, C, [], 1, 0, 0, 0]);\n");
  }

  @Test
  void severalNamesHaveOneMethodEach() {
    assertThat(
            written(
                "$rt_metadata([A, 0, B, [], 1, 0, 0, [[\"a\", \"b\"], $rt_wrapFunction1(f)]]);"))
        .contains("1, 0, 0, { a: f, b: f }]);");
  }

  @Test
  void functionsThatExpectTheirObjectAsThisStay() {
    String function = "function(p0) { return this.b(p0); }";
    assertThat(
            written(
                "$rt_metadata([A, 0, B, [], 1, 0, 0, 0]);\n$plainRows([[], C, A, 0, [\"R\", "
                    + function
                    + ", \"S\", $rt_callWithReceiver(f)]]);\n"))
        .contains("C, A, 0, { R: " + function + ", S: $rt_callWithReceiver(f) }]);");
  }

  @Test
  void listsBeforeAndBehindTheRowsStay() {
    String before = "f([\"a\", $rt_wrapFunction0(g)]);\n";
    String module = before + "$rt_metadata([A, 0, B, [], 1, 0, 0, 0]);\n";
    assertThat(written(module)).isEqualTo(module);
    assertThat(MethodTables.write(module + "$rt_stringPool([\"one\", \"two\"]);"))
        .endsWith("$rt_stringPool([\"one\", \"two\"]);");
  }

  @Test
  void aListWithoutNamesEndsTheBuild() {
    assertThatThrownBy(() -> written("$rt_metadata([A, 0, B, [], 1, 0, 0, [\"a\", f, g]]);"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> MethodTables.write("f();")).isInstanceOf(IllegalStateException.class);
  }

  private static String written(String module) {
    String pool = "$rt_stringPool([]);";
    String result = MethodTables.write(module + pool);
    return result.substring(0, result.length() - pool.length());
  }
}
