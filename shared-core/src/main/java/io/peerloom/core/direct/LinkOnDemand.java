package io.peerloom.core.direct;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.AwaitedLink;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.Message;

/** Finds the link to a peer that an application wants to reach, or opens one. */
public final class LinkOnDemand {
  private static final int LINK_WAIT_MILLIS = 10_000;

  /** While this peer has no link at all, it looks so often whether it has one again. */
  private static final int ALONE_MILLIS = 200;

  private final Env env;
  private final LinkTable links;
  private final PeerFinder finder;
  private final WebRtcSignalling signalling;

  /** Over the links of a peer. */
  public LinkOnDemand(Env env, LinkTable links, PeerFinder finder, WebRtcSignalling signalling) {
    this.env = env;
    this.links = links;
    this.finder = finder;
    this.signalling = signalling;
  }

  /** Fails with UNREACHABLE if the peer cannot be found or linked to. */
  Promise<DirectPath> linkTo(NodeId id, int type) {
    Link link = links.link(id);
    return link != null && link.isOpen()
        ? Promise.of(new LinkPath(link, type))
        : open(id).map(opened -> new LinkPath(opened, type));
  }

  private Promise<Link> open(NodeId id) {
    Promise<Link> opened = AwaitedLink.to(id, env, links, LINK_WAIT_MILLIS);
    seek(id, opened, LINK_WAIT_MILLIS / ALONE_MILLIS);
    return opened.recover(
        e ->
            e.code() == ErrorCode.TIMEOUT
                ? Promise.failed(ErrorCode.UNREACHABLE, e.getMessage())
                : Promise.failed(e));
  }

  private void seek(NodeId id, Promise<Link> opened, int times) {
    if (links.size() == 0 && times > 0) {
      env.after(ALONE_MILLIS, () -> seek(id, opened, times - 1));
      return;
    }
    finder
        .closest(id, 1)
        .then(
            found -> {
              if (!found.isEmpty() && found.get(0).id().equals(id)) {
                signalling.connectNow(found.get(0));
              } else {
                opened.fail(new PeerloomException(ErrorCode.UNREACHABLE, "nobody knows " + id));
              }
            },
            opened::fail);
  }

  private record LinkPath(Link link, int type) implements DirectPath {
    @Override
    public Promise<Message> request(byte[] bytes, int timeoutMillis) {
      return link.requestDirect(type, bytes, timeoutMillis);
    }

    @Override
    public boolean isOpen() {
      return link.isOpen();
    }

    @Override
    public byte[] boot() {
      return link.peer().card().boot();
    }
  }
}
