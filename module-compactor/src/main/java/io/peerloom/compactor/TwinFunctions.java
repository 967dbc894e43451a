package io.peerloom.compactor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: merges functions that do the same.
 *
 * <p>TeaVM compiles each lambda, accessor and constructor to a function of its own, and many differ
 * only in their names and those of their variables. A function that is assigned only once, where it
 * is defined, can replace its twins, because nothing in the module compares functions. This can
 * turn the callers of twins into twins, so it is repeated until none are left.
 */
final class TwinFunctions {
  private static final String ID = CompactModule.ID;
  private static final int MAX_ROUNDS = 8;

  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^((?:let )?)(" + ID + ") = ([^\n]*?) => \\{\n(.*?)^\\}([,;])\n");
  private static final Pattern ASSIGNED = Pattern.compile("(?<![.\\w$])(" + ID + ") = ");
  private static final Pattern NAME = Pattern.compile("(?<![.\\w$])" + ID);
  private static final Pattern VARIABLES = Pattern.compile("\\b(?:let|const) ([^;=]*)[;=]");

  private TwinFunctions() {}

  /** The module with one function for each set of twins. */
  static String merge(String module) {
    return merge(module, name -> true);
  }

  /** The module with one constructor for each set of twins. */
  static String mergeConstructors(String module) {
    return merge(module, name -> name.contains("__init_"));
  }

  private static String merge(String module, Predicate<String> isMerged) {
    String merged = module;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Map<String, String> twins = twins(merged, isMerged);
      if (twins.isEmpty()) {
        break;
      }
      merged = replaced(merged, twins);
    }
    return merged;
  }

  /** Maps the name of each superfluous function to that of its twin. */
  private static Map<String, String> twins(String module, Predicate<String> isMerged) {
    Map<String, Integer> assignments = new HashMap<>();
    ASSIGNED.matcher(module).results().forEach(a -> assignments.merge(a.group(1), 1, Integer::sum));
    Map<String, String> firsts = new HashMap<>();
    Map<String, String> twins = new HashMap<>();
    Matcher function = FUNCTION.matcher(module);
    while (function.find()) {
      String name = function.group(2);
      if (assignments.get(name) == 1 && isMerged.test(name) && !name.startsWith("$rt_")) {
        String form = normalForm(name, function.group(3), function.group(4));
        String first = firsts.putIfAbsent(form, name);
        if (first != null) {
          twins.put(name, first);
        }
      }
    }
    return twins;
  }

  /**
   * Equal for functions that differ only in the names of variables; functions with string literals
   * are compared as they are.
   */
  private static String normalForm(String name, String parameters, String body) {
    if (body.indexOf('"') >= 0 || body.indexOf('`') >= 0 || body.indexOf('\'') >= 0) {
      return parameters + body;
    }
    Set<String> own = new HashSet<>();
    NAME.matcher(parameters).results().forEach(p -> own.add(p.group()));
    VARIABLES
        .matcher(body)
        .results()
        .forEach(list -> NAME.matcher(list.group(1)).results().forEach(v -> own.add(v.group())));
    own.add(name);
    Map<String, String> places = new HashMap<>();
    return NAME.matcher(parameters + "=>" + body)
        .replaceAll(
            found ->
                own.contains(found.group())
                    ? "#" + places.computeIfAbsent(found.group(), n -> "" + places.size())
                    : Matcher.quoteReplacement(found.group()));
  }

  private static String replaced(String module, Map<String, String> twins) {
    String emptied =
        FUNCTION
            .matcher(module)
            .replaceAll(
                function ->
                    Matcher.quoteReplacement(
                        twins.containsKey(function.group(2))
                            ? function.group(1)
                                + function.group(2)
                                + " = 0"
                                + function.group(5)
                                + "\n"
                            : function.group()));
    Matcher name = NAME.matcher(emptied);
    StringBuilder out = new StringBuilder(emptied.length());
    while (name.find()) {
      String twin = twins.get(name.group());
      boolean defined = twin != null && emptied.startsWith(" = 0", name.end());
      name.appendReplacement(
          out, Matcher.quoteReplacement(twin == null || defined ? name.group() : twin));
    }
    return name.appendTail(out).toString();
  }
}
