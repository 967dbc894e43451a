package io.peerloom.core.links;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;

/** Waits until a peer is linked. */
public final class AwaitedLink implements LinkListener {
  private final NodeId id;
  private final Promise<Link> opened = new Promise<>();

  private AwaitedLink(NodeId id) {
    this.id = id;
  }

  /** Fulfilled with the link once there is one, failed with TIMEOUT. */
  public static Promise<Link> to(NodeId id, Env env, LinkTable links, int millis) {
    Link link = links.link(id);
    if (link != null && link.isOpen()) {
      return Promise.of(link);
    }
    AwaitedLink waiting = new AwaitedLink(id);
    links.addListener(waiting);
    waiting.opened.orTimeout(env, millis, "no link to " + id);
    waiting.opened.then(ok -> links.removeListener(waiting), e -> links.removeListener(waiting));
    return waiting.opened;
  }

  @Override
  public void linkOpened(Link link) {
    if (link.peerId().equals(id)) {
      opened.complete(link);
    }
  }
}
