package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
  @Test
  void aVariableNamedAsAParameterEndsTheBuild() {
    assertThatThrownBy(() -> LocalNames.assign("let P=(a,b)=>{let b=1;S(a,b)};"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void variablesAreParameters() {
    assertThat(assigned("let P=a=>{let b,c;b=a.d;c=b.e;return c+b}"))
        .isEqualTo("let P=(a,b,c)=>{b=a.d;c=b.e;return c+b};");
    assertThat(assigned("let P=a=>{var b=a.d,c=2;return c+b}"))
        .isEqualTo("let P=(a,b,c)=>{b=a.d,c=2;return c+b};");
    assertThat(assigned("let P=()=>{let a;a=1;return a}")).isEqualTo("let P=a=>{a=1;return a};");
  }

  @Test
  void variablesOfLoopsAreParameters() {
    assertThat(assigned("let P=a=>{for(let b=0,c=1;b<c;b++)a.d(b)}"))
        .isEqualTo("let P=(a,b,c)=>{for(b=0,c=1;b<c;b++)a.d(b)};");
    assertThat(assigned("let P=a=>{for(let b of a)a.d(b)}"))
        .isEqualTo("let P=(a,b)=>{for(b of a)a.d(b)};");
    assertThat(assigned("let P=a=>{for(let b;;)b=a.d(b)}"))
        .isEqualTo("let P=(a,b)=>{for(;;)b=a.d(b)};");
  }

  @Test
  void namesFollowTheOrderOfUse() {
    assertThat(assigned("let P=(a,b)=>{let c,d;d=b.e;c=d.f;return c+d+a}"))
        .isEqualTo("let P=(a,b,c,d)=>{c=b.e;d=c.f;return d+c+a};");
    assertThat(assigned("let P=(a,b)=>a+b,Q=(b,c)=>b-c"))
        .isEqualTo("let P=(b,a)=>b+a,Q=(b,a)=>b-a;");
  }

  @Test
  void variablesThatAreNotUsedGo() {
    assertThat(assigned("let P=a=>{let b,c;c=a.d;return c}"))
        .isEqualTo("let P=(a,b)=>{b=a.d;return b};");
  }

  @Test
  void whatIsCaughtIsNamedAndNoParameter() {
    assertThat(assigned("let P=a=>{let c;try{c=a.d()}catch(b){c=b}return c}"))
        .isEqualTo("let P=(a,b)=>{try{b=a.d()}catch(c){b=c}return b};");
  }

  @Test
  void functionsInsideHaveNamesOfTheirOwn() {
    assertThat(assigned("let P=a=>{let c;c=a.d((b,a)=>b+a);return c}"))
        .isEqualTo("let P=(a,b)=>{b=a.d((a,b)=>a+b);return b};");
  }

  @Test
  void functionsThatShareTheirVariablesStay() {
    for (String module :
        new String[] {
          "let P=a=>{let c=a.d;return()=>c};",
          "let P=a=>{let c=a.d;return function(){return c}};",
          "let P=a=>b=>{let c=a+b;return c};",
          "let P=a=>{for(let c of a)a.d(()=>c)};",
        }) {
      assertThat(assigned(module)).isEqualTo(module);
    }
  }

  @Test
  void severalVariablesOfOneNameStay() {
    String module = "let P=a=>{if(a){let c=1;a.d(c)}else{let c=2;a.e(c)}};";
    assertThat(assigned(module)).isEqualTo(module);
  }

  @Test
  void constantsAndPatternsStay() {
    for (String module :
        new String[] {
          "let P=a=>{const c=a.d;return c};", "let P=a=>{let {c}=a;return c};",
          "let P=(...a)=>{let c=a.d;return c};", "let P=(a=1)=>{let c=a.d;return c};",
        }) {
      assertThat(assigned(module)).isEqualTo(module);
    }
  }

  @Test
  void listsOfParametersHaveFewLengths() {
    String module = "let P=a=>{let b=a.d;a.e(b)},Q=(a,b,c,d)=>a.d(b,c,d),R=()=>1";
    assertThat(LocalNames.assign(module, List.of(0, 3)).strip())
        .isEqualTo("let P=(a,b,c)=>{b=a.d;a.e(b)},Q=(a,b,c,d)=>a.d(b,c,d),R=()=>1");
  }

  private static String assigned(String module) {
    return LocalNames.assign(module, List.of()).strip() + ";";
  }
}
