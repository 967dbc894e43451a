package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Part of the build, not of the page: gives the module one order, whatever order TeaVM chose.
 *
 * <p>TeaVM writes classes in the order in which it reaches them, which differs between builds of
 * the same sources, and numbers texts in the order in which classes use them. What follows from
 * these orders changed the size of the gzipped module by up to 256 bytes. Here classes, each with
 * its functions, are sorted by their depth of inheritance, then by name, and so are their rows of
 * metadata: both need the superclass first. Texts, the methods that the platform calls, and exports
 * are sorted as text.
 *
 * <p>What precedes the first class is TeaVM's runtime, and stays; so do the statements after the
 * metadata. Nothing runs between the two except initial values, which must therefore be literals,
 * functions or classes.
 */
final class CanonicalOrder {
  private static final String ID = CompactModule.ID;
  private static final String OBJECT = "jl_Object";
  private static final String FIRST_CLASS = "function " + OBJECT + "() {\n";
  private static final String PACKAGES = "\n$rt_packages([";
  private static final String ROWS = "$rt_metadata([";
  private static final String TEXTS = "$rt_stringPool([";
  private static final String END = "]);\n";

  /** A constructor, or a declared variable with its keyword, value and separator. */
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?s)function ("
              + ID
              + ")\\(\\) \\{\n(?:.*?\n)??\\}\n|(let )?("
              + ID
              + ") = ([^\n]*[^\n{,;]|[^\n]* => \\{\n(?:.*?\n)??\\})([,;])\n");

  private static final Pattern INITIAL_VALUE =
      Pattern.compile(
          "(?s)null|-?[\\d.]+n?|Long_ZERO|\\$rt_classWithoutFields\\([\\w$]*\\)|.* => .*");

  /** A class, its name if it has one, and its superclass. */
  private static final Pattern ROW =
      Pattern.compile("(?s)(" + ID + "), (?:0|\"[^\"]*\", -?\\d+), (" + ID + "), \\[.*");

  private static final Pattern TEXT =
      Pattern.compile("(\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\")(?:,\\s+)?");
  private static final Pattern USE = Pattern.compile("\\$rt_s\\((\\d+)\\)");

  /** The methods that the platform calls: first all of them, then those of one class. */
  private static final Pattern CALLED =
      Pattern.compile(
          "(?<=\n\\(\\(\\) => \\{\n {4}let c;\n)(?: {4}c[^\n]*;\n)+(?=\\}\\)\\(\\);\n)");

  private static final Pattern CALLED_CLASS =
      Pattern.compile("( {4}c = " + ID + "\\.prototype;\n)((?: {4}c[.\\[][^\n]*;\n)+)");

  /** A class of the module's API; its number is its place in TeaVM's order. */
  private static final Pattern EXPORTED_CLASS =
      Pattern.compile(
          "function (\\$rt_export_class_\\w+)_\\d+\\(\\) +\\{\n[^\n]*\n\\};\n\\1_\\d+\\.prototype = [^\n]*;\n");

  private static final Pattern EXPORT = Pattern.compile("exports\\.\\w+ = [^\n]*;\n");
  private static final Pattern NUMBER = Pattern.compile("(\\$rt_export_class_\\w+)_\\d+\\b");

  private static final class JavaClass {
    final String name;
    String constructor = "";
    final List<String> variables = new ArrayList<>();
    String row;

    JavaClass(String name) {
      this.name = name;
    }
  }

  private final Map<String, JavaClass> classes = new TreeMap<>();
  private final Map<String, String> superclasses = new HashMap<>();

  private CanonicalOrder() {}

  /** TeaVM's unminified module in the one order. */
  static String of(String module) {
    return new CanonicalOrder().ordered(module);
  }

  private String ordered(String module) {
    int code = onlyIndexOf(module, FIRST_CLASS);
    int packages = onlyIndexOf(module, PACKAGES) + 1;
    int rows = module.indexOf(ROWS, packages);
    int texts = onlyIndexOf(module, TEXTS);
    int end = module.indexOf(END, texts) + END.length();
    expect(code < packages && packages < rows && rows < texts, "parts in another order");
    readClasses(module.substring(code, packages));
    int rowsEnd = rows + readRows(module.substring(rows, texts));
    List<JavaClass> order = new ArrayList<>(classes.values());
    order.sort(Comparator.comparingInt(c -> depth(c.name)));
    Map<Integer, Integer> numbers = new HashMap<>();
    String sorted = sortedTexts(module.substring(texts, end), numbers);
    return numbered(module.substring(0, code) + declarations(order), numbers)
        + module.substring(packages, rows)
        + numbered(rows(order), numbers)
        + module.substring(rowsEnd, texts)
        + sorted
        + numbered(sortedExports(module.substring(end)), numbers);
  }

  /** Each variable belongs to the class declared last before it. */
  private void readClasses(String code) {
    Matcher declaration = DECLARATION.matcher(code);
    JavaClass current = null;
    boolean open = false;
    int at = 0;
    while (at < code.length()) {
      boolean found = declaration.region(at, code.length()).lookingAt();
      expect(found, "no declaration: " + line(code, at));
      at = declaration.end();
      String name = declaration.group(3);
      if (name == null) {
        expect(!open, "a constructor in a declaration: " + declaration.group(1));
        current = declare(declaration.group(1));
        current.constructor = declaration.group();
        continue;
      }
      String value = declaration.group(4);
      expect(open == (declaration.group(2) == null), "a declaration that is not open: " + name);
      expect(INITIAL_VALUE.matcher(value).matches(), "a value that needs others: " + name);
      open = declaration.group(5).equals(",");
      if (value.startsWith("$rt_classWithoutFields(")) {
        current = declare(name);
      }
      expect(
          current != null && (name + "_").startsWith(current.name + "_"),
          "a variable that is not of the class before it: " + name);
      current.variables.add(name + " = " + value);
    }
    expect(!open, "a declaration without an end");
  }

  private JavaClass declare(String name) {
    JavaClass declared = new JavaClass(name);
    expect(classes.put(name, declared) == null, "a class declared twice: " + name);
    return declared;
  }

  /** Returns where the metadata ends. */
  private int readRows(String metadata) {
    Matcher group = CompactModule.ROWS.matcher(metadata);
    int at = 0;
    while (group.region(at, metadata.length()).lookingAt()) {
      at = group.end();
      for (String text : CompactModule.NEXT_ROW.split(group.group(1))) {
        Matcher row = ROW.matcher(text);
        JavaClass declared = row.matches() ? classes.get(row.group(1)) : null;
        expect(declared != null && declared.row == null, "metadata of no class: " + text);
        declared.row = text;
        superclasses.put(declared.name, row.group(2));
      }
    }
    expect(metadata.indexOf(ROWS, at) < 0, "metadata after " + line(metadata, at));
    classes.values().forEach(c -> expect(c.row != null, "a class without metadata: " + c.name));
    return at;
  }

  private int depth(String name) {
    int depth = 0;
    for (String c = name; !c.equals(OBJECT); c = superclasses.get(c)) {
      expect(superclasses.containsKey(c) && depth < superclasses.size(), "no class: " + c);
      depth++;
    }
    return depth;
  }

  /** Declares variables together up to the next constructor, as TeaVM does. */
  private static String declarations(List<JavaClass> order) {
    StringBuilder code = new StringBuilder();
    List<String> variables = new ArrayList<>();
    for (JavaClass each : order) {
      if (!each.constructor.isEmpty()) {
        declare(variables, code);
        code.append(each.constructor);
      }
      variables.addAll(each.variables);
    }
    declare(variables, code);
    return code.toString();
  }

  private static void declare(List<String> variables, StringBuilder to) {
    if (!variables.isEmpty()) {
      to.append("let ").append(String.join(",\n", variables)).append(";\n");
      variables.clear();
    }
  }

  private static String rows(List<JavaClass> order) {
    return ROWS + String.join(",\n", order.stream().map(c -> c.row).toList()) + END;
  }

  /** The sorted texts; puts the new number of each by its old one. */
  private static String sortedTexts(String pool, Map<Integer, Integer> numbers) {
    Matcher text = TEXT.matcher(pool).region(TEXTS.length(), pool.length() - END.length());
    List<String> texts = new ArrayList<>();
    int at = TEXTS.length();
    while (text.lookingAt()) {
      texts.add(text.group(1));
      at = text.end();
      text.region(at, pool.length() - END.length());
    }
    expect(at == pool.length() - END.length(), "no text: " + line(pool, at));
    List<String> sorted = texts.stream().sorted().distinct().toList();
    expect(sorted.size() == texts.size(), "a text that is there twice");
    Map<String, Integer> places = new HashMap<>();
    sorted.forEach(each -> places.put(each, places.size()));
    texts.forEach(each -> numbers.put(numbers.size(), places.get(each)));
    return TEXTS + String.join(",\n", sorted) + END;
  }

  private static String numbered(String code, Map<Integer, Integer> numbers) {
    return CompactModule.replace(
        code,
        USE,
        use -> {
          Integer number = numbers.get(Integer.valueOf(use.group(1)));
          expect(number != null, "no text of number " + use.group(1));
          return "$rt_s(" + number + ")";
        });
  }

  /** What the platform calls, and what the module exports, by their names. */
  private static String sortedExports(String end) {
    Matcher called = CALLED.matcher(end);
    expect(called.find(), "nothing that the platform calls");
    String sorted = called.replaceFirst(Matcher.quoteReplacement(sortedMethods(called.group())));
    Matcher first = EXPORTED_CLASS.matcher(sorted);
    expect(first.find(), "no exported class");
    String exports = sorted.substring(first.start());
    List<String> parts = new ArrayList<>(sorted(EXPORTED_CLASS, exports));
    parts.addAll(sorted(EXPORT, exports));
    String joined = NUMBER.matcher(String.join("", parts)).replaceAll("$1");
    expect(parts.stream().mapToInt(String::length).sum() == exports.length(), "unknown exports");
    return sorted.substring(0, first.start()) + joined;
  }

  private static String sortedMethods(String called) {
    List<String> sorted =
        CALLED_CLASS
            .matcher(called)
            .results()
            .map(
                each ->
                    each.group(1)
                        + each.group(2)
                            .lines()
                            .sorted()
                            .collect(Collectors.joining("\n", "", "\n")))
            .sorted()
            .toList();
    String all = String.join("", sorted);
    expect(all.length() == called.length(), "an unknown call of the platform");
    return all;
  }

  private static List<String> sorted(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  private static int onlyIndexOf(String module, String text) {
    int at = module.indexOf(text);
    expect(at >= 0 && module.indexOf(text, at + 1) < 0, "not once: " + text.strip());
    return at;
  }

  private static String line(String code, int at) {
    return code.substring(at).lines().findFirst().orElse("");
  }

  private static void expect(boolean condition, String otherwise) {
    CompactModule.expect(condition, otherwise);
  }
}
