package io.peerloom.compactor;

import com.google.javascript.rhino.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: numbers the texts of the module in the order in which they
 * are used.
 *
 * <p>TeaVM has all texts in one table, which Closure Compiler writes as one text that is split.
 * Once functions are in their order, neighbours use texts with similar numbers.
 */
final class TextOrder {
  private final Map<String, List<Node>> indexed = new HashMap<>();
  private Node table;
  private String separator;

  private TextOrder() {}

  /** The module in lines, with its texts in the order of their first use. */
  static String sort(String module) {
    Syntax syntax = Syntax.of(module);
    new TextOrder().sort(syntax.root());
    return syntax.text();
  }

  private void sort(Node root) {
    find(root);
    CompactModule.expect(table != null && !indexed.isEmpty(), "no table of texts");
    List<String> texts = Arrays.asList(table.getString().split(Pattern.quote(separator), -1));
    List<Node> uses = indexed.values().stream().max(Comparator.comparing(List::size)).orElseThrow();
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    for (Node use : uses) {
      numbers.putIfAbsent((int) use.getDouble(), numbers.size());
    }
    for (int i = 0; i < texts.size(); i++) {
      numbers.putIfAbsent(i, numbers.size());
    }
    CompactModule.expect(numbers.size() == texts.size(), "uses of texts that are not there");
    uses.forEach(use -> use.setDouble(numbers.get((int) use.getDouble())));
    List<String> sorted = new ArrayList<>();
    numbers.keySet().forEach(number -> sorted.add(texts.get(number)));
    table.setString(String.join(separator, sorted));
  }

  /** Finds the longest text that is split, and the arrays that are read at fixed places. */
  private void find(Node node) {
    Node first = node.getFirstChild();
    if (node.isGetElem() && first.isName() && node.getLastChild().isNumber()) {
      indexed
          .computeIfAbsent(first.getString(), name -> new ArrayList<>())
          .add(node.getLastChild());
    } else if (node.isCall()
        && first.isGetProp()
        && first.getString().equals("split")
        && first.getFirstChild().isStringLit()) {
      Node text = first.getFirstChild();
      if (table == null || text.getString().length() > table.getString().length()) {
        table = text;
        separator = node.getLastChild().getString();
      }
    }
    for (Node child = first; child != null; child = child.getNext()) {
      find(child);
    }
  }
}
