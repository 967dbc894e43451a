package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnusedClassesTest {
  private static final String MODULE =
      """
      function jl_Object() {
      }
      let Closer = $rt_classWithoutFields(0),
      Reader = $rt_classWithoutFields(0),
      Asked = $rt_classWithoutFields(0),
      Statics = $rt_classWithoutFields(),
      File = $rt_classWithoutFields();
      f = a => a instanceof Asked ? new File() : new jl_Object();
      $rt_metadata([Asked, 0, jl_Object, [], 1537, 0, 0, 0,
      Closer, 0, jl_Object, [Asked], 1537, 0, 0, 0,
      Reader, 0, jl_Object, [Closer], 1537, 0, 0, 0,
      Statics, 0, jl_Object, [], 17, 0, 0, 0,
      File, "File", 2, jl_Object, [Reader, Asked], 1, 0, 0, ["a", $rt_wrapFunction0(File_read)]]);
      """;

  @Test
  void classesThatOnlyDeclarationsNameGo() {
    assertThat(UnusedClasses.remove(MODULE))
        .contains("let Closer = 0,\n", "Reader = 0,\n", "Statics = 0,\n")
        .doesNotContain("Statics, 0", "Reader, 0", "Closer, 0");
  }

  @Test
  void whatAnInterfaceThatGoesExtendsStays() {
    assertThat(UnusedClasses.remove(MODULE))
        .contains("Asked, 0, jl_Object, [], 1537")
        .contains("File, \"File\", 2, jl_Object, [Asked], 1, 0, 0, [\"a\", $rt_wrapFunction0(");
  }

  @Test
  void aModuleWithoutRowsOfOnePartLosesThePart() {
    assertThat(
            UnusedClasses.remove(
                """
                "use strict";
                let A = $rt_classWithoutFields();
                $rt_metadata([A, 0, jl_Object, [], 17, 0, 0, 0]);
                $rt_metadata([]);
                $rt_stringPool([]);
                """))
        .isEqualTo("\"use strict\";\nlet A = 0;\n$rt_stringPool([]);\n");
  }
}
