package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Methods of TeaVM's library are replaced as a whole, each found once, with the names they use. */
class LeanLibraryTest {
  /** Every method that is replaced, with numbers that TeaVM might give, and its neighbours. */
  private static final String MODULE =
      "let before = 1,\n"
          + LeanLibrary.REPLACEMENTS.stream()
              .map(LeanLibraryTest::original)
              .collect(Collectors.joining())
          + "jl_Long__clinit_ = () => {\n    jl_Long_TYPE = $rt_cls($rt_longcls);\n"
          + "    jl_Long_ONE = 1;\n},\n"
          + "jl_String_indexOf9 = ($this, $ch) => {\n    return jl_String_indexOf7($this, $ch, 0);\n};\n";

  /** The method as TeaVM might write it: numbered, and using all members that its form uses. */
  private static String original(String replacement) {
    int assigned = replacement.indexOf(" = ");
    String members =
        LeanLibrary.MEMBER
            .matcher(replacement)
            .results()
            .map(name -> "    slow(x." + name.group(1) + "4);\n")
            .distinct()
            .collect(Collectors.joining());
    String head = replacement.substring(assigned, replacement.indexOf(" => "));
    return replacement.substring(0, assigned)
        + "7"
        + head
        + " => {\n"
        + members
        + "    slow();\n},\n";
  }

  @Test
  void methodsAreReplacedAndTheirNeighboursStay() {
    assertThat(LeanLibrary.replace(MODULE))
        .startsWith("let before = 1,\njl_Object_toString7 = $this => {\n")
        .contains("jl_Enum_compareTo7 = ($this, var$1) => {\n    return $this.$ordinal4 - var$1.")
        .contains("= ($this, $ch, $fromIndex) => {\n    return $this.$nativeString4.indexOf(String")
        .contains("= ($this, $str, $fromIndex) => {\n    return $this.$nativeString4.indexOf($str.")
        .contains("jl_Byte__clinit_7 = () => {\n},\n")
        .contains("jl_Long__clinit_ = () => {\n    jl_Long_ONE = 1;\n},\njl_String_indexOf9 = ")
        .endsWith("{\n    return jl_String_indexOf7($this, $ch, 0);\n};\n")
        .doesNotContain("slow", "#");
  }

  @Test
  void anotherLibraryEndsTheBuild() {
    assertThatThrownBy(() -> LeanLibrary.replace(MODULE.replace("$prefix", "$start")))
        .hasMessageContaining("not in the library: jl_String_startsWith");
    assertThatThrownBy(() -> LeanLibrary.replace(MODULE.replace("$ordinal", "$place")))
        .hasMessageContaining("$ordinal is not in the method");
    String twice = "jl_Object_toString8 = $this => {\n    return 1;\n};\n";
    assertThatThrownBy(() -> LeanLibrary.replace(MODULE + twice))
        .hasMessageContaining("twice in the library: jl_Object_toString");
  }
}
