package io.peerloom.core.support;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;

/** Takes every link and heeds nothing but requests, which each test serves in its own way. */
public abstract class QuietOwner implements LinkOwner {
  @Override
  public ErrorCode refusal(ConnectionManager link, ProvedPeer peer) {
    return null;
  }

  @Override
  public void opened(ConnectionManager link) {}

  @Override
  public void closed(ConnectionManager link, ErrorCode code, String reason) {}

  @Override
  public void notice(ConnectionManager link, Message message) {}

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return new LinkMessage.Pong(nonce, 0, 0, false);
  }

  @Override
  public void clockRead(ConnectionManager link, long askedAt, LinkMessage.Pong theirs) {}

  @Override
  public Promise<Message> direct(ConnectionManager link, byte[] bytes) {
    return Promise.failed(ErrorCode.UNSUPPORTED, "nobody listens");
  }
}
