package io.peerloom.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import net.jqwik.api.Example;

/** Messages are counted by their content, at any depth of nesting. */
class TrafficTest {
  private final Traffic traffic = new Traffic();

  private static byte[] frame(int flags, byte[] payload) {
    byte[] frame = new byte[3 + payload.length];
    frame[0] = (byte) flags;
    frame[1] = (byte) (payload.length >> 8);
    frame[2] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 3, payload.length);
    return frame;
  }

  private int carry(Message message) {
    byte[] frame = frame(0, MessageCodec.encode(message));
    traffic.add(frame);
    return frame.length;
  }

  private static byte[] envelope(Message inner) {
    CborWriter body = new CborWriter();
    body.array(5)
        .bytes(new byte[65])
        .ulong(1_700_000_000_000L)
        .bytes(MessageCodec.encode(inner))
        .array(0)
        .bytes(new byte[700]);
    CborWriter out = new CborWriter();
    return out.array(4).uint(9).uint(1).bytes(body.toBytes()).bytes(new byte[64]).toBytes();
  }

  /**
   * The same, compressed for a receiver that has the card, which the end of the envelope represents
   * here.
   */
  private static byte[] folded(byte[] envelope) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(new byte[] {8, 1, 2, 3, 4, 5, 6, 7, 8, 700 >> 8, (byte) 700});
    int rest = envelope.length - 133;
    for (int at = 0; at < rest; at += 100) {
      int length = Math.min(100, rest - at);
      form.write(length);
      form.write(envelope, at, length);
    }
    form.writeBytes(new byte[] {-1, 133 >> 8, (byte) 133});
    return form.toByteArray();
  }

  private static Message route(int hops, Message inner) {
    NodeId target = new NodeId(new byte[32]);
    Message route = new RoutingMessage.Route(target, new byte[8], hops, envelope(inner));
    return new LinkMessage.Request(70_000, 3_000, route);
  }

  @Example
  void everyMessageCountsByWhatItCarries() {
    Message invite = new RoutingMessage.InviteDial("wss://host/node1");
    int ping = carry(new LinkMessage.Ping(7));
    int first = carry(route(6, invite)) + carry(route(6, invite));
    int onward = carry(route(5, invite));
    int answer =
        carry(
            new LinkMessage.Response(
                3, new RoutingMessage.Routed(folded(envelope(new LinkMessage.Done())))));
    int failure =
        carry(
            new LinkMessage.Response(3, new LinkMessage.Failure(ErrorCode.NO_ROUTE, "nobody", 0)));
    assertThat(traffic.byKind())
        .hasSize(5)
        .containsEntry("Ping", new Traffic.Share(1, ping))
        .containsEntry("Route InviteDial", new Traffic.Share(2, first))
        .containsEntry("Route InviteDial onward", new Traffic.Share(1, onward))
        .containsEntry("Routed Done", new Traffic.Share(1, answer))
        .containsEntry("Failure NO_ROUTE", new Traffic.Share(1, failure));
  }

  @Example
  void nothingThatTravelsBreaksTheCount() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] payload = MessageCodec.encode(route(6, new LinkMessage.Done()));
      payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      traffic.add(frame(i & 3, payload));
    }
    assertThat(traffic.byKind().values().stream().mapToLong(Traffic.Share::frames).sum())
        .isEqualTo(20_000);
  }
}
