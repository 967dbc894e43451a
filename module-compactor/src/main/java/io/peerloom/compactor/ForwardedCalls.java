package io.peerloom.compactor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: passes a function instead of one that only calls it with the
 * same arguments.
 *
 * <p>Functions of lambdas are called with exactly their parameters, and no Java code reads what one
 * returns that returns nothing. The function called must be one that the module declares and never
 * changes. Runs when the variables of all functions have their last names.
 */
final class ForwardedCalls {
  private static final String NAME = "[A-Za-z_$][\\w$]*";
  private static final String NAMES = NAME + "(?:," + NAME + ")*";
  private static final Pattern PASSED =
      Pattern.compile(
          "(?<=[(,])(?:\\(("
              + NAMES
              + ")\\)|("
              + NAME
              + "))=>"
              + "(?:("
              + NAME
              + ")\\(("
              + NAMES
              + ")\\)|\\{("
              + NAME
              + ")\\(("
              + NAMES
              + ")\\)\\})(?=[,)])");
  private static final Pattern DECLARED =
      Pattern.compile("(?<=[,;} ])(" + NAME + ")=(?:\\([\\w$,]*\\)|" + NAME + ")=>");
  private static final Pattern ASSIGNED = Pattern.compile("(?<![.\\w$])(" + NAME + ")=(?![=>])");

  private ForwardedCalls() {}

  /** The module in lines, with these functions passed themselves. */
  static String shorten(String module) {
    Set<String> once = new HashSet<>();
    Set<String> often = new HashSet<>();
    ASSIGNED
        .matcher(module)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !once.add(name))
        .forEach(often::add);
    Set<String> functions = new HashSet<>();
    DECLARED.matcher(module).results().forEach(found -> functions.add(found.group(1)));
    functions.removeAll(often);
    return CompactModule.replace(
        module, PASSED, passed -> forwards(passed, functions) ? called(passed) : passed.group());
  }

  private static boolean forwards(MatchResult passed, Set<String> functions) {
    String parameters = passed.group(1) == null ? passed.group(2) : passed.group(1);
    String arguments = passed.group(4) == null ? passed.group(6) : passed.group(4);
    return parameters.equals(arguments)
        && functions.contains(called(passed))
        && !Arrays.asList(parameters.split(",")).contains(called(passed));
  }

  private static String called(MatchResult passed) {
    return passed.group(3) == null ? passed.group(5) : passed.group(3);
  }
}
