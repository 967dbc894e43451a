package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The compacted module behaves the same; a layout that is not TeaVM's ends the build. */
class CompactModuleTest {
  private static final String MODULE =
      """
      let $rt_nullCheck = val => {
          if (val === null) {
              $rt_throw(npe());
          }
          return val;
      },
      $rt_castToClass = (obj, cls) => {
          if (obj !== null && !(obj instanceof cls)) {
              $rt_throwCCE();
          }
          return obj;
      },
      $rt_classWithoutFields = superclass => superclass;
      function jl_Object() {
          this.$id$ = 0;
      }
      let jl_Object__init_ = $this => {
          return;
      },
      jl_Record = $rt_classWithoutFields();
      function Pair() {
          jl_Record.call(this);
          this.$five = null;
      }
      let Pair_hashCode = $this => {
          return 31 + ju_Objects_hashCode($this.$five) | 0;
      },
      Pair_equals = ($this, $o) => {
          return jl_Object_getClass($o) === $rt_cls(Pair) && ju_Objects_equals($this.$five, $o.$five);
      };
      function Odd() {
          jl_Record.call(this);
          this.$six = null;
      }
      let Odd_hashCode = $this => {
          return 7;
      },
      Odd_equals = ($this, $o) => {
          return $o instanceof Odd;
      };
      let juf_Function = $rt_classWithoutFields(0);
      function Base() {
          let a = this; jl_Object.call(a);
          a.$one = null;
          a.$two = 0;
      }
      function Derived() {
          Base.call(this);
          this.$three = null;
      }
      function Other() {
          jl_Object.call(this);
          this.$four = null;
      }
      let Other_make$lambda$_0_1 = $rt_classWithoutFields(),
      Other_make$lambda$_0_1_apply = (a, b) => b.c;
      function Other_make$lambda$_0_0() {
          jl_Object.call(this);
          this.$_00 = null;
      }
      let Other_make$lambda$_0_0_apply = (a, b) => [a.$_00, b.$one, b.$two, b.$three, b.$four, b.a],
      Other_make = a => {
          let x = new Other_make$lambda$_0_0;
          x.$_00 = a;
          use(new Other_make$lambda$_0_1);
          return x.$apply(a);
      };
      $rt_metadata([jl_Object, "Object", 2, 0, [], 1, 0, 0, 0,
      juf_Function, 0, jl_Object, [], 1537, 0, 0, 0,
      Other_make$lambda$_0_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$apply", $rt_wrapFunction1(Other_make$lambda$_0_0_apply)]]);
      $rt_metadata([Other_make$lambda$_0_1, 0, jl_Object, [juf_Function], 1, 0, 0, ["$apply", $rt_wrapFunction1(Other_make$lambda$_0_1_apply)],
      Derived, 0, Base, [], 0, 0, 0, 0]);
      $rt_metadata([Pair, 0, jl_Record, [], 17, 0, 0, ["$hashCode", $rt_wrapFunction0(Pair_hashCode), "$equals", $rt_wrapFunction1(Pair_equals)],
      Odd, 0, jl_Record, [], 17, 0, 0, ["$hashCode", $rt_wrapFunction0(Odd_hashCode), "$equals", $rt_wrapFunction1(Odd_equals)]]);
      $rt_stringPool(["$one"]);
      """;

  @Test
  void understandsTheTeaVmOfTheBuild() {
    CompactModule.requireUnderstood(System.getProperty("teavm.version"));
  }

  @Test
  void otherTeaVmEndsTheBuild() {
    assertThatThrownBy(() -> CompactModule.requireUnderstood("0.16.1"))
        .hasMessageContaining("understands TeaVM " + CompactModule.TEAVM_VERSION + ", not 0.16.1");
  }

  @Test
  void unrelatedClassesShareNamesWhichNoMemberOfThePlatformHas() {
    assertThat(CompactModule.compact(MODULE))
        .contains("this.b = 0;")
        .contains("a.d = null;\n    a.e = 0;")
        .contains("this.f = null;")
        .contains("Other() {\n    jl_Object.call(this);\n    this.d = null;")
        .contains("b.d, b.e, b.f, b.d, b.a]")
        .contains("$rt_stringPool([\"$one\"])");
  }

  @Test
  void lambdasAreObjectsOfOneClassForEachInterface() {
    assertThat(CompactModule.compact(MODULE))
        .contains("x = $Lambda0_of(Other_make$lambda$_0_0_apply);\n    x.e = a;")
        .contains("use($Lambda0_of(Other_make$lambda$_0_1_apply))")
        .contains("return x.g(a);")
        .contains("[\"g\", function(p0) { return this.d(this, p0); }]")
        .doesNotContain("Other_make$lambda$_0_0()")
        .contains("$rt_metadata([Derived, 0, Base, [], 0, 0, 0, 0]);");
  }

  @Test
  void nullIsLeftToTheEngine() {
    assertThat(CompactModule.compact(MODULE)).contains("$rt_nullCheck = val => val,");
  }

  @Test
  void castsAreNotChecked() {
    assertThat(CompactModule.compact(MODULE)).contains("$rt_castToClass = (obj, cls) => obj,");
  }

  @Test
  void recordsShareTheMethodsTheCompilerMade() {
    assertThat(CompactModule.compact(MODULE))
        .contains("$rt_wrapFunction0($rt_record_hashCode)")
        .contains("$rt_wrapFunction1($rt_record_equals)")
        .contains("Object.keys(a).slice(1)")
        .doesNotContain("=== $rt_cls(Pair)")
        .contains("$rt_wrapFunction0(Odd_hashCode)")
        .contains("$rt_wrapFunction1(Odd_equals)")
        .contains("$o instanceof Odd");
  }

  @Test
  void functionsStandInTheOrderOfTheirLength() {
    String compact = CompactModule.compact(MODULE);
    assertThat(compact.indexOf("Odd_hashCode = "))
        .isLessThan(compact.indexOf("Odd_equals = "))
        .isLessThan(compact.indexOf("$rt_metadata(["));
    assertThat(compact).contains("let jl_Record = $rt_classWithoutFields();");
  }

  @Test
  void anotherLayOutEndsTheBuild() {
    assertThatThrownBy(() -> CompactModule.compact(MODULE.replace("$rt_metadata", "$rt_meta")))
        .hasMessageContaining("unknown lay-out");
    assertThatThrownBy(() -> CompactModule.compact(MODULE.replace("$lambda$", "$l$")))
        .hasMessageContaining("no lambdas");
  }
}
