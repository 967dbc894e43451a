package io.peerloom.jvm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the packages in layers and each foreign library behind the adapter that wraps it. */
@AnalyzeClasses(packages = "io.peerloom.jvm", importOptions = ImportOption.DoNotIncludeTests.class)
class JvmArchitectureTest {
  private static final String ROOT = "io.peerloom.jvm";

  @ArchTest
  static final ArchRule PACKAGES_ARE_LAYERED =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy(ROOT + ".cli")
          .layer("server")
          .definedBy(ROOT + ".server")
          .layer("metrics")
          .definedBy(ROOT + ".metrics")
          .layer("nats")
          .definedBy(ROOT + ".nats")
          .layer("archive")
          .definedBy(ROOT + ".archive")
          .layer("check")
          .definedBy(ROOT + ".check")
          .layer("Java API")
          .definedBy(ROOT)
          .layer("net")
          .definedBy(ROOT + ".net")
          .layer("rtc")
          .definedBy(ROOT + ".rtc")
          .layer("loop")
          .definedBy(ROOT + ".loop")
          .layer("crypto")
          .definedBy(ROOT + ".crypto")
          .layer("store")
          .definedBy(ROOT + ".store")
          .layer("text")
          .definedBy(ROOT + ".text")
          .layer("logs")
          .definedBy(ROOT + ".logs")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("nats")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("archive")
          .mayOnlyBeAccessedByLayers("nats", "metrics", "server", "cli")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("server", "cli")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("server", "cli")
          .whereLayer("Java API")
          .mayOnlyBeAccessedByLayers("archive", "metrics", "server", "cli")
          .whereLayer("net")
          .mayOnlyBeAccessedByLayers("Java API", "rtc", "check", "server", "cli")
          .whereLayer("rtc")
          .mayOnlyBeAccessedByLayers("Java API")
          .whereLayer("loop")
          .mayOnlyBeAccessedByLayers("check", "rtc", "Java API", "metrics", "server")
          .whereLayer("crypto")
          .mayOnlyBeAccessedByLayers("check", "net", "loop", "Java API", "server", "cli")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "crypto", "net", "rtc", "check", "nats", "Java API", "metrics", "server", "cli")
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("Java API", "server", "cli")
          .whereLayer("logs")
          .mayOnlyBeAccessedByLayers(
              "crypto",
              "store",
              "check",
              "loop",
              "net",
              "archive",
              "nats",
              "Java API",
              "server",
              "cli");

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLE =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule PICOCLI_ONLY_IN_CLI = onlyIn(".cli", "picocli..");

  @ArchTest
  static final ArchRule LOGBACK_ONLY_IN_LOGS =
      onlyIn(".logs", "ch.qos.logback..", "net.logstash.logback..");

  @ArchTest static final ArchRule ROCKSDB_ONLY_IN_STORE = onlyIn(".store", "org.rocksdb..");

  @ArchTest
  static final ArchRule MICROMETER_ONLY_IN_METRICS = onlyIn(".metrics", "io.micrometer..");

  @ArchTest
  static final ArchRule BOUNCYCASTLE_ONLY_IN_CRYPTO = onlyIn(".crypto", "org.bouncycastle..");

  @ArchTest
  static final ArchRule WEBSOCKETS_ONLY_IN_NET =
      onlyIn(".net", "org.java_websocket..", "org.eclipse.jetty.websocket..");

  @ArchTest static final ArchRule NATS_ONLY_IN_NATS = onlyIn(".nats", "io.nats..");

  @ArchTest static final ArchRule WEBRTC_ONLY_IN_RTC = onlyIn(".rtc", "dev.onvoid..");

  private static ArchRule onlyIn(String owner, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + owner)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .because("one package wraps the library for the rest");
  }
}
