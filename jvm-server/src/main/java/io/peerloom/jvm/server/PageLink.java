package io.peerloom.jvm.server;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.jvm.net.WebSocketAddress;
import java.net.URI;
import java.util.List;

/** An invitation as an address that a visitor opens. */
public final class PageLink {
  private PageLink() {}

  /**
   * The address of a page with an invitation behind the {@code #}.
   *
   * @param page null for the place where the first bootstrap server is, as on an all-in-one
   * @param bootstrap addresses that the invitee can reach; empty for those in the invitation
   * @throws PeerloomException INVALID_REQUEST for what is no address of that kind
   */
  public static String of(String page, InvitationLink invitation, List<String> bootstrap) {
    List<String> addresses = bootstrap.isEmpty() ? invitation.bootstrap() : bootstrap;
    if (addresses.isEmpty()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "name a bootstrap server that the invitee can reach: this peer knows none");
    }
    addresses.forEach(WebSocketAddress::parse);
    InvitationLink link =
        new InvitationLink(
            invitation.envelope(), invitation.privateKey(), invitation.network(), addresses);
    String base = page == null ? besides(addresses.get(0)) : page.replaceFirst("#.*", "");
    if (!base.matches("https?://[^\\s\"<>]{1,2000}")) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "page: an http: or https: address");
    }
    return base + "#" + InvitationLink.NAME + link.encode();
  }

  /** The folder of a bootstrap server's address, over HTTP. */
  private static String besides(String bootstrap) {
    return URI.create(bootstrap.replaceFirst("^ws", "http")).resolve(".").toString();
  }
}
