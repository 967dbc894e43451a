package io.peerloom.compactor;

import com.google.javascript.jscomp.AbstractCompiler;
import com.google.javascript.jscomp.CompilerPass;
import com.google.javascript.rhino.IR;
import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: where a condition compares a Java object with null, the
 * object itself becomes the condition.
 *
 * <p>Objects are true, null is false. Values of JavaScript may be false too, an empty text for one,
 * so this changes only the core and the collections, which have none: TeaVM hands them wrapped.
 */
final class NullTests implements CompilerPass {
  private static final Pattern WITHOUT_VALUES_OF_JAVASCRIPT =
      Pattern.compile("(ipc[a-z]*|ju[a-z]*)_.*");

  private final AbstractCompiler compiler;

  NullTests(AbstractCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public void process(Node externs, Node root) {
    visit(root);
  }

  private void visit(Node node) {
    if (node.isName() && node.hasOneChild() && node.getFirstChild().isArrowFunction()) {
      if (WITHOUT_VALUES_OF_JAVASCRIPT.matcher(node.getString()).matches()) {
        rewrite(node.getFirstChild());
      }
      return;
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      visit(child);
    }
  }

  private void rewrite(Node node) {
    for (Node child = node.getFirstChild(); child != null; ) {
      Node next = child.getNext();
      rewrite(child);
      boolean equal = child.getToken() == Token.SHEQ;
      if ((equal || child.getToken() == Token.SHNE)
          && child.getLastChild().isNull()
          && isCondition(child)) {
        Node object = child.removeFirstChild();
        Node test = equal ? IR.not(object) : object;
        child.replaceWith(test);
        compiler.reportChangeToEnclosingScope(test);
      }
      child = next;
    }
  }

  private static boolean isCondition(Node node) {
    Node parent = node.getParent();
    switch (parent.getToken()) {
      case NOT:
        return true;
      case IF:
      case HOOK:
      case WHILE:
        return parent.getFirstChild() == node;
      case DO:
        return parent.getLastChild() == node;
      case FOR:
        return parent.getSecondChild() == node;
      case AND:
      case OR:
        return isCondition(parent);
      default:
        return false;
    }
  }
}
