package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizeModuleTest {
  @TempDir Path folder;

  @Test
  void callsOfMethodsStayWhateverTheirNames() throws IOException {
    assertThat(optimized("exports.join = a => { a.at(1); a.includes(2); a.X(3); };"))
        .contains("a.at(1);a.includes(2);a.X(3)");
  }

  @Test
  void callsWithoutSideEffectsGoIfNobodyReadsThem() throws IOException {
    assertThat(
            optimized(
                """
                let sum = (a, b) => { return BigInt.asIntN(64, a + b); },
                fail = a => { if (!a) throw a; };
                exports.join = (a, b) => { let c; c = sum(a, b); fail(b); return a; };
                """))
        .doesNotContain("asIntN")
        .contains("throw");
  }

  @Test
  void fieldsThatOnlyComparisonsReadStay() throws IOException {
    assertThat(
            optimized(
                """
                function Pair() { this.b = null; }
                exports.join = a => { let p = new Pair(); p.b = a; return Object.keys(p); };
                """))
        .contains("this.b=null")
        .containsPattern("\\.b=\\w");
  }

  @Test
  void exportsAreThoseOfTheModuleAndAMapLeadsBack() throws IOException {
    assertThat(optimized("exports.join = a => a;"))
        .startsWith("const exports={};")
        .endsWith("exports;");
    assertThat(folder.resolve("out.js.map")).content().contains("\"mappings\"");
  }

  @Test
  void aModuleThatIsNotJavaScriptEndsTheBuild() {
    assertThatThrownBy(() -> optimized("let ;")).isInstanceOf(IllegalStateException.class);
  }

  private String optimized(String module) throws IOException {
    Path input = Files.writeString(folder.resolve("in.js"), module);
    Path output = folder.resolve("out.js");
    OptimizeModule.optimize(input, output);
    return Files.readString(output);
  }

  /** Fails if a module is packed that no browser loads. */
  @Test
  void whatABrowserRefusesFailsTheBuild() throws IOException {
    Path module = folder.resolve("out.js");
    Files.writeString(module, "export const f = (a, b) => { let b = a; return b; };");
    assertThatThrownBy(() -> OptimizeModule.check(module))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("redeclared");
  }
}
