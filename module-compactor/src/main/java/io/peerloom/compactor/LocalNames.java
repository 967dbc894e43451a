package io.peerloom.compactor;

import com.google.javascript.rhino.IR;
import com.google.javascript.rhino.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Part of the build, not of the page: declares the variables of functions as parameters, and names
 * them alike in all functions.
 *
 * <p>Parameters come first, then the variables in the order of their first use, and all functions
 * take the same names in the same order. So lists of parameters look alike, and so do functions
 * that do similar things.
 *
 * <p>A variable may be a parameter that nobody passes, or that holds something else until it is
 * assigned: Java reads none before. Functions whose variables others share, or that declare more
 * than one variable of a name, stay as they are.
 */
final class LocalNames {
  /**
   * How long lists of parameters are: parameters that nobody passes or reads make them longer, but
   * fewer of them differ. The gzipped module was half a kilobyte larger with the exact lengths.
   */
  private static final List<Integer> LENGTHS = List.of(0, 3, 6, 10, 15);

  /** The names of local variables, the one most used first. */
  private final List<String> names = new ArrayList<>();

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<Node, Set<String>> free = new HashMap<>();

  private final List<Integer> lengths;

  private LocalNames(List<Integer> lengths) {
    this.lengths = lengths;
  }

  /** The module in lines, with the variables of its functions named alike. */
  static String assign(String module) {
    return assign(module, LENGTHS);
  }

  /** The lists are of these lengths, ascending, or as long as they have to be. */
  static String assign(String module, List<Integer> lengths) {
    Syntax syntax = Syntax.of(module);
    new LocalNames(lengths).rename(syntax.root());
    return syntax.text();
  }

  private void rename(Node root) {
    List<Function> functions = new ArrayList<>();
    freeNames(root, functions);
    for (Function function : functions) {
      function.own.forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    names.addAll(counts.keySet());
    names.sort(
        Comparator.comparing((String name) -> -counts.get(name))
            .thenComparing(Comparator.naturalOrder()));
    functions.stream().filter(this::isSimple).forEach(this::rename);
  }

  /** An arrow function. */
  private static final class Function {
    final Node node;
    final List<String> parameters = new ArrayList<>();
    final List<Node> declarations = new ArrayList<>();

    /** The variables it declares. */
    final Set<String> own = new LinkedHashSet<>();

    /** The variables that functions inside of it use and do not declare. */
    final Set<String> inside = new HashSet<>();

    boolean isUnusual;

    Function(Node node) {
      this.node = node;
    }

    private void declare(Node name) {
      boolean first = own.add(name.getString());
      Node block = name.getParent().getParent();
      boolean isParameterAgain =
          name.getParent().isLet()
              && block.getParent() == node
              && parameters.contains(name.getString());
      CompactModule.expect(!isParameterAgain, "a variable named as a parameter: " + name);
      isUnusual |= !first && !name.getParent().isCatch();
    }
  }

  /** What the node uses and does not declare; adds the arrow functions in it. */
  private Set<String> freeNames(Node node, List<Function> functions) {
    Function function = new Function(node);
    Set<String> used = new HashSet<>();
    if (node.isFunction()) {
      Node parameter = node.getSecondChild().getFirstChild();
      for (; parameter != null; parameter = parameter.getNext()) {
        function.isUnusual |= !parameter.isName();
        function.parameters.add(parameter.isName() ? parameter.getString() : "");
      }
      scan(node.getSecondChild(), function, used, functions);
      scan(node.getLastChild(), function, used, functions);
    } else {
      scan(node, function, used, functions);
    }
    used.addAll(function.inside);
    if (node.isFunction()) {
      used.removeAll(function.own);
    }
    free.put(node, used);
    if (node.isArrowFunction()) {
      functions.add(function);
    }
    return used;
  }

  private void scan(Node node, Function function, Set<String> used, List<Function> functions) {
    if (node.isFunction() && node != function.node) {
      function.inside.addAll(freeNames(node, functions));
      function.isUnusual |= !node.isArrowFunction();
      function.inside.remove(node.getFirstChild().getString());
      return;
    }
    if (Syntax.isVariable(node)) {
      used.add(node.getString());
      if (isDeclared(node)) {
        function.declare(node);
      }
    } else if (Syntax.isDeclaration(node)) {
      function.declarations.add(node);
      function.isUnusual |= node.isConst() || node.getFirstChild().isDestructuringLhs();
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      scan(child, function, used, functions);
    }
  }

  private static boolean isDeclared(Node name) {
    Node parent = name.getParent();
    return Syntax.isDeclaration(parent)
        || parent.isCatch()
        || parent.isParamList()
        || parent.isRest();
  }

  private boolean isSimple(Function function) {
    return !function.isUnusual
        && areDisjoint(function.inside, function.own)
        && areDisjoint(free.get(function.node), names);
  }

  private static boolean areDisjoint(Set<String> some, Collection<String> others) {
    return others.stream().noneMatch(some::contains);
  }

  private void rename(Function function) {
    Set<String> declared = new HashSet<>(function.parameters);
    for (Node declaration : function.declarations) {
      for (Node name = declaration.getFirstChild(); name != null; name = name.getNext()) {
        declared.add(name.getString());
      }
      assignInstead(declaration);
    }
    Map<String, String> renamed = new HashMap<>();
    function.parameters.forEach(name -> renamed.put(name, names.get(renamed.size())));
    apply(function.node.getLastChild(), renamed);
    Node list = function.node.getSecondChild();
    list.removeChildren();
    Set<String> kept = new HashSet<>(renamed.values());
    declared.forEach(old -> kept.remove(renamed.get(old)));
    names.stream()
        .limit(length(renamed.size()))
        .filter(name -> !kept.contains(name))
        .forEach(name -> list.addChildToBack(IR.name(name)));
  }

  private int length(int variables) {
    return lengths.stream().filter(length -> length >= variables).findFirst().orElse(variables);
  }

  /** Gives the next name to each variable that has none. */
  private void apply(Node node, Map<String, String> renamed) {
    if (node.isFunction()) {
      return;
    }
    if (Syntax.isVariable(node) && counts.containsKey(node.getString())) {
      String name = renamed.computeIfAbsent(node.getString(), old -> names.get(renamed.size()));
      node.setString(name);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      apply(child, renamed);
    }
  }

  /** Turns a declaration into assignments. */
  private static void assignInstead(Node declaration) {
    Node parent = declaration.getParent();
    if (parent.isForOf() || parent.isForIn()) {
      declaration.replaceWith(declaration.removeFirstChild());
      return;
    }
    Node assigned = null;
    while (declaration.hasChildren()) {
      Node name = declaration.removeFirstChild();
      if (name.hasChildren()) {
        Node assignment = IR.assign(IR.name(name.getString()), name.removeFirstChild());
        assigned = assigned == null ? assignment : IR.comma(assigned, assignment);
      }
    }
    if (parent.isVanillaFor()) {
      declaration.replaceWith(assigned == null ? IR.empty() : assigned);
    } else if (assigned == null) {
      declaration.detach();
    } else {
      declaration.replaceWith(IR.exprResult(assigned));
    }
  }
}
