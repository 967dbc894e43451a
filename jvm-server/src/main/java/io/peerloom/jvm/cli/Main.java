package io.peerloom.jvm.cli;

/**
 * The entry point of the jar. This one class is compiled for Java 8, so that an older JVM can read
 * it and say what is wrong instead of throwing UnsupportedClassVersionError; everything else is
 * found by name, because nothing here may link to newer class files.
 */
public final class Main {
  private static final int REQUIRED_JAVA = 17;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    int java = feature(System.getProperty("java.specification.version"));
    if (java < REQUIRED_JAVA) {
      System.err.println(
          "peerloom: needs Java " + REQUIRED_JAVA + " or newer, this is Java " + java);
      System.exit(1);
    }
    Class.forName("io.peerloom.jvm.cli.CommandLineProgram")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  /** The feature release of a specification version: 8 for {@code 1.8}, 17 for {@code 17}. */
  static int feature(String specificationVersion) {
    String version =
        specificationVersion.startsWith("1.")
            ? specificationVersion.substring(2)
            : specificationVersion;
    int dot = version.indexOf('.');
    return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }
}
