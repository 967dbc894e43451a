package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: replaces functions of TeaVM's runtime by short ones for what
 * the module needs.
 *
 * <p>TeaVM's also serve reflection, decoding of stack traces, debuggers, and engines without {@code
 * Reflect} or {@code Math.imul}. No page asks a class for more than whether an object is of it, so
 * a class is its constructor, and what is known of it are the types above it. An exception still
 * has its message, its cause and the engine's stack. An int needs no reduction to 64 bits to become
 * a long; its reduction to 32 bits stays, for numbers that applications pass. A function that TeaVM
 * names otherwise ends the build.
 */
final class LeanRuntime {
  /** What replaces the function, variable or statement of the same beginning. */
  private static final List<String> REPLACEMENTS =
      List.of(
          """
          $rt_callWithReceiver = f => function(...all) {
              return f(this, ...all);
          }""",
          """
          $rt_cls = cls => cls""",
          """
          $rt_createPrimitiveCls = () => {
              let cls = () => {
              };
              cls[$rt_meta] = [];
              return cls;
          }""",
          """
          $rt_imul = Math.imul""",
          """
          Long_fromInt = val => BigInt(val | 0)""",
          """
          $rt_arraycls = cls => {
              let meta = cls[$rt_meta];
              if (!meta.arrayType) {
                  meta.arrayType = function(data) {
                      jl_Object.call(this);
                      this.data = data;
                  };
                  meta.arrayType.prototype = Object.create(jl_Object.prototype);
                  meta.arrayType.prototype.constructor = meta.arrayType;
                  meta.arrayType.prototype.$clone0 = function() {
                      return new this.constructor(this.data.slice());
                  };
                  meta.arrayType[$rt_meta] = [jl_Object];
              }
              return meta.arrayType;
          }""",
          """
          $rt_isAssignable = (from, to) => {
              return from === to || from[$rt_meta].some(type => $rt_isAssignable(type, to));
          }""",
          """
          $rt_fillNativeException = ex => {
              let cause = $rt_throwableCause(ex);
              let err = new JavaError(void 0, cause !== null && cause.$jsException ? { cause: cause.$jsException } : void 0);
              err[$rt_javaExceptionProp] = ex;
              ex.$jsException = err;
          }""",
          """
          $rt_fillStack = () => {
          }""",
          """
          $rt_metadata = data => {
              for (let i = 0;i < data.length;) {
                  let cls = data[i++];
                  let parent = data[i++];
                  let interfaces = data[i++] || [];
                  cls[$rt_meta] = parent ? [parent, ...interfaces] : interfaces;
                  cls.prototype = parent ? Object.create(parent.prototype) : {  };
                  cls.prototype.constructor = cls;
                  let methods = data[i++];
                  for (let name in methods) {
                      let method = methods[name];
                      cls.prototype[name] = method.prototype ? method : function(a, b, c, d) {
                          return method(this, a, b, c, d);
                      };
                  }
              }
          }""");

  private static final String ERROR_CLASS =
      """
      JavaError = class extends Error {
          get message() {
              let ex = this[$rt_javaExceptionProp];
              return ex ? $rt_ustr($rt_throwableMessage(ex)) : "";
          }
      };
      """;

  private static final Pattern ERROR =
      Pattern.compile(
          "(?ms)^if \\(typeof Reflect === 'object'\\) \\{\n.*?^\\} else \\{\n.*?^\\}\n");
  private static final Pattern DEBUGGED =
      Pattern.compile(
          "(?ms)^jl_Object\\.prototype\\.__teavm_class__ = function\\(\\) \\{\n.*?^\\};\n");

  private static final Pattern PACKAGES = Pattern.compile("(?ms)^\\$rt_packages\\(\\[.*?\\]\\);\n");

  private LeanRuntime() {}

  /** The module with a short runtime. */
  static String replace(String module) {
    String result = module;
    for (String replacement : REPLACEMENTS) {
      String name = replacement.substring(0, replacement.indexOf(' '));
      result =
          replaceOnce(
              result, declaration(name), "$1" + Matcher.quoteReplacement(replacement) + "$2");
    }
    result = replaceOnce(result, ERROR, Matcher.quoteReplacement(ERROR_CLASS));
    result = replaceOnce(result, DEBUGGED, "");
    result = replaceOnce(result, PACKAGES, "");
    return shortNames(result);
  }

  /** No property of the platform begins so, and no field that the module shares names with. */
  private static String shortNames(String module) {
    return module.replaceAll("\\.\\$nativeString\\b", "._").replaceAll("\\.\\$clone0\\b", ".__");
  }

  /**
   * From the name, which may have the declaration's keyword, to the comma or semicolon after it.
   */
  private static Pattern declaration(String name) {
    return Pattern.compile(
        "(?ms)^((?:let )?)"
            + Pattern.quote(name)
            + " = (?:[^\n]*[^{\n,;]|[^\n]*\\{\n.*?^\\})([,;]\n)");
  }

  private static String replaceOnce(String module, Pattern pattern, String replacement) {
    List<String> found = new ArrayList<>();
    pattern.matcher(module).results().forEach(match -> found.add(match.group()));
    CompactModule.expect(found.size() == 1, found.size() + " times in the runtime: " + pattern);
    return pattern.matcher(module).replaceFirst(replacement);
  }
}
