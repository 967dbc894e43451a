package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: replaces several lines of TeaVM's module by one call.
 *
 * <ul>
 *   <li>The captures of a lambda are passed when it is created.
 *   <li>Text is joined by one function.
 *   <li>Objects are created by one function per class and constructor.
 *   <li>The metadata rows of plain classes omit what is the same in all.
 *   <li>Static fields whose initialization does not need the platform are initialized when the
 *       module loads, instead of being checked at each use.
 * </ul>
 */
final class ShortForms {
  private static final String ID = CompactModule.ID;
  private static final String INITIALIZE = "_$callClinit";
  private static final String INITIALIZER = "__clinit_";
  private static final String BUILDER = "jl_StringBuilder_";

  /** The helpers made here are inserted before this text, which precedes all their uses. */
  private static final String ANCHOR = "let $Lambda0 = ";

  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^(?:let )?(" + ID + ") = ([^\n]*?) => \\{\n(.*?)^\\}[,;]\n");
  private static final Pattern CLASS =
      Pattern.compile(
          "(?m)^(?:function ("
              + ID
              + ")\\(\\) \\{|(?:let )?("
              + ID
              + ") = \\$rt_classWithoutFields)");
  private static final Pattern CALL = Pattern.compile("(?<![.A-Za-z0-9_$])(" + ID + ")\\(");
  private static final Pattern CAPTURING =
      Pattern.compile("(?m)^( +)(" + ID + ") = (\\$Lambda\\d+_of\\(" + ID + "\\));\n");
  private static final Pattern JOINING =
      Pattern.compile(
          "(?m)^ +("
              + ID
              + ") = jl_StringBuilder__init_\\(\\);\n +("
              + BUILDER
              + "append[^\n]*);\n( +[^\n]*"
              + BUILDER
              + "toString\\(\\1\\)[^\n]*\n)");
  private static final Pattern APPEND =
      Pattern.compile("(" + BUILDER + "append\\d*)\\((.*), (" + ID + "|\\$rt_s\\(\\d+\\))\\)");
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "(?m)^(?:let )?("
              + BUILDER
              + "append\\d*) = \\(\\$this, (\\$\\w+)\\) => \\{\n((?: [^\n]*\n)*)");
  private static final Pattern UNCHECKED = Pattern.compile("\\$rt_nullCheck\\((.*)\\)");
  private static final Pattern CAST =
      Pattern.compile(
          "\\$rt_castTo(?:Class|Interface)\\(((?:[^()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))*),"
              + " (?:"
              + ID
              + "|\\$rt_arraycls\\([^()]*\\))\\)");
  private static final Pattern LONG = Pattern.compile("Long_fromInt\\((-?\\d+)\\)");
  private static final Pattern ROW =
      Pattern.compile(
          "(?s)("
              + ID
              + "), (?:0|\"[^\"]+\", -?\\d+), ([A-Za-z0-9_$]+), (\\[[^\\]]*\\]), \\d+, 0,"
              + " (?:0|\\(\\) => "
              + ID
              + "\\(\\)), (0|\\[.*\\])");

  private static final String RECORD = "jl_Record";
  private static final Pattern RECORD_METHODS =
      Pattern.compile(
          "\\[\"\\w+\", \\$rt_wrapFunction0\\(\\$rt_record_hashCode\\), "
              + "\"\\w+\", \\$rt_wrapFunction1\\(\\$rt_record_equals\\)\\]");

  private static final String JOIN =
      """
      $join = (...parts) => {
          return $rt_str(parts.reduce((text, part) => text + (typeof part === "object" ? $rt_ustr(jl_String_valueOf(part)) : part), ""));
      }\
      """;

  private static final String BARE =
      """
      let $bare = all => {
          $rt_metadata(all.flatMap(cls => [cls, jl_Object, 0, 0]));
      };
      """;

  private String module;
  private final Set<String> classes = new HashSet<>();
  private final Map<String, String> helpers = new TreeMap<>();

  private ShortForms(String module) {
    this.module = module;
  }

  /** Shortens the output of {@link CompactModule}. */
  static String shorten(String module) {
    ShortForms forms = new ShortForms(EnumNames.forgotten(withoutCasts(module)));
    forms.initializeAtOnce();
    forms.passCaptures();
    forms.join();
    forms.module = Creations.shorten(forms.module, forms.helpers);
    forms.writeLongs();
    forms.shortenRows();
    return forms.withHelpers();
  }

  /** Removes casts, which {@link CompactModule} has turned into calls of the identity function. */
  static String withoutCasts(String module) {
    String after = module;
    String before;
    do {
      before = after;
      after = CAST.matcher(before).replaceAll(cast -> Matcher.quoteReplacement(argument(cast)));
    } while (!after.equals(before));
    return after;
  }

  private static String argument(MatchResult cast) {
    String expression = cast.group(1);
    return expression.matches(ID) ? expression : "(" + expression + ")";
  }

  /**
   * Initializes static fields of a class before anything else runs, if their initializer calls
   * nothing of the platform and needs no class that is not initialized before.
   */
  private void initializeAtOnce() {
    Map<String, String> functions = new LinkedHashMap<>();
    FUNCTION.matcher(module).results().forEach(f -> functions.put(f.group(1), f.group(3)));
    CLASS
        .matcher(module)
        .results()
        .forEach(c -> classes.add(c.group(1) == null ? c.group(2) : c.group(1)));
    List<String> waiting = new ArrayList<>();
    for (String name : functions.keySet()) {
      // The runtime itself initializes the class of strings, before everything else.
      if (name.endsWith(INITIALIZER) && !module.contains(" = () => " + initialize(name))) {
        waiting.add(name.substring(0, name.length() - INITIALIZER.length()));
      }
    }
    waiting.sort(Comparator.naturalOrder());
    Set<String> done = new LinkedHashSet<>();
    while (waiting.removeIf(name -> isSelfContained(name, functions, done) && done.add(name))) {
      // Repeat: another class may depend only on these.
    }
    StringBuilder calls = new StringBuilder();
    for (String name : done) {
      String asked = Pattern.quote(name + INITIALIZE);
      expect(
          !Pattern.compile("(?m)(?:\\)|else)\n +" + asked + "\\(\\);\n").matcher(module).find(),
          "a class that is asked for under a condition");
      module = module.replaceAll("(?m)^ +" + asked + "\\(\\);\n", "");
      module = module.replace(", () => " + name + INITIALIZE + "(),", ", 0,");
      expect(!module.contains(name + INITIALIZE + "("), "a class that is still asked for");
      calls.append(name).append(INITIALIZER).append("();\n");
    }
    int last = module.lastIndexOf("$rt_stringPool([");
    int end = module.indexOf(");\n", last) + 3;
    module = module.substring(0, end) + calls + module.substring(end);
  }

  private static String initialize(String initializer) {
    return initializer.replace(INITIALIZER, INITIALIZE) + "()";
  }

  private boolean isSelfContained(String name, Map<String, String> functions, Set<String> done) {
    Set<String> reached = new LinkedHashSet<>(Set.of(name + INITIALIZER));
    List<String> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      Matcher call = CALL.matcher(functions.get(open.remove(open.size() - 1)));
      while (call.find()) {
        String callee = call.group(1);
        if (callee.endsWith(INITIALIZE)) {
          String other = callee.substring(0, callee.length() - INITIALIZE.length());
          if (!other.equals(name) && !done.contains(other)) {
            return false;
          }
        } else if (!classes.contains(callee) && !isOfLanguage(callee)) {
          if (!functions.containsKey(callee) || callee.contains("js_body")) {
            return false;
          }
          if (reached.add(callee)) {
            open.add(callee);
          }
        }
      }
    }
    return true;
  }

  private static boolean isOfLanguage(String callee) {
    return callee.startsWith("$rt_")
        || callee.startsWith("Long_")
        || callee.startsWith("$Lambda")
        || Set.of("if", "for", "while", "switch", "return", "catch", "typeof").contains(callee);
  }

  private void passCaptures() {
    StringBuilder code = new StringBuilder();
    int last = 0;
    Matcher made = CAPTURING.matcher(module);
    while (made.find()) {
      String object = made.group(2);
      Pattern capture =
          Pattern.compile(Pattern.quote(made.group(1) + object) + "\\.(" + ID + ") = ([^\n]*);\n");
      List<String> fields = new ArrayList<>();
      List<String> values = new ArrayList<>();
      int end = made.end();
      Matcher next = capture.matcher(module);
      while (next.region(end, module.length()).lookingAt() && !uses(next.group(2), object)) {
        fields.add(next.group(1));
        values.add(next.group(2));
        end = next.end();
      }
      if (!fields.isEmpty()) {
        code.append(module, last, made.start()).append(made.group(1)).append(object);
        code.append(" = ").append(withFields(fields)).append("(").append(made.group(3));
        code.append(", ").append(String.join(", ", values)).append(");\n");
        last = end;
      }
    }
    expect(last > 0, "no lambda with captures");
    module = code.append(module, last, module.length()).toString();
  }

  private String withFields(List<String> fields) {
    String name = "$with_" + String.join("_", fields);
    StringBuilder body = new StringBuilder();
    fields.forEach(
        field -> body.append("o.").append(field).append(" = $").append(field).append("; "));
    helpers.put(
        name, "(o, $" + String.join(", $", fields) + ") => {\n    " + body + "return o;\n}");
    return name;
  }

  static boolean uses(String code, String name) {
    return Pattern.compile("(?<![.A-Za-z0-9_$])" + Pattern.quote(name) + "(?![A-Za-z0-9_$])")
        .matcher(code)
        .find();
  }

  private void join() {
    String object = overload("$obj", "");
    String string = overload("$string", "");
    String integer = overload("$int", "");
    String number = overload("$long", "");
    Set<String> joined = Set.of(object, string, integer, number);
    int before = module.length();
    module =
        replace(
            JOINING,
            found -> {
              List<String> parts = parts(found.group(2), found.group(1), joined);
              String text = BUILDER + "toString(" + found.group(1) + ")";
              String use = found.group(3).replace(text, "");
              return parts == null || uses(use, found.group(1))
                  ? found.group()
                  : found.group(3).replace(text, "$join(" + String.join(", ", parts) + ")");
            });
    expect(module.length() < before, "no text that is joined");
    helpers.put("$join", JOIN.substring("$join = ".length()));
  }

  /**
   * The method of builders that appends a value of some type. TeaVM numbers these methods in the
   * order in which it meets them, so they are recognised by the name of their parameter and one of
   * its uses: what does the work may be inlined or not.
   */
  private String overload(String parameter, String... bodies) {
    List<String> names = new ArrayList<>();
    OVERLOAD
        .matcher(module)
        .results()
        .filter(found -> found.group(2).equals(parameter) && hasAny(found.group(3), bodies))
        .forEach(found -> names.add(found.group(1)));
    expect(names.size() == 1, "builders append " + parameter + " by " + names);
    return names.get(0);
  }

  private static boolean hasAny(String code, String... texts) {
    return Arrays.stream(texts).anyMatch(code::contains);
  }

  /** The values appended to a builder, in order; null if the calls are less simple. */
  private static List<String> parts(String appending, String builder, Set<String> joined) {
    List<String> parts = new ArrayList<>();
    String rest = appending;
    while (!rest.equals(builder)) {
      Matcher unchecked = UNCHECKED.matcher(rest);
      Matcher append = APPEND.matcher(rest);
      if (unchecked.matches()) {
        rest = unchecked.group(1);
      } else if (append.matches() && joined.contains(append.group(1))) {
        parts.add(0, append.group(3));
        rest = append.group(2);
      } else {
        return null;
      }
    }
    return parts;
  }

  private void writeLongs() {
    module = LONG.matcher(module).replaceAll("($1n)");
  }

  private void shortenRows() {
    int first = module.indexOf("$rt_metadata([");
    expect(first > 0, "no metadata");
    String code = module.substring(0, first);
    module = module.substring(first);
    Matcher methods = RECORD_METHODS.matcher(module);
    String ofRecords = methods.find() ? methods.group() : "0";
    List<String> rows = new ArrayList<>();
    String rest =
        replace(
            CompactModule.ROWS,
            some -> {
              rows.addAll(List.of(CompactModule.NEXT_ROW.split(some.group(1))));
              return "";
            });
    module = code + BARE + shortened(rows, ofRecords) + rest;
  }

  /**
   * The first class, which all others extend, then the names of those that have nothing but a name,
   * then the others in their order, each with its superclass, its interfaces and its methods.
   *
   * @param ofRecords the methods that all records have, which they get from their class instead
   */
  private static String shortened(List<String> all, String ofRecords) {
    List<String> bare = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (String row : all) {
      Matcher matcher = ROW.matcher(row);
      expect(matcher.matches(), "a class described otherwise: " + row);
      String name = matcher.group(1);
      String superclass = matcher.group(2);
      String interfaces = matcher.group(3).equals("[]") ? "0" : matcher.group(3);
      String methods = matcher.group(4);
      if (name.equals(RECORD)) {
        methods = ofRecords;
      } else if (superclass.equals(RECORD) && methods.equals(ofRecords)) {
        methods = "0";
      }
      if (superclass.equals(CompactModule.OBJECT)
          && interfaces.equals("0")
          && methods.equals("0")) {
        bare.add(name);
      } else {
        rows.add(String.join(", ", name, superclass, interfaces, methods));
      }
    }
    String first = rows.remove(0);
    expect(first.startsWith(CompactModule.OBJECT + ", 0, "), "a class before all others: " + first);
    return "$rt_metadata(["
        + first
        + "]);\n$bare(["
        + String.join(", ", bare)
        + "]);\n$rt_metadata(["
        + String.join(",\n", rows)
        + "]);\n";
  }

  private String withHelpers() {
    int at = module.indexOf(ANCHOR);
    expect(at > 0, "no lambdas");
    StringBuilder declared = new StringBuilder("let ");
    helpers.forEach(
        (name, body) ->
            declared.append(declared.length() > 4 ? ",\n" : "").append(name + " = " + body));
    return module.substring(0, at) + declared.append(";\n") + module.substring(at);
  }

  private String replace(Pattern pattern, Function<Matcher, String> by) {
    return CompactModule.replace(module, pattern, by);
  }

  private static void expect(boolean condition, String otherwise) {
    CompactModule.expect(condition, otherwise);
  }
}
