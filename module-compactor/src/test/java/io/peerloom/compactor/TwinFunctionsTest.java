package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwinFunctionsTest {
  private static final String MODULE =
      """
      let a_get = ($this) => {
          let $x;
          $x = $this.b;
          return $x;
      },
      b_get = ($self) => {
          let $y;
          $y = $self.b;
          return $y;
      },
      c_get = ($this) => {
          return $this.c;
      };
      let useA = ($o) => {
          return a_get($o);
      },
      useB = ($p) => {
          return b_get($p);
      };
      rows([useA, useB, c_get]);
      """;

  @Test
  void twinsAndTheirCallersAreMerged() {
    assertThat(TwinFunctions.merge(MODULE))
        .contains("b_get = 0,\n", "useB = 0;\n", "rows([useA, useA, c_get]);")
        .contains("return $this.c;");
  }

  @Test
  void differentFieldsAreNoTwins() {
    assertThat(TwinFunctions.merge(MODULE.replace("$self.b", "$self.d")))
        .contains("rows([useA, useB, c_get]);");
  }

  @Test
  void whatIsAssignedAgainHasNoTwin() {
    String module = MODULE + "b_get = other;\n";
    assertThat(TwinFunctions.merge(module)).isEqualTo(module);
  }

  @Test
  void constructorsAloneAreMergedBeforeLambdasAreRead() {
    assertThat(TwinFunctions.mergeConstructors(MODULE)).isEqualTo(MODULE);
    assertThat(TwinFunctions.mergeConstructors(MODULE.replace("_get", "__init_")))
        .contains("b__init_ = 0,\n", "return a__init_($p);");
  }

  @Test
  void variablesInTextsAreNotRenamed() {
    String module =
        """
        let f = ($a) => {
            return "$a" + $a;
        },
        g = ($b) => {
            return "$b" + $b;
        };
        """;
    assertThat(TwinFunctions.merge(module)).isEqualTo(module);
  }
}
