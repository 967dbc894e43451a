package io.peerloom.compactor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rewrites the module TeaVM wrote so that it compresses better, by a fifth.
 *
 * <p>TeaVM gives every field of every class its own name, every lambda its own class, and every
 * reference a null check. Here unrelated classes share the names of their fields, which are
 * numbered from the top of each line of inheritance, so that no object has two of one name. Lambdas
 * of one interface are objects of one class, which holds their function. Null is left to the
 * engine, which throws at the same places; TeaVM's catch clauses receive what the engine throws as
 * a RuntimeException. Bounds checks stay: the engine has none. Casts are not checked: no cast of
 * the sources can fail, because each follows an {@code instanceof}, comes from a type parameter, or
 * names an interface of JavaScript, which only the compiler knows. All records share one equals and
 * one hashCode, which compare the components of the objects. Functions are sorted by length:
 * similar ones come near each other, where compression finds them.
 *
 * <p>It reads TeaVM's layout of an unminified module, in which the names of fields and methods
 * begin with a dollar sign and so never clash with the platform's; an optimizer shortens the rest
 * afterwards. If TeaVM's layout is different, the build ends.
 */
public final class CompactModule {
  /** The version of TeaVM whose unminified modules this class has been checked with. */
  static final String TEAVM_VERSION = "0.16.0";

  static final String ID = "[A-Za-z0-9_$]+";
  static final String OBJECT = "jl_Object";
  private static final String LAMBDA = "$Lambda";
  private static final String FUNCTION_FIELD = "$lambdaFunction";
  private static final Pattern NULL_CHECK =
      Pattern.compile("(?s)(\\$rt_nullCheck = (\\w+) => )\\{.*?\n\\},");

  /** What the compiler writes where a method of an object becomes a lambda. */
  private static final Pattern NOT_NULL =
      Pattern.compile("(?m)(?<=[;{}:]\n) +ju_Objects_requireNonNull\\([\\w$.]+\\);\n");

  private static final Pattern CAST_CHECK =
      Pattern.compile("(?s)(\\$rt_castTo(?:Class|Interface) = \\(obj, cls\\) => )\\{.*?\n\\},");
  private static final Pattern RECORD_METHOD =
      Pattern.compile(
          "(?ms)^((?:let )?)(" + ID + ")_(equals|hashCode) = ([^\n]*) => \\{\n(.*?)^\\}([,;])\n");
  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^(let )?(" + ID + " = [^\n]* => \\{\n.*?^\\})([,;])\n");
  private static final Pattern RECORD_ROW =
      Pattern.compile("(?:\\[|\n)(" + ID + "), 0, jl_Record, ");

  /** A class: its name, and the lines that give its fields their first values. */
  static final Pattern CONSTRUCTOR =
      Pattern.compile("(?ms)^function (" + ID + ")\\(\\) \\{\n(.*?)^\\}\n");

  private static final Pattern SUPER_CALL = Pattern.compile("(" + ID + ")\\.call\\((?:this|a)\\);");
  private static final Pattern FIELD = Pattern.compile("\\b(?:this|a)\\.(\\$[A-Za-z0-9_$]+) = ");
  private static final Pattern WITHOUT_FIELDS =
      Pattern.compile("(" + ID + ") = \\$rt_classWithoutFields\\((" + ID + ")?\\)");
  static final Pattern ROWS = Pattern.compile("(?s)\\$rt_metadata\\(\\[(.*?)\\]\\);\n");
  static final Pattern NEXT_ROW = Pattern.compile(",\n(?=" + ID + ", )");
  private static final Pattern LAMBDA_ROW =
      Pattern.compile(
          "("
              + ID
              + "\\$lambda\\$_"
              + ID
              + "), 0, jl_Object, \\[("
              + ID
              + ")\\], 1, 0, 0, (?:0|\\[\"(\\$\\w+)\", \\$rt_wrapFunction(\\d)\\(("
              + ID
              + ")\\)\\])");
  private static final Pattern MEMBER = Pattern.compile("\\.(" + ID + ")");
  private static final Pattern QUOTED = Pattern.compile("\"(\\$" + ID + ")\"");
  private static final Pattern NEW = Pattern.compile("\\bnew (" + ID + ")(?:\\(\\))?");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /**
   * A lambda's class as TeaVM wrote it; name, parameters and function are null if it is never
   * called.
   */
  private record Lambda(String type, String name, String parameters, String function) {
    String kind() {
      return type + ' ' + name;
    }
  }

  private String module;
  private final Map<String, Lambda> lambdas = new LinkedHashMap<>();
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Map<String, List<String>> subclasses = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  private CompactModule(String module) {
    this.module = module;
  }

