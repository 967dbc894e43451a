package io.peerloom.jvm.server;

import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.OwnerOnly;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * The secret that proves an operator to a server's HTTP API, metrics and dashboard. Whoever has it
 * acts with the identities of the server's peers.
 */
public final class ApiToken {
  // The characters of a bearer token (RFC 6750), so that it needs no quoting anywhere.
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}={0,2}");
  private static final String RULE =
      "16 to 512 letters, digits and - . _ ~ + /, for example what 'openssl rand -hex 32' prints";

  /** The scheme of the Authorization header, with the space behind it. */
  private static final String SCHEME = "Bearer ";

  private final String text;
  private final byte[] digest;

  private ApiToken(String text) {
    this.text = text;
    this.digest = digest(text);
  }

  /**
   * A token from an option.
   *
   * @throws StartupFailure if it is too short or has other characters, saying what is allowed
   */
  public static ApiToken of(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      throw new StartupFailure("a token has " + RULE);
    }
    return new ApiToken(text);
  }

  /**
   * The token in a file, whose first line it is.
   *
   * @throws StartupFailure if the file cannot be read or holds none, naming the file
   */
  public static ApiToken read(Path file) {
    try {
      if (OwnerOnly.isOpen(file)) {
        EventLog.of("http")
            .event(Level.WARN, "file.exposed", "file", file, "change", "chmod 600 " + file);
      }
      String first = Files.readString(file).lines().findFirst().orElse("").strip();
      if (!SYNTAX.matcher(first).matches()) {
        throw new StartupFailure("the first line of " + file + " is no token: one has " + RULE);
      }
      return new ApiToken(first);
    } catch (MalformedInputException e) {
      throw new StartupFailure("the first line of " + file + " is no token: one has " + RULE);
    } catch (IOException e) {
      throw new StartupFailure(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static byte[] digest(String text) {
    return new JdkHash().sha256(Bytes.utf8(text));
  }

  /** The Authorization header that presents this token. */
  public String header() {
    return SCHEME + text;
  }

  /**
   * Whether an Authorization header presents this token, in a time that does not depend on where
   * the two differ.
   */
  boolean isIn(String header) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(digest, digest(header.substring(SCHEME.length()).strip()));
  }
}
