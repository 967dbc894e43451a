package io.peerloom.jvm.cli;

import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The value of a put or publish: the argument, or standard input where there is none. */
final class ValueArgument {
  /** How the bytes are to be read. */
  enum Format {
    TEXT("text/plain; charset=utf-8"),
    JSON("application/json"),
    BYTES("application/octet-stream");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }
  }

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "The value; standard input without it.")
  private String argument;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or bytes (default: text if it is UTF-8, else bytes).")
  private Format format;

  @Option(
      names = "--ttl-seconds",
      paramLabel = "SECONDS",
      description = "How long it is kept (default: as long as the network allows).")
  private Integer ttlSeconds;

  /** Puts the value into a request. */
  HttpRequest.Builder into(HttpRequest.Builder request, String method) {
    if (format != null) {
      request.header("Content-Type", format.contentType);
    }
    return request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes()));
  }

  /** The parameter for the time to live, with its separator, or nothing. */
  String ttlParameter(char separator) {
    return ttlSeconds == null ? "" : separator + "ttlSeconds=" + ttlSeconds;
  }

  private byte[] bytes() {
    if (argument != null) {
      return argument.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return System.in.readAllBytes();
    } catch (IOException e) {
      throw new StartupFailure("standard input cannot be read: " + e.getMessage());
    }
  }
}
