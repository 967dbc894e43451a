package io.peerloom.benchmarks.load;

import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage.AcceptRelay;
import io.peerloom.core.wire.RelayMessage.OpenRelay;
import io.peerloom.core.wire.RelayMessage.RelayFrame;
import io.peerloom.core.wire.RelayMessage.RelayOpened;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;

/**
 * One end of relayed links. Whoever opens one sends frames as large as messages of 200 bytes are
 * inside such a link; the other answers each with one as large as an acknowledgement. What is in
 * them is not encrypted, which makes no difference to the relay.
 */
public final class RelayUser extends LoadPeer {
  private static final int OPEN_MILLIS = 10_000;
  private static final int MESSAGE_BYTES = 280;
  private static final int ACKNOWLEDGEMENT_BYTES = 40;
  private static final int EVERY_MILLIS = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What happened to all relayed links of one measurement. */
  public static final class Sessions {
    /** Links that were opened. */
    public final AtomicInteger open = new AtomicInteger();

    /** Links that could not be opened. */
    public final AtomicInteger refused = new AtomicInteger();

    /** Messages sent while they were measured. */
    public final AtomicInteger sent = new AtomicInteger();

    /** Whether messages are measured from now on. */
    public volatile boolean measured;

    /** Takes the milliseconds until each of them was acknowledged. */
    public volatile DoubleConsumer acknowledged = millis -> {};
  }

  private final LoadLoop loop;
  private final NodeId id;
  private final Sessions sessions;
  private Link relay;

  /** The channels that this user opened. */
  private final Set<Integer> opened = new HashSet<>();

  public RelayUser(
      LoadLoop loop,
      Authority authority,
      Identity self,
      String address,
      Count count,
      Sessions sessions) {
    super(loop, authority, self, address, count);
    this.loop = loop;
    this.id = self.id();
    this.sessions = sessions;
  }

  /** Opens a link to another user of the same relay and sends ten messages a second over it. */
  public void open(RelayUser other) {
    relay
        .request(new OpenRelay(other.id), OPEN_MILLIS)
        .map(Failure::successful)
        .then(
            answer -> {
              int channel = ((RelayOpened) answer).channel();
              opened.add(channel);
              sessions.open.incrementAndGet();
              loop.after(loop.rng().nextInt(EVERY_MILLIS), () -> send(channel));
            },
            e -> sessions.refused.incrementAndGet());
  }

  private void send(int channel) {
    byte[] message = new byte[MESSAGE_BYTES];
    if (sessions.measured) {
      ByteBuffer.wrap(message).putLong(System.nanoTime());
      sessions.sent.incrementAndGet();
    }
    relay.sendFrame(new RelayFrame(channel, true, false, message));
    loop.after(EVERY_MILLIS, () -> send(channel));
  }

  @Override
  public void opened(Link link) {
    relay = link;
    super.opened(link);
  }

  @Override
  public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
    return request instanceof AcceptRelay
        ? Promise.of(new LinkMessage.Done())
        : super.serve(link, request, deadlineMillis);
  }

  @Override
  public void notification(Link link, Message message) {
    if (!(message instanceof RelayFrame frame)) {
      return;
    }
    if (opened.contains(frame.channel())) {
      long sentAt = ByteBuffer.wrap(frame.bytes()).getLong();
      if (sentAt != 0) {
        sessions.acknowledged.accept((System.nanoTime() - sentAt) / NANOS_PER_MILLI);
      }
    } else {
      byte[] answer = Arrays.copyOf(frame.bytes(), ACKNOWLEDGEMENT_BYTES);
      link.sendFrame(new RelayFrame(frame.channel(), true, false, answer));
    }
  }
}
