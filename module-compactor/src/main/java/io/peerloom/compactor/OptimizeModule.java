package io.peerloom.compactor;

import com.google.javascript.jscomp.AbstractCompiler;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.CustomPassExecutionTime;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.SourceMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shortens the compacted module by Closure Compiler, with options that its command line lacks.
 *
 * <p>These are the simple optimizations, which keep the names of properties, and two of the
 * advanced ones: calls whose function has no side effects may be moved or left out, and parameters
 * that are never read go. Functions are inlined only into small ones, because many calls of one
 * name compress better than as many copies with other variables.
 *
 * <p>Closure Compiler takes a call of a method for one without side effects if every method of that
 * name that it knows has none. Its own declarations of the platform have methods with names as
 * short as those {@link CompactModule} gives, {@code at} for one, so it gets {@link #PLATFORM}
 * instead.
 */
public final class OptimizeModule {
  /**
   * No function gets larger than this by inlining, about in characters. The gzipped module was 3.4
   * kB larger without a limit; from 1 to 50 it makes no difference.
   */
  private static final int MAX_INLINED_SIZE = 25;

  /** What the module uses most of the platform, all without side effects. */
  private static final String PLATFORM =
      """
      /** @fileoverview @externs */
      /** @nosideeffects */ function BigInt(a) {}
      /** @nosideeffects */ BigInt.asIntN = function(a, b) {};
      /** @nosideeffects */ BigInt.asUintN = function(a, b) {};
      /** @nosideeffects */ function Number(a) {}
      /** @nosideeffects */ function String(a) {}
      /** @constructor @nosideeffects */ function ArrayBuffer(a) {}
      /** @constructor @nosideeffects */ function BigInt64Array(a) {}
      /** @constructor @nosideeffects */ function Float64Array(a) {}
      /** @const */ var Math = {};
      /** @nosideeffects */ Math.abs = function(a) {};
      /** @nosideeffects */ Math.ceil = function(a) {};
      /** @nosideeffects */ Math.clz32 = function(a) {};
      /** @nosideeffects */ Math.floor = function(a) {};
      /** @nosideeffects */ Math.imul = function(a, b) {};
      /** @nosideeffects */ Math.max = function(a, b) {};
      /** @nosideeffects */ Math.min = function(a, b) {};
      /** @nosideeffects */ Math.sign = function(a) {};
      """;

  private static final String BEFORE = "const exports={};";
  private static final String AFTER =
      "export const {PeerHandle,SubscriptionHandle,join,forgetNetwork}=exports;";

  private OptimizeModule() {}

  /**
   * Reads the module that the first argument names, and writes it to the second, with a source map
   * beside it.
   */
  public static void main(String[] args) throws IOException {
    optimize(Path.of(args[0]), Path.of(args[1]));
  }

  static void optimize(Path input, Path output) throws IOException {
    var compiler =
        new com.google.javascript.jscomp.Compiler(new PrintStream(new ByteArrayOutputStream()));
    compiler.disableThreads();
    compiler.compile(
        List.of(SourceFile.fromCode("platform.js", PLATFORM)),
        List.of(SourceFile.fromCode(input.toString(), Files.readString(input))),
        options(compiler, output + ".map"));
    if (!compiler.getErrors().isEmpty()) {
      throw new IllegalStateException(compiler.getErrors().toString());
    }
    Files.writeString(output, BEFORE + compiler.toSource() + AFTER);
    check(output);
    SourceMap map = compiler.getSourceMap();
    map.setWrapperPrefix(BEFORE);
    StringBuilder text = new StringBuilder();
    map.appendTo(text, output.getFileName().toString());
    Files.write(Path.of(output + ".map"), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Fails if a browser would refuse the module, as for a variable that is declared twice. */
  static void check(Path module) throws IOException {
    var compiler =
        new com.google.javascript.jscomp.Compiler(new PrintStream(new ByteArrayOutputStream()));
    compiler.disableThreads();
    CompilerOptions options = new CompilerOptions();
    options.setChecksOnly(true);
    options.setLanguageIn(LanguageMode.ECMASCRIPT_NEXT);
    compiler.compile(
        List.of(SourceFile.fromCode("platform.js", PLATFORM)),
        List.of(SourceFile.fromCode(module.toString(), Files.readString(module))),
        options);
    if (!compiler.getErrors().isEmpty()) {
      throw new IllegalStateException(compiler.getErrors().toString());
    }
  }

  private static CompilerOptions options(AbstractCompiler compiler, String map) {
    CompilerOptions options = new CompilerOptions();
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
    options.setLanguageIn(LanguageMode.ECMASCRIPT_NEXT);
    // Every browser with WebRTC and non-extractable keys has what is asked for.
    options.setLanguageOut(LanguageMode.ECMASCRIPT_2020);
    options.setRewritePolyfills(false);
    // A module is strict anyway.
    options.setEmitUseStrict(false);
    options.setComputeFunctionSideEffects(true);
    options.setAssumeGettersArePure(true);
    options.setOptimizeCalls(true);
    options.setMaxFunctionSizeAfterInlining(MAX_INLINED_SIZE);
    options.addCustomPass(CustomPassExecutionTime.BEFORE_OPTIMIZATIONS, new NullTests(compiler));
    options.addCustomPass(CustomPassExecutionTime.AFTER_OPTIMIZATION_LOOP, new Copies(compiler));
    options.addCustomPass(
        CustomPassExecutionTime.AFTER_OPTIMIZATION_LOOP, new Temporaries(compiler));
    options.setSourceMapOutputPath(map);
    return options;
  }
}
