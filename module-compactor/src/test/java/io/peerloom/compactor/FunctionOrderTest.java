package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionOrderTest {
  private static final String ALIKE =
      "const x=1;let a=b=>b.send(1,\",;}\"),c=d=>{let e=d.close();return e},"
          + "f=b=>b.send(2,\",;}\"),g=d=>{let h=d.close();return h};run(a,c,f,g);";

  @Test
  void functionsThatLookAlikeAreNeighbours() {
    assertThat(FunctionOrder.arrangements(ALIKE).get(0))
        .isEqualTo(
            "const x=1;let a=b=>b.send(1,\",;}\"),f=b=>b.send(2,\",;}\"),"
                + "c=d=>{let e=d.close();return e},g=d=>{let h=d.close();return h};"
                + "run(a,c,f,g);\n");
  }

  @Test
  void functionsMoveNotPastWhatRunsSomething() {
    String module = ALIKE.replace(",f=b", ",started=start(),f=b");
    String after = module.substring(module.indexOf(",started"));
    assertThat(FunctionOrder.arrangements(module))
        .allMatch(arranged -> arranged.endsWith(after + "\n"));
  }

  @Test
  void lineBreaksThatSeparateWordsBecomeSpaces() {
    String module = "let a=b=>b\ninstanceof\nError,\nc=d=>d+\n+d;\nrun()\n";
    assertThat(FunctionOrder.arrangements(module).get(0))
        .isEqualTo("let a=b=>b instanceof Error,c=d=>d+ +d;run()\n");
  }

  @Test
  void theSmallestModuleIsKept() {
    String repeated = "let a=1;".repeat(9);
    String shorter = "let a=1,b=2,c=3,d=4,e=5,f=6;";
    assertThat(FunctionOrder.smallest(List.of(shorter, repeated, ALIKE))).isEqualTo(repeated);
  }

  @Test
  void whatKeepsLongsWithin64BitsHasAShortName() {
    assertThat(
            FunctionOrder.withShortLongs(
                "\"x\";let a=b=>BigInt.asIntN(64,b+1n);f(BigInt.asIntN(32,c));"))
        .isEqualTo("\"x\";let $=a=>BigInt.asIntN(64,a);let a=b=>$(b+1n);f(BigInt.asIntN(32,c));");
    assertThatThrownBy(() -> FunctionOrder.withShortLongs("let a=b=>BigInt.asIntN(64,b+$);"))
        .hasMessageContaining("taken");
    assertThat(FunctionOrder.withShortLongs("let a=b=>{$:{break $}return BigInt.asIntN(64,b)};"))
        .endsWith("{$:{break $}return $(b)};");
  }

  @Test
  void whatItCannotReadEndsTheBuild() {
    assertThatThrownBy(() -> FunctionOrder.arrangements("let a=b=>`\n`;"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FunctionOrder.arrangements("let a=b=>/[\"]/.test(b);"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FunctionOrder.arrangements("let a=b=>{;"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
