package io.peerloom.jvm.rtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.jvm.loop.PeerLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One peer connection with a data channel for each lane. Calls come on the peer's loop; native
 * threads hand over what happens to it. The lock is for {@link #free}, which a closing host calls
 * from elsewhere; callbacks do not take it.
 */
final class RtcConnection implements RtcPort.RtcSession, PeerConnectionObserver {
  private static final int MAX_CANDIDATE_CHARS = 1024;
  private static final int MAX_EARLY = 64;

  /** How long a closed connection may take to send what is under way. */
  static final int LINGER_MILLIS = 1000;

  /** How long what has left this machine may take to arrive. */
  static final int ARRIVE_MILLIS = 100;

  private static final int LOOK_MILLIS = 10;

  private final PeerLoop loop;
  private final Env env;
  private final RtcPort.RtcEvents events;
  private final Consumer<RtcConnection> onFreed;

  // Under the lock; null before the start and once freed.
  private RTCPeerConnection connection;
  private RtcChannel control;
  private RtcChannel bulk;

  // Written on the loop only, as what follows.
  private volatile boolean ended;
  private volatile boolean opened;
  private boolean described;
  private boolean describedHere;
  private final List<String> earlyCandidates = new ArrayList<>();
  private final List<String> ownCandidates = new ArrayList<>();
  private final List<Runnable> earlyMessages = new ArrayList<>();

  /**
   * One that has not begun.
   *
   * @param onFreed called once the native objects are gone
   */
  RtcConnection(PeerLoop loop, Env env, RtcPort.RtcEvents events, Consumer<RtcConnection> onFreed) {
    this.loop = loop;
    this.env = env;
    this.events = events;
    this.onFreed = onFreed;
  }

  synchronized void start(PeerConnectionFactory factory, List<RTCIceServer> servers) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.iceServers.addAll(servers);
    try {
      connection = factory.createPeerConnection(configuration, this);
      control = new RtcChannel(this, connection, Lane.CONTROL, 0);
      bulk = new RtcChannel(this, connection, Lane.BULK, 1);
    } catch (RuntimeException | Error e) {
      close(ErrorCode.OVERLOADED, "no further connection: " + e.getMessage());
    }
  }

  void refuse() {
    close(ErrorCode.CLOSED, "the host is closed");
  }

  /** Hands something over from a native thread, which no exception may reach. */
  @SuppressWarnings("CatchingUnchecked")
  void later(Runnable task) {
    try {
      loop.execute(
          () -> {
            if (!ended) {
              task.run();
            }
          });
    } catch (Throwable ending) {
      // The process is ending, or has no memory for this; the heartbeat ends the link.
    }
  }

  /** Runs a task on the loop, unless this has ended by then. */
  void after(int millis, Runnable task) {
    env.after(millis, () -> later(task));
  }

  /** Calls native code, which throws plain Errors where a text of the other side is nonsense. */
  private synchronized void call(Consumer<RTCPeerConnection> action, ErrorCode otherwise) {
    if (connection == null) {
      return;
    }
    try {
      action.accept(connection);
    } catch (RuntimeException | Error e) {
      close(otherwise, String.valueOf(e.getMessage()));
    }
  }

  // ---- native events

  /** Those over TCP, which the core of the other end discards, are not sent. */
  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    later(
        () -> {
          if (!candidate.sdp.contains(" tcp ")) {
            found(CandidateJson.write(candidate));
          }
        });
  }

  @Override
  public void onIceGatheringChange(RTCIceGatheringState state) {
    if (state == RTCIceGatheringState.COMPLETE) {
      later(() -> found(""));
    }
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    if (state == RTCPeerConnectionState.FAILED) {
      later(() -> close(ErrorCode.UNREACHABLE, "no path between the two"));
    } else if (state == RTCPeerConnectionState.DISCONNECTED) {
      later(events::faltered);
    }
  }

  // ---- descriptions and candidates

  private void found(String candidate) {
    if (candidate.length() > MAX_CANDIDATE_CHARS) {
      return;
    }
    if (describedHere) {
      events.candidate(candidate);
    } else if (ownCandidates.size() < MAX_EARLY) {
      ownCandidates.add(candidate);
    }
  }

  @Override
  public void offer() {
    call(native_ -> native_.createOffer(new RTCOfferOptions(), made()), ErrorCode.INTERNAL);
  }

  private CreateSessionDescriptionObserver made() {
    return new CreateSessionDescriptionObserver() {
      @Override
      public void onSuccess(RTCSessionDescription description) {
        later(
            () ->
                call(
                    native_ ->
                        native_.setLocalDescription(
                            description, set(() -> describedHere(description))),
                    ErrorCode.INTERNAL));
      }

      @Override
      public void onFailure(String reason) {
        later(() -> close(ErrorCode.INTERNAL, "no description: " + reason));
      }
    };
  }

  private void describedHere(RTCSessionDescription description) {
    describedHere = true;
    events.described(description.sdpType.name().toLowerCase(Locale.ROOT), description.sdp);
    ownCandidates.forEach(events::candidate);
    ownCandidates.clear();
  }

  private SetSessionDescriptionObserver set(Runnable then) {
    return new SetSessionDescriptionObserver() {
      @Override
      public void onSuccess() {
        later(then);
      }

      @Override
      public void onFailure(String reason) {
        later(() -> close(ErrorCode.INVALID_REQUEST, "description refused: " + reason));
      }
    };
  }

  @Override
  public void remote(String type, String sdp) {
    boolean isOffer = type.equals("offer");
    RTCSessionDescription description =
        new RTCSessionDescription(isOffer ? RTCSdpType.OFFER : RTCSdpType.ANSWER, sdp);
    call(
        native_ -> native_.setRemoteDescription(description, set(() -> describedThere(isOffer))),
        ErrorCode.INVALID_REQUEST);
  }

  private void describedThere(boolean isOffer) {
    described = true;
    earlyCandidates.forEach(this::add);
    earlyCandidates.clear();
    if (isOffer) {
      call(native_ -> native_.createAnswer(new RTCAnswerOptions(), made()), ErrorCode.INTERNAL);
    }
  }

  @Override
  public void remoteCandidate(String candidate) {
    if (ended || candidate.length() > MAX_CANDIDATE_CHARS) {
      return;
    }
    if (described) {
      add(candidate);
    } else if (earlyCandidates.size() < MAX_EARLY) {
      earlyCandidates.add(candidate);
    }
  }

  /** An invalid candidate is only logged: others may work. */
  private synchronized void add(String text) {
    RTCIceCandidate candidate = CandidateJson.read(text);
    if (candidate == null || connection == null) {
      return;
    }
    try {
      connection.addIceCandidate(candidate);
    } catch (RuntimeException | Error e) {
      env.log(LogLevel.DEBUG, "candidate ignored: " + e.getMessage());
    }
  }

  // ---- messages

  /** A channel has opened or closed. */
  void channelChanged() {
    if (!opened
        && control.state() == RTCDataChannelState.OPEN
        && bulk.state() == RTCDataChannelState.OPEN) {
      opened = true;
      events.opened();
      earlyMessages.forEach(Runnable::run);
      earlyMessages.clear();
    } else if (isClosedThere()) {
      // One channel may still deliver earlier messages while the other has closed.
      close(opened ? ErrorCode.CLOSED : ErrorCode.UNREACHABLE, "the other side closed it");
    }
  }

  void received(Lane lane, byte[] message) {
    if (opened) {
      events.received(lane, message);
    } else if (earlyMessages.size() < MAX_EARLY) {
      earlyMessages.add(
          () -> {
            if (!ended) {
              events.received(lane, message);
            }
          });
    } else {
      close(ErrorCode.OVERLOADED, "too many messages before both channels are open");
    }
  }

  @Override
  public void send(Lane lane, byte[] message) {
    if (opened && !ended) {
      (lane == Lane.BULK ? bulk : control).send(message);
    }
  }

  @Override
  public int bufferedBytes() {
    return opened && !ended ? control.bufferedBytes() + bulk.bufferedBytes() : 0;
  }

  // ---- the end

  @Override
  public void close(ErrorCode code, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    if (opened && !isClosedThere()) {
      finish(LINGER_MILLIS);
    } else {
      free();
    }
    loop.execute(() -> events.closed(code, reason));
  }

  /**
   * Frees it once what was sent should have arrived: closing a connection discards what is under
   * way, and closing a channel does so now and then.
   */
  private void finish(int millisLeft) {
    if (millisLeft <= 0 || isEmpty()) {
      env.after(ARRIVE_MILLIS, this::free);
    } else {
      env.after(LOOK_MILLIS, () -> finish(millisLeft - LOOK_MILLIS));
    }
  }

  private boolean isClosedThere() {
    return control.state() == RTCDataChannelState.CLOSED
        && bulk.state() == RTCDataChannelState.CLOSED;
  }

  private boolean isEmpty() {
    return control.isEmpty() && bulk.isEmpty();
  }

  /** Whether it has ended, and something sent before is still here. */
  boolean isSending() {
    return ended && opened && !isEmpty();
  }

  /** Whether it has ended, and is not yet freed. */
  boolean isLingering() {
    return ended && opened;
  }

  /** Ends the native objects, with what is not yet sent. Idempotent; from any thread but theirs. */
  synchronized void free() {
    if (control != null) {
      control.free();
    }
    if (bulk != null) {
      bulk.free();
    }
    if (connection != null) {
      connection.close();
      connection = null;
    }
    onFreed.accept(this);
  }
}
