package io.peerloom.simulator.machine;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.FrameHeader;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.simulator.network.SimulatedNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A Byzantine member. An honest core performs handshakes, signs and keeps the links alive, so that
 * nobody can recognise it; its answers, direct and routed, are replaced, and the requests by which
 * it would spread messages and records are not sent. It can drop, damage or withhold signed data,
 * but never forge it.
 */
final class Liar {
  /** How long before the deadline of most requests a {@link Lie#STALL} answers. */
  private static final int STALL_MILLIS = 2_700;

  /** A topic's span has 2^14 ms. */
  private static final int SPAN_BITS = 14;

  /** Spans of messages that nobody has, in one digest. */
  private static final int MADE_UP_SPANS = 8;

  private final Lie lie;
  private final Rng rng;
  private final Supplier<Env> env;
  private final Supplier<List<ContactInfo>> friends;

  /**
   * A liar.
   *
   * @param env of its current process
   * @param friends all liars of this world
   */
  Liar(Lie lie, Rng rng, Supplier<Env> env, Supplier<List<ContactInfo>> friends) {
    this.lie = lie;
    this.rng = rng;
    this.env = env;
    this.friends = friends;
  }

  /** The answer to a request, direct or routed, in place of the core's. */
  Promise<Message> answer(Message request, Supplier<Promise<Message>> core) {
    if (!matters(request)) {
      return core.get();
    }
    if (lie == Lie.DROP) {
      return new Promise<>();
    }
    boolean subscribes = request instanceof TopicProtocol.Subscribe;
    // Without a lease its core pushes nothing.
    Promise<Message> honest =
        subscribes ? Promise.of(new TopicProtocol.Digest(List.of())) : core.get();
    Promise<Message> lied = honest.map(answer -> instead(request, answer));
    return lie == Lie.STALL ? late(lied) : lied;
  }

  private Promise<Message> late(Promise<Message> answer) {
    Promise<Message> late = new Promise<>();
    env.get().after(STALL_MILLIS, () -> answer.then(late::complete, late::fail));
    return late;
  }

  private static boolean matters(Message request) {
    return request instanceof RoutingMessage.FindNode
        || request instanceof RoutingMessage.Route
        || request instanceof DataMessage
        || request instanceof TopicProtocol;
  }

  /** Receipts it gives like everybody, and then holds nothing. */
  private Message instead(Message request, Message answer) {
    if (answer instanceof RoutingMessage.Found && request instanceof RoutingMessage.FindNode) {
      return new RoutingMessage.Found(
          named(new NodeId(((RoutingMessage.FindNode) request).target())));
    }
    if (answer instanceof DataMessage.Records records) {
      return new DataMessage.Records(held(records.records()));
    }
    if (answer instanceof DataMessage.Copies) {
      return new DataMessage.Copies(List.of());
    }
    if (answer instanceof TopicProtocol.Digest) {
      return new TopicProtocol.Digest(lie == Lie.STALL ? madeUpSpans() : List.of());
    }
    if (answer instanceof TopicProtocol.Ids) {
      return lie == Lie.STALL
          ? madeUpIds((TopicProtocol.AskIds) request)
          : new TopicProtocol.Ids(List.of(), false);
    }
    return answer instanceof TopicProtocol.Items items
        ? new TopicProtocol.Items(held(items.items()), false)
        : answer;
  }

  private List<TopicProtocol.SpanDigest> madeUpSpans() {
    List<TopicProtocol.SpanDigest> spans = new ArrayList<>();
    long now = env.get().wallMillis() >> SPAN_BITS;
    for (int i = MADE_UP_SPANS - 1; i >= 0; i--) {
      byte[] digest = new byte[TopicProtocol.ID_BYTES];
      rng.nextBytes(digest);
      spans.add(new TopicProtocol.SpanDigest(0, now - i, digest));
    }
    return spans;
  }

  /** As many as were asked for, and more of them. */
  private Message madeUpIds(TopicProtocol.AskIds request) {
    List<byte[]> ids = new ArrayList<>();
    byte[] id = request.after().clone();
    for (int i = 0; i < request.most(); i++) {
      for (int at = 3; at >= 0 && ++id[at] == 0; at--) {
        // The carry of a counter in the first four bytes.
      }
      ids.add(id.clone());
    }
    return new TopicProtocol.Ids(ids, true);
  }

