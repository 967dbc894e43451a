package io.peerloom.e2e.attack;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Records the first message that somebody sends over each WebSocket it dials, and dials none: what
 * an attacker can say again and again without computing anything.
 */
final class Recorder implements WebSocketPort {
  private final Attacker attacker;
  private final Deque<Promise<byte[]>> wanted = new ArrayDeque<>();

  Recorder(Attacker attacker) {
    this.attacker = attacker;
  }

  /** What the next dial sends first; on the attacker's loop. */
  Promise<byte[]> next(Runnable dial) {
    Promise<byte[]> first = new Promise<>();
    wanted.add(first);
    dial.run();
    return first;
  }

  @Override
  public Transport dial(String url, TransportEvents events) {
    Promise<byte[]> first = wanted.isEmpty() ? new Promise<>() : wanted.poll();
    attacker.loop().execute(events::opened);
    return new Transport() {
      @Override
      public void send(Lane lane, byte[] message) {
        if (!first.isDone()) {
          first.complete(message);
        }
      }

      @Override
      public int bufferedBytes() {
        return 0;
      }

      @Override
      public void close(ErrorCode code, String reason) {}
    };
  }
}
