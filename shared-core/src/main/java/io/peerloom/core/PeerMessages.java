package io.peerloom.core;

import io.peerloom.core.api.MessageListener;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.direct.ByteStream;
import io.peerloom.core.direct.DirectReceiver;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages between applications: sends those of this one, and hands those of others to its
 * listeners.
 */
final class PeerMessages {
  private final Env env;
  private final List<MessageListener> listeners = new ArrayList<>();
  private Predicate<ByteStream> streamTaker = stream -> false;
  private PeerAssembly assembly;
  private boolean closed;

  PeerMessages(Env env) {
    this.env = env;
  }

  /** From now on messages travel over these links. */
  void moveTo(PeerAssembly next) {
    assembly = next;
    next.streams.setTaker(this::take);
    next.links.setDirectHandlers(
        new DirectReceiver(this::deliver), new DirectReceiver(next.streams::receive));
  }

  Promise<Void> send(String id, byte[] bytes) {
    return assembly.direct.send(otherPeer(id), bytes);
  }

  Promise<ByteStream> stream(String id) {
    return assembly.streams.open(otherPeer(id));
  }

  /** Sets who takes the streams that others open; it says whether anybody does. */
  void onStream(Predicate<ByteStream> taker) {
    streamTaker = taker;
  }

  private boolean take(ByteStream stream) {
    try {
      return !closed && streamTaker.test(stream);
    } catch (RuntimeException e) {
      env.log(LogLevel.WARN, "a listener for streams failed: " + e);
      return false;
    }
  }

  int bufferedBytes(String id) {
    return assembly.direct.bufferedBytes(otherPeer(id));
  }

  Promise<Void> drained(String id, int bytes) {
    return assembly.direct.drained(otherPeer(id), bytes);
  }

  /** Adds a listener; what it returns removes it. */
  Runnable add(MessageListener listener) {
    // Wrapped, so that a listener added twice can be removed once.
    MessageListener added = (from, bytes) -> listener.received(from, bytes);
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  /** The peer leaves: nobody listens any more. */
  void close() {
    closed = true;
  }

  private NodeId otherPeer(String id) {
    byte[] raw = Bytes.fromHex(id);
    if (raw.length != NodeId.BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a peer id is 64 digits");
    }
    NodeId to = new NodeId(raw);
    if (to.equals(assembly.self.id())) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "that is this peer itself");
    }
    return to;
  }

  private Promise<Void> deliver(ProvedPeer from, byte[] bytes) {
    if (listeners.isEmpty() || closed) {
      throw noListener();
    }
    List<Promise<Object>> taken = new ArrayList<>();
    for (MessageListener listener : new ArrayList<>(listeners)) {
      taken.add(taken(listener, from.id().hex(), bytes));
    }
    return Promise.all(taken).<Void>map(all -> null).recover(PeerMessages::refused);
  }

  /** The cause of an application's failure is for its own log. */
  private static Promise<Void> refused(PeerloomException failure) {
    return failure.code() == ErrorCode.UNSUPPORTED
        ? Promise.failed(noListener())
        : Promise.failed(ErrorCode.REFUSED, "the application did not take it");
  }

  private static PeerloomException noListener() {
    return new PeerloomException(ErrorCode.UNSUPPORTED, "no application listens for messages");
  }

  private Promise<Object> taken(MessageListener listener, String from, byte[] bytes) {
    try {
      Promise<?> done = listener.received(from, bytes);
      return done == null ? Promise.of(null) : done.map(ok -> null);
    } catch (RuntimeException e) {
      env.log(LogLevel.WARN, "a message listener failed: " + e);
      return Promise.failed(PeerloomException.of(e));
    }
  }
}
