package io.peerloom.compactor;

import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.rhino.Node;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Part of the build, not of the page: reads a minified module as a tree, and writes it again. */
final class Syntax {
  private final Compiler compiler = new Compiler(new PrintStream(new ByteArrayOutputStream()));
  private final Node root;

  private Syntax(String module) {
    compiler.disableThreads();
    CompilerOptions options = new CompilerOptions();
    options.setLanguageIn(LanguageMode.ECMASCRIPT_NEXT);
    options.setLanguageOut(LanguageMode.ECMASCRIPT_2020);
    options.setEmitUseStrict(false);
    compiler.initOptions(options);
    root = compiler.parse(SourceFile.fromCode("module.js", module));
    if (root == null || !compiler.getErrors().isEmpty()) {
      throw new IllegalArgumentException(compiler.getErrors().toString());
    }
  }

  static Syntax of(String module) {
    return new Syntax(module);
  }

  Node root() {
    return root;
  }

  /** The module as text, in lines. */
  String text() {
    return compiler.toSource(root);
  }

  /** True for a variable, as opposed to the name of a property or a label. */
  static boolean isVariable(Node node) {
    return node.isName() && !node.getString().isEmpty();
  }

  static boolean isDeclaration(Node node) {
    return node.isLet() || node.isVar() || node.isConst();
  }
}
