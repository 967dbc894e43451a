package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} says about its services, with the variables of {@code .env}. */
final class ComposeFile {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:(\\$)|\\{([A-Z0-9_]+)(?:(:?[-?])([^}]*))?})");

  /** A folder or file of the host, or a named volume, at a path of a container. */
  record Mount(String source, String target, boolean readOnly) {
    boolean isNamedVolume() {
      return !source.startsWith("/") && !source.startsWith(".");
    }
  }

  /** One service; lists are empty where it says nothing. */
  record Service(
      String name,
      List<String> command,
      Map<String, String> environment,
      List<Mount> mounts,
      List<String> temporaryFolders,
      boolean readOnly,
      boolean capabilitiesDropped) {}

  private final Map<String, Service> services = new LinkedHashMap<>();

  private ComposeFile() {}

  /** Reads the file; fails where a variable without a default is not among the given ones. */
  static ComposeFile read(Path file, Map<String, String> variables) throws IOException {
    ComposeFile compose = new ComposeFile();
    Map<?, ?> document = map(new Yaml().load(Files.readString(file)));
    map(document.get("services"))
        .forEach(
            (name, service) ->
                compose.services.put(
                    name.toString(), service(name.toString(), map(service), variables)));
    return compose;
  }

  /** The variables that a file such as {@code .env} sets. */
  static Map<String, String> variables(Path file) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (!line.startsWith("#") && equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  Service service(String name) {
    return services.get(name);
  }

  List<Service> services() {
    return List.copyOf(services.values());
  }

  private static Service service(String name, Map<?, ?> fields, Map<String, String> variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(fields.get("environment"))
        .forEach((key, value) -> environment.put(key.toString(), filled(value, variables)));
    List<Mount> mounts = new ArrayList<>();
    for (String volume : strings(fields.get("volumes"), variables)) {
      String[] parts = volume.split(":", -1);
      mounts.add(new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro")));
    }
    return new Service(
        name,
        strings(fields.get("command"), variables),
        environment,
        mounts,
        strings(fields.get("tmpfs"), variables),
        Boolean.TRUE.equals(fields.get("read_only")),
        strings(fields.get("cap_drop"), variables).contains("ALL"));
  }

  private static Map<?, ?> map(Object value) {
    return value == null ? Map.of() : (Map<?, ?>) value;
  }

  private static List<String> strings(Object value, Map<String, String> variables) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> filled(each, variables)).toList();
    }
    return List.of(filled(value, variables).split(" "));
  }

  /** The text with its variables replaced, as {@code docker compose} does it. */
  static String filled(Object value, Map<String, String> variables) {
    return VARIABLE
        .matcher(String.valueOf(value))
        .replaceAll(
            found -> {
              if (found.group(1) != null) {
                return Matcher.quoteReplacement("$");
              }
              String known = variables.get(found.group(2));
              String operator = found.group(3) == null ? "" : found.group(3);
              boolean missing = known == null || known.isEmpty() && operator.startsWith(":");
              if (!missing) {
                return Matcher.quoteReplacement(known);
              }
              if (operator.endsWith("-")) {
                return Matcher.quoteReplacement(found.group(4));
              }
              throw new IllegalArgumentException(found.group(2) + " " + found.group(4));
            });
  }
}
