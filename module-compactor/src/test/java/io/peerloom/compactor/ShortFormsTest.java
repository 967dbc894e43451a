package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The short forms behave the same; unexpected code stays as it is, or ends the build. */
class ShortFormsTest {
  private static final String RECORD_METHODS =
      "[\"Z\", $rt_wrapFunction0($rt_record_hashCode), \"ak\","
          + " $rt_wrapFunction1($rt_record_equals)]";

  private static final String MODULE =
      """
      let $rt_stringClassInit = () => jl_String_$callClinit();
      function Enum() {
          jl_Enum.call(this);
      }
      function Plain() {
          jl_Object.call(this);
      }
      let $Lambda0 = $rt_classWithoutFields($Lambda),
      $Lambda0_of = f => { let l = new $Lambda0(); l.b = f; return l; };
      let Enum__init_ = (var_0, var_1) => {
          let var_2 = new Enum();
          jl_Enum__init_(var_2, var_0, var_1);
          return var_2;
      },
      jl_Enum__init_ = ($this, $name, $ordinal) => {
          $this.b = $name;
      },
      Enum__clinit_ = () => {
          Enum_ONE = Enum__init_($rt_s(1), 0);
      },
      Enum_$callClinit = () => {
          Enum_$callClinit = $rt_eraseClinit(Enum);
          Enum__clinit_();
      },
      Platform__clinit_ = () => {
          Platform_ENCODER = new TextEncoder();
      },
      Platform_$callClinit = () => {
          Platform_$callClinit = $rt_eraseClinit(Platform);
          Platform__clinit_();
      },
      jl_String__clinit_ = () => {
          jl_String_EMPTY = 1;
      },
      Needing__clinit_ = () => {
          Platform_$callClinit();
          Needing_TEXT = Platform_ENCODER;
      },
      Plain__init_ = ($this, $one, $two) => {
          $this.b = $one;
      },
      jl_StringBuilder_append = ($this, $obj) => {
          return $this;
      },
      jl_StringBuilder_append0 = ($this, $c) => {
          return $this;
      },
      jl_StringBuilder_append1 = ($this, $int) => {
          return $this;
      },
      jl_StringBuilder_append2 = ($this, $string) => {
          return $this;
      },
      jl_StringBuilder_append3 = ($this, $long) => {
          return $this;
      },
      use = ($this, $n) => {
          let var$1, var$2, var$3;
          Enum_$callClinit();
          Platform_$callClinit();
          var$1 = $Lambda0_of(Plain_lambda);
          var$1.c = $this;
          var$1.d = $n;
          $this.e = $rt_castToClass((x.f(1)), Plain);
          var$2 = $Lambda0_of(Plain_lambda);
          var$2.c = var$2;
          var$3 = jl_StringBuilder__init_();
          jl_StringBuilder_append1($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(2))), $n);
          log(jl_StringBuilder_toString(var$3));
          var$3 = jl_StringBuilder__init_();
          jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(3))), $n);
          log(jl_StringBuilder_toString(var$3));
          var$3 = new Plain;
          var$1 = 7;
          Plain__init_(var$3, var$1, Long_fromInt(-60));
          var$3 = new Plain();
          Plain__init_(var$3, 1, 2);
          var$3 = new Plain;
          Plain__init_(var$3, 3, 4);
      };
      $rt_metadata([jl_Object, "Object", 2, 0, [], 1, 0, 0, 0,
      Face, 0, jl_Object, [], 1537, 0, 0, 0,
      Enum, 0, jl_Enum, [], 65553, 0, () => Enum_$callClinit(), 0,
      Bare, 0, jl_Object, [], 1, 0, 0, 0,
      jl_Record, 0, jl_Object, [], 1025, 0, 0, 0,
      Pair, 0, jl_Record, [], 1, 0, 0, %s,
      Named, 0, jl_Record, [], 1, 0, 0, ["b", $rt_wrapFunction0(Named_b)],
      Plain, 0, jl_Object, [Face], 17, 0, 0, ["a", $rt_wrapFunction0(Plain_a)]]);
      $rt_stringPool([""]);
      run();
      """
          .replace("%s", RECORD_METHODS);

