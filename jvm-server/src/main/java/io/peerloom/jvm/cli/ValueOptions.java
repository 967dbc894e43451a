package io.peerloom.jvm.cli;

import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options common to put and publish. */
final class ValueOptions {
  /** How the bytes are to be interpreted. */
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

  /** Reads {@code --when-offline}. */
  static final class WhenOfflineConverter extends WordConverter<WhenOffline> {
    WhenOfflineConverter() {
      super(WhenOffline.class);
    }
  }

  @Option(
      names = "--when-offline",
      defaultValue = "reject",
      paramLabel = "WHAT",
      converter = WhenOfflineConverter.class,
      description =
          "reject, or queue: the node keeps it and sends it later (default: ${DEFAULT-VALUE}).")
  private WhenOffline whenOffline;

  /** Reads {@code --ttl-seconds}. */
  static final class TtlConverter extends NumberConverter {
    TtlConverter() {
      super("a number", 1, Limits.MAX_TTL_SECONDS);
    }
  }

  @Option(
      names = "--ttl-seconds",
      paramLabel = "SECONDS",
      converter = TtlConverter.class,
      description = "How long it is kept (default: as long as the network allows).")
  private Integer ttlSeconds;

  /**
   * Sets method, content type and body of a request.
   *
   * @param argument the value on the command line, or null for standard input
   */
  HttpRequest.Builder into(HttpRequest.Builder request, String method, String argument) {
    if (format != null) {
      request.header("Content-Type", format.contentType);
    }
    return request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(argument)));
  }

  /** The query of the request: who can read it, and what else is set. */
  String query(Enum<?> readers) {
    return "?readers="
        + readers.name().toLowerCase(Locale.ROOT)
        + (ttlSeconds == null ? "" : "&ttlSeconds=" + ttlSeconds)
        + (whenOffline == WhenOffline.QUEUE ? "&whenOffline=queue" : "");
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
