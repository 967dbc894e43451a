package io.peerloom.jvm.net;

import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.HandshakePace;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * The single Jetty client of a process. It is shared because it needs no more threads for a
 * thousand sockets than for one.
 */
public final class SharedWebSocketClient implements AutoCloseable {
  /** After this time a dial has failed (R12.4). */
  static final int DIAL_TIMEOUT_MILLIS = 10_000;

  /**
   * Twice the longest silence of a living link: the core sends a heartbeat over a silent link and
   * drops a dead one within 75 s, so this closes only sockets that the core has forgotten.
   */
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(150);

  private static final int MAX_THREADS = 32;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS_TO_ONE_HOST = 4096;

  private final WebSocketClient client;
  private final DialRules rules = new DialRules();
  private final HandshakePace handshakes =
      new ProcessHandshakePace(
          ServerLimits.HANDSHAKE_STEPS_PER_SECOND_OF_PROCESSOR
              * Runtime.getRuntime().availableProcessors(),
          System::nanoTime);

  public SharedWebSocketClient() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("peerloom-dial");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(trustOfThisProcess());
    connector.setSslContextFactory(tls);
    HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
    http.setExecutor(threads);
    http.setConnectTimeout(DIAL_TIMEOUT_MILLIS);
    http.setFollowRedirects(false);
    http.setSocketAddressResolver(this::resolve);
    http.setMaxConnectionsPerDestination(MAX_CONNECTIONS_TO_ONE_HOST);
    client = new WebSocketClient(http);
    client.setIdleTimeout(IDLE_TIMEOUT);
    // Until the other end is proved; then JettySocket allows WebSocketPort.MAX_MESSAGE_BYTES.
    client.setMaxBinaryMessageSize(Limits.MAX_STRANGER_BYTES);
    client.setMaxFrameSize(WebSocketPort.MAX_MESSAGE_BYTES);
    client.setStopAtShutdown(false);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the WebSocket client does not start", e);
    }
  }

  /** What the JVM trusts, which the program may have extended ({@link TrustedCertificates}). */
  static SSLContext trustOfThisProcess() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  WebSocketClient started() {
    return client;
  }

  /** Which addresses are dialled. */
  public DialRules rules() {
    return rules;
  }

  /** At which all peers of the process answer handshakes of strangers. */
  HandshakePace handshakes() {
    return handshakes;
  }

  /** Connects to what was judged; to resolve a name again could lead elsewhere. */
  private void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> resolved) {
    try {
      resolved.succeeded(rules.addresses(host, port));
    } catch (UnknownHostException e) {
      resolved.failed(e);
    }
  }

  /** Closes every socket it dialled. */
  @Override
  public void close() {
    try {
      client.stop();
      client.getHttpClient().stop();
    } catch (Exception e) {
      throw new IllegalStateException("the WebSocket client does not stop", e);
    }
  }
}
