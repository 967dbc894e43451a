package io.peerloom.benchmarks;

import io.peerloom.benchmarks.Operations.Kind;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call of {@link Operations} at the start of the adapters' methods that are counted. The jar
 * names this class as its agent, so the JVM calls it before {@code main}; the same benchmarks
 * therefore count in an older Peerloom, which two versions are compared by.
 */
public final class OperationsAgent {
  private static final String OPERATIONS = Type.getInternalName(Operations.class);
  private static final Map<String, Kind> COUNTED = counted();
  private static final Set<String> FOUND = new ConcurrentSkipListSet<>();

  private OperationsAgent() {}

  private static Map<String, Kind> counted() {
    String adapters = "io/peerloom/jvm/";
    Map<String, Kind> counted = new LinkedHashMap<>();
    counted.put(adapters + "crypto/JvmIdentity.signIdentity", Kind.SIGNATURES);
    counted.put(adapters + "crypto/JvmIdentity.signTopic", Kind.SIGNATURES);
    counted.put(adapters + "crypto/JvmCrypto.verifyP256", Kind.VERIFICATIONS);
    counted.put(adapters + "crypto/JvmCrypto.verifyEd25519", Kind.VERIFICATIONS);
    counted.put(adapters + "net/JettySocket.send", Kind.MESSAGES);
    counted.put(adapters + "store/RocksRecordStore.write", Kind.SYNCED_WRITES);
    counted.put(adapters + "store/RocksRecordStore.read", Kind.READS);
    counted.put(adapters + "store/RocksRecordStore.scan", Kind.READS);
    return counted;
  }

  /** Called by the JVM before {@code main}. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Transformer());
  }

  /**
   * Fails where a method that is counted has another name by now, or this agent does not run: a
   * count of zero would look like a gain. To be called once peers run.
   */
  static void requireAll() {
    Set<String> missing = new TreeSet<>(COUNTED.keySet());
    missing.removeAll(FOUND);
    if (!missing.isEmpty()) {
      throw new MeasurementFailure("cannot count calls of " + String.join(", ", missing));
    }
  }

  private static final class Transformer implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] bytes) {
      if (name == null
          || COUNTED.keySet().stream().noneMatch(each -> each.startsWith(name + "."))) {
        return null;
      }
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new CountedClass(name, writer), 0);
      return writer.toByteArray();
    }
  }

  private static final class CountedClass extends ClassVisitor {
    private final String name;

    CountedClass(String name, ClassVisitor next) {
      super(Opcodes.ASM9, next);
      this.name = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor visitor = super.visitMethod(access, method, descriptor, signature, exceptions);
      Kind kind = COUNTED.get(name + "." + method);
      if (kind == null || (access & Opcodes.ACC_PUBLIC) == 0) {
        return visitor;
      }
      FOUND.add(name + "." + method);
      return new CountedMethod(visitor, kind);
    }
  }

  private static final class CountedMethod extends MethodVisitor {
    private static final int SENT_BYTES = 2;

    private final Kind kind;

    CountedMethod(MethodVisitor next, Kind kind) {
      super(Opcodes.ASM9, next);
      this.kind = kind;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (kind == Kind.MESSAGES) {
        visitVarInsn(Opcodes.ALOAD, SENT_BYTES);
        visitMethodInsn(Opcodes.INVOKESTATIC, OPERATIONS, "message", "([B)V", false);
      } else {
        visitLdcInsn(kind.ordinal());
        visitMethodInsn(Opcodes.INVOKESTATIC, OPERATIONS, "count", "(I)V", false);
      }
    }
  }
}
