package io.peerloom.core.support;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;

/** Takes every link and heeds nothing but requests, which each test serves in its own way. */
public abstract class QuietOwner implements LinkOwner {
  @Override
  public ErrorCode refusal(Link link, ProvedPeer peer) {
    return null;
  }

  @Override
  public void opened(Link link) {}

  @Override
  public void closed(Link link, LinkEnd end) {}

  @Override
  public void notification(Link link, Message message) {}

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return new LinkMessage.Pong(nonce, 0, 0, false);
  }

  @Override
  public void clockRead(Link link, long askedAt, LinkMessage.Pong theirs) {}

  @Override
  public Promise<Message> direct(Link link, int type, byte[] bytes) {
    return Promise.failed(ErrorCode.UNSUPPORTED, "nobody listens");
  }
}
