package io.peerloom.core.links;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;

/** Logs and counts what becomes of links: each failure with its peer, phase and reason (P5). */
final class LinkReports {
  private final Env env;

  LinkReports(Env env) {
    this.env = env;
  }

  void opened(Link link) {
    String transport = link.transport().word();
    env.meter().linkOpened(link.peer().kind().word(), transport, link.isDialler());
    env.log(LogLevel.DEBUG, "link.opened", "peer", link.peerId(), "transport", transport);
  }

  /** A link that was open has ended. */
  void ended(Link link, LinkEnd end) {
    String transport = link.transport().word();
    env.meter().linkClosed(link.peer().kind().word(), transport, end.code());
    env.log(
        isOrdinary(link, end.code()) ? LogLevel.DEBUG : LogLevel.INFO,
        "link.ended",
        "peer",
        link.peerId(),
        "transport",
        transport,
        "code",
        end.code(),
        "reason",
        end.reason());
  }

  /** Whether links end so where all is well; a page may go away without a goodbye. */
  private static boolean isOrdinary(Link link, ErrorCode code) {
    return code == ErrorCode.CLOSED
        || code == ErrorCode.REPLACED
        || code == ErrorCode.LINK_LIMIT
        || link.peer().kind() == PeerKind.BROWSER
            && (code == ErrorCode.UNREACHABLE || code == ErrorCode.TIMEOUT);
  }

  /** An attempt brought no link; the peer is null where it is not known. */
  void failed(Link link, NodeId peer, String address, LinkEnd end) {
    ErrorCode code = end.code();
    String transport = link.transport().word();
    env.meter().dialFailed(transport, link.isDialler(), end.stage(), code);
    env.log(
        code == ErrorCode.GLARE || code == ErrorCode.ALREADY_LINKED
            ? LogLevel.DEBUG
            : LogLevel.INFO,
        "link.failed",
        "peer",
        peer,
        "transport",
        transport,
        "address",
        address,
        "phase",
        end.stage(),
        "code",
        code,
        "reason",
        end.reason());
  }
}
