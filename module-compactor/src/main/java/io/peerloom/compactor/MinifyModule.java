package io.peerloom.compactor;

import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens a module that people wrote, by Closure Compiler with its simple optimizations: names of
 * local things and of what is not exported get shorter, names of properties stay.
 *
 * <p>Closure Compiler would follow the imports, and does not know private fields. So imported names
 * are given to it as the platform's, exported ones as properties of an object, and private ones
 * with a mark of their own.
 */
public final class MinifyModule {
  private static final Pattern IMPORT =
      Pattern.compile("(?ms)^import (?:\\* as (\\w+)|\\{([^}]*)\\}) from [^;]*;\n");
  private static final Pattern EXPORTED =
      Pattern.compile("(?m)^export ((?:async )?(?:function\\*?|class|const|let) )(\\w+)");
  private static final Pattern EXPORTS = Pattern.compile("(?m)^export \\{([^}]*)\\};\n");
  private static final Pattern PRIVATE = Pattern.compile("#(?=[A-Za-z]\\w*)");
  private static final String MARK = "PRIVATE_";
  private static final String OBJECT = "$e";

  private MinifyModule() {}

  /**
   * Shortens a module of the folder that the first argument names into the second: the third, with
   * the others, which it imports, in one. Each of those imports only from those before it.
   */
  public static void main(String[] args) throws IOException {
    List<String> imported = new ArrayList<>();
    for (int i = 3; i < args.length; i++) {
      imported.add(Files.readString(Path.of(args[0], args[i])));
    }
    List<String> names = List.of(args).subList(3, args.length);
    String module = joined(Files.readString(Path.of(args[0], args[2])), names, imported);
    Files.writeString(Path.of(args[1], args[2]), minified(module));
  }

  /** One module of several that have no names in common. */
  static String joined(String module, List<String> names, List<String> imported) {
    StringBuilder whole = new StringBuilder();
    for (String each : imported) {
      whole.append(EXPORTED.matcher(withoutImports(each, names)).replaceAll("$1$2"));
    }
    return whole.append(withoutImports(module, names)).toString();
  }

  private static String withoutImports(String module, List<String> names) {
    return IMPORT
        .matcher(module)
        .replaceAll(
            found -> {
              boolean isJoined = names.stream().anyMatch(name -> found.group().contains(name));
              return isJoined ? "" : Matcher.quoteReplacement(found.group());
            });
  }

  static String minified(String module) {
    Set<String> imported = new TreeSet<>();
    StringBuilder imports = new StringBuilder();
    Matcher each = IMPORT.matcher(module);
    while (each.find()) {
      imports.append(each.group().replace("\n", ""));
      names(each.group(1) == null ? each.group(2) : each.group(1), imported);
    }
    String code = IMPORT.matcher(module).replaceAll("");
    Set<String> exported = new TreeSet<>();
    code =
        EXPORTED
            .matcher(code)
            .replaceAll(
                found -> {
                  exported.add(found.group(2));
                  return Matcher.quoteReplacement(found.group(1) + found.group(2));
                });
    Matcher lists = EXPORTS.matcher(code);
    while (lists.find()) {
      names(lists.group(1), exported);
    }
    code = PRIVATE.matcher(EXPORTS.matcher(code).replaceAll("")).replaceAll(MARK);
    StringBuilder platform = new StringBuilder("/** @externs */ var " + OBJECT + " = {};\n");
    imported.forEach(name -> platform.append("var ").append(name).append(";\n"));
    Set<String> passedOn = new TreeSet<>(exported);
    passedOn.retainAll(imported);
    exported.removeAll(imported);
    StringBuilder whole = new StringBuilder(code);
    for (String name : exported) {
      whole.append(OBJECT).append('.').append(name).append(" = ").append(name).append(";\n");
    }
    String shorter = compiled(platform.toString(), whole.toString()).replace(MARK, "#");
    String end = "export const {" + String.join(",", exported) + "}=" + OBJECT + ";";
    if (!passedOn.isEmpty()) {
      end += "export {" + String.join(",", passedOn) + "};";
    }
    return imports + "const " + OBJECT + "={};" + shorter.strip() + end + "\n";
  }

  private static void names(String list, Set<String> to) {
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        to.add(name.strip());
      }
    }
  }

  private static String compiled(String platform, String code) {
    var compiler =
        new com.google.javascript.jscomp.Compiler(new PrintStream(new ByteArrayOutputStream()));
    compiler.disableThreads();
    CompilerOptions options = new CompilerOptions();
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
    // With fields of classes, which this version of the compiler calls unstable.
    options.setLanguageIn(LanguageMode.UNSTABLE);
    options.setLanguageOut(LanguageMode.UNSTABLE);
    options.setRewritePolyfills(false);
    options.setEmitUseStrict(false);
    compiler.compile(
        List.of(SourceFile.fromCode("platform.js", platform)),
        List.of(SourceFile.fromCode("module.js", code)),
        options);
    if (!compiler.getErrors().isEmpty()) {
      throw new IllegalStateException(compiler.getErrors().toString());
    }
    return compiler.toSource();
  }
}