  private List<ContactInfo> named(Point target) {
    List<ContactInfo> named = new ArrayList<>();
    if (lie == Lie.FORGE) {
      for (int i = 0; i < RoutingMessage.MAX_CONTACTS; i++) {
        named.add(
            new ContactInfo(
                nobodyNear(target), PeerKind.NODE, true, List.of("ws://nobody" + rng.nextInt())));
      }
    } else if (lie == Lie.FRIENDS || lie == Lie.STALL) {
      for (ContactInfo friend : friends.get()) {
        int at = named.size();
        while (at > 0 && target.compareDistance(friend.id(), named.get(at - 1).id()) < 0) {
          at--;
        }
        if (at < RoutingMessage.MAX_CONTACTS) {
          named.add(at, friend);
          if (named.size() > RoutingMessage.MAX_CONTACTS) {
            named.remove(RoutingMessage.MAX_CONTACTS);
          }
        }
      }
    }
    return named;
  }

  /** An id that shares the target's first bytes, like the id of a real peer close to it. */
  private NodeId nobodyNear(Point target) {
    byte[] id = new byte[NodeId.BYTES];
    rng.nextBytes(id);
    System.arraycopy(target.bytes(), 0, id, 0, 2);
    return new NodeId(id);
  }

  private List<byte[]> held(List<byte[]> records) {
    List<byte[]> damaged = new ArrayList<>();
    if (lie == Lie.FORGE) {
      for (byte[] record : records) {
        byte[] other = record.clone();
        other[rng.nextInt(other.length)] ^= 1;
        damaged.add(other);
      }
    }
    return damaged;
  }

  WebSocketPort over(WebSocketPort port) {
    return (url, events) -> new Muted(port.dial(url, events));
  }

  RtcPort over(RtcPort port) {
    return events -> new MutedSession(port.create(events));
  }

  /** The events of an accepted socket, over whose transport the core sends. */
  TransportEvents accept(Transport transport, String remote, SimulatedNetwork.Listener core) {
    return core.apply(new Muted(transport), remote);
  }

  /** Sends what the core sends, but for what would spread messages and records. */
  private static class Muted implements Transport {
    private final boolean[] partial = new boolean[2];
    private final Transport transport;

    Muted(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void send(Lane lane, byte[] message) {
      byte[] sent = sent(message);
      if (sent.length > 0) {
        transport.send(lane, sent);
      }
    }

    @Override
    public int bufferedBytes() {
      return transport.bufferedBytes();
    }

    @Override
    public void close(ErrorCode code, String reason) {
      transport.close(code, reason);
    }

    /** The same without the messages that are not sent; fragments of larger ones are. */
    private byte[] sent(byte[] message) {
      List<byte[]> frames = new ArrayList<>();
      int at = 0;
      while (at + FrameHeader.BYTES <= message.length) {
        int start = at + FrameHeader.BYTES;
        int end = Math.min(message.length, start + FrameHeader.payloadBytes(message, at));
        int lane = FrameHeader.lane(message, at).ordinal();
        boolean more = FrameHeader.hasMore(message, at);
        if (more || partial[lane] || isSent(Arrays.copyOfRange(message, start, end))) {
          frames.add(Arrays.copyOfRange(message, at, end));
        }
        partial[lane] = more;
        at = end;
      }
      return Bytes.concat(frames.toArray(new byte[0][]));
    }

    /** Whether the core sends a message: a liar spreads nothing that others gave it. */
    private boolean isSent(byte[] encoded) {
      return !(MessageCodec.decode(encoded) instanceof LinkMessage.Request request)
          || !(request.body() instanceof DataMessage || request.body() instanceof TopicProtocol);
    }
  }

  private static final class MutedSession extends Muted implements RtcPort.RtcSession {
    private final RtcPort.RtcSession session;

    MutedSession(RtcPort.RtcSession session) {
      super(session);
      this.session = session;
    }

    @Override
    public void offer() {
      session.offer();
    }

    @Override
    public void remote(String type, String sdp) {
      session.remote(type, sdp);
    }

    @Override
    public void remoteCandidate(String candidate) {
      session.remoteCandidate(candidate);
    }
  }
}
