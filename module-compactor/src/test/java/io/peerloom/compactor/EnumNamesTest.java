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
  void namesThatNothingElseUsesAreEmpty() {
    assertThat(EnumNames.forgotten(MODULE))
        .contains("$rt_stringPool([\"\", \"SAID\", \"\", \"BULK\", \"a, \\\"text\\\"\"]);")
        .startsWith(MODULE.substring(0, MODULE.indexOf("$rt_stringPool")));
  }

  @Test
  void anotherLayOutEndsTheBuild() {
    assertThatThrownBy(() -> EnumNames.forgotten("")).isInstanceOf(IllegalStateException.class);
  }
}
