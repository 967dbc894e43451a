package io.peerloom.browser.build;

import io.peerloom.browser.dom.Text;
import io.peerloom.core.base.Bytes;
import java.util.AbstractMap;
import org.teavm.jso.JSObject;
import org.teavm.jso.impl.JSWrapper;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Part of the build, not of the page: lets the browser convert text and numbers where the core does
 * so. Java's charsets and its formatting of doubles would be a tenth of the module's size, and
 * slower.
 */
public final class BrowserText implements TeaVMPlugin, ClassHolderTransformer {
  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (cls.getName().equals(Bytes.class.getName())) {
      replace(cls, new MethodDescriptor("utf8", String.class, byte[].class), "encode", context);
      replace(cls, new MethodDescriptor("utf8", byte[].class, String.class), "decode", context);
    } else if (cls.getName().equals(StringBuilder.class.getName())) {
      replaceAppend(cls, double.class, ValueType.DOUBLE, context);
      replaceAppend(cls, int.class, ValueType.INTEGER, context);
      replaceAppend(cls, long.class, ValueType.LONG, context);
    } else if (cls.getName().equals(Integer.class.getName())) {
      MethodHolder toString = cls.getMethod(new MethodDescriptor("toString", String.class));
      ProgramEmitter emitter = ProgramEmitter.create(toString, context.getHierarchy());
      ValueEmitter number = emitter.var(0, cls).invokeVirtual("intValue", int.class);
      emitter.invoke(Text.class, "of", String.class, number).returnValue();
    } else if (cls.getName().equals(System.class.getName())) {
      copyUnchecked(cls, context);
    } else if (cls.getName().equals(AbstractMap.class.getName())) {
      // No map is compared with another, or is a key, but TeaVM cannot see that.
      cls.removeMethod(cls.getMethod(new MethodDescriptor("equals", Object.class, boolean.class)));
      cls.removeMethod(cls.getMethod(new MethodDescriptor("hashCode", int.class)));
    } else if (cls.getName().equals(JSWrapper.class.getName())) {
      simplify(cls, context);
    }
  }

  /**
   * What a promise or a list has of JavaScript is in a Java object. TeaVM finds the same one for
   * the same value again, by weak references, and gives each a hash; no code here compares two, or
   * has them in a hash table.
   */
  private static void simplify(ClassHolder wrapper, ClassHolderTransformerContext context) {
    MethodHolder wrap =
        wrapper.getMethod(new MethodDescriptor("wrap", JSObject.class, Object.class));
    ProgramEmitter emitter = ProgramEmitter.create(wrap, context.getHierarchy());
    ValueEmitter value = emitter.var(1, JSObject.class);
    emitter.when(value.isNull()).thenDo(() -> emitter.constantNull(Object.class).returnValue());
    emitter.construct(JSWrapper.class, value).returnValue();
    MethodHolder hash = wrapper.getMethod(new MethodDescriptor("hashCode", int.class));
    ProgramEmitter.create(hash, context.getHierarchy()).constant(0).returnValue();
  }

  /** Arrays are copied within their bounds, but whether each element fits the compiler knows. */
  private static void copyUnchecked(ClassHolder system, ClassHolderTransformerContext context) {
    MethodHolder copy =
        system.getMethod(
            new MethodDescriptor(
                "arraycopy",
                Object.class,
                int.class,
                Object.class,
                int.class,
                int.class,
                void.class));
    ProgramEmitter emitter = ProgramEmitter.create(copy, context.getHierarchy());
    emitter.invoke(
        System.class.getName(),
        "fastArraycopy",
        ValueType.VOID,
        emitter.var(1, Object.class),
        emitter.var(2, ValueType.INTEGER),
        emitter.var(3, Object.class),
        emitter.var(4, ValueType.INTEGER),
        emitter.var(5, ValueType.INTEGER));
    emitter.exit();
  }

  /** Has a builder append a number as {@link Text} writes it. */
  private static void replaceAppend(
      ClassHolder builder, Class<?> number, ValueType type, ClassHolderTransformerContext context) {
    MethodHolder append =
        builder.getMethod(new MethodDescriptor("append", number, StringBuilder.class));
    ProgramEmitter emitter = ProgramEmitter.create(append, context.getHierarchy());
    // By these names the compactor recognizes the method.
    append.getProgram().variableAt(0).setDebugName("this");
    append.getProgram().variableAt(1).setDebugName(number.getName());
    emitter
        .var(0, builder)
        .invokeVirtual(
            "append",
            StringBuilder.class,
            emitter.invoke(Text.class, "of", String.class, emitter.var(1, type)))
        .returnValue();
  }

  /** Replaces the body of a static method with one argument by a call of one of {@link Text}. */
  private static void replace(
      ClassHolder cls,
      MethodDescriptor replaced,
      String replacement,
      ClassHolderTransformerContext context) {
    MethodHolder method = cls.getMethod(replaced);
    ProgramEmitter emitter = ProgramEmitter.create(method, context.getHierarchy());
    emitter
        .invoke(
            Text.class.getName(),
            replacement,
            replaced.getResultType(),
            emitter.var(1, replaced.parameterType(0)))
        .returnValue();
  }
}
