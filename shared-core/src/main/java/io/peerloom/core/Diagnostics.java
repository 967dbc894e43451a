package io.peerloom.core;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.base.ErrorCode;
import java.util.List;

/** A peer's state as JSON text, for operators and developers. */
final class Diagnostics {
  private Diagnostics() {}

  static String of(Peer peer, int knownPeers, int neededLinks, ErrorCode bootstrap) {
    StringBuilder out = new StringBuilder(512);
    out.append("{\"id\":").append(quoted(peer.id()));
    out.append(",\"publisher\":").append(quoted(peer.publisher()));
    out.append(",\"network\":").append(quoted(peer.network()));
    out.append(",\"kind\":").append(quoted(peer.kind()));
    out.append(",\"state\":").append(quoted(peer.state().word()));
    out.append(",\"knownPeers\":").append(knownPeers);
    out.append(",\"neededLinks\":").append(neededLinks);
    out.append(",\"bootstrapFailure\":");
    out.append(bootstrap == null ? "null" : quoted(bootstrap.name()));
    out.append(",\"links\":").append(links(peer.links())).append('}');
    return out.toString();
  }

  private static String links(List<LinkInfo> links) {
    StringBuilder out = new StringBuilder("[");
    for (LinkInfo link : links) {
      out.append(out.length() == 1 ? "" : ",");
      out.append("{\"id\":").append(quoted(link.id()));
      out.append(",\"kind\":").append(quoted(link.kind()));
      out.append(",\"transport\":").append(quoted(link.transport()));
      out.append(",\"active\":").append(link.active());
      out.append(",\"rttMillis\":").append(Math.round(link.rttMillis() * 10) / 10.0);
      out.append(",\"openedAt\":").append(link.openedAt()).append('}');
    }
    return out.append(']').toString();
  }

  /** All texts here are hexadecimal or words of the API, so there is nothing to escape. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
