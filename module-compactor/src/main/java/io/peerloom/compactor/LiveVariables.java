package io.peerloom.compactor;

import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Part of the build, not of the page: which variables of a function are read later, after each of
 * its statements.
 *
 * <p>The analysis goes backwards through the function, and round each loop until nothing changes
 * (Aho, Lam, Sethi, Ullman, Compilers, 9.2.5). Where it knows less, more is live: anything that a
 * {@code catch} needs is live in all of its {@code try}, and everything around a {@code finally}
 * and in loops over iterables.
 */
final class LiveVariables {
  /** A label's name is never empty: this one stands for statements without a label. */
  private static final String NO_LABEL = "";

  private final Map<String, Integer> variables;
  private final Map<Node, BitSet> before = new HashMap<>();
  private final Map<Node, BitSet> after = new HashMap<>();
  private final Map<Node, BitSet> caught = new HashMap<>();
  private final Deque<BitSet> handlers = new ArrayDeque<>();
  private int finallyBlocks;

  /** Where {@code break} and {@code continue} lead, by label: what is live there. */
  private Map<String, BitSet> breaks = new HashMap<>();

  private Map<String, BitSet> continues = new HashMap<>();

  private LiveVariables(Map<String, Integer> variables) {
    this.variables = variables;
  }

  /** The live variables of a function, whose variables are numbered from 0. */
  static LiveVariables of(Node function, Map<String, Integer> variables) {
    LiveVariables live = new LiveVariables(variables);
    live.before(function.getLastChild(), new BitSet());
    return live;
  }

  /** True if the variable may be read after the statement. */
  boolean isReadAfter(Node statement, String variable) {
    return after.get(statement).get(variables.get(variable));
  }

  /** True if the variable may be read from the beginning of the statement on. */
  boolean isReadFrom(Node statement, String variable) {
    return before.get(statement).get(variables.get(variable));
  }

  /** True if the variable may be read by what catches an error of the statement. */
  boolean isReadWhereCaught(Node statement, String variable) {
    return caught.get(statement).get(variables.get(variable));
  }

  /**
   * True if what the variable holds within a statement may be read after the statement, or in the
   * next round if it is a loop. Parts of statements, such as the cases of a {@code switch}, are not
   * left by themselves.
   */
  boolean isReadOutside(Node statement, String variable) {
    int number = variables.get(variable);
    return before.containsKey(statement)
        && (after.get(statement).get(number)
            || isLoop(statement) && before.get(statement).get(number));
  }

  /** What is live before the statement, given what is live after it. */
  private BitSet before(Node statement, BitSet liveAfter) {
    BitSet live = union(liveAfter, handler());
    remember(after, statement, live);
    remember(caught, statement, handler());
    live = union(through(statement, live), handler());
    remember(before, statement, live);
    return live;
  }

  private static void remember(Map<Node, BitSet> where, Node statement, BitSet live) {
    where.computeIfAbsent(statement, s -> new BitSet()).or(live);
  }

  private BitSet through(Node statement, BitSet live) {
    switch (statement.getToken()) {
      case BLOCK:
        return children(statement, live);
      case EXPR_RESULT:
        return expression(statement.getFirstChild(), live);
      case LET:
      case VAR:
      case CONST:
        return declarations(statement, live);
      case IF:
        BitSet then = before(statement.getSecondChild(), live);
        boolean hasElse = statement.getChildCount() > 2;
        BitSet otherwise = hasElse ? before(statement.getLastChild(), live) : live;
        return expression(statement.getFirstChild(), union(then, otherwise));
      case RETURN:
      case THROW:
        BitSet left = finallyBlocks > 0 ? all() : handler();
        return statement.hasChildren() ? expression(statement.getFirstChild(), left) : left;
      case BREAK:
        return jump(statement, breaks);
      case CONTINUE:
        return jump(statement, continues);
      case LABEL:
        return label(statement, live);
      case SWITCH:
        return cases(statement, live);
      case TRY:
        return tryAndCatch(statement, live);
      case EMPTY:
      case FUNCTION:
        return live;
      default:
        CompactModule.expect(isLoop(statement), "a statement " + statement.getToken());
        return loop(statement, live, NO_LABEL);
    }
  }

  private BitSet children(Node block, BitSet liveAfter) {
    BitSet live = liveAfter;
    for (Node child = block.getLastChild(); child != null; child = child.getPrevious()) {
      live = before(child, live);
    }
    return live;
  }

  private BitSet declarations(Node declaration, BitSet liveAfter) {
    BitSet live = liveAfter;
    for (Node name = declaration.getLastChild(); name != null; name = name.getPrevious()) {
      if (!name.isName()) {
        return all();
      }
      if (name.hasChildren()) {
        live = expression(name.getFirstChild(), without(live, name));
      }
    }
    return live;
  }

  private BitSet jump(Node statement, Map<String, BitSet> targets) {
    String label = statement.hasChildren() ? statement.getFirstChild().getString() : NO_LABEL;
    return finallyBlocks > 0 ? all() : targets.get(label);
  }

  private BitSet label(Node statement, BitSet live) {
    String name = statement.getFirstChild().getString();
    Node labelled = statement.getLastChild();
    Map<String, BitSet> outer = breaks;
    breaks = with(breaks, name, live);
    BitSet result = isLoop(labelled) ? labelledLoop(labelled, live, name) : before(labelled, live);
    breaks = outer;
    return result;
  }

  private BitSet labelledLoop(Node loop, BitSet live, String label) {
    remember(after, loop, live);
    remember(caught, loop, handler());
    BitSet result = loop(loop, live, label);
    remember(before, loop, result);
    return result;
  }

