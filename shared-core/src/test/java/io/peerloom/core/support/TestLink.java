package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;
import java.util.List;

/** A link that does nothing, and is what a test says. */
public final class TestLink implements Link {
  private final ProvedPeer peer;
  private final boolean dialled;
  public TransportKind transport = TransportKind.WEBSOCKET;
  public ErrorCode closed;
  public int waiting;
  public boolean suspect;
  public String origin = "";
  public long usedAt = -1;

  /** A link to an id of an identity. */
  public TestLink(NodeId id, int identity) {
    byte[] key = new byte[65];
    System.arraycopy(Bytes.bigEndian(identity), 0, key, 0, 8);
    peer =
        new ProvedPeer(
            id,
            key,
            new byte[32],
            null,
            new Owner(List.of(Bytes.wrap(new byte[] {1}), Bytes.wrap(Bytes.bigEndian(identity)))));
    dialled = false;
  }

  public TestLink(int number, Owner owner, boolean dialled) {
    PeerCard card =
        new PeerCard(new byte[0], new byte[0], 0, new byte[8], PeerKind.BROWSER, true, List.of());
    byte[] id = new byte[NodeId.BYTES];
    System.arraycopy(Bytes.bigEndian(number), 0, id, 0, 8);
    peer = new ProvedPeer(new NodeId(id), new byte[65], new byte[32], card, owner);
    this.dialled = dialled;
  }

  @Override
  public ProvedPeer peer() {
    return peer;
  }

  @Override
  public TransportKind transport() {
    return transport;
  }

  @Override
  public boolean isDialler() {
    return dialled;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public boolean isSuspect() {
    return suspect;
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public double rttMillis() {
    return -1;
  }

  @Override
  public long openedAt() {
    return 0;
  }

  @Override
  public long usedAt() {
    return usedAt;
  }

  @Override
  public int waitingBytes() {
    return waiting;
  }

  @Override
  public Promise<Message> request(Message body, int timeoutMillis) {
    return new Promise<>();
  }

  @Override
  public Promise<Message> requestDirect(int type, byte[] bytes, int timeoutMillis) {
    return new Promise<>();
  }

  @Override
  public void send(Message message) {}

  @Override
  public void sendFrame(RelayMessage.RelayFrame frame) {}

  @Override
  public void suspect() {
    suspect = true;
  }

  @Override
  public Promise<Boolean> challenge() {
    return Promise.of(true);
  }

  @Override
  public void close(ErrorCode code, String reason) {
    closed = code;
  }
}
