package io.peerloom.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.membership.RecoverySupervisor;
import java.util.List;

/**
 * Keeps the core what it claims to be: packages that use only those below them, and nothing that
 * would make a run differ between two machines or two runtimes.
 */
@AnalyzeClasses(packages = "io.peerloom.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.peerloom.core";

  private static final List<String> PACKAGES =
      List.of(
          "base",
          "id",
          "crypto",
          "wire",
          "rpc",
          "routing",
          "connection",
          "links",
          "overlay",
          "lookup",
          "relay",
          "signalling",
          "direct",
          "data",
          "pubsub",
          "membership",
          "api");

  /** Each package is used only from above; the facade in the root package is the top one. */
  @ArchTest static final ArchRule PACKAGES_USE_LOWER_PACKAGES = packages();

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLE =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Date.class, java.util.Calendar.class, java.util.Timer.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..")
          .because("Env is the only door to time");

  @ArchTest
  static final ArchRule LINKS_ARE_SEEN_AS_LINKS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".connection")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.\\w*ConnectionManager")
          .because("whatever transport carries a link, the rest of the peer sees a Link");

  /** The facade wraps the platform's clock; whatever a peer is made of is given the wrapped one. */
  @ArchTest
  static final ArchRule ONE_OWNER_OF_THE_CLOCK =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Peer.class, PeerJoin.class, PeerAssembly.class)
          .should()
          .callMethod(Ports.class, "env")
          .because("inside a peer the wall clock is the network's");

  /** Its own clock a peer tells to others, and sees by it that the machine slept. */
  @ArchTest
  static final ArchRule TWO_USERS_OF_THE_MACHINES_CLOCK =
      noClasses()
          .that()
          .doNotBelongToAnyOf(NetworkTime.class, RecoverySupervisor.class)
          .and()
          .doNotHaveSimpleName("LinkClocks")
          .should()
          .callMethod(NetworkTime.class, "machineMillis")
          .because("nothing may be dated by it");

  @ArchTest
  static final ArchRule NO_THREAD =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.TimerTask.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .because("everything of one peer happens in order on one loop");

  @ArchTest
  static final ArchRule NO_OUTSIDE_WORLD =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.io..", "java.nio.file..", "java.nio.channels..")
          .because("the ports are the only way out of the core");

  @ArchTest
  static final ArchRule NO_UNORDERED_COLLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.HashMap.class, java.util.HashSet.class)
          .orShould()
          .callMethod(java.util.Map.class, "of")
          .orShould()
          .callMethod(java.util.Set.class, "of")
          .because("their iteration order differs between runtimes");

  @ArchTest
  static final ArchRule NO_FOREIGN_RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Random.class, java.util.UUID.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("choices come from Rng and secrets from Crypto");

  @ArchTest
  static final ArchRule NO_REFLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.reflect..")
          .because("compiled JavaScript has none to offer");

  @ArchTest
  static final ArchRule NOTHING_BUT_THE_JDK =
      noClasses()
          .should()
          .dependOnClassesThat(not(resideInAnyPackage(ROOT + "..", "java..")))
          .because("the core has no dependency");

  private static ArchRule packages() {
    LayeredArchitecture architecture =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("facade")
            .definedBy(resideInAPackage(ROOT));
    for (String each : PACKAGES) {
      architecture = architecture.layer(each).definedBy(ROOT + "." + each + "..");
    }
    architecture = architecture.whereLayer("facade").mayNotBeAccessedByAnyLayer();
    for (int i = 0; i < PACKAGES.size(); i++) {
      List<String> above = PACKAGES.subList(i + 1, PACKAGES.size());
      String[] users = new String[above.size() + 1];
      above.toArray(users);
      users[above.size()] = "facade";
      architecture = architecture.whereLayer(PACKAGES.get(i)).mayOnlyBeAccessedByLayers(users);
    }
    return architecture;
  }
}
