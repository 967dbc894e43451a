package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out the names of enums' constants that no page uses, and the arrays of constants that
 * nothing reads. A text that only such a name has becomes empty. Error codes and the types of what
 * is signed appear in messages, and lanes are names of channels; what says them is listed here.
 */
final class EnumNames {
  /** Their names are used. */
  private static final Set<String> NAMED_ENUMS =
      Set.of("ipcb_ErrorCode", "ipcc_SignedEnvelope$Type", "ipca_PutOptions$Readers", "ipcc_Lane");

  private static final String POOL = "$rt_stringPool([";
  private static final String VALUES = "_$VALUES";
  private static final Pattern ENUM_CONSTANT =
      Pattern.compile("((" + CompactModule.ID + ")__init_0?\\()\\$rt_s\\(\\d+\\)(, \\d+[,)])");

  /** An array of all constants, which {@code values()} would copy. */
  private static final Pattern CONSTANTS =
      Pattern.compile(
          "(?m)^ +(\\S+) = \\$rt_createArray\\((\\S+), \\d+\\);\n"
              + " +(\\S+) = \\1\\.data;\n"
              + "(?: +\\3\\[\\d+\\] = \\S+;\n)+"
              + " +\\2_\\$VALUES = \\1;\n");

  private static final Pattern STRING_USE = Pattern.compile("\\$rt_s\\((\\d+)\\)");
  private static final Pattern STRING_LITERAL =
      Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");

  private EnumNames() {}

  /** The module TeaVM wrote without these texts and arrays. */
  static String forgotten(String module) {
    String named = withoutNames(withoutArrays(module));
    int pool = named.indexOf(POOL);
    if (pool < 0) {
      throw new IllegalStateException("no texts");
    }
    // A text that ends so would only leave names in.
    int end = named.indexOf("])", pool);
    List<String> texts = strings(named.substring(pool + POOL.length(), end));
    Set<Integer> used = new HashSet<>();
    STRING_USE.matcher(named).results().forEach(u -> used.add(Integer.parseInt(u.group(1))));
    for (int i = 0; i < texts.size(); i++) {
      if (!used.contains(i)) {
        texts.set(i, "\"\"");
      }
    }
    return named.substring(0, pool) + POOL + String.join(", ", texts) + named.substring(end);
  }

  private static String withoutNames(String module) {
    return CompactModule.replace(
        module,
        ENUM_CONSTANT,
        constant ->
            isEnum(module, constant.group(2)) && !NAMED_ENUMS.contains(constant.group(2))
                ? constant.group(1) + "null" + constant.group(3)
                : constant.group());
  }

  private static boolean isEnum(String module, String type) {
    return module.contains(type + " = $rt_classWithoutFields(jl_Enum)")
        || module.contains("function " + type + "() {\n    jl_Enum.call(this);");
  }

  private static String withoutArrays(String module) {
    return CompactModule.replace(
        module,
        CONSTANTS,
        array -> {
          Matcher use = Pattern.compile(Pattern.quote(array.group(2) + VALUES)).matcher(module);
          return use.results().count() == 2 ? "" : array.group();
        });
  }

  /** The literals of a list of strings, as they are written. */
  private static List<String> strings(String list) {
    List<String> literals = new ArrayList<>();
    Matcher literal = STRING_LITERAL.matcher(list);
    while (literal.find()) {
      literals.add(literal.group());
    }
    return literals;
  }
}
