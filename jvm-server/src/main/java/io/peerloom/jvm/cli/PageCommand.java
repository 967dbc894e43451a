package io.peerloom.jvm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.server.StaticPage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code peerloom page}. */
@Command(
    name = "page",
    description = "Writes the web page as static files, for any web server, at any path.",
    mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      converter = DataFolder.PathConverter.class,
      description = "Folder to write to; files of an older version stay there.")
  private Path out;

  @Option(
      names = "--bootstrap",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bootstrap server (default: bootstrap, beside the page).")
  private List<String> bootstrap = List.of();

  @Option(
      names = "--ice-servers",
      defaultValue = "",
      paramLabel = "JSON",
      converter = IceServersConverter.class,
      description =
          "STUN and TURN servers in place of those that the network names, an array as of"
              + " RTCPeerConnection: [{\"urls\":\"stun:example.org\"}].")
  private String iceServers;

  /** Reads {@code --ice-servers}: an array of objects that have {@code urls}, or nothing. */
  static final class IceServersConverter implements ITypeConverter<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convert(String text) {
      if (text.isEmpty()) {
        return text;
      }
      try {
        JsonNode servers = JSON.readTree(text);
        boolean usable = servers.isArray();
        for (JsonNode server : servers) {
          usable &= server.path("urls").isTextual() || server.path("urls").isArray();
        }
        if (usable) {
          return servers.toString();
        }
      } catch (JsonProcessingException e) {
        // Said below.
      }
      throw new TypeConversionException(
          "'" + text + "' is no JSON array of objects with urls, such as [{\"urls\":\"stun:…\"}]");
    }
  }

  @Override
  public Integer call() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!bootstrap.isEmpty()) {
      settings.put("bootstrap", String.join(" ", bootstrap));
    }
    if (!iceServers.isEmpty()) {
      settings.put("ice-servers", iceServers);
    }
    StaticPage.write(out, settings);
    System.out.println("The page is in " + out);
    return 0;
  }
}
