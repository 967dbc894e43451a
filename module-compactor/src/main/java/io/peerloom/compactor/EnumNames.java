package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out the names of enums' constants that no page uses: the text becomes empty where nothing
 * else has it. Error codes and the types of what is signed appear in messages, and lanes are names
 * of channels; what says them is listed here.
 */
final class EnumNames {
  /** Their names are used. */
  private static final Set<String> NAMED_ENUMS =
      Set.of("ipcb_ErrorCode", "ipcc_SignedEnvelope$Type", "ipca_PutOptions$Readers", "ipcc_Lane");

  private static final Pattern ENUM_CONSTANT =
      Pattern.compile("(" + CompactModule.ID + ")__init_0?\\(\\$rt_s\\((\\d+)\\), \\d+[,)]");
  private static final Pattern STRING_USE = Pattern.compile("\\$rt_s\\((\\d+)\\)");
  private static final Pattern STRING_LITERAL =
      Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");

  private EnumNames() {}

  /** The module TeaVM wrote without these texts. */
  static String forgotten(String module) {
    int pool = module.indexOf("$rt_stringPool([");
    if (pool < 0) {
      throw new IllegalStateException("no texts");
    }
    // A text that ends so would only leave names in.
    int end = module.indexOf("])", pool);
    List<String> texts = strings(module.substring(pool + "$rt_stringPool([".length(), end));
    Set<Integer> once = new HashSet<>();
    Set<Integer> often = new HashSet<>();
    Matcher use = STRING_USE.matcher(module);
    while (use.find()) {
      int number = Integer.parseInt(use.group(1));
      if (!once.add(number)) {
        often.add(number);
      }
    }
    Matcher constant = ENUM_CONSTANT.matcher(module);
    while (constant.find()) {
      int number = Integer.parseInt(constant.group(2));
      String type = constant.group(1);
      boolean isEnum =
          module.contains(type + " = $rt_classWithoutFields(jl_Enum)")
              || module.contains("function " + type + "() {\n    jl_Enum.call(this);");
      if (isEnum
          && number < texts.size()
          && !NAMED_ENUMS.contains(type)
          && !often.contains(number)) {
        texts.set(number, "\"\"");
      }
    }
    return module.substring(0, pool)
        + "$rt_stringPool(["
        + String.join(", ", texts)
        + module.substring(end);
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
