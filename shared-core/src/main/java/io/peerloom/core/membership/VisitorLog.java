package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;

/** The log of those who ask a bootstrap server or a bridge for admission. */
final class VisitorLog {
  private VisitorLog() {}

  /** A newcomer was answered with a failure, also where a limit is the reason (R2.2). */
  static void refused(Env env, String address, PeerloomException why) {
    env.log(
        LogLevel.INFO,
        "visitor.refused",
        "address",
        address,
        "code",
        why.code(),
        "reason",
        why.getMessage(),
        "waitMillis",
        why.retryAfterMillis());
  }

  /** A newcomer went away before it was answered. */
  static void gone(Env env, LogLevel level, String address, ErrorCode code, String reason) {
    env.log(level, "visitor.gone", "address", address, "code", code, "reason", reason);
  }
}
