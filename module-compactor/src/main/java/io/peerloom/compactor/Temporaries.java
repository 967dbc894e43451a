package io.peerloom.compactor;

import com.google.javascript.jscomp.AbstractCompiler;
import com.google.javascript.jscomp.CompilerPass;
import com.google.javascript.rhino.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Part of the build, not of the page: writes a value where it is read, if the next statement reads
 * it once and nothing reads it afterwards.
 *
 * <p>TeaVM keeps the result of each call in a variable, {@code b = f(a); g(c, b);}, and Closure
 * Compiler moves no call that may have side effects. A call may move to the right all the same if
 * nothing that is evaluated between the two notices: constants, variables of the function, and
 * methods, which stay what they are. Where an object turns out to be null, the engine may therefore
 * throw before it evaluates the arguments of the call. Each move saves two occurrences of a
 * variable, and a declaration where no other use is left.
 *
 * <p>Runs while every variable of the module has a name of its own, and before Closure Compiler
 * lets variables share names.
 */
final class Temporaries implements CompilerPass {
  private final AbstractCompiler compiler;
  private Set<String> assigned;

  Temporaries(AbstractCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public void process(Node externs, Node root) {
    assigned = Effects.assignedNames(root);
    visit(root);
  }

  private void visit(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      visit(child);
    }
    if (node.isFunction() && node.getLastChild().isBlock()) {
      new Body(node).rewrite();
    }
  }

  /** One function. */
  private final class Body {
    private final Node function;
    private final Map<String, Integer> variables = new HashMap<>();
    private final Map<String, Integer> mentions = new HashMap<>();
    private final Set<String> captured = new HashSet<>();
    private final Predicate<String> isChangeable =
        name -> captured.contains(name) || assigned.contains(name) && !variables.containsKey(name);
    private LiveVariables live;

    Body(Node function) {
      this.function = function;
    }

    void rewrite() {
      declare(function.getSecondChild());
      declare(function.getLastChild());
      mention(function.getLastChild(), false);
      do {
        live = LiveVariables.of(function, variables);
      } while (moveIn(function.getLastChild()));
    }

