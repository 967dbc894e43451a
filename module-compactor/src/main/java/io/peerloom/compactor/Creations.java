package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: creates objects by one function per class and constructor.
 *
 * <p>TeaVM creates an object, evaluates the arguments, and calls the constructor with both, or
 * writes what the constructor does: it sets fields. One call takes the arguments instead, and
 * returns the object, which can then be written where it is read.
 */
final class Creations {
  private static final String ID = CompactModule.ID;

  /** An object, what is evaluated before it is needed, and the call or the fields. */
  private static final String CREATED =
      "(?m)^( +)(" + ID + ") = new (" + ID + ")(?:\\(\\))?;\n" + "((?:\\1(?! )[^\n]*;\n){0,8}?)";

  private static final Pattern CONSTRUCTED =
      Pattern.compile(CREATED + "\\1(" + ID + "__init_\\d*)\\(\\2(?:, ([^\n]*))?\\);\n");
  private static final Pattern SET =
      Pattern.compile(CREATED + "((?:\\1\\2\\." + ID + " = [^\n]*;\n)+)");
  private static final Pattern FIELD =
      Pattern.compile("(?m)^ +" + ID + "\\.(" + ID + ") = (.*);\n");

  /** What is done less often is not worth a function. */
  private static final int OFTEN = 3;

  private final Map<String, String> helpers;
  private String module;

  private Creations(String module, Map<String, String> helpers) {
    this.module = module;
    this.helpers = helpers;
  }

  /** The module with calls of functions that create objects; the functions are put to the map. */
  static String shorten(String module, Map<String, String> helpers) {
    Creations creations = new Creations(module, helpers);
    creations.replace(CONSTRUCTED, Creations::constructor, creations::construct);
    creations.replace(SET, Creations::setter, creations::set);
    return creations.module;
  }

  private void replace(
      Pattern pattern, Function<MatchResult, String> name, Function<MatchResult, String> call) {
    Map<String, Integer> counts = new HashMap<>();
    pattern.matcher(module).results().forEach(m -> counts.merge(name.apply(m), 1, Integer::sum));
    module =
        CompactModule.replace(
            module,
            pattern,
            made ->
                counts.get(name.apply(made)) < OFTEN
                        || ShortForms.uses(made.group(4), made.group(2))
                    ? made.group()
                    : call.apply(made));
  }

  /** The constructor may be of a superclass, or of a class like this one. */
  private static String constructor(MatchResult made) {
    return "$new_" + made.group(3) + "_" + made.group(5);
  }

  private String construct(MatchResult made) {
    String arguments = made.group(6) == null ? "" : made.group(6);
    if (ShortForms.uses(arguments, made.group(2))) {
      return made.group();
    }
    String constructor = made.group(5);
    Matcher declared =
        Pattern.compile("(?m)^(?:let )?" + Pattern.quote(constructor) + " = \\(?([^\n()]*)\\)? => ")
            .matcher(module);
    CompactModule.expect(declared.find(), "no constructor " + constructor);
    String all = declared.group(1);
    int comma = all.indexOf(", ");
    String parameters = comma < 0 ? "" : all.substring(comma + 2);
    String passed = comma < 0 ? "" : ", " + parameters;
    helpers.put(
        constructor(made),
        "(%s) => {\n    let $made = new %s();\n    %s($made%s);\n    return $made;\n}"
            .formatted(parameters, made.group(3), constructor, passed));
    return call(made, constructor(made), arguments);
  }

  private static String setter(MatchResult made) {
    return "$set_" + made.group(3) + FIELD.matcher(made.group(5)).replaceAll("_$1");
  }

  private String set(MatchResult made) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    FIELD
        .matcher(made.group(5))
        .results()
        .forEach(
            field -> {
              names.add(field.group(1));
              values.add(field.group(2));
            });
    if (values.stream().anyMatch(value -> ShortForms.uses(value, made.group(2)))
        || new HashSet<>(names).size() < names.size()) {
      return made.group();
    }
    StringBuilder body = new StringBuilder();
    names.forEach(name -> body.append("    $made." + name + " = $" + name + ";\n"));
    helpers.put(
        setter(made),
        "($%s) => {\n    let $made = new %s();\n%s    return $made;\n}"
            .formatted(String.join(", $", names), made.group(3), body));
    return call(made, setter(made), String.join(", ", values));
  }

  private static String call(MatchResult made, String function, String arguments) {
    return made.group(4)
        + made.group(1)
        + made.group(2)
        + " = "
        + function
        + "("
        + arguments
        + ");\n";
  }
}
