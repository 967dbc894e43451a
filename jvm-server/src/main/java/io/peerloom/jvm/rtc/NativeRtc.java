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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** WebRTC for the peers of one host: its three threads, and all connections over it. */
public final class NativeRtc implements AutoCloseable {
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

    /** Used on the loop only. */
    private List<RTCIceServer> iceServers = List.of();

    Port(PeerLoop loop, Env env) {
      this.loop = loop;
      this.env = env;
    }

    @Override
    public RtcSession create(RtcEvents events) {
      return connect(new RtcConnection(loop, env, events, open::remove), iceServers);
    }

    @Override
    public void setIceServers(IceServers servers) {
      iceServers = UsableIceServers.of(servers);
      if (iceServers.stream().mapToInt(each -> each.urls.size()).sum() < servers.urls().size()) {
        env.log(LogLevel.WARN, "not all ICE servers that the network names can be used");
      }
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
