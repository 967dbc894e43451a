package io.peerloom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Client of a node's HTTP API, with the requests that curl would send. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String token;

  /** The API of a server that asks its own machine for no token. */
  public Api(String url) {
    this(url, "");
  }

  Api(String url, String token) {
    base = url + "/api/v1/";
    this.token = token;
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    return authorized(path).timeout(Bounds.ANSWERED);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request(path).build());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }

  public HttpResponse<String> value(String name, String query)
      throws IOException, InterruptedException {
    return send(request("values/" + encode(name) + query).build());
  }

  public HttpResponse<String> putValue(String name, String query, String value)
      throws IOException, InterruptedException {
    return send(
        request("values/" + encode(name) + query).PUT(BodyPublishers.ofString(value)).build());
  }

  public CompletableFuture<HttpResponse<String>> publish(String topic, String message) {
    return client.sendAsync(
        request("topics/" + encode(topic) + "/messages")
            .POST(BodyPublishers.ofString(message))
            .build(),
        BodyHandlers.ofString());
  }

  public JsonNode messages(String topic) throws IOException, InterruptedException {
    return get("topics/" + encode(topic) + "/messages");
  }

  /** The lines of the event stream, as they arrive. */
  public Stream<String> events(String topic) throws IOException, InterruptedException {
    HttpRequest request =
        authorized("topics/" + encode(topic) + "/messages")
            .header("Accept", "text/event-stream")
            .build();
    return client.send(request, BodyHandlers.ofLines()).body();
  }
}
