package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SingleUsesTest {
  @Test
  void aFunctionPassedOnceIsWrittenThere() {
    assertThat(SingleUses.inline("let P=a=>a,Q=(a,b)=>{R(a);R(b)},R=a=>P(S(Q,a));R(1);"))
        .isEqualTo("let P=a=>a,R=a=>P(S((a,b)=>{R(a);R(b)},a));R(1);");
  }

  @Test
  void theLastOfADeclarationAndOneInAnother() {
    assertThat(SingleUses.inline("let P=a=>S(Q),Q=a=>S(R),R=a=>a.b;P(1);"))
        .isEqualTo("let P=a=>S(a=>S(a=>a.b));P(1);");
  }

  @Test
  void aFunctionInAnObjectThatIsPassedIsWrittenThere() {
    assertThat(SingleUses.inline("let Q=a=>a.b,R=a=>a.c,T=1;S([T,{k:Q,m:R}]);"))
        .isEqualTo("let T=1;S([T,{k:a=>a.b,m:a=>a.c}]);");
    String labels = "let Q=a=>a.b,R=a=>{b:{S(a)}k:Q};R(1);R(2);";
    assertThat(SingleUses.inline(labels)).isEqualTo(labels);
  }

  @Test
  void functionsCalledPassedTwiceOrAssignedStay() {
    String module = "let P=a=>a,Q=a=>a.b,R=a=>a.c,T;S(P(1));S(Q,Q);T=R;S(T,\"(P,\",a.R);";
    assertThat(SingleUses.inline(module)).isEqualTo(module);
  }

  @Test
  void aFunctionThatPassesItselfStays() {
    String module = "let P=a=>S(P,a);";
    assertThat(SingleUses.inline(module)).isEqualTo(module);
  }

  @Test
  void aVariableNamedAsAFunctionEndsTheBuild() {
    for (String variable :
        new String[] {"(a,P)=>a", "a=>{let b=1,P;}", "a=>{try{S()}catch(P){}}"}) {
      assertThatThrownBy(() -> SingleUses.inline("let P=a=>a,R=" + variable + ";S(P);"))
          .as(variable)
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
