package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporariesTest {
  @TempDir Path folder;

  @Test
  void callsMoveToWhereTheirResultIsRead() throws IOException {
    assertThat(optimized("let x; x = out.f(a); out.g(b, x);")).contains("out.g(b,out.f(a))");
    assertThat(optimized("let x = out.f(a); if (x) out.g(b);")).contains("out.f(a)&&");
    assertThat(optimized("let x = out.f(a); return x + 1;")).contains("=>out.f(a)+1");
    assertThat(optimized("let x = out.f(a); b.c = x;")).contains("b.c=out.f(a)");
  }

  @Test
  void severalCallsMove() throws IOException {
    assertThat(optimized("let x = out.f(a); let y = out.g(x); return out.h(y);"))
        .contains("=>out.h(out.g(out.f(a)))");
  }

  @Test
  void aVariableMayBeUsedAgain() throws IOException {
    assertThat(optimized("let x = out.f(a); out.g(b, x); x = out.h(a); out.g(a, x);"))
        .contains("out.g(b,out.f(a))", "out.g(a,out.h(a))");
    assertThat(optimized("let x = out.f(a); x = out.g(x); return x ? x : b;"))
        .contains("out.g(out.f(a))");
  }

  @Test
  void callsStayBehindWhatTheyMayChange() throws IOException {
    assertStays("let x = out.f(a); out.g(b.c, x);");
    assertStays("let x = out.f(a); out.g(b[0], x);");
    assertStays("let x = out.f(a); out.g(count, x);");
  }

  @Test
  void callsStayBehindOtherCalls() throws IOException {
    assertStays("let x = out.f(a); out.g(out.h(b), x);");
  }

  @Test
  void fieldsAreReadBeforeCallsThatMayChangeThem() throws IOException {
    assertThat(optimized("let x = a.c; out.g(out.f(b), x);")).contains("=a.c", "g(out.f(b),");
  }

  @Test
  void whatIsReadAgainStays() throws IOException {
    assertStays("let x = out.f(a); out.g(b, x); out.h(x);");
    assertStays("let x = out.f(a); out.g(x, x);");
  }

  @Test
  void whatMayBeSkippedStays() throws IOException {
    assertStays("let x = out.f(a); out.g(b && x);");
    assertStays("let x = out.f(a); out.g(b ? x : 1);");
  }

  @Test
  void whatABranchReadsStays() throws IOException {
    assertStays("let x = out.f(a); if (out.g(x)) out.h(b); else out.h(x);");
    assertStays("let x = out.f(a); if (out.g(x)) out.h(b); out.k(x);");
  }

  @Test
  void whatTheNextRoundReadsStays() throws IOException {
    assertStays("let x = 0; while (out.more()) { out.h(x); x = out.f(a); out.g(b, x); }");
    assertStays(
        "let x = 0; do { out.h(x); x = out.f(a); if (out.g(b, x)) continue; out.k(); }"
            + " while (out.more());");
    assertStays("let x = 0; for (; out.more(); out.h(x)) { x = out.f(a); out.g(b, x); }");
  }

  @Test
  void whatIsReadWhereAJumpLeadsStays() throws IOException {
    assertStays(
        "let x = 0; y: { if (a) { x = out.f(a); if (out.g(b, x)) break y; out.k();"
            + " x = 3; } out.k(); x = out.n(); } out.h(x, x);");
  }

  @Test
  void whatIsReadWhereAnErrorIsCaughtStays() throws IOException {
    assertStays("let x = 0; try { x = out.f(a); out.g(b, x); } catch (e) { out.h(x); }");
    assertStays(
        "let x = 0; try { x = out.f(a); x = out.g(b, x); x = out.k(x); x = 3; }"
            + " catch (e) { out.h(x); }");
  }

  @Test
  void whatAFunctionInsideReadsStays() throws IOException {
    assertStays("let x = out.f(a); out.g(b, x); return () => x;");
  }

  @Test
  void aMethodIsNotCalledOnItsObjectInstead() throws IOException {
    assertThat(optimized("let x = a.f; out.g(b); return x(b);")).doesNotContain("a.f(");
  }

  private void assertStays(String body) throws IOException {
    assertThat(optimized(body)).containsPattern("[a-z]=out\\.f\\([a-z]\\)");
  }

  /** The body of a function that only the platform calls. */
  private String optimized(String body) throws IOException {
    Path input = folder.resolve("in.js");
    Path output = folder.resolve("out.js");
    Files.writeString(
        input,
        "let count = 0;\nlet ipx_A_f = (a, b) => { %s };\n".formatted(body)
            + "exports.step = () => { count = count + 1; };\nexports.join = ipx_A_f;");
    OptimizeModule.optimize(input, output);
    return Files.readString(output);
  }
}
