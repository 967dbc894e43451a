package io.peerloom.compactor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: replaces methods of TeaVM's class library by what the engine
 * has.
 *
 * <p>TeaVM compiles its library from Java: a builder of text copies characters from array to array,
 * and a search compares them one by one. The engine's own text and arrays do that in a line.
 * Differences that no page's code meets: a class has no name, an enum is compared with those of its
 * own type, a wrapped number is never the same object twice, and bounds that only broken code
 * exceeds are not checked again. A method that TeaVM names otherwise ends the build.
 */
final class LeanLibrary {
  /**
   * What replaces a method of the same beginning. A name before {@code #} is that of a member in
   * the method that is replaced: TeaVM numbers those of the same name.
   */
  static final List<String> REPLACEMENTS =
      List.of(
          """
          jl_Object_toString = $this => {
              return $rt_str("object");
          }""",
          """
          jl_Object_getClass = $this => {
              return $this.constructor;
          }""",
          """
          jl_Class_toString = $this => {
              return jl_Object_toString($this);
          }""",
          """
          jl_Throwable_toString = $this => {
              return $this.$message# === null ? jl_Object_toString($this) : $this.$message#;
          }""",
          """
          jl_Enum_compareTo = ($this, var$1) => {
              return $this.$ordinal# - var$1.$ordinal#;
          }""",
          """
          jl_Integer_numberOfLeadingZeros = $i => {
              return Math.clz32($i);
          }""",
          """
          jl_Byte__clinit_ = () => {
          }""",
          """
          jl_String_startsWith = ($this, $prefix) => {
              return $this.$nativeString#.startsWith($prefix.$nativeString#) ? 1 : 0;
          }""",
          """
          jl_String_endsWith = ($this, $suffix) => {
              return $this.$nativeString#.endsWith($suffix.$nativeString#) ? 1 : 0;
          }""",
          """
          jl_String_indexOf = ($this, $ch, $fromIndex) => {
              return $this.$nativeString#.indexOf(String.fromCodePoint($ch), $fromIndex);
          }""",
          """
          jl_String_indexOf = ($this, $str, $fromIndex) => {
              return $this.$nativeString#.indexOf($str.$nativeString#, $fromIndex);
          }""",
          """
          jl_String_compareTo = ($this, var$1) => {
              return $this.$nativeString# < var$1.$nativeString# ? -1 \
              : $this.$nativeString# > var$1.$nativeString# ? 1 : 0;
          }""",
          """
          jl_AbstractStringBuilder__init_ = ($this, $capacity) => {
              $this.$buffer# = "";
          }""",
          """
          jl_StringBuilder__init_ = ($this, $value) => {
              $this.$buffer# = $value.$nativeString#;
              $this.$length# = $value.$nativeString#.length;
          }""",
          """
          jl_StringBuilder_append = ($this, $c) => {
              return jl_StringBuilder_insert($this, $this.$length#, $rt_str(String.fromCharCode($c)));
          }""",
          """
          jl_StringBuilder_append = ($this, $s) => {
              return jl_StringBuilder_insert($this, $this.$length#, $s);
          }""",
          """
          jl_StringBuilder_insert = ($this, var$1, var$2) => {
              let var$3 = $this.$buffer#;
              $this.$buffer# = var$3.slice(0, var$1) + (var$2 === null ? "null" : var$2.$nativeString#) + var$3.slice(var$1);
              $this.$length# = $this.$buffer#.length;
              return $this;
          }""",
          """
          jl_StringBuilder_toString = $this => {
              return $rt_str($this.$buffer#);
          }""",
          """
          ju_AbstractCollection_toArray = ($this, $a) => {
              let $all = $a.data.length < $this.$size#() ? new $a.constructor([]) : $a;
              let $i = 0;
              for (let $iter = $this.$iterator#();$iter.$hasNext#();) {
                  $all.data[$i++] = $iter.$next#();
              }
              if ($i < $all.data.length) {
                  $all.data[$i] = null;
              }
              return $all;
          }""",
          """
          ju_ArrayList_sort = ($this, $comp) => {
              return ju_List_sort($this, $comp);
          }""",
          """
          ju_ArrayList_ensureCapacity = ($this, $minCapacity) => {
              for (let $all = $this.$array#.data;$all.length < $minCapacity;) {
                  $all.push(null);
              }
          }""",
          """
          ju_Arrays_sort = ($a, $c) => {
              $a.data.sort((one, other) => $c.$compare#(one, other));
          }""",
          """
          ju_Arrays_copyOf = ($original, $newLength) => {
              let $all = new $original.constructor($original.data.slice(0, $newLength));
              while ($all.data.length < $newLength) {
                  $all.data.push(null);
              }
              return $all;
          }""",
          """
          ju_Arrays_fill = ($a, $val) => {
              $a.data.fill($val);
          }""",
          """
          ju_Arrays_fill = ($a, $fromIndex, $toIndex, $val) => {
              $a.data.fill($val, $fromIndex, $toIndex);
          }""",
          """
          jl_System_doArrayCopy = (var$1, var$2, var$3, var$4, var$5) => {
              if (var$3.data.set) {
                  var$3.data.set(var$1.data.subarray(var$2, var$2 + var$5), var$4);
              } else {
                  var$1.data.slice(var$2, var$2 + var$5).forEach((item, i) => var$3.data[var$4 + i] = item);
              }
          }""");

  static final Pattern MEMBER = Pattern.compile("(\\$\\w+?)#");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^ +jl_\\w+_TYPE = \\$rt_cls\\(\\$rt_\\w+cls\\);\n");

  private LeanLibrary() {}

  /** The module with short methods. */
  static String replace(String module) {
    String result = TYPE.matcher(module).replaceAll("");
    for (String replacement : REPLACEMENTS) {
      result = replaceOne(result, replacement);
    }
    return result;
  }

  private static String replaceOne(String module, String replacement) {
    int assigned = replacement.indexOf(" = ");
    int arrow = replacement.indexOf(" => ");
    Pattern method =
        Pattern.compile(
            "(?ms)^((?:let )?"
                + Pattern.quote(replacement.substring(0, assigned))
                + "\\d*"
                + Pattern.quote(replacement.substring(assigned, arrow))
                + ") => \\{\n(.*?)^\\}([,;]\n)");
    Matcher found = method.matcher(module);
    CompactModule.expect(found.find(), "not in the library: " + replacement);
    String body = found.group(2);
    String form = MEMBER.matcher(replacement).replaceAll(name -> member(name.group(1), body));
    String result =
        module.substring(0, found.start())
            + found.group(1)
            + form.substring(form.indexOf(" => "))
            + found.group(3)
            + module.substring(found.end());
    CompactModule.expect(!found.find(), "twice in the library: " + replacement);
    return result;
  }

  /** How the body calls a member, as what replaces the name. */
  private static String member(String name, String body) {
    Matcher found = Pattern.compile("\\." + Pattern.quote(name) + "(\\d*)\\b").matcher(body);
    CompactModule.expect(found.find(), name + " is not in the method " + body);
    return Matcher.quoteReplacement(name + found.group(1));
  }
}
