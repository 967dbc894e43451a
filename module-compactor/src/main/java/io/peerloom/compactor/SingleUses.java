package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: writes a function that is passed to another once, or is a
 * method in a row of metadata, and used nowhere else, where it is passed.
 *
 * <p>Most of these functions are bodies of lambdas; each saves two occurrences of a name. They are
 * arrow functions of the module's top level, which have neither {@code this} nor variables of
 * others, so it makes no difference where they are created, and nothing compares functions. Runs
 * after names are shortened, when the variables of all functions share their names, and requires
 * that none of these is a name of the top level.
 */
final class SingleUses {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[\\w$]++|=>|\\s++|.");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");

  private record Token(String text, int start, int depth) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean isName() {
      return NAME.matcher(text).matches();
    }

    int end() {
      return start + text.length();
    }
  }

  /** A function of the top level, from its name to its end, and its use. */
  private record Function(String name, int start, int end, int use) {
    int body() {
      return start + name.length() + 1;
    }
  }

  private final String module;
  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> globals = new HashSet<>();
  private final Set<String> locals = new HashSet<>();
  private final Map<String, Integer> functions = new LinkedHashMap<>();

  private SingleUses(String module) {
    this.module = module;
  }

  /** The module with its functions where they are used, if they are used once. */
  static String inline(String module) {
    return new SingleUses(module).inlined();
  }

  private String inlined() {
    tokenize();
    for (int i = 0; i < tokens.size(); i++) {
      declare(i);
    }
    Set<String> both = new HashSet<>(globals);
    both.retainAll(locals);
    CompactModule.expect(both.isEmpty(), "variables named as functions: " + both);
    List<Function> moved = moved();
    StringBuilder rest = new StringBuilder();
    int last = 0;
    for (Function function : moved) {
      rest.append(rendered(moved, last, function.start));
      last = function.end;
      if (module.charAt(last) == ',') {
        last++;
      } else {
        rest.setLength(rest.length() - 1);
      }
    }
    return rest.append(rendered(moved, last, module.length())).toString();
  }

  private void tokenize() {
    Matcher matcher = TOKEN.matcher(module);
    int depth = 0;
    while (matcher.find()) {
      String text = matcher.group();
      if (!text.isBlank()) {
        depth -= "}])".contains(text) ? 1 : 0;
        tokens.add(new Token(text, matcher.start(), depth));
        depth += "{[(".contains(text) ? 1 : 0;
      }
    }
  }

  private void declare(int i) {
    Token token = tokens.get(i);
    if (i > 0 && tokens.get(i - 1).is(".")) {
      return;
    }
    if (token.is("let") || token.is("var") || token.is("const")) {
      declareList(i + 1, token.depth);
    } else if (token.is("=>")) {
      int first = i - 1;
      while (tokens.get(first).depth > tokens.get(i - 1).depth || tokens.get(first).is(")")) {
        first--;
      }
      declareParameters(first, i);
    } else if (token.is("function") || token.is("catch")) {
      int first = i + 1;
      if (tokens.get(first).isName()) {
        (token.depth == 0 ? globals : locals).add(tokens.get(first++).text);
      }
      int last = first + 1;
      while (!tokens.get(last).is(")")) {
        last++;
      }
      declareParameters(first, last);
    }
  }

  private void declareParameters(int first, int end) {
    for (Token token : tokens.subList(first, end)) {
      if (token.isName()) {
        locals.add(token.text);
      }
    }
  }

  private void declareList(int first, int depth) {
    boolean next = true;
    for (int i = first; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.depth < depth || token.depth == depth && token.is(";")) {
        return;
      }
      if (next && token.isName()) {
        (depth == 0 ? globals : locals).add(token.text);
        if (depth == 0) {
          functions.put(token.text, i);
        }
      }
      next = token.depth == depth && token.is(",");
    }
  }

  /** Functions that are passed once, in the order of the module. */
  private List<Function> moved() {
    Map<String, List<Integer>> uses = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (functions.containsKey(tokens.get(i).text) && !tokens.get(i - 1).is(".")) {
        uses.computeIfAbsent(tokens.get(i).text, name -> new ArrayList<>()).add(i);
      }
    }
    List<Function> moved = new ArrayList<>();
    functions.forEach(
        (name, declared) -> {
          List<Integer> own = uses.get(name);
          int end = endOfFunction(declared);
          if (end > 0 && own.size() == 2) {
            int use = own.get(0).equals(declared) ? own.get(1) : own.get(0);
            Token token = tokens.get(declared);
            boolean inside = use > declared && use < end;
            if (!inside && isPassed(use)) {
              moved.add(
                  new Function(name, token.start, tokens.get(end).start, tokens.get(use).start));
            }
          }
        });
    return moved;
  }

  /** The token after the arrow function that the name is declared as; 0 if it is something else. */
  private int endOfFunction(int declared) {
    int depth = tokens.get(declared).depth;
    if (!tokens.get(declared + 1).is("=")) {
      return 0;
    }
    int arrow = declared + 3;
    if (tokens.get(declared + 2).is("(")) {
      while (tokens.get(arrow).depth > depth) {
        arrow++;
      }
      arrow++;
    }
    if (!tokens.get(arrow).is("=>")) {
      return 0;
    }
    int end = arrow + 1;
    while (tokens.get(end).depth > depth || !(tokens.get(end).is(",") || tokens.get(end).is(";"))) {
      end++;
    }
    return end;
  }

  /** An argument of a call, between parentheses or commas, or a value of an object in a list. */
  private boolean isPassed(int use) {
    Token before = tokens.get(use - 1);
    Token after = tokens.get(use + 1);
    int open = use - 1;
    while (open > 0 && tokens.get(open).depth >= tokens.get(use).depth) {
      open--;
    }
    if (open == 0) {
      return false;
    }
    if (before.is(":") && (after.is(",") || after.is("}"))) {
      return tokens.get(open).is("{") && tokens.get(open - 1).is(",");
    }
    return (before.is("(") || before.is(","))
        && (after.is(")") || after.is(","))
        && tokens.get(open).is("(")
        && tokens.get(open - 1).isName()
        && !Set.of("if", "for", "while", "switch", "return").contains(tokens.get(open - 1).text);
  }

  /** A part of the module, with the functions that are used in it. */
  private String rendered(List<Function> moved, int start, int end) {
    List<Function> used = new ArrayList<>(moved);
    used.removeIf(function -> function.use < start || function.use >= end);
    used.sort((a, b) -> a.use - b.use);
    StringBuilder text = new StringBuilder();
    int last = start;
    for (Function function : used) {
      text.append(module, last, function.use);
      text.append(rendered(moved, function.body(), function.end));
      last = function.use + function.name.length();
    }
    return text.append(module, last, end).toString();
  }
}
