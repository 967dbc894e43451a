package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link MinifyModule}: what other modules see of a module stays. */
class MinifyModuleTest {
  private static final String MODULE =
      """
      import * as core from './core.js';
      import {
        Failure,
        check,
      } from './values.js';

      export { Failure };

      function longName(argument) {
        return argument + core.number;
      }

      export class Counter {
        #count = 0;

        increase(by) {
          check(by > 0, 'more');
          this.#count += longName(by);
          return this.#count;
        }
      }
      """;

  @Test
  void importsExportsAndPrivateFieldsStay() {
    String shorter = MinifyModule.minified(MODULE);
    assertThat(shorter)
        .startsWith("import * as core from './core.js';import {")
        .contains("#count=0", "core.number", "export const {Counter}=", "export {Failure};")
        .doesNotContain("longName", "argument", "PRIVATE_");
    assertThat(shorter.length()).isLessThan(MODULE.length());
  }

  @Test
  void codeThatIsNoModuleEndsTheBuild() {
    assertThatThrownBy(() -> MinifyModule.minified("export class {"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void modulesBecomeOne() {
    String joined =
        MinifyModule.joined(
            "import * as core from './core.js';\nimport { b } from './b.js';\n"
                + "export const c = () => core.f(b());\n",
            List.of("a.js", "b.js"),
            List.of(
                "export const a = () => 1;\n",
                "import {\n  a,\n} from './a.js';\nexport const b = () => a();\n"));
    assertThat(joined)
        .isEqualTo(
            "const a = () => 1;\nconst b = () => a();\nimport * as core from './core.js';\n"
                + "export const c = () => core.f(b());\n");
  }
}
