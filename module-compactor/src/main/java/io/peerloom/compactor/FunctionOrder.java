package io.peerloom.compactor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The last step of the build of the page's module: puts functions that look alike near each other,
 * where DEFLATE finds what they have in common, and joins the lines. It saves 6 % of the compressed
 * module. Before that, {@link SingleUses} puts functions where they are passed, and {@link
 * LocalNames} names their variables; afterwards {@link GlobalNames} and {@link TextOrder} give
 * names and numbers by the new order.
 *
 * <p>Most of the minified module is one declaration of arrow functions, whose order has no meaning:
 * none runs before all are declared. The next function is always the one that has the largest share
 * of its character sequences in common with those that DEFLATE can still refer back to, a greedy
 * path, which {@link OrderSearch} then improves. Of several such paths the smallest module is kept.
 * The same input gives the same output.
 */
public final class FunctionOrder {
  /** How far back DEFLATE refers, in bytes (RFC 1951); the module is ASCII. */
  static final int WINDOW = 32 * 1024;

  /** The length of the sequences compared, in characters; 4 was worse, 5 and 7 alike. */
  private static final int SEQUENCE = 6;

  /**
   * Greedy paths, each from another function: how small the module gets by them differs by 0.3 %,
   * and which is best changes with the sources.
   */
  private static final int STARTS = 7;

  /** Counts against short functions, which else seem to have all in common. */
  private static final int BIAS = 3;

  private static final Pattern FUNCTION =
      Pattern.compile("([\\w$]+)=(?:\\([\\w$,]*\\)|[\\w$]+)=>.*");
  private static final Pattern NEEDED_BREAK =
      Pattern.compile("(?<=[\\w$])\n(?=[\\w$])|(?<=\\+)\n(?=\\+)|(?<=-)\n(?=-)");

  private static final String LONG = "BigInt.asIntN(64,";
  private static final String LONG_NAME = "$";

  /** A label may have the name, too. */
  private static final Pattern TAKEN =
      Pattern.compile("(?<![\\w$.])(?<!break |continue )\\$(?![\\w$:])");

  /** Functions that a declaration {@code let a=…,b=…;} has in a row: where they begin and end. */
  private record Functions(int start, int end, List<String> items) {}

  private FunctionOrder() {}

  /** Reads the minified module that the first argument names, and writes it to the second. */
  public static void main(String[] args) throws IOException {
    String line = oneLine(Files.readString(Path.of(args[0])));
    String renamed = LocalNames.assign(SingleUses.inline(withShortLongs(line)));
    List<String> modules = arrangements(renamed).stream().map(FunctionOrder::named).toList();
    Files.writeString(Path.of(args[1]), smallest(modules));
  }

  private static String named(String arranged) {
    return oneLine(TextOrder.sort(GlobalNames.assign(arranged))) + "\n";
  }

  /** The first of the modules that are smallest when compressed. */
  static String smallest(List<String> modules) {
    return modules.stream()
        .min(Comparator.comparing(m -> PackageSize.gzipped(m.getBytes(StandardCharsets.UTF_8))))
        .orElseThrow();
  }

  /** The module in one line, with its functions in each of the orders that compress best. */
  static List<String> arrangements(String module) {
    String line = oneLine(module);
    Functions functions = longest(line);
    String before = line.substring(0, functions.start);
    String after = line.substring(functions.end);
    return IntStream.range(0, STARTS)
        .parallel()
        .mapToObj(i -> ordered(functions.items, i * functions.items.size() / STARTS))
        .map(order -> before + String.join(",", OrderSearch.improve(order)) + after + "\n")
        .toList();
  }

  /** Most calls of the platform's functions keep a sum or a difference within 64 bits. */
  static String withShortLongs(String line) {
    String rest = line.replace(LONG, LONG_NAME + "(");
    CompactModule.expect(!rest.equals(line), "no arithmetic of longs");
    CompactModule.expect(!TAKEN.matcher(line).find(), "the name of longs is taken");
    return rest.replaceFirst("(?=let )", Matcher.quoteReplacement("let $=a=>" + LONG + "a);"));
  }

  private static String oneLine(String module) {
    if (module.indexOf('`') >= 0) {
      throw new IllegalArgumentException("a template literal, whose line breaks would be lost");
    }
    return NEEDED_BREAK.matcher(module.strip()).replaceAll(" ").replace("\n", "");
  }

