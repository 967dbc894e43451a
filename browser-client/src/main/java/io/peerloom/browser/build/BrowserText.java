package io.peerloom.browser.build;

import io.peerloom.browser.dom.Text;
import io.peerloom.core.base.Bytes;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
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
      MethodHolder append =
          cls.getMethod(new MethodDescriptor("append", double.class, StringBuilder.class));
      ProgramEmitter emitter = ProgramEmitter.create(append, context.getHierarchy());
      emitter
          .var(0, cls)
          .invokeVirtual(
              "append",
              StringBuilder.class,
              emitter.invoke(Text.class, "of", String.class, emitter.var(1, ValueType.DOUBLE)))
          .returnValue();
    }
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
