package io.peerloom.jvm.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.wire.IceServers;
import io.peerloom.jvm.loop.PeerLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** WebRTC for the peers of one host: its three threads, and all connections over it. */
public final class NativeRtc implements AutoCloseable {
  /** Of a STUN or TURN server (RFC 7064, RFC 7065). */
  private static final Pattern URL =
      Pattern.compile(
          "(stun|turn|turns):(\\[[0-9a-f:]{2,39}\\]|[A-Za-z0-9.-]{1,253})(:[1-9][0-9]{0,3}|:[1-5][0-9]{4})?"
              + "(\\?transport=(udp|tcp))?");

  private final AudioDeviceModule audio;
  private final PeerConnectionFactory factory;
  // At most as many as the peers' links and negotiations, which the core bounds.
  private final Set<RtcConnection> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /** Starts the threads; the native code is loaded. */
  NativeRtc() {
    audio = new AudioDeviceModule(AudioLayer.kDummyAudio);
    factory = new PeerConnectionFactory(audio);
  }

  /** The port of one peer. */
  public RtcPort port(PeerLoop loop, Env env) {
    return new Port(loop, env);
  }

  private final class Port implements RtcPort {
    private final PeerLoop loop;
    private final Env env;
    private List<RTCIceServer> iceServers = List.of();

    Port(PeerLoop loop, Env env) {
      this.loop = loop;
      this.env = env;
    }

    @Override
    public RtcSession create(RtcEvents events) {
      return connect(new RtcConnection(loop, env, events, open::remove), iceServers);
    }

    /** Native code ends the process where it is given some of what is no address. */
    @Override
    public void setIceServers(IceServers servers) {
      List<RTCIceServer> usable = new ArrayList<>();
      for (String url : servers.urls()) {
        boolean isTurn = url.startsWith("turn");
        if (URL.matcher(url).matches()
            && (!isTurn || !servers.username().isEmpty() && !servers.credential().isEmpty())) {
          RTCIceServer server = new RTCIceServer();
          server.urls = new ArrayList<>(List.of(url));
          server.username = isTurn ? servers.username() : "";
          server.password = isTurn ? servers.credential() : "";
          usable.add(server);
        } else {
          env.log(LogLevel.WARN, "the network names an ICE server that is none: " + url);
        }
      }
      iceServers = usable;
    }
  }

  private RtcConnection connect(RtcConnection connection, List<RTCIceServer> iceServers) {
    synchronized (this) {
      if (!closed) {
        open.add(connection);
        connection.start(factory, iceServers);
        return connection;
      }
    }
    connection.refuse();
    return connection;
  }

  /**
   * Ends what is open and the threads; what ended connections have sent may take a moment to
   * arrive. Idempotent.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    awaitGoodbyes();
    open.forEach(RtcConnection::free);
    factory.dispose();
    audio.dispose();
  }

  private void awaitGoodbyes() {
    if (open.stream().noneMatch(RtcConnection::isLingering)) {
      return;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RtcConnection.LINGER_MILLIS);
    try {
      while (open.stream().anyMatch(RtcConnection::isSending) && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.MILLISECONDS.sleep(RtcConnection.ARRIVE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
