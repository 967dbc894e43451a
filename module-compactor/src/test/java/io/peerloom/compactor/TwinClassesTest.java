package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TwinClassesTest {
  private static final String MODULE =
      """
      function One() {
          jl_Record.call(this);
          this.b = null;
      }
      function Two() {
          jl_Record.call(this);
          this.b = 0;
      }
      function Plain() {
          jl_Object.call(this);
          this.b = null;
      }
      let Empty = $rt_classWithoutFields(),
      Other = $rt_classWithoutFields();
      use = a => {
          a.b = new One();
          a.c = $rt_castToClass(a.d, Two);
          a.c = new Two;
          a.d = $rt_createArray(Two, 2);
          a.e = new Plain();
          a.f = [new Empty(), new Other()];
          $rt_wrapArray(Other, [a.Other, TwoParts, new Other$Part()]);
      };
      $rt_metadata([One, 0, jl_Record, [], 17, 0, 0, ["a", $rt_wrapFunction0(hash)],
      Two, 0, jl_Record, [], 1, 0, 0, ["a", $rt_wrapFunction0(hash)],
      Plain, 0, jl_Object, [], 1, 0, 0, 0]);
      $rt_metadata([Empty, 0, jl_Object, [], 1, 0, 0, 0]);
      $rt_metadata([Other, 0, jl_Object, [], 1, 0, 0, 0]);
      $rt_stringPool([]);
      """;

  @Test
  void classesThatNothingTellsApartAreOne() {
    assertThat(TwinClasses.merge(MODULE))
        .doesNotContain("Two()", "Two,", "Two ", "[Other, 0")
        .contains("a.c = (a.d);\n    a.c = new One;\n    a.d = $rt_createArray(One, 2);")
        .contains("Other = 0;", "[new Empty(), new Empty()]")
        .contains("$rt_wrapArray(Empty, [a.Other, TwoParts, new Other$Part()])")
        .contains("a.e = new Plain()", "Plain, 0, jl_Object, [], 1, 0, 0, 0]);")
        .contains("$rt_metadata([Empty, 0, jl_Object, [], 1, 0, 0, 0]);\n$rt_stringPool");
  }

  @Test
  void classesThatSomethingTellsApartStay() {
    for (String use :
        new String[] {
          "f = a => a instanceof Two;\n",
          "Two_$callClinit = $rt_eraseClinit(Two);\n",
          "f = $rt_cls(Two);\n",
          "function Three() {\n    Two.call(this);\n}\n",
          "Two.prototype.run = f;\n"
        }) {
      assertThat(TwinClasses.merge(use + MODULE)).contains("a.c = new Two;", "function Two() {");
    }
  }

  @Test
  void classesThatDifferStay() {
    for (String module :
        new String[] {
          MODULE.replace("Two, 0, jl_Record, []", "Two, 0, jl_Record, [Shape]"),
          MODULE.replace("Two, 0, jl_Record, []", "Two, \"Two\", 2, jl_Record, []"),
          MODULE.replace("1, 0, 0, [\"a\", $rt_wrapFunction0(hash)]", "1, 0, 0, 0"),
          MODULE.replace("17, 0, 0,", "17, 0, () => One_$callClinit(),"),
          MODULE.replace("jl_Record", "jl_Enum").replace("= 0;", "= null;"),
          MODULE.replace("jl_Record", "jl_Object"),
          MODULE.replace("    this.b = 0;", "    this.b = 0;\n    this.c = 0;"),
        }) {
      assertThat(TwinClasses.merge(module)).contains("a.c = new Two;", "function Two() {");
    }
  }

  @Test
  void recordsOfOneInterfaceStay() {
    assertThat(TwinClasses.merge(MODULE.replace("jl_Record, []", "jl_Record, [Shape]")))
        .contains("a.c = new Two;");
    assertThat(TwinClasses.merge(MODULE.replace("jl_Object, []", "jl_Object, [Shape]")))
        .contains("[new Empty(), new Empty()]");
  }

  @Test
  void aModuleWithoutTwinsEndsTheBuild() {
    assertThatThrownBy(() -> TwinClasses.merge("$rt_metadata([]);\n"))
        .hasMessageContaining("no classes alike");
  }
}
