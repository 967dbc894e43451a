package io.peerloom.jvm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.jvm.check.Places;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Client of a running node's HTTP API, for the commands that talk to one. */
final class NodeApi {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--node",
      defaultValue = "http://localhost:8080",
      paramLabel = "URL",
      converter = HttpUrlConverter.class,
      description = "Address of the node's HTTP API (default: ${DEFAULT-VALUE}).")
  private URI node;

  @Option(
      names = "--timeout",
      defaultValue = "30",
      paramLabel = "SECONDS",
      converter = SecondsConverter.class,
      description = "How long the node's answer is waited for (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Mixin private ApiTokenOptions tokens;
  @Mixin private TrustOptions trust;

  /** Trusts what {@code --trust-certificate} names, for commands that dial others as well. */
  void trust() {
    trust.apply();
  }

  /** Whether the node is on this machine. */
  boolean isOnThisMachine() {
    return Places.isOwn(node.getHost());
  }

  /** A request for a resource under {@code /api/v1/}. */
  HttpRequest.Builder request(String resource) {
    String base = node.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/" + resource));
    ApiToken token = tokens.token(command);
    return token == null ? request : request.header("Authorization", token.header());
  }

  /** A name or value, encoded as part of an address. */
  static String encoded(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    // A segment of dots would be taken for a folder.
    return text.equals(".") || text.equals("..") ? encoded.replace(".", "%2E") : encoded;
  }

  /**
   * The whole body of the response; if that is not a success, the command fails with its reason.
   */
  byte[] send(HttpRequest request) {
    HttpResponse<byte[]> response = answer(request, BodyHandlers.ofByteArray());
    if (!isSuccess(response)) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  /** The body of the response as a stream. */
  InputStream open(HttpRequest request) {
    HttpResponse<InputStream> response = answer(request, BodyHandlers.ofInputStream());
    if (!isSuccess(response)) {
      try (InputStream body = response.body()) {
        throw refusal(response.statusCode(), body.readAllBytes());
      } catch (IOException e) {
        throw broken(e);
      }
    }
    return response.body();
  }

  private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> handler) {
    trust.apply();
    HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(timeoutSeconds)).build();
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      // The client's own timeout ends with the headers; here it includes the body.
      return answer.get(timeoutSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw late(!request.method().equals("GET"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpConnectTimeoutException) {
        throw late(false);
      }
      if (e.getCause() instanceof ConnectException) {
        throw new StartupFailure(ErrorCode.UNREACHABLE + ", no node answers at " + node);
      }
      throw broken(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("interrupted");
    }
  }

  /** Includes 202: the write waits in the node's queue. */
  private static boolean isSuccess(HttpResponse<?> response) {
    return response.statusCode() / 100 == 2;
  }

  private StartupFailure late(boolean outcomeUnknown) {
    return new StartupFailure(
        ErrorCode.TIMEOUT
            + ", no answer from "
            + node
            + " within "
            + timeoutSeconds
            + " s"
            + (outcomeUnknown ? "; whether it is kept is not known" : ""));
  }

  private StartupFailure broken(Throwable failure) {
    if (String.valueOf(failure.getMessage()).contains("PKIX")) {
      return new StartupFailure(
          ErrorCode.UNREACHABLE
              + ", the certificate of "
              + node
              + " is of an authority that is not trusted here: add it with --trust-certificate");
    }
    return new StartupFailure(
        ErrorCode.UNREACHABLE + ", the answer of " + node + " broke off: " + failure.getMessage());
  }

  private StartupFailure refusal(int status, byte[] body) {
    try {
      JsonNode problem = new JsonMapper().readTree(body);
      if (isOfNoResource(problem)) {
        return new StartupFailure(
            ErrorCode.UNSUPPORTED
                + ", "
                + node
                + " is no HTTP API: a peer's is at the port of --api-port, an all-in-one server's at"
                + " that of --port");
      }
      if (problem.hasNonNull("code")) {
        return new StartupFailure(
            problem.get("code").asText() + ", " + problem.path("detail").asText());
      }
    } catch (IOException notAProblemDocument) {
      // Perhaps the response of a proxy; its status says enough.
    }
    return new StartupFailure("the node answered " + status);
  }

  /** The port for peers answers so, too, to whatever is asked of an HTTP API. */
  private static boolean isOfNoResource(JsonNode problem) {
    return problem.path("code").asText().equals(ErrorCode.NOT_FOUND.name())
        && problem.path("detail").asText().equals("Not Found");
  }
}
