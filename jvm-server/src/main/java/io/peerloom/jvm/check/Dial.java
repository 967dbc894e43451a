package io.peerloom.jvm.check;

import io.peerloom.jvm.net.Identification;
import java.util.Optional;

/**
 * What happened when an address was dialled: evidence without judgement.
 *
 * @param end how far it came
 * @param detail the failure in the words of the JVM, or the target of a redirection
 * @param place where the address leads
 * @param status of the HTTP response, 0 if there was none
 * @param body its first bytes as text
 * @param server what the server said of itself
 * @param certificateDays days that the certificate is still valid; {@link #NO_CERTIFICATE} without
 *     TLS
 * @param expiresSoon whether little is left of the certificate's time
 * @param millis from the beginning to the response
 */
record Dial(
    End end,
    String detail,
    Place place,
    int status,
    String body,
    Optional<Identification> server,
    long certificateDays,
    boolean expiresSoon,
    long millis) {
  static final long NO_CERTIFICATE = Long.MAX_VALUE;

  /** How far a dial came. */
  enum End {
    NAME_UNKNOWN,
    REFUSED,
    UNREACHABLE,
    CONNECT_TIMEOUT,
    TLS_PLAIN_ANSWER,
    TLS_UNTRUSTED,
    TLS_EXPIRED,
    TLS_NOT_YET_VALID,
    TLS_OTHER_NAME,
    TLS_FAILED,
    NO_ANSWER,
    CLOSED,
    TLS_BYTES,
    NOT_HTTP,
    RESPONSE,
    UPGRADED
  }

  /** Where an address leads, seen from this machine. */
  enum Place {
    /** An address of this machine: nothing stands between. */
    OWN_MACHINE,
    /** A private address: no router translates it. */
    PRIVATE,
    /** A public address, which a router in front of this machine may not let it reach. */
    PUBLIC,
    UNKNOWN
  }

  static Dial failed(End end, String detail, Place place, long millis) {
    return new Dial(end, detail, place, 0, "", Optional.empty(), NO_CERTIFICATE, false, millis);
  }

  boolean isSecure() {
    return certificateDays != NO_CERTIFICATE;
  }
}
