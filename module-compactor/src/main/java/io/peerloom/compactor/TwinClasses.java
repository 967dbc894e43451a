package io.peerloom.compactor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: merges classes whose objects nothing tells apart.
 *
 * <p>Once fields share their names, many classes differ in nothing but theirs: same fields, same
 * superclass, same interfaces and methods. Such classes become one if the module only creates their
 * objects and arrays, so nothing asks for their type, extends them or has them initialize static
 * fields, and if they have no name that anything reads. Functions that create their objects become
 * twins, too.
 *
 * <p>Merged records are equal if their components are. Nothing compares records of two types,
 * because no collection holds both: they have no interface in common, and no collection of the
 * sources is one of objects of any type. So records with interfaces stay, as do enums.
 */
final class TwinClasses {
  private static final String ID = CompactModule.ID;
  private static final int INTERFACE = 0x200;
  private static final Pattern NAME = Pattern.compile("(?<![.\\w$])" + ID);
  private static final Pattern CREATED =
      Pattern.compile("(?:\\bnew |\\$rt_(?:createArray|wrapArray)\\()(" + ID + ")(?![\\w$])");
  private static final Pattern WITHOUT_FIELDS =
      Pattern.compile("(?m)^((?:let )?)(" + ID + ") = \\$rt_classWithoutFields\\(([^()]*)\\)");

  /** The row of a class that has neither a name nor static fields. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?s)(" + ID + "), 0, (" + ID + "), (\\[[^\\]\"]*\\]), (\\d+), 0, 0, (0|\\[.*\\])");

  private static final Pattern INITIAL_VALUE = Pattern.compile(" = [^;\n]*;");
  private static final String RECORD = "jl_Record";

  private final Map<String, String> forms = new HashMap<>();
  private final Map<String, String> twins = new HashMap<>();

  private TwinClasses() {}

  /** The module with one class for each set of twins. */
  static String merge(String module) {
    return new TwinClasses().merged(ShortForms.withoutCasts(module));
  }

  private String merged(String module) {
    CompactModule.CONSTRUCTOR
        .matcher(module)
        .results()
        .forEach(c -> forms.put(c.group(1), c.group(2)));
    WITHOUT_FIELDS.matcher(module).results().forEach(c -> forms.put(c.group(2), c.group(3)));
    Map<String, Integer> others = new HashMap<>();
    NAME.matcher(module).results().forEach(n -> others.merge(n.group(), 1, Integer::sum));
    CREATED.matcher(module).results().forEach(c -> others.merge(c.group(1), -1, Integer::sum));
    Map<String, String> firsts = new LinkedHashMap<>();
    CompactModule.ROWS
        .matcher(module)
        .results()
        .flatMap(rows -> CompactModule.NEXT_ROW.splitAsStream(rows.group(1)))
        .map(ROW::matcher)
        .filter(row -> row.matches() && isPlain(row) && others.get(row.group(1)) == 2)
        .forEach(
            row -> {
              String first = firsts.putIfAbsent(form(row), row.group(1));
              if (first != null) {
                twins.put(row.group(1), first);
              }
            });
    CompactModule.expect(!twins.isEmpty(), "no classes alike");
    return named(withoutTwins(module));
  }

  private boolean isPlain(Matcher row) {
    boolean isRecord = row.group(2).equals(RECORD);
    return forms.containsKey(row.group(1))
        && (Integer.parseInt(row.group(4)) & INTERFACE) == 0
        && !row.group(2).equals("jl_Enum")
        && !(isRecord && !row.group(3).equals("[]"));
  }

  /** Equal for twins. The components of a record are set before they are read. */
  private String form(Matcher row) {
    String fields = forms.get(row.group(1));
    if (row.group(2).equals(RECORD)) {
      fields = INITIAL_VALUE.matcher(fields).replaceAll(" = ;");
    }
    return String.join("\n", row.group(2), row.group(3), row.group(5), fields);
  }

  private String withoutTwins(String module) {
    String rest =
        CompactModule.replace(
            module, CompactModule.CONSTRUCTOR, c -> twins.containsKey(c.group(1)) ? "" : c.group());
    rest =
        CompactModule.replace(
            rest,
            WITHOUT_FIELDS,
            c -> twins.containsKey(c.group(2)) ? c.group(1) + c.group(2) + " = 0" : c.group());
    return CompactModule.replace(rest, CompactModule.ROWS, rows -> remaining(rows.group(1)));
  }

  private String remaining(String rows) {
    StringBuilder rest = new StringBuilder();
    for (String row : CompactModule.NEXT_ROW.split(rows)) {
      Matcher name = NAME.matcher(row);
      if (name.lookingAt() && !twins.containsKey(name.group())) {
        rest.append(rest.length() == 0 ? "$rt_metadata([" : ",\n").append(row);
      }
    }
    return rest.length() == 0 ? "" : rest.append("]);\n").toString();
  }

  private String named(String module) {
    return CompactModule.replace(
        module,
        CREATED,
        created -> {
          String twin = twins.get(created.group(1));
          int before = created.group().length() - created.group(1).length();
          return twin == null ? created.group() : created.group().substring(0, before) + twin;
        });
  }
}