  /** The longest run of functions in a declaration at the top level. */
  private static Functions longest(String line) {
    Functions longest = new Functions(0, 0, List.of(""));
    int depth = 0;
    int start = -1;
    int item = -1;
    List<String> items = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfText(line, i);
      } else if (c == '{' || c == '[' || c == '(') {
        depth++;
      } else if (c == '}' || c == ']' || c == ')') {
        depth--;
      } else if (depth == 0 && line.startsWith("let ", i) && isStart(line, i)) {
        item = i + 4;
        start = item;
      } else if (depth == 0 && item >= 0 && (c == ',' || c == ';')) {
        String one = line.substring(item, i);
        item = c == ';' ? -1 : i + 1;
        if (isFunction(one)) {
          items.add(one);
          if (items.size() > longest.items.size()) {
            longest = new Functions(start, i, List.copyOf(items));
          }
        }
        if (item < 0 || !isFunction(one)) {
          items.clear();
          start = item;
        }
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("brackets that do not match");
    }
    return longest;
  }

  private static boolean isStart(String line, int i) {
    return i == 0 || line.charAt(i - 1) == ';' || line.charAt(i - 1) == '}';
  }

  private static boolean isFunction(String item) {
    return FUNCTION.matcher(item).matches();
  }

  private static int endOfText(String line, int start) {
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != line.charAt(start)) {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= line.length()) {
      throw new IllegalArgumentException("a text without an end, or a regular expression");
    }
    return i;
  }

  private static List<String> ordered(List<String> functions, int first) {
    List<Set<Integer>> sequences = sharedSequences(functions, SEQUENCE);
    Map<Integer, List<Integer>> having = new HashMap<>();
    for (int i = 0; i < functions.size(); i++) {
      for (int sequence : sequences.get(i)) {
        having.computeIfAbsent(sequence, s -> new ArrayList<>()).add(i);
      }
    }
    int[] inCommon = new int[functions.size()];
    boolean[] placed = new boolean[functions.size()];
    Map<Integer, Integer> inWindow = new HashMap<>();
    Deque<Integer> window = new ArrayDeque<>();
    int windowLength = 0;
    List<String> ordered = new ArrayList<>();
    for (int next = first; next >= 0; next = best(sequences, inCommon, placed)) {
      placed[next] = true;
      ordered.add(functions.get(next));
      window.add(next);
      windowLength += functions.get(next).length() + 1;
      for (int sequence : sequences.get(next)) {
        if (inWindow.merge(sequence, 1, Integer::sum) == 1) {
          having.get(sequence).forEach(i -> inCommon[i]++);
        }
      }
      while (windowLength > WINDOW) {
        int oldest = window.remove();
        windowLength -= functions.get(oldest).length() + 1;
        for (int sequence : sequences.get(oldest)) {
          if (inWindow.merge(sequence, -1, Integer::sum) == 0) {
            having.get(sequence).forEach(i -> inCommon[i]--);
          }
        }
      }
    }
    return ordered;
  }

  /** The function not yet placed with the largest share in common with the window; -1 for none. */
  private static int best(List<Set<Integer>> sequences, int[] inCommon, boolean[] placed) {
    int best = -1;
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i]
          && (best < 0
              || (long) inCommon[i] * (BIAS + sequences.get(best).size())
                  > (long) inCommon[best] * (BIAS + sequences.get(i).size()))) {
        best = i;
      }
    }
    return best;
  }

  /** The sequences of a length in each function's text that another has, too, as numbers. */
  static List<Set<Integer>> sharedSequences(List<String> functions, int length) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    List<Set<Integer>> all = new ArrayList<>();
    for (String function : functions) {
      Set<Integer> own = new HashSet<>();
      for (int i = function.indexOf('=') + 1; i + length <= function.length(); i++) {
        int size = numbers.size();
        own.add(numbers.computeIfAbsent(function.substring(i, i + length), s -> size));
      }
      own.forEach(sequence -> counts.merge(sequence, 1, Integer::sum));
      all.add(own);
    }
    all.forEach(own -> own.removeIf(sequence -> counts.get(sequence) == 1));
    return all;
  }
}
