package io.peerloom.compactor;

import com.google.javascript.jscomp.AbstractCompiler;
import com.google.javascript.jscomp.CompilerPass;
import com.google.javascript.rhino.IR;
import com.google.javascript.rhino.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Part of the build, not of the page: makes one variable of two where one is a copy of the other.
 *
 * <p>TeaVM writes a method where it is called, and copies the arguments first: {@code d = b; c =
 * d.f;}. The copy goes, and both variables become one, if neither is assigned while the other is
 * still needed; the copy itself does not count, since both have one value then (Chaitin's
 * coalescing of registers). TeaVM also uses variables again, so that {@code b} may hold something
 * else later. Therefore assignments that nobody reads go first, and what a variable holds from an
 * assignment on gets a name of its own, where nothing else reads it. Variables that other functions
 * use stay, and so do those that are assigned in the middle of an expression.
 *
 * <p>Runs while every variable of the module has a name of its own, and before Closure Compiler
 * lets variables share names.
 */
final class Copies implements CompilerPass {
  /** What Closure Compiler puts between a name and a number, and drops, with what follows it. */
  private static final String CLOSURES_MARK = "$jscomp$";

  private final AbstractCompiler compiler;
  private int ownNames;

  Copies(AbstractCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public void process(Node externs, Node root) {
    visit(root);
  }

  private void visit(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      visit(child);
    }
    if (node.isFunction() && node.getLastChild().isBlock()) {
      boolean changed = false;
      while (changeOnce(node)) {
        changed = true;
      }
      if (changed) {
        compiler.reportChangeToEnclosingScope(node.getLastChild());
      }
    }
  }

  private boolean changeOnce(Node function) {
    boolean forgotten = new Body(function).forgetUnread();
    return forgotten || new Body(function).split() || new Body(function).merge();
  }

  /** One function: its variables, and where they are assigned. */
  private final class Body {
    private final Node function;
    private final Node block;
    private final Map<String, Integer> variables = new HashMap<>();
    private final Set<String> parameters = new HashSet<>();

    /** Variables that stay as they are. */
    private final Set<String> fixed = new HashSet<>();

    /** How often a variable is read or assigned; a parameter is assigned by the caller. */
    private final Map<String, Integer> mentions = new HashMap<>();

    /** The statements that assign a variable, and do nothing else. */
    private final Map<String, List<Node>> assignments = new LinkedHashMap<>();

    private LiveVariables live;

    Body(Node function) {
      this.function = function;
      this.block = function.getLastChild();
      Node name = function.getSecondChild().getFirstChild();
      for (; name != null; name = name.getNext()) {
        if (name.isName()) {
          variables.put(name.getString(), variables.size());
          parameters.add(name.getString());
          mentions.merge(name.getString(), 1, Integer::sum);
        }
      }
      declare(block);
      scan(block, false);
      assignments.keySet().removeIf(n -> fixed.contains(n) || !variables.containsKey(n));
    }

