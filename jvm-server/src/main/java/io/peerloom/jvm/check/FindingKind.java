package io.peerloom.jvm.check;

import static io.peerloom.jvm.check.Severity.BROKEN;
import static io.peerloom.jvm.check.Severity.OK;
import static io.peerloom.jvm.check.Severity.WARNING;

import java.util.Locale;

/** Every outcome of a check. The names are stable: programs may compare them. */
public enum FindingKind {
  FINE(OK),

  // An address, from the name to the peer behind it.
  NAME_UNKNOWN(BROKEN),
  CONNECTION_REFUSED(BROKEN),
  UNREACHABLE(BROKEN),
  NO_ANSWER(BROKEN),
  NOT_HTTP(BROKEN),
  TLS_ON_PLAIN_PORT(BROKEN),
  PLAIN_ON_TLS_PORT(BROKEN),
  CERTIFICATE_UNTRUSTED(BROKEN),
  CERTIFICATE_EXPIRED(BROKEN),
  CERTIFICATE_NOT_YET_VALID(BROKEN),
  CERTIFICATE_OF_OTHER_NAME(BROKEN),
  CERTIFICATE_EXPIRES_SOON(WARNING),
  TLS_FAILED(BROKEN),
  REDIRECTED(BROKEN),
  FORBIDDEN(BROKEN),
  NOT_FOUND(BROKEN),
  BACKEND_DOWN(BROKEN),
  BACKEND_UNAVAILABLE(BROKEN),
  UPGRADE_NOT_PASSED_ON(BROKEN),
  UPGRADE_REFUSED(BROKEN),
  NO_PEER_AT_PATH(BROKEN),
  OTHER_NODE(BROKEN),
  OTHER_NETWORK(BROKEN),
  OTHER_PROCESS(WARNING),
  NOT_PEERLOOM(BROKEN),
  UNIDENTIFIED(WARNING),
  IDLE_TIMEOUT_TOO_SHORT(BROKEN),
  ADDRESS_LOCAL(WARNING),
  ADDRESS_LOOPBACK(BROKEN),

  // Who answers at the address of a bootstrap server or bridge.
  NOT_A_BOOTSTRAP_SERVER(BROKEN),
  NOT_A_BRIDGE(BROKEN),
  BRIDGES_UNREACHABLE(BROKEN),
  ADMISSION_FAILED(BROKEN),
  ONE_OF_SEVERAL_DOWN(WARNING),

  // Membership.
  TOKEN_EXPIRED(BROKEN),
  TOKEN_EXPIRES_SOON(WARNING),
  TOKEN_FROM_FUTURE(WARNING),
  KEY_UNUSABLE(BROKEN),
  INVITATION_EXPIRED(BROKEN),

  // STUN and TURN.
  STUN_SILENT(BROKEN),
  TURN_SILENT(BROKEN),
  TURN_REFUSED(BROKEN),
  TURN_OPEN(WARNING),

  // The machine, and the check itself.
  CLOCK_WRONG(BROKEN),
  CLOCK_OFF(WARNING),
  DISK_FULL(BROKEN),
  DISK_NEARLY_FULL(WARNING),
  DISK_NOT_WRITABLE(BROKEN),
  DISK_SLOW(WARNING),
  HEAP_EXCEEDS_LIMIT(BROKEN),
  HEAP_NEARLY_FULL(WARNING),
  KEY_READABLE_BY_OTHERS(WARNING),
  API_UNREACHABLE(BROKEN),
  CHECK_TOO_SLOW(WARNING);

  private final Severity severity;

  FindingKind(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The word in JSON, the log and the documentation: {@code certificate-expired}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