  /**
   * Reads the module that the first argument names and writes it to the file that the second names.
   * The third is the version of TeaVM that wrote it: any other than {@link #TEAVM_VERSION} ends the
   * build, since what this class reads is an implementation detail of TeaVM.
   */
  public static void main(String[] args) throws IOException {
    requireUnderstood(args[2]);
    String module = CanonicalOrder.of(Files.readString(Path.of(args[0])));
    String compact = compact(LeanRuntime.replace(LeanLibrary.replace(module)));
    Files.writeString(
        Path.of(args[1]),
        TwinFunctions.merge(
            LambdaCaptures.pass(
                MethodTables.write(
                    ShortForms.shorten(
                        TwinFunctions.mergeConstructors(
                            TwinClasses.merge(
                                UnusedClasses.remove(
                                    InheritedMethods.remove(RecordFields.forget(compact))))))))));
  }

  static void requireUnderstood(String version) {
    expect(
        version.equals(TEAVM_VERSION),
        "understands TeaVM "
            + TEAVM_VERSION
            + ", not "
            + version
            + ": check the compacted module, then change TEAVM_VERSION");
  }

  static String compact(String module) {
    CompactModule compact = new CompactModule(module);
    compact.leaveNullToTheEngine();
    compact.trustCasts();
    compact.readClasses();
    compact.shareRecordMethods();
    compact.mergeLambdas();
    compact.shareNames();
    compact.sortFunctions();
    return compact.module;
  }

  private void leaveNullToTheEngine() {
    Matcher check = NULL_CHECK.matcher(module);
    expect(check.find(), "no check for null");
    module = NOT_NULL.matcher(check.replaceFirst("$1$2,")).replaceAll("");
  }

  private void trustCasts() {
    expect(CAST_CHECK.matcher(module).find(), "no checks of casts");
    module = CAST_CHECK.matcher(module).replaceAll("$1obj,");
  }

  /**
   * Replaces the methods that the compiler generated for records. A handwritten equals tests with
   * {@code instanceof} instead of comparing classes, and stays, with its hashCode.
   */
  private void shareRecordMethods() {
    Set<String> records = new HashSet<>();
    RECORD_ROW.matcher(module).results().forEach(row -> records.add(row.group(1)));
    Set<String> shared = new HashSet<>();
    Matcher method = RECORD_METHOD.matcher(module);
    while (method.find()) {
      String name = method.group(2);
      if (method.group(3).equals("equals")
          && records.contains(name)
          && method.group(5).contains("=== $rt_cls(" + name + ")")) {
        shared.add(name);
      }
    }
    module =
        replace(
            module,
            RECORD_METHOD,
            found ->
                shared.contains(found.group(2))
                    ? found.group(1)
                        + found.group(2)
                        + "_"
                        + found.group(3)
                        + " = 0"
                        + found.group(6)
                        + "\n"
                    : found.group());
    module =
        replace(
            module,
            Pattern.compile("\\b(" + ID + ")_(equals|hashCode)\\b(?! = )"),
            use -> shared.contains(use.group(1)) ? "$rt_record_" + use.group(2) : use.group());
    if (!shared.isEmpty()) {
      module = replaceOnce(module, "function " + OBJECT + "() {", recordMethods());
    }
  }

  /** An object's own properties are its fields; those of the class Object come first. */
  private String recordMethods() {
    String components = "Object.keys(a).slice(" + fields.get(OBJECT).size() + ")";
    return """
    let $rt_record_equals = (a, b) => {
        return a === b || b !== null && a.constructor === b.constructor
            && %s.every(name => a[name] === b[name]
                || a[name] !== null && typeof a[name] === "object" && a[name].$equals(b[name])) ? 1 : 0;
    },
    $rt_record_hashCode = a => {
        return %s.reduce((hash, name) => Math.imul(hash, 31) + (a[name] === null ? 0
            : typeof a[name] === "object" ? a[name].$hashCode()
            : Number(BigInt.asIntN(32, BigInt(a[name])))) | 0, 0);
    };
    """
        .formatted(components, components);
  }

  private void readClasses() {
    Matcher constructor = CONSTRUCTOR.matcher(module);
    while (constructor.find()) {
      Matcher superclass = SUPER_CALL.matcher(constructor.group(2));
      if (superclass.find() || constructor.group(1).equals(OBJECT)) {
        addClass(
            constructor.group(1),
            constructor.group(1).equals(OBJECT) ? null : superclass.group(1),
            FIELD.matcher(constructor.group(2)).results().map(f -> f.group(1)).toList());
      }
    }
    Matcher plain = WITHOUT_FIELDS.matcher(module);
    while (plain.find()) {
      addClass(plain.group(1), plain.group(2) == null ? OBJECT : plain.group(2), List.of());
    }
    expect(fields.containsKey(OBJECT) && fields.size() > 1, "no classes");
  }

