package io.peerloom.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a Dockerfile says a container of one of its stages is started. */
record ImageRecipe(List<String> entryPoint, Map<String, String> environment, int user) {
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\R");
  private static final Pattern PAIR = Pattern.compile("([A-Z0-9_]+)=(\\S+)");

  /** Reads the stage of that name. */
  static ImageRecipe read(Path dockerfile, String stage) throws IOException {
    List<String> entryPoint = new ArrayList<>();
    Map<String, String> environment = new LinkedHashMap<>();
    int user = 0;
    boolean inStage = false;
    String text = CONTINUED.matcher(Files.readString(dockerfile)).replaceAll(" ");
    for (String line : text.lines().toList()) {
      if (line.startsWith("FROM ")) {
        inStage = line.endsWith(" AS " + stage);
      } else if (inStage && line.startsWith("ENV ")) {
        Matcher pairs = PAIR.matcher(line);
        while (pairs.find()) {
          environment.put(pairs.group(1), pairs.group(2));
        }
      } else if (inStage && line.startsWith("ENTRYPOINT ")) {
        new ObjectMapper()
            .readTree(line.substring("ENTRYPOINT ".length()))
            .forEach(word -> entryPoint.add(word.asText()));
      } else if (inStage && line.startsWith("USER ")) {
        user = Integer.parseInt(line.substring("USER ".length()).replaceFirst(":.*", ""));
      }
    }
    return new ImageRecipe(entryPoint, environment, user);
  }
}
