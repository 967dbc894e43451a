package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.RtcDataChannel;
import io.peerloom.browser.dom.RtcPeerConnection;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.wire.IceServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;

/** Opens WebRTC connections with the browser's RTCPeerConnection. */
final class BrowserRtcPort implements RtcPort {
  private static final int MAX_CANDIDATE_CHARS = 1024;
  private static final int MAX_EARLY = 64;

  /** How long a closed session may take to send what is still buffered. */
  private static final int LINGER_MILLIS = 1000;

  private final Env env;
  private final Set<PageTransport> open;
  private final boolean mayChange;
  private JSObject iceServers;

  /**
   * @param open the transports of this peer that have not ended
   * @param iceServers as RTCPeerConnection accepts them, else INVALID_REQUEST; null for those that
   *     the network names
   */
  BrowserRtcPort(Env env, Set<PageTransport> open, JSObject iceServers) {
    this.env = env;
    this.open = open;
    mayChange = iceServers == null;
    try {
      use(mayChange ? RtcPeerConnection.iceServers("", "", "") : iceServers);
    } catch (RuntimeException refused) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "iceServers: " + refused.getMessage());
    }
  }

  /** Throws if the browser refuses them. */
  private void use(JSObject servers) {
    RtcPeerConnection.create(servers).close();
    iceServers = servers;
  }

  @Override
  public void setIceServers(IceServers servers) {
    if (mayChange) {
      try {
        String urls = String.join(" ", servers.urls());
        use(RtcPeerConnection.iceServers(urls, servers.username(), servers.credential()));
      } catch (RuntimeException refused) {
        env.log(LogLevel.WARN, "ICE servers of the network: " + refused.getMessage());
      }
    }
  }

  @Override
  public RtcSession create(RtcEvents events) {
    return new Session(events);
  }

  private final class Session extends PageTransport implements RtcSession {
    private final RtcEvents events;
    private final RtcPeerConnection connection;
    private RtcDataChannel control;
    private RtcDataChannel bulk;
    private boolean opened;
    private boolean described;

    /**
     * Candidates that arrived before the description, and messages before both channels are open.
     */
    private final List<String> earlyCandidates = new ArrayList<>();

    private final List<Runnable> earlyMessages = new ArrayList<>();

    Session(RtcEvents events) {
      super(BrowserRtcPort.this.env, events, open);
      this.events = events;
      RtcPeerConnection created;
      try {
        created = RtcPeerConnection.create(iceServers);
      } catch (RuntimeException tooMany) {
        connection = null;
        close(ErrorCode.OVERLOADED, "no further connection: " + tooMany.getMessage());
        return;
      }
      connection = created;
      control = channel(Lane.CONTROL, 0);
      bulk = channel(Lane.BULK, 1);
      listen("icecandidate", this::found);
      listen(
          "connectionstatechange",
          event -> {
            String state = connection.getConnectionState();
            if (state.equals("failed")) {
              close(ErrorCode.UNREACHABLE, "no path between the two");
            } else if (state.equals("disconnected")) {
              events.faltered();
            }
          });
    }

    private void listen(String type, EventListener<Event> listener) {
      connection.addEventListener(type, listener);
    }

    private RtcDataChannel channel(Lane lane, int id) {
      RtcDataChannel channel = connection.channel(lane.name(), id);
      EventListener<Event> onOpen = event -> channelOpened();
      EventListener<Event> onMessage = event -> message(lane, event);
      EventListener<Event> onClose = event -> channelClosed();
      channel.addEventListener("open", onOpen);
      channel.addEventListener("message", onMessage);
      channel.addEventListener("close", onClose);
      return channel;
    }

    private void channelOpened() {
      if (isEnded() || !isOpen(control) || !isOpen(bulk)) {
        return;
      }
      opened = true;
      events.opened();
      earlyMessages.forEach(Runnable::run);
      earlyMessages.clear();
    }

    /**
     * The other side has closed when both channels are closed: one may still deliver earlier
     * messages.
     */
    private void channelClosed() {
      if (isClosed(control) && isClosed(bulk)) {
        close(opened ? ErrorCode.CLOSED : ErrorCode.UNREACHABLE, "the other side closed it");
      }
    }

    private void message(Lane lane, Event event) {
      if (opened) {
        receive(lane, event);
      } else if (earlyMessages.size() < MAX_EARLY) {
        earlyMessages.add(() -> receive(lane, event));
      } else {
        close(ErrorCode.OVERLOADED, "too many messages before both channels are open");
      }
    }

    private void found(Event event) {
      String candidate = RtcPeerConnection.candidate(event);
      if (!isEnded() && candidate.length() <= MAX_CANDIDATE_CHARS) {
        events.candidate(candidate);
      }
    }

    @Override
    public void offer() {
      if (!isEnded()) {
        describe();
      }
    }

    private void describe() {
      Js.await(connection.describe(), ErrorCode.INTERNAL)
          .then(
              description -> {
                if (!isEnded()) {
                  events.described(description.getType(), description.getSdp());
                }
              },
              failure -> close(failure.code(), failure.getMessage()));
    }

    @Override
    public void remote(String type, String sdp) {
      if (isEnded()) {
        return;
      }
      Js.await(connection.accept(type, sdp), ErrorCode.INVALID_REQUEST)
          .then(
              accepted -> {
                if (isEnded()) {
                  return;
                }
                described = true;
                earlyCandidates.forEach(this::add);
                earlyCandidates.clear();
                if (type.equals("offer")) {
                  describe();
                }
              },
              failure -> close(failure.code(), failure.getMessage()));
    }

    @Override
    public void remoteCandidate(String candidate) {
      if (isEnded() || candidate.length() > MAX_CANDIDATE_CHARS) {
        return;
      }
      if (described) {
        add(candidate);
      } else if (earlyCandidates.size() < MAX_EARLY) {
        earlyCandidates.add(candidate);
      }
    }

    /** An invalid candidate is only logged: others may work. */
    private void add(String candidate) {
      Js.await(connection.addCandidate(candidate), ErrorCode.INVALID_REQUEST)
          .then(
              added -> {},
              failure -> env.log(LogLevel.DEBUG, "candidate ignored: " + failure.getMessage()));
    }

    @Override
    public void send(Lane lane, byte[] message) {
      RtcDataChannel channel = lane == Lane.BULK ? bulk : control;
      if (!opened || isEnded() || !isOpen(channel)) {
        return;
      }
      try {
        channel.send(Js.view(message));
      } catch (RuntimeException full) {
        close(ErrorCode.OVERLOADED, "channel refused a message: " + full.getMessage());
      }
    }

    @Override
    public int bufferedBytes() {
      return opened && !isEnded() ? control.getBufferedAmount() + bulk.getBufferedAmount() : 0;
    }

    private static boolean isOpen(RtcDataChannel channel) {
      return channel.getReadyState().equals("open");
    }

    private static boolean isClosed(RtcDataChannel channel) {
      return channel.getReadyState().equals("closed");
    }

    @Override
    void release(ErrorCode code, String reason) {
      if (connection == null) {
        return;
      }
      // Closing the connection discards what its channels have buffered; closing a channel does
      // not.
      if (opened && control.getBufferedAmount() + bulk.getBufferedAmount() > 0) {
        control.close();
        bulk.close();
        env.after(LINGER_MILLIS, connection::close);
      } else {
        connection.close();
      }
    }
  }
}
