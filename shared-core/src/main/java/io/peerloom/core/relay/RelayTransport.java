package io.peerloom.core.relay;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.RelayedTransport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.wire.RelayMessage;

/** One end of a channel through a relay, over the link to that relay. */
final class RelayTransport implements RelayedTransport {
  /** What encryption adds to a message. */
  private static final int TAG_BYTES = 16;

  private final Link relay;
  private final int channel;
  private final Crypto crypto;
  private final Runnable forget;
  private TransportEvents events;
  private FrameCipher control;
  private FrameCipher bulk;
  private int encrypting;
  private boolean ended;

  /**
   * A channel that the relay has named.
   *
   * @param forget called once, when the channel has ended
   */
  RelayTransport(Link relay, int channel, Crypto crypto, Runnable forget) {
    this.relay = relay;
    this.channel = channel;
    this.crypto = crypto;
    this.forget = forget;
  }

  /** Sets the connection, before the first message. */
  void deliverTo(TransportEvents connection) {
    events = connection;
  }

  /** Through whom it goes. */
  Link relay() {
    return relay;
  }

  @Override
  public void encrypt(byte[] key, boolean dialler) {
    control = new FrameCipher(crypto, key, 0, dialler);
    bulk = new FrameCipher(crypto, key, 1, dialler);
  }

  @Override
  public void suspect() {
    if (!relay.isSuspect()) {
      relay.suspect();
    }
  }

  @Override
  public boolean isSuspect() {
    return relay.isSuspect();
  }

  private FrameCipher cipher(Lane lane) {
    return lane == Lane.BULK ? bulk : control;
  }

  @Override
  public Owner owner() {
    return relay.peer().owner();
  }

  @Override
  public void send(Lane lane, byte[] message) {
    FrameCipher cipher = cipher(lane);
    if (ended) {
      return;
    }
    if (cipher == null) {
      forward(lane, message);
      return;
    }
    int bytes = message.length + TAG_BYTES;
    encrypting += bytes;
    cipher
        .seal(message)
        .then(
            ciphertext -> {
              encrypting -= bytes;
              forward(lane, ciphertext);
            },
            e -> failed(e.code(), e.getMessage()));
  }

  private void forward(Lane lane, byte[] bytes) {
    if (!ended) {
      try {
        relay.sendFrame(new RelayMessage.RelayFrame(channel, true, lane == Lane.BULK, bytes));
      } catch (PeerloomException full) {
        failed(full.code(), "the link to the relay is full");
      }
    }
  }

  /** A frame of the other end. */
  void received(RelayMessage.RelayFrame frame) {
    Lane lane = frame.bulk() ? Lane.BULK : Lane.CONTROL;
    FrameCipher cipher = cipher(lane);
    if (cipher == null) {
      deliver(lane, frame.bytes());
    } else {
      cipher
          .open(frame.bytes())
          .then(opened -> deliver(lane, opened), e -> failed(e.code(), "a frame was changed"));
    }
  }

  private void deliver(Lane lane, byte[] message) {
    if (!ended) {
      events.received(lane, message);
    }
  }

  @Override
  public int bufferedBytes() {
    return encrypting + relay.waitingBytes();
  }

  @Override
  public void close(ErrorCode code, String reason) {
    if (ended) {
      return;
    }
    if (control == null) {
      end(code);
    } else {
      // The goodbye may still be in encryption.
      Promise<?> last = control.allSealed();
      last.then(done -> end(code), e -> end(code));
    }
  }

  private void end(ErrorCode code) {
    if (!ended) {
      ended = true;
      forget.run();
      relay.send(new RelayMessage.RelayEnd(channel, true, code));
    }
  }

  private void failed(ErrorCode code, String reason) {
    if (!ended) {
      end(code);
      events.closed(code, reason);
    }
  }

  /** The channel ended elsewhere: at the other end, at the relay, or with the link to it. */
  void endedElsewhere(ErrorCode code, String reason) {
    if (!ended) {
      ended = true;
      forget.run();
      events.closed(code, reason);
    }
  }
}
