package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
