package io.peerloom.jvm.rtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCPeerConnection;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The data channel of one lane: ordered, reliable, made on both sides under the same number. What
 * the channel must not be given yet waits here.
 */
final class RtcChannel implements RTCDataChannelObserver {
  /** The native code closes a channel silently that is given longer messages than its own bound. */
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  /** The same for one in which more than this waits. */
  private static final int MAX_CHANNEL_BYTES = 1_000_000;

  /** How long what must wait does at least: in this time a full channel sends 1 MB at 100 MB/s. */
  private static final int LOOK_MILLIS = 10;

  private final RtcConnection owner;
  private final Lane lane;
  private final AtomicInteger unread = new AtomicInteger();

  // Under the lock of the connection, too; bounded by MAX_SOCKET_OUTPUT_BYTES.
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean looksAgain;

  // Under the lock of the connection; null once freed.
  private RTCDataChannel channel;

  RtcChannel(RtcConnection owner, RTCPeerConnection connection, Lane lane, int id) {
    this.owner = owner;
    this.lane = lane;
    RTCDataChannelInit init = new RTCDataChannelInit();
    init.ordered = true;
    init.negotiated = true;
    init.id = id;
    channel = connection.createDataChannel(lane.name(), init);
    channel.registerObserver(this);
  }

  // ---- native events

  @Override
  public void onStateChange() {
    owner.later(owner::channelChanged);
  }

  /** Native code never calls it, whatever it sends: {@link #flush} looks again instead. */
  @Override
  public void onBufferedAmountChange(long sent) {}

  @Override
  @SuppressWarnings("CatchingUnchecked")
  public void onMessage(RTCDataChannelBuffer buffer) {
    try {
      int length = buffer.data.remaining();
      if (!buffer.binary || length > WebSocketPort.MAX_MESSAGE_BYTES) {
        owner.later(
            () ->
                owner.close(
                    buffer.binary ? ErrorCode.TOO_LARGE : ErrorCode.INVALID_REQUEST,
                    buffer.binary ? "a message of " + length + " bytes" : "a text message"));
        return;
      }
      // What is read cannot be held back from the sender, as it can on a WebSocket.
      if (unread.addAndGet(length) > ServerLimits.MAX_RTC_INPUT_BYTES) {
        owner.later(
            () -> owner.close(ErrorCode.OVERLOADED, "it sends faster than this peer reads"));
        return;
      }
      byte[] message = new byte[length];
      buffer.data.get(message);
      owner.later(
          () -> {
            unread.addAndGet(-length);
            owner.received(lane, message);
          });
    } catch (Throwable failure) {
      owner.later(() -> owner.close(ErrorCode.OVERLOADED, "a message was not read"));
    }
  }

  // ---- on the loop

  RTCDataChannelState state() {
    synchronized (owner) {
      return channel == null ? RTCDataChannelState.CLOSED : channel.getState();
    }
  }

  void send(byte[] message) {
    synchronized (owner) {
      queue(message);
    }
    flush();
  }

  private void queue(byte[] message) {
    if (waitingBytes + message.length > ServerLimits.MAX_SOCKET_OUTPUT_BYTES) {
      owner.close(ErrorCode.OVERLOADED, "the receiver is too slow");
    } else if (message.length > MAX_MESSAGE_BYTES) {
      owner.close(ErrorCode.TOO_LARGE, "a message of " + message.length + " bytes");
    } else {
      waiting.add(message);
      waitingBytes += message.length;
    }
  }

  private void flush() {
    try {
      synchronized (owner) {
        long buffered = channel == null ? MAX_CHANNEL_BYTES : channel.getBufferedAmount();
        while (!waiting.isEmpty() && buffered + waiting.peek().length <= MAX_CHANNEL_BYTES) {
          byte[] next = waiting.poll();
          waitingBytes -= next.length;
          channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(next), true));
          buffered += next.length;
        }
        if (!waiting.isEmpty() && !looksAgain) {
          looksAgain = true;
          owner.after(LOOK_MILLIS, this::lookAgain);
        }
      }
    } catch (Exception | Error refused) {
      owner.close(ErrorCode.OVERLOADED, "channel refused a message: " + refused.getMessage());
    }
  }

  private void lookAgain() {
    synchronized (owner) {
      looksAgain = false;
    }
    flush();
  }

  int bufferedBytes() {
    synchronized (owner) {
      return channel == null ? 0 : waitingBytes + (int) channel.getBufferedAmount();
    }
  }

  /** Whether all that it was given has left this machine; sends what waits. */
  boolean isEmpty() {
    flush();
    return bufferedBytes() == 0;
  }

  void free() {
    synchronized (owner) {
      if (channel != null) {
        channel.unregisterObserver();
        channel.dispose();
        channel = null;
      }
    }
  }
}