  private BitSet cases(Node statement, BitSet live) {
    Map<String, BitSet> outer = breaks;
    breaks = with(breaks, NO_LABEL, live);
    BitSet entry = live;
    BitSet next = live;
    for (Node one = statement.getLastChild(); one != statement.getFirstChild(); ) {
      next = before(one.getLastChild(), next);
      entry = union(entry, next);
      one = one.getPrevious();
    }
    for (Node one = statement.getLastChild(); one != statement.getFirstChild(); ) {
      entry = one.isCase() ? union(entry, expression(one.getFirstChild(), entry)) : entry;
      one = one.getPrevious();
    }
    breaks = outer;
    return expression(statement.getFirstChild(), entry);
  }

  private BitSet tryAndCatch(Node statement, BitSet live) {
    boolean hasFinally = statement.getChildCount() > 2;
    if (hasFinally) {
      finallyBlocks++;
      before(statement.getLastChild(), all());
    }
    BitSet end = hasFinally ? all() : live;
    Node clause = statement.getSecondChild().getFirstChild();
    BitSet handler = clause == null ? end : before(clause.getLastChild(), end);
    handlers.push(union(handler, handler()));
    BitSet result = union(before(statement.getFirstChild(), end), handler);
    handlers.pop();
    finallyBlocks -= hasFinally ? 1 : 0;
    return hasFinally ? all() : result;
  }

  private static boolean isLoop(Node statement) {
    return statement.isVanillaFor()
        || statement.isForIn()
        || statement.isForOf()
        || statement.isWhile()
        || statement.isDo();
  }

  /** Goes round the loop until no more is live at its head. */
  private BitSet loop(Node loop, BitSet live, String label) {
    Map<String, BitSet> outerBreaks = breaks;
    Map<String, BitSet> outerContinues = continues;
    breaks = with(breaks, NO_LABEL, live);
    BitSet head = new BitSet();
    BitSet found = round(loop, live, head, label);
    while (!found.equals(head)) {
      head = union(head, found);
      found = union(head, round(loop, live, head, label));
    }
    breaks = outerBreaks;
    continues = outerContinues;
    Node first = loop.getFirstChild();
    if (!loop.isVanillaFor() || first.isEmpty()) {
      return head;
    }
    return Syntax.isDeclaration(first) ? declarations(first, head) : expression(first, head);
  }

  /** What is live at the head of a loop, where one more round follows. */
  private BitSet round(Node loop, BitSet live, BitSet head, String label) {
    if (loop.isDo()) {
      BitSet condition = expression(loop.getLastChild(), union(live, head));
      continues = with(with(continues, NO_LABEL, condition), label, condition);
      return before(loop.getFirstChild(), condition);
    }
    if (loop.isWhile()) {
      continues = with(with(continues, NO_LABEL, head), label, head);
      BitSet body = before(loop.getLastChild(), head);
      return expression(loop.getFirstChild(), union(live, body));
    }
    if (loop.isVanillaFor()) {
      Node condition = loop.getSecondChild();
      BitSet step = expression(condition.getNext(), head);
      continues = with(with(continues, NO_LABEL, step), label, step);
      BitSet body = before(loop.getLastChild(), step);
      return condition.isEmpty() ? body : expression(condition, union(live, body));
    }
    continues = with(with(continues, NO_LABEL, all()), label, all());
    before(loop.getLastChild(), all());
    return all();
  }

  private BitSet expression(Node node, BitSet live) {
    switch (node.getToken()) {
      case NAME:
        Integer variable = variables.get(node.getString());
        return variable == null ? live : union(live, single(variable));
      case FUNCTION:
        return live;
      case ASSIGN:
        Node target = node.getFirstChild();
        return target.isName()
            ? expression(node.getLastChild(), without(live, target))
            : operands(node, live);
      case AND:
      case OR:
      case COALESCE:
      case ASSIGN_AND:
      case ASSIGN_OR:
      case ASSIGN_COALESCE:
        BitSet second = expression(node.getLastChild(), live);
        return expression(node.getFirstChild(), union(live, second));
      case HOOK:
        BitSet then = expression(node.getSecondChild(), live);
        BitSet otherwise = expression(node.getLastChild(), live);
        return expression(node.getFirstChild(), union(then, otherwise));
      default:
        BitSet evaluated = operands(node, live);
        return isOptional(node) ? union(live, evaluated) : evaluated;
    }
  }

  private static boolean isOptional(Node node) {
    return node.getToken() == Token.OPTCHAIN_CALL
        || node.getToken() == Token.OPTCHAIN_GETELEM
        || node.getToken() == Token.OPTCHAIN_GETPROP;
  }

  private BitSet operands(Node node, BitSet liveAfter) {
    BitSet live = liveAfter;
    for (Node child = node.getLastChild(); child != null; child = child.getPrevious()) {
      live = expression(child, live);
    }
    return live;
  }

  private BitSet handler() {
    return handlers.isEmpty() ? new BitSet() : handlers.peek();
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, variables.size());
    return all;
  }

  private static BitSet single(int variable) {
    BitSet one = new BitSet();
    one.set(variable);
    return one;
  }

  private BitSet without(BitSet live, Node name) {
    BitSet rest = (BitSet) live.clone();
    if (variables.containsKey(name.getString())) {
      rest.clear(variables.get(name.getString()));
    }
    return rest;
  }

  private static BitSet union(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both;
  }

  private static Map<String, BitSet> with(Map<String, BitSet> targets, String label, BitSet live) {
    Map<String, BitSet> extended = new HashMap<>(targets);
    extended.put(label, live);
    return extended;
  }
}