  private void addClass(String name, String superclass, List<String> names) {
    fields.put(name, names);
    subclasses.computeIfAbsent(superclass, s -> new ArrayList<>()).add(name);
  }

  /**
   * Merges classes that are used only in their declaration, their row of metadata and their
   * creations.
   */
  private void mergeLambdas() {
    Map<String, Integer> uses = count(Pattern.compile("(" + ID + ")"));
    Map<String, Integer> creations = count(NEW);
    int metadata = module.indexOf("$rt_metadata([");
    expect(metadata > 0, "no metadata");
    String rows =
        replace(
            module.substring(metadata),
            ROWS,
            group ->
                NEXT_ROW
                    .splitAsStream(group.group(1))
                    .filter(row -> !isMerged(row, uses, creations))
                    .collect(Collectors.joining(",\n", "$rt_metadata([", "]);\n")));
    expect(!lambdas.isEmpty(), "no lambdas");
    String code = replace(module.substring(0, metadata), NEW, this::create);
    code =
        replace(
            code,
            WITHOUT_FIELDS,
            plain -> lambdas.containsKey(plain.group(1)) ? plain.group(1) + " = 0" : plain.group());
    code =
        replace(
            code,
            CONSTRUCTOR,
            constructor -> lambdas.containsKey(constructor.group(1)) ? "" : constructor.group());
    lambdas.forEach((name, lambda) -> moveBelow(kinds.get(lambda.kind()), name));
    module = declareKinds(code) + replaceOnce(rows, "$rt_stringPool([", kindRows());
  }

