package io.peerloom.jvm.cli;

import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** What a put and a publish say about their value. */
final class ValueOptions {
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

  /** Reads {@code --format}. */
  static final class FormatConverter extends WordConverter<Format> {
    FormatConverter() {
      super(Format.class);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text, json or bytes (default: text if it is UTF-8, else bytes).")
  private Format format;

  @Option(
      names = "--ttl-seconds",
      paramLabel = "SECONDS",
      description = "How long it is kept (default: as long as the network allows).")
  private Integer ttlSeconds;

  /**
   * Puts the value into a request.
   *
   * @param argument the value on the command line, or null for standard input
   */
  HttpRequest.Builder into(HttpRequest.Builder request, String method, String argument) {
    if (format != null) {
      request.header("Content-Type", format.contentType);
    }
    return request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(argument)));
  }

  /** The parameter for the time to live, with its separator, or nothing. */
  String ttlParameter(char separator) {
    return ttlSeconds == null ? "" : separator + "ttlSeconds=" + ttlSeconds;
  }

  private static byte[] bytes(String argument) {
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
