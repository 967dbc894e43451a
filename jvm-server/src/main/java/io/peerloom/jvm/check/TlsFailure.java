package io.peerloom.jvm.check;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Tells from the JVM's exceptions why a TLS handshake failed. */
final class TlsFailure {
  private static final int MAX_CAUSES = 12;

  private TlsFailure() {}

  static Dial.End end(Exception failure) {
    Dial.End end = Dial.End.TLS_FAILED;
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
      // The causes become more precise: a path that cannot be built, because a date is over.
      if (cause instanceof CertificateExpiredException) {
        return Dial.End.TLS_EXPIRED;
      } else if (cause instanceof CertificateNotYetValidException) {
        return Dial.End.TLS_NOT_YET_VALID;
      } else if (cause instanceof CertPathValidatorException
          || cause instanceof CertPathBuilderException) {
        end = Dial.End.TLS_UNTRUSTED;
      } else if (cause.getClass() == CertificateException.class && isAboutName(cause)) {
        return Dial.End.TLS_OTHER_NAME;
      } else if (cause instanceof SSLException && isPlain(cause)) {
        return Dial.End.TLS_PLAIN_ANSWER;
      }
    }
    return end;
  }

  /** The last message of the causes: the most precise. */
  static String detail(Throwable failure) {
    String detail = failure.toString();
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause.getMessage() != null && !(cause.getCause() instanceof SSLHandshakeException)) {
        detail = cause.getMessage();
      }
    }
    return detail.replaceAll("\\s+", " ");
  }

  private static boolean isAboutName(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("subject alternative") || message.contains("No name matching");
  }

  private static boolean isPlain(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("Unsupported or unrecognized SSL message");
  }
}