    private void declare(Node node) {
      Node parent = node.getParent();
      if (node.isName() && (Syntax.isDeclaration(parent) || parent.isCatch())) {
        boolean isNew = variables.putIfAbsent(node.getString(), variables.size()) == null;
        boolean isPlain = parent.isLet() && parent.hasOneChild() && parent.getParent().isBlock();
        if (!isNew || !isPlain) {
          fixed.add(node.getString());
        }
      }
      if (!node.isFunction()) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          declare(child);
        }
      }
    }

    private void scan(Node node, boolean inside) {
      if (node.isName() && variables.containsKey(node.getString())) {
        addName(node, inside);
      } else if (assignedValue(node) != null) {
        assignments
            .computeIfAbsent(assignedName(node).getString(), name -> new ArrayList<>())
            .add(node);
      }
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        scan(child, inside || node.isFunction());
      }
    }

    private void addName(Node name, boolean inside) {
      Node parent = name.getParent();
      boolean assigned = Effects.isAssignment(parent) && parent.getFirstChild() == name;
      boolean whole = parent.isAssign() && parent.getParent().isExprResult();
      boolean iterated = (parent.isForOf() || parent.isForIn()) && parent.getFirstChild() == name;
      if (inside || iterated || assigned && !whole || parent.isStringKey()) {
        fixed.add(name.getString());
      }
      if (!parent.isLet() || name.hasChildren()) {
        mentions.merge(name.getString(), 1, Integer::sum);
      }
    }

    private LiveVariables live() {
      live = live == null ? LiveVariables.of(function, variables) : live;
      return live;
    }

    /** Leaves of assignments that nobody reads only the value. True if there was one. */
    boolean forgetUnread() {
      boolean changed = false;
      for (Map.Entry<String, List<Node>> variable : assignments.entrySet()) {
        for (Node statement : variable.getValue()) {
          if (statement.isExprResult() && !live().isReadAfter(statement, variable.getKey())) {
            statement.getFirstChild().replaceWith(assignedValue(statement).detach());
            changed = true;
          }
        }
      }
      return changed;
    }

    /**
     * Gives a name of its own to what a variable holds from an assignment to the end of the block,
     * if it is not needed after that, and the variable held something else before. True if there
     * was one.
     */
    boolean split() {
      for (Map.Entry<String, List<Node>> variable : assignments.entrySet()) {
        String name = variable.getKey();
        for (Node statement : variable.getValue()) {
          if (statement.isExprResult()
              && mentionsFrom(statement, name) < mentions.get(name)
              && isNeededOnlyInBlock(statement, name)) {
            // With the mark in it, it would become the same as another one.
            int mark = name.indexOf(CLOSURES_MARK);
            String own = (mark < 0 ? name : name.substring(0, mark)) + "$own" + ownNames++;
            assignedName(statement).setString(own);
            for (Node next = statement.getNext(); next != null; next = next.getNext()) {
              rename(next, name, own);
            }
            declareFirst(own);
            return true;
          }
        }
      }
      return false;
    }

    /** The mentions of a variable in what follows a statement in its block, and one for itself. */
    private int mentionsFrom(Node statement, String name) {
      int count = 1;
      for (Node next = statement.getNext(); next != null; next = next.getNext()) {
        count += countMentions(next, name);
      }
      return count;
    }

    private static int countMentions(Node node, String name) {
      int count = node.isName() && node.getString().equals(name) ? 1 : 0;
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        count += countMentions(child, name);
      }
      return count;
    }

    private boolean isNeededOnlyInBlock(Node statement, String name) {
      if (live().isReadWhereCaught(statement, name) || !statement.getParent().isBlock()) {
        return false;
      }
      for (Node outer = statement.getParent(); outer != block; outer = outer.getParent()) {
        if (live().isReadOutside(outer, name)) {
          return false;
        }
      }
      return true;
    }

    /** Makes one variable of a copy and its original. True if there were such. */
    boolean merge() {
      for (Map.Entry<String, List<Node>> variable : assignments.entrySet()) {
        String to = variable.getKey();
        for (Node statement : variable.getValue()) {
          Node value = assignedValue(statement);
          if (value.isName() && canShare(to, value.getString())) {
            mergeInto(parameters.contains(to) ? to : value.getString(), to, value.getString());
            return true;
          }
        }
      }
      return false;
    }

    private boolean canShare(String to, String from) {
      return variables.containsKey(from)
          && !fixed.contains(from)
          && !(parameters.contains(to) && parameters.contains(from))
          && isNotNeededWhereAssigned(to, from)
          && isNotNeededWhereAssigned(from, to);
    }

    /** True if nobody needs the first variable where the second gets another value. */
    private boolean isNotNeededWhereAssigned(String needed, String assigned) {
      for (Node statement : assignments.getOrDefault(assigned, List.of())) {
        Node value = assignedValue(statement);
        boolean isCopy = value.isName() && value.getString().equals(needed);
        if (!isCopy && live().isReadAfter(statement, needed)) {
          return false;
        }
      }
      return !parameters.contains(assigned) || !live().isReadFrom(block, needed);
    }

    private void mergeInto(String kept, String to, String from) {
      rename(block, to, kept);
      rename(block, from, kept);
      dropDeclarations(block, kept);
      if (!parameters.contains(kept)) {
        declareFirst(kept);
      }
    }

    private void declareFirst(String name) {
      block.addChildToFront(IR.let(IR.name(name)).srcrefTree(function));
    }
  }

  private static void rename(Node node, String from, String to) {
    if (node.isName() && node.getString().equals(from)) {
      node.setString(to);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      rename(child, from, to);
    }
  }

  /** Makes assignments of a variable's declarations, and removes its copies to itself. */
  private static void dropDeclarations(Node node, String name) {
    for (Node child = node.getFirstChild(); child != null; ) {
      Node next = child.getNext();
      dropDeclarations(child, name);
      Node value = assignedValue(child);
      if (value != null && assignedName(child).getString().equals(name)) {
        if (value.isName() && value.getString().equals(name)) {
          child.detach();
        } else if (child.isLet()) {
          Node assignment = IR.assign(IR.name(name), value.detach());
          child.replaceWith(IR.exprResult(assignment).srcrefTree(child));
        }
      } else if (child.isLet() && child.getFirstChild().getString().equals(name)) {
        child.detach();
      }
      child = next;
    }
  }

  /** The value in {@code x = …;} or {@code let x = …;}; null for everything else. */
  private static Node assignedValue(Node statement) {
    Node first = statement.getFirstChild();
    if (statement.isExprResult() && first.isAssign() && first.getFirstChild().isName()) {
      return first.getLastChild();
    }
    boolean isDeclared = statement.isLet() && statement.hasOneChild() && first.isName();
    return isDeclared ? first.getFirstChild() : null;
  }

  private static Node assignedName(Node statement) {
    Node first = statement.getFirstChild();
    return first.isAssign() ? first.getFirstChild() : first;
  }
}
