package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.peerloom.e2e.ComposeFile.Mount;
import io.peerloom.e2e.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of {@code deploy} agree with each other and with the formats of their readers. {@code
 * deploy/check} has those programs read them.
 */
class DeploymentFilesTest {
  private static final Path SOURCE = Path.of("..");
  private static final Path MANIFESTS = SOURCE.resolve("deploy/kubernetes");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(PEERLOOM_[A-Z_]+)");

  /** Throws where a manifest has a field that Kubernetes does not know, or lacks one. */
  private interface Schema {
    void check(JsonElement manifest) throws IOException;
  }

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "Namespace", V1Namespace::validateJsonElement,
          "ConfigMap", V1ConfigMap::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          "Deployment", V1Deployment::validateJsonElement,
          "StatefulSet", V1StatefulSet::validateJsonElement,
          "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement);

  private static ComposeFile compose() throws IOException {
    Map<String, String> variables =
        new HashMap<>(ComposeFile.variables(SOURCE.resolve(".env.example")));
    variables.put("PEERLOOM_DOMAIN", "peerloom.example");
    variables.put("PEERLOOM_TURN_SECRET", "secret");
    return ComposeFile.read(SOURCE.resolve("docker-compose.yml"), variables);
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everySettingOfComposeIsExplained() throws Exception {
    Set<String> used = matches(VARIABLE, Files.readString(SOURCE.resolve("docker-compose.yml")));
    Set<String> explained = ComposeFile.variables(SOURCE.resolve(".env.example")).keySet();
    assertThat(explained).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void nothingStartsWithoutItsName() {
    assertThatThrownBy(() -> ComposeFile.read(SOURCE.resolve("docker-compose.yml"), Map.of()))
        .hasMessageContaining("PEERLOOM_DOMAIN");
  }

  @Test
  void nginxTemplateGetsEveryVariable() throws Exception {
    String template = Files.readString(SOURCE.resolve("deploy/nginx/peerloom.conf.template"));
    Set<String> given = compose().service("nginx").environment().keySet();
    assertThat(given).containsExactlyInAnyOrderElementsOf(matches(VARIABLE, template));
  }

  @Test
  void serversWriteToTheirVolumesOnly() throws Exception {
    Set<String> volumes = new TreeSet<>();
    Map<String, String> addresses = new LinkedHashMap<>();
    for (Service service : compose().services()) {
      if (!service.name().matches("(bootstrap|bridge|node)[0-9]")) {
        continue;
      }
      assertThat(service.capabilitiesDropped()).as(service.name()).isTrue();
      assertThat(service.readOnly()).as(service.name()).isTrue();
      for (Mount mount : service.mounts()) {
        assertThat(mount.isNamedVolume() ? volumes.add(mount.source()) : mount.readOnly())
            .as("%s has %s for itself, or only reads it", service.name(), mount.source())
            .isTrue();
      }
      String advertised = service.environment().get("PEERLOOM_ADVERTISE");
      addresses.put(service.name(), advertised);
      assertThat(
              service.name().startsWith("bootstrap")
                  ? advertised == null
                  : advertised.endsWith("/" + service.name()))
          .as("address of %s: %s", service.name(), advertised)
          .isTrue();
    }
    assertThat(addresses).hasSize(7);
  }

  private static List<Map<String, Object>> manifests() throws IOException {
    List<Map<String, Object>> manifests = new ArrayList<>();
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        for (Object document : new Yaml().loadAll(Files.readString(file))) {
          @SuppressWarnings("unchecked")
          Map<String, Object> manifest = (Map<String, Object>) document;
          if (!manifest.get("kind").equals("Kustomization")) {
            manifests.add(manifest);
          }
        }
      }
    }
    return manifests;
  }

  @Test
  void manifestsAreOfTheSchemasOfKubernetes() throws Exception {
    Gson gson = new Gson();
    Set<Object> kinds = new TreeSet<>();
    for (Map<String, Object> manifest : manifests()) {
      kinds.add(manifest.get("kind"));
      SCHEMAS.get((String) manifest.get("kind")).check(gson.toJsonTree(manifest));
    }
    assertThat(kinds)
        .contains("StatefulSet", "Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget");
  }

  @Test
  void schemaRefusesAFieldThatDoesNotExist() {
    JsonElement wrong =
        new Gson().toJsonTree(Map.of("kind", "Service", "spec", Map.of("clusterIp", "None")));
    assertThatThrownBy(() -> V1Service.validateJsonElement(wrong))
        .hasMessageContaining("clusterIp");
  }

  @Test
  void podsGetNoVariablesOfServices() throws Exception {
    int pods = 0;
    for (Map<String, Object> manifest : manifests()) {
      if (manifest.get("kind").equals("Deployment") || manifest.get("kind").equals("StatefulSet")) {
        assertThat(
                new Gson()
                    .toJsonTree(manifest)
                    .getAsJsonObject()
                    .getAsJsonObject("spec")
                    .getAsJsonObject("template")
                    .getAsJsonObject("spec")
                    .get("enableServiceLinks")
                    .getAsBoolean())
            .isFalse();
        pods++;
      }
    }
    assertThat(pods).isEqualTo(4);
  }

  @Test
  void monitoringFilesAreWhatTheirReadersTake() throws Exception {
    Map<?, ?> alerts =
        new Yaml().load(Files.readString(SOURCE.resolve("deploy/prometheus/alerts.yml")));
    assertThat(alerts.toString()).contains("PeerloomServerDown");
    new Yaml().load(Files.readString(SOURCE.resolve("deploy/prometheus/prometheus.yml")));
    String dashboard = Files.readString(SOURCE.resolve("deploy/grafana/dashboards/peerloom.json"));
    assertThat(new Gson().fromJson(dashboard, JsonObject.class).has("panels")).isTrue();
  }
}
