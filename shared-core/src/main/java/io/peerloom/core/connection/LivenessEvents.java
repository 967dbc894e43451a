package io.peerloom.core.connection;

import io.peerloom.core.wire.LinkMessage;

/** Hands what {@link Liveness} finds out about one connection to it and to its owner. */
record LivenessEvents(ConnectionManager link, LinkOwner owner) implements Liveness.Port {
  @Override
  public void send(LinkMessage message) {
    link.send(message);
  }

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return owner.clock(nonce);
  }

  @Override
  public void clockRead(long askedAt, LinkMessage.Pong theirs) {
    owner.clockRead(link, askedAt, theirs);
  }

  @Override
  public void suspect() {
    link.suspect();
    owner.doubtful(link, false);
  }

  @Override
  public void doubtful() {
    owner.doubtful(link, true);
  }

  @Override
  public void silent() {
    link.silent();
  }
}
