package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: leaves out of the metadata the methods that a class inherits
 * from its superclass, and those of interfaces.
 *
 * <p>TeaVM writes the default methods of interfaces into each class that has them, again and again
 * down a line of inheritance. Objects get their methods from the prototypes of their classes alone,
 * which inherit from each other, so an interface needs none.
 */
final class InheritedMethods {
  private static final String ID = CompactModule.ID;
  private static final String METHOD = "\"(\\w+)\", (\\$rt_wrapFunction\\d\\(" + ID + "\\))";
  private static final Pattern ROW =
      Pattern.compile(
          "(?s)(("
              + ID
              + "), (?:0|\"\\w+\", -?\\d+), ("
              + ID
              + "), \\[[^\\]\"]*\\], (\\d+), [^\\[]*?)"
              + "(0|\\["
              + METHOD
              + "(?:,\\s"
              + METHOD
              + ")*\\])");
  private static final Pattern ONE_METHOD = Pattern.compile(METHOD);

  /** The modifier of an interface. */
  private static final int INTERFACE = 0x200;

  private final Map<String, Map<String, String>> methods = new HashMap<>();

  private InheritedMethods() {}

  /** The module with each method in the topmost class that has it. */
  static String remove(String module) {
    InheritedMethods inherited = new InheritedMethods();
    return CompactModule.replace(
        module, CompactModule.ROWS, rows -> inherited.withoutInherited(rows.group(1)));
  }

  private String withoutInherited(String rows) {
    List<String> all = new ArrayList<>();
    for (String row : CompactModule.NEXT_ROW.split(rows)) {
      Matcher matcher = ROW.matcher(row);
      all.add(matcher.matches() ? withOwn(matcher.toMatchResult()) : row);
    }
    return "$rt_metadata([" + String.join(",\n", all) + "]);\n";
  }

  /**
   * Superclasses come before their subclasses. A method written otherwise hides what it replaces.
   */
  private String withOwn(MatchResult row) {
    if ((Integer.parseInt(row.group(4)) & INTERFACE) != 0) {
      return row.group(1) + "0";
    }
    Map<String, String> known = new HashMap<>(methods.getOrDefault(row.group(3), Map.of()));
    List<String> own = new ArrayList<>();
    ONE_METHOD
        .matcher(row.group(5))
        .results()
        .filter(method -> !method.group(2).equals(known.put(method.group(1), method.group(2))))
        .forEach(method -> own.add(method.group()));
    methods.put(row.group(2), known);
    return row.group(1) + (own.isEmpty() ? "0" : "[" + String.join(", ", own) + "]");
  }
}
