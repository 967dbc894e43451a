package io.peerloom.compactor;

import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: what the evaluation of some expressions may change, and what
 * it depends on. Whatever is not known here may change and read everything.
 */
final class Effects {
  /** Functions that only make something new of their arguments. */
  private static final Pattern PURE_FUNCTION =
      Pattern.compile("\\$Lambda\\d+_of|\\$with_.*|\\$rt_s|BigInt|Number|String");

  private static final Set<String> PURE_METHODS =
      Set.of("BigInt.asIntN", "BigInt.asUintN", "Math.imul", "Math.max", "Math.min");

  /** What computes a value from its operands, and does nothing else. */
  private static final Set<Token> COMPUTATIONS =
      EnumSet.of(
          Token.FUNCTION,
          Token.STRINGLIT,
          Token.NUMBER,
          Token.BIGINT,
          Token.NULL,
          Token.TRUE,
          Token.FALSE,
          Token.THIS,
          Token.EMPTY,
          Token.VOID,
          Token.TYPEOF,
          Token.NOT,
          Token.BITNOT,
          Token.POS,
          Token.NEG,
          Token.ADD,
          Token.SUB,
          Token.MUL,
          Token.DIV,
          Token.MOD,
          Token.BITAND,
          Token.BITOR,
          Token.BITXOR,
          Token.LSH,
          Token.RSH,
          Token.URSH,
          Token.LT,
          Token.GT,
          Token.LE,
          Token.GE,
          Token.EQ,
          Token.NE,
          Token.SHEQ,
          Token.SHNE,
          Token.AND,
          Token.OR,
          Token.COALESCE,
          Token.HOOK,
          Token.COMMA,
          Token.ARRAYLIT,
          Token.OBJECTLIT,
          Token.STRING_KEY,
          Token.INSTANCEOF);

  /** TeaVM's classes have the initials of their package in their names. */
  private static final Pattern CLASS = Pattern.compile("[a-z]+_.*");

  private final Predicate<String> isChangeable;
  private boolean acts;
  private boolean reads;
  private boolean assigns;

  /**
   * No effects at first.
   *
   * @param isChangeable which names have values that other functions may change
   */
  Effects(Predicate<String> isChangeable) {
    this.isChangeable = isChangeable;
  }

  static Effects of(Node expression, Predicate<String> isChangeable) {
    Effects effects = new Effects(isChangeable);
    effects.addOperands(expression);
    effects.addWithoutOperands(expression);
    return effects;
  }

  /** All names that an expression assigns. */
  static Set<String> assignedNames(Node root) {
    Set<String> names = new HashSet<>();
    collect(root, names);
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    if (isAssignment(node) && node.getFirstChild().isName()) {
      names.add(node.getFirstChild().getString());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, names);
    }
  }

  static boolean isAssignment(Node node) {
    return node.isAssign() || isUpdate(node);
  }

  /** True for {@code x += 1}, {@code x++} and the like, which read what they assign. */
  static boolean isUpdate(Node node) {
    return node.isInc() || node.isDec() || node.getToken().name().startsWith("ASSIGN_");
  }

  /** True if it makes no difference which of the two is evaluated first. */
  boolean canSwapWith(Effects other) {
    return !assigns
        && !other.assigns
        && !(acts && (other.acts || other.reads))
        && !(other.acts && reads);
  }

  /** Adds the evaluation of a part of an expression, as the part of its parent that it is. */
  void addOperand(Node node) {
    Node parent = node.getParent();
    if (parent.isAssign() && node.getPrevious() == null) {
      // The parts of what is assigned are evaluated, but not read.
      addOperands(node);
    } else if (parent.isCall() && node.getPrevious() == null && node.isGetProp()) {
      // Methods stay what they are once the module runs.
      addOperand(node.getFirstChild());
    } else {
      addOperands(node);
      addWithoutOperands(node);
    }
  }

  private void addOperands(Node node) {
    if (!node.isFunction()) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        addOperand(child);
      }
    }
  }

  /** What a node does with its operands when these have been evaluated. */
  private void addWithoutOperands(Node node) {
    switch (node.getToken()) {
      case NAME:
        reads |= isChangeable.test(node.getString());
        break;
      case CALL:
        acts |= !isPure(node);
        break;
      case NEW:
        acts |= !isPlainCreation(node);
        break;
      case ASSIGN:
        assigns |= node.getFirstChild().isName();
        acts = true;
        break;
      case GETPROP:
      case GETELEM:
        reads = true;
        break;
      default:
        if (!COMPUTATIONS.contains(node.getToken())) {
          acts = true;
          assigns = true;
        }
    }
  }

  private static boolean isPure(Node call) {
    Node function = call.getFirstChild();
    return function.isName()
        ? PURE_FUNCTION.matcher(function.getString()).matches()
        : PURE_METHODS.contains(String.valueOf(function.getQualifiedName()));
  }

  /** Objects are created first, and their constructor called afterwards. */
  private static boolean isPlainCreation(Node creation) {
    Node type = creation.getFirstChild();
    return creation.hasOneChild() && type.isName() && CLASS.matcher(type.getString()).matches();
  }
}
