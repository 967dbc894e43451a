package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Captures become arguments where only the lambda calls its function, and only reads them. */
class LambdaCapturesTest {
  private static final String MODULE =
      """
      let $Lambda0 = $rt_classWithoutFields($Lambda),
      $Lambda0_of = f => { let l = new $Lambda0(); l.b = f; return l; };
      let twice = (var$0, $x) => {
          return var$0.c + var$0.d + $x.c;
      },
      none = (var$0, $x) => {
          return $x;
      },
      whole = $this => {
          return $this.c + keep($this);
      },
      shared = ($this, $x) => {
          return $this.c;
      };
      a = $with_c_d($Lambda0_of(twice), one, two);
      b = $Lambda0_of(none);
      c = $with_c($Lambda0_of(whole), one);
      d = $with_c($Lambda0_of(shared), one);
      shared(d, 1);
      $plainRows([[], $Lambda0, $Lambda, 0, ["T", function(p0) { return this.b(this, p0); }]]);
      """;

  private final String passed = LambdaCaptures.pass(MODULE);

  @Test
  void capturesAreTheFirstArguments() {
    assertThat(passed)
        .contains(
            "twice = (captured_c, captured_d, $x) => {\n    return captured_c + captured_d + $x.c;")
        .contains("a = $Lambda0_of(twice, one, two);")
        .contains(
            "(f, ...captures) => { let l = new $Lambda0(); l.b = captures.length ? f.bind(null, ...captures) : f;");
  }

  @Test
  void aLambdaWithoutCapturesGetsNoObject() {
    assertThat(passed)
        .contains("none = ($x) => {")
        .contains("b = $Lambda0_of(none);")
        .contains("return this.b(p0);");
  }

  @Test
  void functionsThatNeedTheirObjectGetIt() {
    assertThat(passed)
        .contains("let $withObject = o => {\n    let f = o.b;\n    o.b = (...all) => f(o, ...all);")
        .contains("whole = $this => {")
        .contains("c = $with_c($withObject($Lambda0_of(whole)), one);")
        .contains("shared = ($this, $x) => {")
        .contains("d = $with_c($withObject($Lambda0_of(shared)), one);");
  }

  @Test
  void aModuleWithoutLambdasEndsTheBuild() {
    assertThatThrownBy(() -> LambdaCaptures.pass("")).hasMessageContaining("no lambdas");
  }
}
