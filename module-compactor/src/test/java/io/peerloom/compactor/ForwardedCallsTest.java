package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A function is passed instead of one that forwards all its arguments to it, in their order. */
class ForwardedCallsTest {
  private static final String DECLARED = "let P=(a,b)=>{S(a);S(b)},Q=a=>a.b,T=a=>a,U;";

  @Test
  void theFunctionCalledIsPassed() {
    assertThat(
            ForwardedCalls.shorten(
                DECLARED + "S((a,b)=>P(a,b),x);S(a=>Q(a));S(x,(a,b)=>{P(a,b)});"))
        .isEqualTo(DECLARED + "S(P,x);S(Q);S(x,P);");
  }

  @Test
  void otherArgumentsAndOtherFunctionsStay() {
    String module =
        DECLARED
            + "S((a,b)=>P(b,a));S((a,b)=>Q(a));S((a,b)=>P(a,a.b));S(a=>a(a));S(a=>x.Q(a));"
            + "S(a=>U(a));U=a=>a;U=Q;S(a=>T(a));T=Q;S(()=>T());";
    assertThat(ForwardedCalls.shorten(module)).isEqualTo(module);
  }
}
