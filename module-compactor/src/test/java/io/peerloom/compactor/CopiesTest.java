package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTest {
  @TempDir Path folder;

  @Test
  void aCopyAndItsOriginalBecomeOne() throws IOException {
    assertMerged("let x; x = b; b = x.d; out.f(x, b); out.g(x, b);");
    assertMerged("let x, y; x = out.f(a); y = x; x = y.d; out.g(x, y); out.h(x, y);");
    assertMerged("let x; if (out.f(a)) { x = b; out.g(x, x); b = x.c; out.h(b, x, b); }");
  }

  @Test
  void assignmentsThatNobodyReadsGo() throws IOException {
    assertThat(optimized("let x; x = b; b = out.f(x); b = out.g(x); out.h(x);"))
        .contains("{out.f(a);out.g(a);out.h(a)}");
  }

  @Test
  void aVariableThatIsUsedAgainBecomesTwo() throws IOException {
    assertMerged("let x; x = b; b = x.d; out.f(x, b); b = out.f(x); out.g(b, b, x);");
  }

  @Test
  void copiesStayIfTheOriginalChanges() throws IOException {
    assertCopied("let x; x = b; while (out.more(x)) { out.f(b, x); b = out.f(b); }");
    assertCopied("let x; x = b; b++; out.f(b, x); out.g(b, x);");
    assertCopied("let x; x = b; do { x = out.f(x, b); } while (x); out.g(x, b);");
  }

  @Test
  void copiesStayIfAnErrorLeadsToTheOriginal() throws IOException {
    assertCopied("let x; x = b; try { b = out.f(x, a); out.g(x, b); } catch (e) { out.h(b, x); }");
  }

  @Test
  void valuesForTheNextRoundKeepTheirVariable() throws IOException {
    assertThat(
            optimized(
                "let x, y; x = b; while (out.more()) { y = x; x = out.f(a); out.g(y, x, y, x); }"
                    + " out.h(x);"))
        .containsPattern(
            "([a-z])=([a-z])[;,]\\2=out\\.f\\([a-z]\\)[;,]out\\.g\\(\\1,\\2,\\1,\\2\\)");
  }

  @Test
  void valuesWhereAJumpLeadsKeepTheirVariable() throws IOException {
    assertThat(
            optimized(
                "let x; x = 0; y: { if (out.f(a)) { x = out.g(b); if (out.h(x, x)) break y;"
                    + " out.k(x); x = 3; } out.m(x); x = out.n(); } out.h(x, x);"))
        .containsPattern("([a-z])=out\\.g\\(.\\).*\\1=3.*\\1=out\\.n\\(\\).*h\\(\\1,\\1\\)");
  }

  @Test
  void whatAFunctionInsideReadsStays() throws IOException {
    assertCopied("let x; x = b; b = out.f(x); out.g(() => b, x, x); out.h(b, x);");
  }

  @Test
  void twoParametersStayTwo() throws IOException {
    assertThat(optimized("if (out.f(a, b)) { a = b; } out.h(a, b); out.k(a, b);"))
        .containsPattern("a=b|b=a");
  }

  private void assertMerged(String body) throws IOException {
    assertThat(optimized(body)).doesNotContainPattern("[ ;{,(][a-z]=[a-z][;,)]");
  }

  private void assertCopied(String body) throws IOException {
    assertThat(optimized(body)).containsPattern("[ ;{,(][a-z]=[a-z][;,)]");
  }

  /** The body of a function that only the platform calls. */
  private String optimized(String body) throws IOException {
    Path input = folder.resolve("in.js");
    Path output = folder.resolve("out.js");
    Files.writeString(
        input, "let ipx_A_f = (a, b) => { %s };\nexports.join = ipx_A_f;".formatted(body));
    OptimizeModule.optimize(input, output);
    return Files.readString(output).replace("\n", "");
  }
}