    private void declare(Node node) {
      if (node.isName() && isDeclared(node)) {
        variables.putIfAbsent(node.getString(), variables.size());
      }
      if (!node.isFunction()) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          declare(child);
        }
      }
    }

    private boolean isDeclared(Node name) {
      Node parent = name.getParent();
      return Syntax.isDeclaration(parent) || parent.isCatch() || parent.isParamList();
    }

    private void mention(Node node, boolean inside) {
      if (node.isName() && variables.containsKey(node.getString())) {
        mentions.merge(node.getString(), 1, Integer::sum);
        if (inside) {
          captured.add(node.getString());
        }
      }
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        mention(child, inside || node.isFunction());
      }
    }

    /** True if anything has been moved. */
    private boolean moveIn(Node node) {
      boolean moved = false;
      for (Node child = node.getFirstChild(); child != null; ) {
        Node next = nextStatement(child);
        Node previous = child.getPrevious();
        if (node.isBlock() && next != null && move(child, next)) {
          moved = true;
          child = previous == null ? node.getFirstChild() : previous;
        } else {
          moved |= !child.isFunction() && moveIn(child);
          child = child.getNext();
        }
      }
      return moved;
    }

    private Node nextStatement(Node statement) {
      Node next = statement.getNext();
      while (next != null
          && (next.isLet() || next.isVar())
          && !next.getFirstChild().hasChildren()
          && next.hasOneChild()) {
        next = next.getNext();
      }
      return next;
    }

    /** Moves the value that the statement assigns into the next one, if it can. */
    private boolean move(Node statement, Node next) {
      Node name = assignedVariable(statement);
      Node expression = evaluatedFirst(next);
      if (name == null || expression == null || captured.contains(name.getString())) {
        return false;
      }
      String variable = name.getString();
      if (reads(expression, variable) != 1 || isReadLater(next, variable)) {
        return false;
      }
      Node value = name.hasChildren() ? name.getFirstChild() : name.getNext();
      Effects before = new Effects(isChangeable);
      Node use = find(expression, variable, before);
      if (use == null || !before.canSwapWith(Effects.of(value, isChangeable))) {
        return false;
      }
      value.detach();
      // A declaration without a value stays where the variable is assigned again.
      if (!name.getParent().equals(statement) || mentions.get(variable) == 2) {
        statement.detach();
      }
      use.replaceWith(value);
      compiler.reportChangeToEnclosingScope(next);
      return true;
    }

    /** The name in {@code x = …;} or {@code let x = …;}; null for other statements. */
    private Node assignedVariable(Node statement) {
      Node first = statement.getFirstChild();
      if (statement.isExprResult() && first.isAssign()) {
        Node name = first.getFirstChild();
        return name.isName() && variables.containsKey(name.getString()) ? name : null;
      }
      boolean one = Syntax.isDeclaration(statement) && statement.hasOneChild();
      return one && first.isName() && first.hasChildren() ? first : null;
    }

    /** The expression that a statement always evaluates first; null if there is none. */
    private Node evaluatedFirst(Node statement) {
      switch (statement.getToken()) {
        case EXPR_RESULT:
        case IF:
        case RETURN:
        case THROW:
          return statement.getFirstChild();
        case LET:
        case VAR:
        case CONST:
          return assignedVariable(statement) == null ? null : statement.getFirstFirstChild();
        default:
          return null;
      }
    }

    private boolean isReadLater(Node statement, String variable) {
      if (live.isReadWhereCaught(statement, variable)) {
        return true;
      }
      switch (statement.getToken()) {
        case RETURN:
        case THROW:
          return false;
        case IF:
          return live.isReadFrom(statement.getSecondChild(), variable)
              || (statement.getChildCount() > 2
                  ? live.isReadFrom(statement.getLastChild(), variable)
                  : live.isReadAfter(statement, variable));
        default:
          Node name = assignedVariable(statement);
          return live.isReadAfter(statement, variable)
              && (name == null || !name.getString().equals(variable));
      }
    }

    private int reads(Node node, String variable) {
      int reads = node.isName() && node.getString().equals(variable) ? 1 : 0;
      Node first = node.getFirstChild();
      for (Node child = first; child != null; child = child.getNext()) {
        reads += node.isAssign() && child == first && child.isName() ? 0 : reads(child, variable);
      }
      return reads;
    }

    /**
     * Walks through an expression as it is evaluated, until a variable is read that is read once.
     * Null if it is not certain to be read, or not to be replaced where it is.
     *
     * @param before gets the effects of what is evaluated before
     */
    private Node find(Node node, String variable, Effects before) {
      if (node.isName() && node.getString().equals(variable)) {
        return isReplaceable(node) ? node : null;
      }
      Node first = node.getFirstChild();
      for (Node child = first; child != null; child = child.getNext()) {
        boolean target = node.isAssign() && child == first && child.isName();
        if (!target && reads(child, variable) > 0) {
          boolean certain = child == first || !isConditional(node);
          if (!certain || Effects.isUpdate(node) || node.isFunction()) {
            return null;
          }
          return find(child, variable, before);
        }
        before.addOperand(child);
      }
      return null;
    }

    private boolean isReplaceable(Node use) {
      Node parent = use.getParent();
      // A method that a variable holds is called without its object.
      boolean called = parent.isCall() && parent.getFirstChild() == use;
      return !called && !parent.isStringKey();
    }

    private boolean isConditional(Node node) {
      switch (node.getToken()) {
        case AND:
        case OR:
        case COALESCE:
        case HOOK:
        case OPTCHAIN_CALL:
        case OPTCHAIN_GETELEM:
        case OPTCHAIN_GETPROP:
          return true;
        default:
          return false;
      }
    }
  }
}