  private boolean isMerged(String row, Map<String, Integer> uses, Map<String, Integer> creations) {
    Matcher matcher = LAMBDA_ROW.matcher(row);
    if (!matcher.matches()
        || uses.get(matcher.group(1)) != 2 + creations.getOrDefault(matcher.group(1), 0)) {
      return false;
    }
    Lambda lambda =
        new Lambda(matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5));
    lambdas.put(matcher.group(1), lambda);
    kinds.computeIfAbsent(lambda.kind(), kind -> LAMBDA + kinds.size());
    return true;
  }

  private String create(Matcher creation) {
    Lambda lambda = lambdas.get(creation.group(1));
    if (lambda == null) {
      return creation.group();
    }
    String kind = kinds.get(lambda.kind());
    return lambda.function() == null
        ? "new " + kind + "()"
        : kind + "_of(" + lambda.function() + ")";
  }

  private String declareKinds(String code) {
    StringBuilder declarations = new StringBuilder();
    declarations.append("function " + LAMBDA + "() {\n    " + OBJECT + ".call(this);\n");
    declarations.append("    this." + FUNCTION_FIELD + " = null;\n}\n");
    for (String kind : kinds.values()) {
      declarations
          .append("let " + kind + " = $rt_classWithoutFields(" + LAMBDA + "),\n")
          .append(kind + "_of = f => { let l = new " + kind + "(); ")
          .append("l." + FUNCTION_FIELD + " = f; return l; };\n");
    }
    return replaceOnce(code, "function " + OBJECT + "() {", declarations.toString());
  }

  private String kindRows() {
    StringBuilder rows = new StringBuilder();
    rows.append("$rt_metadata([" + LAMBDA + ", 0, " + OBJECT + ", [], 1, 0, 0, 0");
    Set<String> done = new HashSet<>();
    for (Lambda lambda : lambdas.values()) {
      String kind = kinds.get(lambda.kind());
      if (done.add(kind)) {
        rows.append(",\n" + kind + ", 0, " + LAMBDA + ", [" + lambda.type() + "], 1, 0, 0, ");
        rows.append(lambda.function() == null ? "0" : method(lambda));
      }
    }
    return rows.append("]);\n").toString();
  }

  private static String method(Lambda lambda) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(lambda.parameters()); i++) {
      parameters.add("p" + i);
    }
    String declared = String.join(", ", parameters);
    parameters.add(0, "this");
    String passed = String.join(", ", parameters);
    return "[\"%s\", function(%s) { return this.%s(%s); }]"
        .formatted(lambda.name(), declared, FUNCTION_FIELD, passed);
  }

  /** The captures of a merged lambda become fields of the objects of its kind. */
  private void moveBelow(String kind, String lambda) {
    subclasses.get(OBJECT).remove(lambda);
    if (!fields.containsKey(kind)) {
      if (!fields.containsKey(LAMBDA)) {
        addClass(LAMBDA, OBJECT, List.of(FUNCTION_FIELD));
      }
      addClass(kind, LAMBDA, List.of());
    }
    subclasses.computeIfAbsent(kind, k -> new ArrayList<>()).add(lambda);
  }

  private void shareNames() {
    place(OBJECT, 0);
    int methods = 1 + places.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    int table = module.indexOf("$rt_metadata([");
    int end = module.indexOf("$rt_stringPool([", table);
    Map<String, Integer> uses = count(MEMBER);
    Set<String> virtual = new HashSet<>();
    QUOTED.matcher(module.substring(table, end)).results().forEach(m -> virtual.add(m.group(1)));
    virtual.forEach(name -> expect(!places.containsKey(name), "a method named as a field"));
    List<String> ordered = new ArrayList<>(virtual);
    Comparator<String> seldom = Comparator.comparing(name -> -uses.getOrDefault(name, 0));
    ordered.sort(seldom.thenComparing(Comparator.naturalOrder()));
    for (String name : ordered) {
      places.put(name, methods++);
    }
    List<String> names = freeNames(methods, uses.keySet());
    Function<Matcher, String> rename =
        name -> {
          Integer place = places.get(name.group(1));
          return place == null
              ? name.group()
              : name.group().replace(name.group(1), names.get(place));
        };
    module =
        replace(module.substring(0, table), MEMBER, rename)
            + replace(replace(module.substring(table, end), QUOTED, rename), MEMBER, rename)
            + replace(module.substring(end), MEMBER, rename);
  }

  /** Numbers a class's fields after its superclass's; sibling classes use the same numbers. */
  private void place(String name, int first) {
    int next = first;
    for (String field : fields.get(name)) {
      expect(places.put(field, next++) == null, "two fields of one name: " + field);
    }
    for (String subclass : subclasses.getOrDefault(name, List.of())) {
      place(subclass, next);
    }
  }

  /** The shortest names that no platform member used here has. */
  private static List<String> freeNames(int size, Set<String> taken) {
    List<String> names = new ArrayList<>();
    for (int i = 0; names.size() < size; i++) {
      int first = i / LETTERS.length();
      String name =
          (first == 0 ? "" : LETTERS.substring(first - 1, first))
              + LETTERS.charAt(i % LETTERS.length());
      if (!taken.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Functions are declared by let, several at a time, or as constructors, which are hoisted. */
  private void sortFunctions() {
    int start = module.indexOf("let " + OBJECT + "_");
    int end = module.indexOf("$rt_metadata([");
    expect(start > 0 && start < end, "no functions");
    List<String> constructors = new ArrayList<>();
    CONSTRUCTOR.matcher(module).results().forEach(c -> constructors.add(c.group()));
    String body = CONSTRUCTOR.matcher(module.substring(start, end)).replaceAll("");
    List<String> functions = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    boolean owesLet = false;
    int last = 0;
    Matcher function = FUNCTION.matcher(body);
    while (function.find()) {
      if (function.start() > last) {
        rest.append(owesLet ? "let " : "").append(body, last, function.start());
        owesLet = false;
      }
      last = function.end();
      functions.add(function.group(2));
      boolean begins = owesLet || function.group(1) != null;
      boolean ends = function.group(3).equals(";");
      if (ends && !begins) {
        expect(
            rest.lastIndexOf(",\n") == rest.length() - 2,
            "a declaration that ends with no comma before");
        rest.replace(rest.length() - 2, rest.length(), ";\n");
      }
      owesLet = begins && !ends;
    }
    rest.append(owesLet ? "let " : "").append(body, last, body.length());
    Comparator<String> byLength = Comparator.comparing(String::length);
    constructors.sort(byLength.thenComparing(Comparator.naturalOrder()));
    functions.sort(byLength.thenComparing(Comparator.naturalOrder()));
    module =
        CONSTRUCTOR.matcher(module.substring(0, start)).replaceAll("")
            + String.join("", constructors)
            + rest
            + "let "
            + String.join(",\n", functions)
            + ";\n"
            + module.substring(end);
  }

  private Map<String, Integer> count(Pattern pattern) {
    Map<String, Integer> counts = new HashMap<>();
    pattern.matcher(module).results().forEach(m -> counts.merge(m.group(1), 1, Integer::sum));
    return counts;
  }

  static String replace(String text, Pattern pattern, Function<Matcher, String> by) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(by.apply(matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  /** Inserts text before the only occurrence of the anchor. */
  private static String replaceOnce(String text, String anchor, String before) {
    int at = text.indexOf(anchor);
    expect(at >= 0 && text.indexOf(anchor, at + 1) < 0, "not once: " + anchor);
    return text.substring(0, at) + before + text.substring(at);
  }

  static void expect(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException("unknown lay-out of TeaVM's module: " + otherwise);
    }
  }
}
