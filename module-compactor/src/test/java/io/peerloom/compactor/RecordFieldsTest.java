package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordFieldsTest {
  private static final String MODULE =
      """
      function Pair() {
          let a = this; jl_Record.call(a);
          a.b = null;
          a.c = Long_ZERO;
      }
      function Single() {
          jl_Record.call(this);
          this.b = 0;
      }
      function Plain() {
          jl_Object.call(this);
          this.b = 0;
      }
      let jl_Comparable = 0,
      jl_Record = $rt_classWithoutFields();
      let made = new Pair();
      """;

  @Test
  void classesOfRecordsSetNoFields() {
    assertThat(RecordFields.forget(MODULE))
        .isEqualTo(
            """
            function Plain() {
                jl_Object.call(this);
                this.b = 0;
            }
            let jl_Comparable = 0,
            jl_Record = $rt_classWithoutFields(),
            Pair = $rt_classWithoutFields(jl_Record),
            Single = $rt_classWithoutFields(jl_Record);
            let made = new Pair();
            """);
  }

  @Test
  void aConstructorThatDoesMoreStays() {
    String module =
        MODULE.replace("    this.b = 0;\n}\nfunction Plain", "    start();\n}\nfunction Plain");
    assertThat(RecordFields.forget(module)).contains("function Single() {", "start();");
  }

  @Test
  void withoutTheClassOfRecordsTheBuildEnds() {
    assertThatThrownBy(() -> RecordFields.forget("function Pair() {\n}\n"))
        .isInstanceOf(IllegalStateException.class);
  }
}