  private final String shortened = ShortForms.shorten(MODULE);

  @Test
  void capturesArePassedAsTheLambdaIsMade() {
    assertThat(shortened)
        .contains("var$1 = $with_c_d($Lambda0_of(Plain_lambda), $this, $n);")
        .contains("$with_c_d = (o, $c, $d) => {\n    o.c = $c; o.d = $d; return o;\n}")
        .contains("var$2 = $Lambda0_of(Plain_lambda);\n    var$2.c = var$2;");
  }

  @Test
  void textIsJoinedByOneFunction() {
    assertThat(shortened)
        .contains("log($join($rt_s(2), $n));")
        .contains("$join = (...parts) => {")
        .contains("text + (typeof part === \"object\" ? $rt_ustr(jl_String_valueOf(part)) : part)");
  }

  /** A character is a number in JavaScript, and would be appended as digits. */
  @Test
  void charactersAreAppendedAsBefore() {
    assertThat(shortened)
        .contains("jl_StringBuilder_append0($rt_nullCheck(")
        .doesNotContain("$join($rt_s(3)");
    assertThatThrownBy(() -> ShortForms.shorten(MODULE.replace("$obj", "$object")))
        .hasMessageContaining("append $obj");
  }

  @Test
  void oneFunctionMakesTheObjectsOfOneConstructor() {
    assertThat(shortened)
        .contains("var$1 = 7;\n    var$3 = $new_Plain_Plain__init_(var$1, (-60n));")
        .contains("var$3 = $new_Plain_Plain__init_(3, 4);")
        .contains(
            "$new_Plain_Plain__init_ = ($one, $two) => {\n    let $made = new Plain();\n"
                + "    Plain__init_($made, $one, $two);\n    return $made;\n}");
  }

  @Test
  void staticFieldsAreMadeFirstUnlessThePlatformIsNeeded() {
    assertThat(shortened)
        .contains("$rt_stringPool([\"\"]);\nEnum__clinit_();\nrun();")
        .contains("Enum, jl_Enum, 0, 0")
        .doesNotContain("    Enum_$callClinit();")
        .contains("    Platform_$callClinit();\n    var$1")
        .contains("$rt_stringClassInit = () => jl_String_$callClinit();")
        .doesNotContain("\njl_String__clinit_();")
        .doesNotContain("\nNeeding__clinit_();");
  }

  @Test
  void rowsSayWhatDiffers() {
    assertThat(shortened)
        .contains("$rt_metadata([jl_Object, 0, 0, 0]);\n$bare([Face, Bare]);\n$rt_metadata([")
        .contains("Enum, jl_Enum, 0, 0,\n")
        .contains("Plain, jl_Object, [Face], [\"a\", $rt_wrapFunction0(Plain_a)]]);");
    assertThatThrownBy(() -> ShortForms.shorten(MODULE.replace("[Face], 17, 0,", "[Face], 17,")))
        .hasMessageContaining("described otherwise: Plain");
    assertThatThrownBy(() -> ShortForms.shorten(MODULE.replace("jl_Object, \"Object\"", "A, 0")))
        .hasMessageContaining("described otherwise");
  }

  @Test
  void recordsInheritTheirMethods() {
    assertThat(shortened)
        .contains("jl_Record, jl_Object, 0, " + RECORD_METHODS + ",\nPair, jl_Record, 0, 0,\n")
        .contains("Named, jl_Record, 0, [\"b\", $rt_wrapFunction0(Named_b)]");
  }

  @Test
  void castsAreLeftOut() {
    assertThat(shortened).contains("$this.e = ((x.f(1)));").doesNotContain("$rt_castTo");
  }

  @Test
  void anotherLayOutEndsTheBuild() {
    assertThatThrownBy(() -> ShortForms.shorten(MODULE.replace("$rt_metadata", "$rt_meta")))
        .hasMessageContaining("unknown lay-out");
    assertThatThrownBy(
            () ->
                ShortForms.shorten(
                    MODULE.replace(
                        "    Platform_$callClinit();\n    var$1",
                        "    if ($n)\n        Enum_$callClinit();\n    var$1")))
        .hasMessageContaining("under a condition");
  }
}
