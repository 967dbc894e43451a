package io.peerloom.simulator.machine;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.FrameHeader;
import io.peerloom.core.connection.Frames;
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
import java.util.Map;
import java.util.function.Supplier;

/**
 * A Byzantine member. An honest core performs handshakes, signs and keeps the links alive, so that
 * nobody can recognise it; between this core and its transports incoming messages are dropped and
 * outgoing ones rewritten. It can drop, damage or withhold signed data, but never forge it.
 */
final class Liar {
  private static final int MAX_OPEN = 4096;

  private final Lie lie;
  private final Rng rng;
  private final Supplier<List<ContactInfo>> friends;

  /**
   * @param friends all liars of this world
   */
  Liar(Lie lie, Rng rng, Supplier<List<ContactInfo>> friends) {
    this.lie = lie;
    this.rng = rng;
    this.friends = friends;
  }

  WebSocketPort over(WebSocketPort port) {
    return (url, events) -> {
      ByzantineTransport transport = new ByzantineTransport(events);
      transport.transport = port.dial(url, transport);
      return transport;
    };
  }

  RtcPort over(RtcPort port) {
    return events -> {
      ByzantineTransport transport = new ByzantineTransport(events);
      RtcPort.RtcSession session = port.create(transport.rtc(events));
      transport.transport = session;
      return transport.rtc(session);
    };
  }

  /** Wraps an accepted socket: the transport of the core, and the events of the network. */
  TransportEvents accept(Transport transport, String remote, SimulatedNetwork.Listener core) {
    ByzantineTransport byzantine = new ByzantineTransport(null);
    byzantine.transport = transport;
    byzantine.events = core.apply(byzantine, remote);
    return byzantine;
  }

  /** Both directions of one connection. */
  private final class ByzantineTransport implements Transport, TransportEvents {
    private final Map<Integer, Point> asked = new BoundedMap<>(MAX_OPEN);
    private final boolean[] partial = new boolean[4];
    private Transport transport;
    private TransportEvents events;

    ByzantineTransport(TransportEvents events) {
      this.events = events;
    }

    @Override
    public void opened() {
      events.opened();
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      events.closed(code, reason);
    }

    @Override
    public void received(Lane lane, byte[] message) {
      byte[] changed = eachFrame(message, 0, this::hear);
      if (changed.length > 0) {
        events.received(lane, changed);
      }
    }

