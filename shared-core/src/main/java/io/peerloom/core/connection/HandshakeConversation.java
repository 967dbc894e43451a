package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage.Hello;
import io.peerloom.core.wire.LinkMessage.HelloAnswer;
import io.peerloom.core.wire.LinkMessage.HelloProof;
import io.peerloom.core.wire.LinkMessage.Ready;
import io.peerloom.core.wire.Message;
import java.util.function.Supplier;

/**
 * The messages of a handshake in their order. What a stranger sends is examined first; only then
 * does it wait for its turn to have something computed.
 */
final class HandshakeConversation {
  private final ConnectionManager link;
  private final LinkOwner owner;
  private final Handshake handshake;

  HandshakeConversation(ConnectionManager link, LinkOwner owner, Handshake handshake) {
    this.link = link;
    this.owner = owner;
    this.handshake = handshake;
  }

  /** The dialling side's first message. */
  void begin() {
    handshake.begin(link.origin()).then(link::send, link::fail);
  }

  /** Whether both ends agreed that frames are authenticated. */
  boolean isSealed() {
    return handshake.seal != 0;
  }

  byte[] sessionKey(String purpose) {
    return handshake.sessionKey(purpose);
  }

  /** A message of the other side; throws where it is out of turn or malformed. */
  void received(Message message, byte[] encoded) {
    if (message instanceof Hello hello && !link.isDialler()) {
      if (!link.knowsOrigin(hello.origin())) {
        throw new PeerloomException(ErrorCode.WRONG_ORIGIN, "dialled as " + hello.origin());
      }
      handshake.examine(hello, encoded);
      inTurn(() -> handshake.answer(hello)).then(link::send, link::fail);
    } else if (message instanceof HelloAnswer answer && link.isDialler()) {
      handshake
          .check(answer)
          .flatMap(this::checkInstance)
          .flatMap(
              proved -> {
                link.accept(proved);
                return handshake.finish(answer);
              })
          .then(link::send, link::fail);
    } else if (message instanceof HelloProof sent && !link.isDialler()) {
      Handshake.Proof proof = handshake.examine(sent);
      inTurn(() -> handshake.check(proof))
          .flatMap(this::checkInstance)
          .then(
              proved -> {
                try {
                  link.accept(proved);
                } catch (PeerloomException e) {
                  link.fail(e);
                  return;
                }
                link.send(new Ready());
                link.becomeLink();
              },
              link::fail);
    } else if (message instanceof Ready && link.isDialler() && link.peer() != null) {
      link.becomeLink();
    } else {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "message " + message.number() + " before the link is open");
    }
  }

  private <T> Promise<T> inTurn(Supplier<Promise<T>> step) {
    HandshakeTurns turns = link.handshakes();
    return turns == null ? step.get() : turns.run(link.stranger(), () -> unlessClosed(step));
  }

  private <T> Promise<T> unlessClosed(Supplier<Promise<T>> step) {
    return link.isClosed() ? Promise.failed(ErrorCode.CLOSED, "closed meanwhile") : step.get();
  }

  private Promise<ProvedPeer> checkInstance(ProvedPeer proved) {
    return owner.checkInstance(link, proved).map(ok -> proved);
  }
}
