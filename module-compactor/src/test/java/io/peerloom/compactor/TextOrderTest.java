package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextOrderTest {
  @Test
  void textsAreNumberedByTheirFirstUse() {
    assertThat(
            sorted(
                "let f=()=>y[2],g=()=>y[0]+y[2]+z[0],h=(a,b)=>{y=a.x},"
                    + "y;h(\"|never|it's\\n.\".split(\"|\"));k(\"a\".split(\"|\"))"))
        .isEqualTo(
            "let f=()=>y[0],g=()=>y[1]+y[0]+z[0],h=(a,b)=>{y=a.x},"
                + "y;h(\"it's\\n.||never\".split(\"|\"));k(\"a\".split(\"|\"));");
  }

  @Test
  void aModuleWithoutATableEndsTheBuild() {
    assertThatThrownBy(() -> sorted("let f=()=>y[0],y=[\"a\"];"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherTableEndsTheBuild() {
    assertThatThrownBy(() -> sorted("let f=()=>y[7],y=\"a|b\".split(\"|\");"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String sorted(String module) {
    return TextOrder.sort(module).strip() + ";";
  }
}
