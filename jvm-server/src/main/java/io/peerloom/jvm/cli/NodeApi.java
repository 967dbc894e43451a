package io.peerloom.jvm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The HTTP API of a running node, as the commands that talk to one use it. */
final class NodeApi {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  @Option(
      names = "--node",
      defaultValue = "http://localhost:8080",
      paramLabel = "URL",
      description = "Address of the node's HTTP API (default: ${DEFAULT-VALUE}).")
  private URI node;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  /** A request for a resource under {@code /api/v1/}. */
  HttpRequest.Builder request(String resource) {
    String scheme = String.valueOf(node.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new StartupFailure("--node " + node + " is not an http: or https: address");
    }
    String base = node.toString().replaceFirst("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + "/api/v1/" + resource));
  }

  /** A name or value as part of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The whole body of the answer; anything but success ends the command with its reason. */
  byte[] send(HttpRequest request) {
    try (InputStream body = open(request)) {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new StartupFailure("the answer of " + node + " broke off: " + e.getMessage());
    }
  }

  /** The body of the answer as it comes. */
  InputStream open(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != OK) {
        throw new StartupFailure(reason(response));
      }
      return response.body();
    } catch (ConnectException e) {
      throw new StartupFailure("no node answers at " + node);
    } catch (IOException e) {
      throw new StartupFailure("no answer from " + node + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("interrupted");
    }
  }

  private static String reason(HttpResponse<InputStream> response) throws IOException {
    byte[] body = response.body().readAllBytes();
    try {
      JsonNode problem = new JsonMapper().readTree(body);
      if (problem.hasNonNull("code")) {
        return problem.get("code").asText() + ", " + problem.path("detail").asText();
      }
    } catch (IOException notAProblemDocument) {
      // A proxy's answer, perhaps; its status says enough.
    }
    return "the node answered " + response.statusCode();
  }
}
