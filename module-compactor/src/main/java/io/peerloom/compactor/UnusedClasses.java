package io.peerloom.compactor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Part of the build, not of the page: removes classes and interfaces that nothing asks for.
 *
 * <p>TeaVM declares the class of every static method, and every interface that a class implements.
 * The methods of an interface are in the objects of its classes, so an interface matters only where
 * something asks whether an object is of its type, and a class only where it is created, extended
 * or asked for.
 */
final class UnusedClasses {
  private static final String ID = CompactModule.ID;
  private static final Pattern NAME = Pattern.compile("(?<![.\\w$])" + ID);
  private static final Pattern ROW =
      Pattern.compile("(?s)(" + ID + "), (.*?), \\[([^\\]\"]*)\\], (\\d+, .*)");
  private static final String DECLARED = " = $rt_classWithoutFields(";

  private UnusedClasses() {}

  /** The module without the classes that only declarations name. */
  static String remove(String module) {
    String rest = module;
    String before;
    do {
      before = rest;
      rest = removeOnce(before);
    } while (!rest.equals(before));
    return rest;
  }

  private static String removeOnce(String module) {
    Map<String, Integer> uses = new HashMap<>();
    NAME.matcher(module).results().forEach(name -> uses.merge(name.group(), 1, Integer::sum));
    Map<String, List<String>> interfaces = new LinkedHashMap<>();
    CompactModule.ROWS
        .matcher(module)
        .results()
        .forEach(
            rows ->
                CompactModule.NEXT_ROW
                    .splitAsStream(rows.group(1))
                    .filter(row -> !row.isEmpty())
                    .forEach(row -> interfaces.put(parsed(row).group(1), interfaces(row))));
    interfaces.values().forEach(list -> list.forEach(i -> uses.merge(i, -1, Integer::sum)));
    Set<String> unused = new HashSet<>();
    for (String name : interfaces.keySet()) {
      if (uses.get(name) == 2 && declared(module, name)) {
        unused.add(name);
      }
    }
    if (unused.isEmpty()) {
      return module;
    }
    String rows =
        CompactModule.replace(
            module, CompactModule.ROWS, found -> withoutRows(found.group(1), unused, interfaces));
    return CompactModule.replace(
        rows,
        Pattern.compile(
            "(?m)^((?:let )?(" + ID + "))" + Pattern.quote(DECLARED) + "(?:" + ID + ")?\\)"),
        found -> unused.contains(found.group(2)) ? found.group(1) + " = 0" : found.group());
  }

  private static boolean declared(String module, String name) {
    return module.contains("\n" + name + DECLARED) || module.contains("\nlet " + name + DECLARED);
  }

  private static String withoutRows(
      String rows, Set<String> unused, Map<String, List<String>> interfaces) {
    String rest =
        CompactModule.NEXT_ROW
            .splitAsStream(rows)
            .filter(row -> !row.isEmpty() && !unused.contains(parsed(row).group(1)))
            .map(row -> withInterfaces(row, unused, interfaces))
            .collect(Collectors.joining(",\n"));
    return rest.isEmpty() ? "" : "$rt_metadata([" + rest + "]);\n";
  }

  private static String withInterfaces(
      String row, Set<String> unused, Map<String, List<String>> interfaces) {
    Matcher parsed = parsed(row);
    Set<String> all = new LinkedHashSet<>();
    addUsed(interfaces(row), unused, interfaces, all);
    return "%s, %s, [%s], %s"
        .formatted(parsed.group(1), parsed.group(2), String.join(", ", all), parsed.group(4));
  }

  /** An interface that goes leaves those that it extends. */
  private static void addUsed(
      List<String> names,
      Set<String> unused,
      Map<String, List<String>> interfaces,
      Set<String> all) {
    for (String name : names) {
      if (unused.contains(name)) {
        addUsed(interfaces.get(name), unused, interfaces, all);
      } else {
        all.add(name);
      }
    }
  }

  private static List<String> interfaces(String row) {
    String list = parsed(row).group(3);
    return list.isEmpty() ? List.of() : Arrays.asList(list.split(", "));
  }

  private static Matcher parsed(String row) {
    Matcher matcher = ROW.matcher(row);
    CompactModule.expect(matcher.matches(), "a row: " + row);
    return matcher;
  }
}
