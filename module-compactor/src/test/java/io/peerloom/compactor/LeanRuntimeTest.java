package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** TeaVM's functions are replaced as a whole, each found once. */
class LeanRuntimeTest {
  private static final String MODULE =
      """
      let $rt_callWithReceiver = f => function() {
          return f.apply(null, [this].concat(Array.prototype.slice.call(arguments)));
      },
      $rt_cls = cls => {
          return 0;
      },
      $rt_createPrimitiveCls = (name, binaryName, kind, config) => {
          return 1;
      },
      $rt_imul = Math.imul || function(a, b) {
          return 2;
      },
      Long_fromInt = val => BigInt.asIntN(64, BigInt(val | 0)),
      $rt_arraycls = cls => {
          return 3;
      };
      let $rt_isAssignable = (from, to) => {
          return 4;
      },
      $rt_fillNativeException = ex => {
          return 5;
      },
      $rt_fillStack = (err, ex) => {
          return 6;
      },
      JavaError;
      if (typeof Reflect === 'object') {
          let old = 7;
      } else {
          JavaError = Error;
      }
      let kept = 8,
      $rt_metadata = data => {
          return 9;
      };
      jl_Object.prototype.__teavm_class__ = function() {
          return 10;
      };
      $rt_packages([-1, "java", 0, "util"
      ]);
      a.$nativeString.length + b.$clone0();
      last();
      """;

  @Test
  void functionsAreReplacedAndTheirNeighboursStay() {
    assertThat(LeanRuntime.replace(MODULE))
        .startsWith(
            "let $rt_callWithReceiver = f => function(...all) {\n    return f(this, ...all);\n},\n")
        .contains("},\n$rt_imul = Math.imul,\nLong_fromInt = val => BigInt(val | 0),\n")
        .contains("\n$rt_arraycls = cls => {\n")
        .contains("};\nlet $rt_isAssignable = (from, to) => {\n")
        .contains("},\n$rt_cls = cls => cls,\n$rt_createPrimitiveCls = () => {\n")
        .contains("cls.prototype[name] = method.prototype ? method : function(a, b, c, d) {")
        .contains("JavaError;\nJavaError = class extends Error {\n")
        .contains("};\nlet kept = 8,\n$rt_metadata = data => {\n")
        .endsWith("};\na._.length + b.__();\nlast();\n")
        .doesNotContainPattern("return \\d+;")
        .doesNotContain("old")
        .doesNotContain("packages");
  }

  @Test
  void anotherRuntimeEndsTheBuild() {
    assertThatThrownBy(() -> LeanRuntime.replace(MODULE.replace("$rt_fillStack", "$rt_fill")))
        .hasMessageContaining("fillStack");
  }
}
