package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** {@link EnumNames}: only names that nothing can say are left out. */
class EnumNamesTest {
  private static final String MODULE =
      """
      let Phase = $rt_classWithoutFields(jl_Enum),
      ipcc_Lane = $rt_classWithoutFields(jl_Enum);
      function Sized() {
          jl_Enum.call(this);
          this.$size = 0;
      }
      function Plain() {
          jl_Object.call(this);
      }
      Phase_OPEN = Phase__init_($rt_s(0), 0);
      Phase_SAID = Phase__init_($rt_s(1), 1);
      say($rt_s(1));
      Sized_LARGE = Sized__init_0($rt_s(2), 0, 7);
      ipcc_Lane_BULK = ipcc_Lane__init_($rt_s(3), 0);
      plain = Plain__init_($rt_s(4), 0);
      $rt_stringPool(["OPEN", "SAID", "LARGE", "BULK", "a, \\"text\\""]);
      """;

  @Test
  void namesThatNothingUsesAreLeftOut() {
    assertThat(EnumNames.forgotten(MODULE))
        .contains("$rt_stringPool([\"\", \"SAID\", \"\", \"BULK\", \"a, \\\"text\\\"\"]);")
        .contains("Phase_OPEN = Phase__init_(null, 0);\nPhase_SAID = Phase__init_(null, 1);\n")
        .contains("Sized__init_0(null, 0, 7)")
        .contains("say($rt_s(1));")
        .contains("ipcc_Lane__init_($rt_s(3), 0)")
        .contains("Plain__init_($rt_s(4), 0)");
  }

  @Test
  void arraysOfConstantsThatNothingReadsAreLeftOut() {
    String made =
        """
            a = $rt_createArray(Phase, 1);
            b = a.data;
            b[0] = Phase_OPEN;
            Phase_$VALUES = a;
        """;
    String declared = "let Phase_$VALUES = null;\n" + MODULE;
    assertThat(EnumNames.forgotten(declared + made)).doesNotContain("$rt_createArray");
    assertThat(EnumNames.forgotten(declared + made + "    use(Phase_$VALUES);\n")).contains(made);
  }

  @Test
  void anotherLayOutEndsTheBuild() {
    assertThatThrownBy(() -> EnumNames.forgotten("")).isInstanceOf(IllegalStateException.class);
  }
}
