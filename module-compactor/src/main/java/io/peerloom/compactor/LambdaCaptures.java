package io.peerloom.compactor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Part of the build, not of the page: gives the captures of a lambda to its function as its first
 * arguments, instead of as fields of an object that the function reads.
 *
 * <p>{@code Function.bind} keeps them. So no function begins with lines that read fields, and the
 * function of a lambda without captures has no parameter for an object that it does not need. A
 * function that something else calls, too, or that uses its object otherwise, still gets its
 * object. Reads what {@link ShortForms} wrote.
 */
final class LambdaCaptures {
  private static final String ID = CompactModule.ID;
  private static final String PARAMETER = "captured_";

  private static final Pattern CREATION =
      Pattern.compile("(?:\\$with_(\\w+)\\()?(\\$Lambda\\d+_of\\((" + ID + "))\\)(, )?");
  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^((?:let )?(" + ID + ") = )([^\n]*?)( => \\{\n)(.*?^\\}[,;]\n)");
  private static final Pattern NAME = Pattern.compile("(?<![.\\w$])" + ID);
  private static final Pattern KIND =
      Pattern.compile(
          "(\\$Lambda\\d+_of = )f => (\\{ let l = new \\$Lambda\\d+\\(\\); l\\.(" + ID + ") = )f;");

  /** The module, which declares the helper first. */
  private static final String FIRST = "let $Lambda0 = ";

  private static final String WITH_OBJECT =
      """
      let $withObject = o => {
          let f = o.%s;
          o.%1$s = (...all) => f(o, ...all);
          return o;
      };
      """;

  private final Map<String, Set<String>> fields = new HashMap<>();
  private final Map<String, Integer> creations = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  private LambdaCaptures() {}

  /** The module with captures as arguments. */
  static String pass(String module) {
    return new LambdaCaptures().changed(module);
  }

  private String changed(String module) {
    Matcher kind = KIND.matcher(module);
    CompactModule.expect(kind.find(), "no lambdas");
    String functionField = kind.group(3);
    NAME.matcher(module).results().forEach(name -> uses.merge(name.group(), 1, Integer::sum));
    CREATION
        .matcher(module)
        .results()
        .forEach(
            made -> {
              creations.merge(made.group(3), 1, Integer::sum);
              String names = made.group(1) == null ? "" : made.group(1);
              fields.computeIfAbsent(made.group(3), function -> new HashSet<>()).add(names);
            });
    String result = CompactModule.replace(module, FUNCTION, this::withParameters);
    result = CompactModule.replace(result, CREATION, this::withArguments);
    result =
        KIND.matcher(result)
            .replaceAll("$1(f, ...captures) => $2captures.length ? f.bind(null, ...captures) : f;");
    Matcher calls =
        Pattern.compile("(return this\\." + Pattern.quote(functionField) + "\\()this(?:, )?")
            .matcher(result);
    CompactModule.expect(calls.find(), "no lambda is called");
    result = calls.replaceAll("$1");
    return result.replace(FIRST, WITH_OBJECT.formatted(functionField) + FIRST);
  }

  /** A function of a lambda, with a parameter for each capture instead of one for its object. */
  private String withParameters(Matcher function) {
    String name = function.group(2);
    Set<String> sets = fields.get(name);
    if (sets == null || sets.size() != 1 || uses.get(name) != 1 + creations.get(name)) {
      return function.group();
    }
    List<String> parameters = Arrays.asList(function.group(3).replaceAll("[()]", "").split(", "));
    String captures = sets.iterator().next();
    List<String> names = captures.isEmpty() ? List.of() : Arrays.asList(captures.split("_"));
    String object = Pattern.quote(parameters.get(0));
    String body =
        Pattern.compile("(?<![.\\w$])" + object + "\\.(" + ID + ")(?! = )")
            .matcher(function.group(5))
            .replaceAll(
                read ->
                    Matcher.quoteReplacement(
                        names.contains(read.group(1)) ? PARAMETER + read.group(1) : read.group()));
    if (Pattern.compile("(?<![.\\w$])" + object + "(?![\\w$])").matcher(body).find()) {
      return function.group();
    }
    changed.add(name);
    String declared =
        names.stream().map(capture -> PARAMETER + capture).collect(Collectors.joining(", "));
    String others = String.join(", ", parameters.subList(1, parameters.size()));
    String separator = declared.isEmpty() || others.isEmpty() ? "" : ", ";
    return function.group(1) + "(" + declared + separator + others + ")" + function.group(4) + body;
  }

  private String withArguments(Matcher creation) {
    String rest = creation.group(4) == null ? "" : creation.group(4);
    if (!changed.contains(creation.group(3))) {
      String before = creation.group(1) == null ? "" : "$with_" + creation.group(1) + "(";
      return before + "$withObject(" + creation.group(2) + "))" + rest;
    }
    return creation.group(2) + (creation.group(1) == null ? ")" : "") + rest;
  }
}
