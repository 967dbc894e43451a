package io.peerloom.compactor;

import com.google.javascript.rhino.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Part of the build, not of the page: gives functions that are declared near each other names that
 * end with the same letter.
 *
 * <p>Closure Compiler names functions before {@link FunctionOrder} moves them. Afterwards the
 * functions of {@link #GROUP} neighbours share the second letter of their names, so that the end of
 * a name and the parameters behind it are found again. In a group, the function used most gets the
 * letter that is used most. Names of one letter, which the functions used most have, stay.
 */
final class GlobalNames {
  /** With 44 or 48 neighbours the gzipped module was about 70 bytes larger. */
  private static final int GROUP = 46;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$";
  private static final String DIGITS = "0123456789";

  /** Words of the language with two letters; two of them are words in some places only. */
  private static final Set<String> WORDS = Set.of("as", "do", "if", "in", "of");

  private final Set<String> taken = new HashSet<>(WORDS);
  private final Map<String, Integer> counts = new HashMap<>();

  private GlobalNames() {}

  /** The module in lines, with other names of what its top level declares. */
  static String assign(String module) {
    Syntax syntax = Syntax.of(module);
    new GlobalNames().rename(syntax, module);
    return syntax.text();
  }

  private void rename(Syntax syntax, String module) {
    count(syntax.root());
    List<String> declared = new ArrayList<>();
    declared(syntax.root(), declared);
    taken.addAll(counts.keySet());
    declared.forEach(taken::remove);
    apply(syntax.root(), newNames(declared, module));
  }

  private void count(Node node) {
    if (Syntax.isVariable(node)) {
      counts.merge(node.getString(), 1, Integer::sum);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      count(child);
    }
  }

  /** Adds the names that may be changed, in the order of their declarations. */
  private static void declared(Node body, List<String> names) {
    for (Node child = body.getFirstChild(); child != null; child = child.getNext()) {
      if (child.isModuleBody()) {
        declared(child, names);
      } else if (child.isFunction()) {
        addLong(child.getFirstChild(), names);
      } else if (Syntax.isDeclaration(child)) {
        Node name = child.getFirstChild();
        for (; name != null; name = name.getNext()) {
          addLong(name, names);
        }
      }
    }
  }

  private static void addLong(Node name, List<String> names) {
    if (name.isName() && name.getString().length() > 1 && !name.getString().equals("exports")) {
      names.add(name.getString());
    }
  }

  private Map<String, String> newNames(List<String> declared, String module) {
    List<String> letters = byFrequency(LETTERS, module);
    Map<String, String> names = new LinkedHashMap<>();
    for (String last : byFrequency(LETTERS + DIGITS, module)) {
      List<String> free = new ArrayList<>();
      for (String first : letters) {
        if (free.size() < GROUP && !taken.contains(first + last)) {
          free.add(first + last);
        }
      }
      int end = Math.min(names.size() + free.size(), declared.size());
      List<String> group = new ArrayList<>(declared.subList(names.size(), end));
      group.sort(Comparator.comparing(name -> -counts.get(name)));
      for (int i = 0; i < group.size(); i++) {
        names.put(group.get(i), free.get(i));
      }
    }
    CompactModule.expect(names.size() == declared.size(), "too many functions to name");
    return names;
  }

  private static List<String> byFrequency(String letters, String module) {
    Map<Integer, Integer> counts = new HashMap<>();
    module.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
    List<String> sorted = new ArrayList<>();
    letters.chars().forEach(c -> sorted.add(Character.toString(c)));
    sorted.sort(Comparator.comparing(c -> -counts.getOrDefault(c.codePointAt(0), 0)));
    return sorted;
  }

  private static void apply(Node node, Map<String, String> names) {
    if (Syntax.isVariable(node)) {
      node.setString(names.getOrDefault(node.getString(), node.getString()));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      apply(child, names);
    }
  }
}