    @Override
    public void send(Lane lane, byte[] message) {
      byte[] changed = eachFrame(message, 2, this::say);
      if (changed.length > 0) {
        transport.send(lane, changed);
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

    /** Rewrites or drops whole messages; fragments of larger ones pass unchanged. */
    private byte[] eachFrame(byte[] message, int direction, MessageRewriter rewriting) {
      List<byte[]> frames = new ArrayList<>();
      int at = 0;
      while (at + FrameHeader.BYTES <= message.length) {
        int start = at + FrameHeader.BYTES;
        int end = Math.min(message.length, start + FrameHeader.payloadBytes(message, at));
        Lane lane = FrameHeader.lane(message, at);
        int stream = direction + lane.ordinal();
        boolean more = FrameHeader.hasMore(message, at);
        if (more || partial[stream]) {
          frames.add(Arrays.copyOfRange(message, at, end));
        } else {
          Message changed = rewriting.of(Arrays.copyOfRange(message, start, end));
          if (changed != null) {
            frames.addAll(Frames.cut(lane, MessageCodec.encode(changed)));
          }
        }
        partial[stream] = more;
        at = end;
      }
      return Bytes.concat(frames.toArray(new byte[0][]));
    }

    /** The incoming message that is passed to the core; null for none. */
    private Message hear(byte[] encoded) {
      Message message = MessageCodec.decode(encoded);
      if (message instanceof LinkMessage.Request request) {
        if (request.body() instanceof RoutingMessage.FindNode question) {
          asked.put(request.id(), new NodeId(question.target()));
        }
        if (lie == Lie.DROP && matters(request.body())) {
          return null;
        }
      }
      return message;
    }

    private boolean matters(Message body) {
      return body instanceof RoutingMessage.FindNode
          || body instanceof RoutingMessage.Route
          || body instanceof DataMessage
          || body instanceof TopicProtocol;
    }

    /** The message sent instead of the core's. */
    private Message say(byte[] encoded) {
      Message message = MessageCodec.decode(encoded);
      if (!(message instanceof LinkMessage.Response response)) {
        return message;
      }
      if (response.body() instanceof RoutingMessage.Found) {
        Point target = asked.remove(response.id());
        return new LinkMessage.Response(response.id(), new RoutingMessage.Found(named(target)));
      }
      if (response.body() instanceof DataMessage.Records records && lie != Lie.DROP) {
        return new LinkMessage.Response(
            response.id(), new DataMessage.Records(held(records.records())));
      }
      return lie == Lie.DROP || !(response.body() instanceof TopicProtocol topic)
          ? message
          : new LinkMessage.Response(response.id(), ofTopic(topic));
    }

    /** What it says it has of a topic. Receipts it signs like everybody, and then forgets. */
    private Message ofTopic(TopicProtocol answer) {
      if (answer instanceof TopicProtocol.Digest) {
        return new TopicProtocol.Digest(List.of());
      }
      if (answer instanceof TopicProtocol.Ids) {
        return new TopicProtocol.Ids(List.of(), false);
      }
      return answer instanceof TopicProtocol.Items items
          ? new TopicProtocol.Items(held(items.items()), false)
          : answer;
    }

    private List<ContactInfo> named(Point target) {
      List<ContactInfo> named = new ArrayList<>();
      if (lie == Lie.FORGE) {
        for (int i = 0; i < RoutingMessage.MAX_CONTACTS; i++) {
          named.add(
              new ContactInfo(
                  nobodyNear(target), PeerKind.NODE, true, List.of("ws://nobody" + rng.nextInt())));
        }
      } else if (lie == Lie.FRIENDS && target != null) {
        named.addAll(friends.get());
        named.sort((a, b) -> target.compareDistance(a.id(), b.id()));
        named.subList(Math.min(RoutingMessage.MAX_CONTACTS, named.size()), named.size()).clear();
      }
      return named;
    }

    /** An id that shares the target's first bytes, like the id of a real peer close to it. */
    private NodeId nobodyNear(Point target) {
      byte[] id = new byte[NodeId.BYTES];
      rng.nextBytes(id);
      if (target != null) {
        System.arraycopy(target.bytes(), 0, id, 0, 2);
      }
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

    /** Wraps the events of the WebRTC port. */
    RtcPort.RtcEvents rtc(RtcPort.RtcEvents events) {
      return new RtcPort.RtcEvents() {
        @Override
        public void described(String type, String sdp) {
          events.described(type, sdp);
        }

        @Override
        public void candidate(String candidate) {
          events.candidate(candidate);
        }

        @Override
        public void faltered() {
          events.faltered();
        }

        @Override
        public void opened() {
          ByzantineTransport.this.opened();
        }

        @Override
        public void received(Lane lane, byte[] message) {
          ByzantineTransport.this.received(lane, message);
        }

        @Override
        public void closed(ErrorCode code, String reason) {
          ByzantineTransport.this.closed(code, reason);
        }
      };
    }

    /** Wraps a session so that the core sends through this. */
    RtcPort.RtcSession rtc(RtcPort.RtcSession session) {
      return new RtcPort.RtcSession() {
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

        @Override
        public void send(Lane lane, byte[] message) {
          ByzantineTransport.this.send(lane, message);
        }

        @Override
        public int bufferedBytes() {
          return session.bufferedBytes();
        }

        @Override
        public void close(ErrorCode code, String reason) {
          session.close(code, reason);
        }
      };
    }
  }

  private interface MessageRewriter {
    /** The message to pass on; null for none. */
    Message of(byte[] encoded);
  }
}
