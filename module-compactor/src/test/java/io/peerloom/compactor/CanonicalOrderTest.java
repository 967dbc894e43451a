package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** One module has one order, whatever order its classes, texts and exports come in. */
class CanonicalOrderTest {
  private static final String MODULE =
      """
      let $rt_s = index => $rt_stringPool_instance[index];
      function jl_Object() {
          this.$id$ = 0;
      }
      let jl_Object_toString = $this => {
          return $rt_s(0);
      },
      Shape = $rt_classWithoutFields(0);
      function Square() {
          jl_Object.call(this);
          this.$side = 0;
      }
      let Square_side = $this => {
      },
      Round = $rt_classWithoutFields(),
      Round_COUNT = Long_ZERO,
      Circle = $rt_classWithoutFields(Round),
      Circle_name = () => {
          return $rt_s(2);
      };
      $rt_packages([-1, "java"]);
      $rt_metadata([jl_Object, "Object", 0, 0, [], 1, 0, 0, ["$toString", $rt_wrapFunction0(jl_Object_toString)],
      Shape, 0, jl_Object, [], 1537, 0, 0, 0]);
      $rt_metadata([Square, 0, jl_Object, [Shape], 1, 0, 0, 0,
      Round, 0, jl_Object, [Shape], 1, 0, 0, 0,
      Circle, "Circle", -1, Round, [], 1, 0, 0, ["$name", () => $rt_s(1)]]);
      let $rt_intArrayCls = $rt_arraycls($rt_intcls);
      $rt_stringPool(["object", "", "a \\"circle\\", round"]);
      jl_Object.prototype.toString = () => $rt_s(2);
      (() => {
          let c;
          c = Square.prototype;
          c.side = $rt_callWithReceiver(Square_side);
          c["delete"] = $rt_callWithReceiver(Square_side);
          c = Circle.prototype;
          c.name = $rt_callWithReceiver(Circle_name);
      })();
      function $rt_export_class_Square_3()  {
          throw new Error("Can't instantiate this class directly");
      };
      $rt_export_class_Square_3.prototype = Square.prototype;
      function $rt_export_class_Circle_5()  {
          throw new Error("Can't instantiate this class directly");
      };
      $rt_export_class_Circle_5.prototype = Circle.prototype;
      exports.Square = $rt_export_class_Square_3;
      exports.Circle = $rt_export_class_Circle_5;
      exports.name = Circle_name;
      """;

  private static final String OTHER =
      """
      let $rt_s = index => $rt_stringPool_instance[index];
      function jl_Object() {
          this.$id$ = 0;
      }
      let jl_Object_toString = $this => {
          return $rt_s(1);
      },
      Round = $rt_classWithoutFields(),
      Round_COUNT = Long_ZERO,
      Circle = $rt_classWithoutFields(Round),
      Circle_name = () => {
          return $rt_s(0);
      };
      function Square() {
          jl_Object.call(this);
          this.$side = 0;
      }
      let Square_side = $this => {
      },
      Shape = $rt_classWithoutFields(0);
      $rt_packages([-1, "java"]);
      $rt_metadata([jl_Object, "Object", 0, 0, [], 1, 0, 0, ["$toString", $rt_wrapFunction0(jl_Object_toString)],
      Round, 0, jl_Object, [Shape], 1, 0, 0, 0,
      Circle, "Circle", -1, Round, [], 1, 0, 0, ["$name", () => $rt_s(2)],
      Square, 0, jl_Object, [Shape], 1, 0, 0, 0]);
      $rt_metadata([Shape, 0, jl_Object, [], 1537, 0, 0, 0]);
      let $rt_intArrayCls = $rt_arraycls($rt_intcls);
      $rt_stringPool(["a \\"circle\\", round", "object", ""]);
      jl_Object.prototype.toString = () => $rt_s(0);
      (() => {
          let c;
          c = Circle.prototype;
          c.name = $rt_callWithReceiver(Circle_name);
          c = Square.prototype;
          c["delete"] = $rt_callWithReceiver(Square_side);
          c.side = $rt_callWithReceiver(Square_side);
      })();
      function $rt_export_class_Circle_2()  {
          throw new Error("Can't instantiate this class directly");
      };
      $rt_export_class_Circle_2.prototype = Circle.prototype;
      function $rt_export_class_Square_3()  {
          throw new Error("Can't instantiate this class directly");
      };
      $rt_export_class_Square_3.prototype = Square.prototype;
      exports.Circle = $rt_export_class_Circle_2;
      exports.Square = $rt_export_class_Square_3;
      exports.name = Circle_name;
      """;

  @Test
  void equalModulesInTwoOrdersBecomeOne() {
    assertThat(CanonicalOrder.of(MODULE)).isEqualTo(CanonicalOrder.of(OTHER)).isNotEqualTo(MODULE);
  }

  @Test
  void superclassesStandBeforeTheirSubclasses() {
    assertThat(CanonicalOrder.of(MODULE))
        .containsSubsequence(
            "function jl_Object() {",
            "let jl_Object_toString = ",
            ",\nRound = $rt_classWithoutFields(),\nRound_COUNT = Long_ZERO,\nShape = ",
            ";\nfunction Square() {",
            "let Square_side = $this => {\n},\nCircle = $rt_classWithoutFields(Round),")
        .containsSubsequence(
            "$rt_metadata([jl_Object, ", "\nRound, ", "\nShape, ", "\nSquare, ", "\nCircle, ");
  }

  @Test
  void textsAreSortedAndTheirUsesNumberedAnew() {
    assertThat(CanonicalOrder.of(MODULE))
        .contains("$rt_stringPool([\"\",\n\"a \\\"circle\\\", round\",\n\"object\"]);")
        .contains("let jl_Object_toString = $this => {\n    return $rt_s(2);\n}")
        .contains("[\"$name\", () => $rt_s(0)]")
        .contains("toString = () => $rt_s(1);");
  }

  @Test
  void exportsAreSortedAndLoseTheirNumbers() {
    assertThat(CanonicalOrder.of(MODULE))
        .containsSubsequence(
            "c = Circle.prototype;", "c = Square.prototype;", "c.side = ", "c[\"delete\"]")
        .endsWith(
            """
            exports.Circle = $rt_export_class_Circle;
            exports.Square = $rt_export_class_Square;
            exports.name = Circle_name;
            """);
  }

  @Test
  void anotherLayoutEndsTheBuild() {
    refuses(MODULE.replace("Long_ZERO", "jl_Object_toString()"), "a value that needs others");
    refuses(MODULE.replace("let Square_side", "let Round_side"), "not of the class before it");
    refuses(MODULE.replace("function Square() {", "run();\nfunction Square() {"), "no declaration");
    refuses(MODULE.replace("Round, 0, jl_Object", "Rond, 0, jl_Object"), "metadata of no class");
    refuses(MODULE.replace("Circle\", -1, Round", "Circle\", -1, Circle"), "no class: Circle");
    refuses(
        MODULE.replace("$rt_metadata([Square", "run();\n$rt_metadata([Square"), "metadata after");
    refuses(MODULE.replace("[\"object\", \"\"", "[\"\", \"\""), "a text that is there twice");
    refuses(MODULE.replace("$rt_s(1)", "$rt_s(3)"), "no text of number 3");
    refuses(MODULE.replace("c.side", "d.side"), "nothing that the platform calls");
    refuses(MODULE + "run();\n", "unknown exports");
  }

  private static void refuses(String module, String because) {
    assertThatThrownBy(() -> CanonicalOrder.of(module)).hasMessageContaining(because);
  }
}
