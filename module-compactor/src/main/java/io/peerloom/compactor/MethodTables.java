package io.peerloom.compactor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: writes the methods of a class as an object, {@code { K: size
 * }}, instead of a list of names and wrapped functions, {@code ["K", $rt_wrapFunction0(size)]}.
 *
 * <p>TeaVM's functions take the object that a method is called on as their first argument, and its
 * wrappers, one for each number of arguments, pass it. One wrapper for all passes as many arguments
 * as any of them, so that {@code $rt_metadata} can apply it to each: a parameter that nobody passes
 * is undefined either way. What is no arrow function expects its object as {@code this} already.
 */
final class MethodTables {
  private static final String ROWS = "$rt_metadata([";
  private static final String END = "$rt_stringPool([";
  private static final Pattern LIST = Pattern.compile("\\[(?=\"[A-Za-z]\\w*\", |\\[\"[A-Za-z])");
  private static final Pattern NAMES =
      Pattern.compile("(\"[A-Za-z]\\w*\"|\\[\"[A-Za-z]\\w*\"(?:, \"[A-Za-z]\\w*\")*\\]),\\s+");
  private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");
  private static final Pattern WRAPPED = Pattern.compile("(?s)\\$rt_wrapFunction[0-4]\\((.*)\\)");

  private final String module;
  private int at;

  private MethodTables(String module) {
    this.module = module;
  }

  /** The output of {@link ShortForms} with objects of methods. */
  static String write(String module) {
    return new MethodTables(module).written();
  }

  private String written() {
    int rows = module.indexOf(ROWS);
    int end = module.indexOf(END, rows);
    CompactModule.expect(rows >= 0 && end >= 0, "no metadata");
    StringBuilder text = new StringBuilder();
    Matcher list = LIST.matcher(module);
    while (list.find(Math.max(at, rows)) && list.start() < end) {
      text.append(module, at, list.start());
      at = list.end();
      text.append(object());
    }
    return text.append(module, at, module.length()).toString();
  }

  /** The object for the list whose content begins here; moves behind the list. */
  private String object() {
    StringBuilder object = new StringBuilder();
    Matcher names = NAMES.matcher(module);
    boolean more = true;
    while (more) {
      CompactModule.expect(names.region(at, module.length()).lookingAt(), "a method with no name");
      int end = endOfValue(names.end());
      String value = module.substring(names.end(), end);
      Matcher wrapped = WRAPPED.matcher(value);
      Matcher name = NAME.matcher(names.group(1));
      while (name.find()) {
        object.append(object.length() == 0 ? "{ " : ", ").append(name.group(1));
        object.append(": ").append(wrapped.matches() ? wrapped.group(1) : value);
      }
      more = module.charAt(end) == ',';
      at = end + 1;
      while (more && Character.isWhitespace(module.charAt(at))) {
        at++;
      }
    }
    return object.append(" }").toString();
  }

  /** The comma or bracket behind an expression without texts. */
  private int endOfValue(int start) {
    int depth = 0;
    for (int i = start; ; i++) {
      char c = module.charAt(i);
      if (depth == 0 && (c == ',' || c == ']')) {
        return i;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
  }
}
