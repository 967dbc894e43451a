package io.peerloom.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** Each package of the simulator depends only on those before it in the list. */
@AnalyzeClasses(
    packages = "io.peerloom.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.peerloom.simulator";

  private static final List<String> LAYERS =
      List.of("time", "network", "report", "machine", "check", "fault", "scenario", "workload");

  @ArchTest static final ArchRule LAYERS_LEAN_ON_LOWER_LAYERS = layers();

  private static ArchRule layers() {
    LayeredArchitecture architecture =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("run")
            .definedBy(resideInAPackage(ROOT))
            .layer("cli")
            .definedBy(ROOT + ".cli..");
    for (String layer : LAYERS) {
      architecture = architecture.layer(layer).definedBy(ROOT + "." + layer + "..");
    }
    architecture =
        architecture
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("cli");
    for (int i = 0; i < LAYERS.size(); i++) {
      List<String> above = LAYERS.subList(i + 1, LAYERS.size());
      String[] users = new String[above.size() + 2];
      above.toArray(users);
      users[above.size()] = "run";
      users[above.size() + 1] = "cli";
      architecture = architecture.whereLayer(LAYERS.get(i)).mayOnlyBeAccessedByLayers(users);
    }
    return architecture;
  }
}
