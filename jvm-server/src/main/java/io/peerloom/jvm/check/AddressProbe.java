package io.peerloom.jvm.check;

import io.peerloom.jvm.net.Identification;
import io.peerloom.jvm.net.WebSocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Dials a WebSocket address and returns what happened. It speaks HTTP over a plain socket itself: a
 * WebSocket client says of most failures only that there was no WebSocket, and here the difference
 * between a proxy's page, a TLS alert and a lost header is what matters.
 *
 * <p>Blocks at most three times {@link #STEP_MILLIS}, not counting the lookup of the name.
 */
public final class AddressProbe {
  /** The time for each of connecting, the TLS handshake and the response. */
  static final int STEP_MILLIS = 3_000;

  private static final int MAX_HEAD_BYTES = 16 << 10;
  private static final int MAX_BODY_BYTES = 1 << 10;
  private static final int KEY_BYTES = 16;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int DEFAULT_PORT = 80;
  private static final int DEFAULT_TLS_PORT = 443;
  private static final Duration WARNING = Duration.ofDays(14);
  private static final byte TLS_HANDSHAKE = 0x16;
  private static final byte TLS_ALERT = 0x15;

  // Found at the first use: it reads all certificates that the JVM trusts.
  private final Supplier<SSLContext> tls;

  /** A probe that trusts the certificates that this JVM trusts. */
  public AddressProbe() {
    tls = AddressProbe::defaultTls;
  }

  /** A probe that trusts what this context trusts. */
  public AddressProbe(SSLContext tls) {
    this.tls = () -> tls;
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /** Dials; the address is one that {@link WebSocketAddress} accepts. */
  Dial dial(String url) {
    return dial(url, Duration.ZERO, silence -> {});
  }

  /** Receives for how long a proxy kept a silent connection, in milliseconds. */
  interface Silence {
    void endedAfter(long millis);
  }

  /**
   * Dials, and after an upgrade keeps silent for a while.
   *
   * @param silence called if the connection ends before {@code patience}
   */
  Dial dial(String url, Duration patience, Silence silence) {
    long begin = System.nanoTime();
    URI uri = WebSocketAddress.parse(url);
    boolean secure = "wss".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(uri.getHost());
    } catch (UnknownHostException e) {
      return Dial.failed(Dial.End.NAME_UNKNOWN, uri.getHost(), Dial.Place.UNKNOWN, since(begin));
    }
    Dial failed = null;
    for (InetAddress address : addresses) {
      Dial.Place place = Places.of(address);
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), STEP_MILLIS);
        socket.setSoTimeout(STEP_MILLIS);
        return talk(uri, secure, port, place, socket, begin, patience, silence);
      } catch (IOException e) {
        Dial now = Dial.failed(connectEnd(e), message(e), place, since(begin));
        // localhost is ::1 and 127.0.0.1: the failure that says most is kept.
        failed = failed == null || failed.end() == Dial.End.UNREACHABLE ? now : failed;
      }
    }
    return failed;
  }

  private static Dial.End connectEnd(IOException failure) {
    if (failure instanceof SocketTimeoutException) {
      return Dial.End.CONNECT_TIMEOUT;
    }
    return failure instanceof ConnectException && message(failure).contains("refused")
        ? Dial.End.REFUSED
        : Dial.End.UNREACHABLE;
  }

  private Dial talk(
      URI uri,
      boolean secure,
      int port,
      Dial.Place place,
      Socket socket,
      long begin,
      Duration patience,
      Silence silence) {
    Socket talking = socket;
    Validity validity = Validity.NONE;
    if (secure) {
      try {
        SSLSocket wrapped = tls(uri.getHost(), port, socket);
        validity = Validity.of(wrapped);
        talking = wrapped;
      } catch (SocketTimeoutException e) {
        return Dial.failed(Dial.End.TLS_FAILED, "no answer to TLS", place, since(begin));
      } catch (IOException e) {
        return Dial.failed(TlsFailure.end(e), TlsFailure.detail(e), place, since(begin));
      }
    }
    try {
      talking.getOutputStream().write(request(uri, port, secure));
      ResponseHead head = ResponseHead.read(talking.getInputStream(), MAX_HEAD_BYTES);
      if (head.status() == 0) {
        return Dial.failed(notHttp(head), "", place, since(begin));
      }
      boolean upgraded = head.status() == SWITCHING_PROTOCOLS;
      long millis = since(begin);
      String body = "";
      if (upgraded && !patience.isZero()) {
        keepSilent(talking, patience, silence);
      } else if (!upgraded) {
        body = body(talking);
      }
      return new Dial(
          upgraded ? Dial.End.UPGRADED : Dial.End.RESPONSE,
          head.header("location"),
          place,
          head.status(),
          body,
          Identification.parse(head.header(Identification.ANSWERED.toLowerCase(Locale.ROOT))),
          validity.days(),
          validity.expiresSoon(),
          millis);
    } catch (SocketTimeoutException e) {
      return Dial.failed(Dial.End.NO_ANSWER, "", place, since(begin));
    } catch (IOException e) {
      return Dial.failed(Dial.End.CLOSED, message(e), place, since(begin));
    }
  }

  private static Dial.End notHttp(ResponseHead head) {
    byte[] start = head.start();
    if (start.length == 0) {
      return Dial.End.CLOSED;
    }
    return start[0] == TLS_ALERT || start[0] == TLS_HANDSHAKE
        ? Dial.End.TLS_BYTES
        : Dial.End.NOT_HTTP;
  }

  private SSLSocket tls(String host, int port, Socket socket) throws IOException {
    String name = host.replaceAll("[\\[\\]]", "");
    SSLSocket wrapped =
        (SSLSocket) tls.get().getSocketFactory().createSocket(socket, name, port, true);
    SSLParameters parameters = wrapped.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    wrapped.setSSLParameters(parameters);
    wrapped.startHandshake();
    return wrapped;
  }

  /** The time that is left of the certificates of a connection. */
  private record Validity(long days, boolean expiresSoon) {
    static final Validity NONE = new Validity(Dial.NO_CERTIFICATE, false);

    /** Fails for one that is over: a certificate that is trusted itself is not checked before. */
    static Validity of(SSLSocket socket) throws IOException {
      long days = Dial.NO_CERTIFICATE - 1;
      boolean soon = false;
      for (Certificate certificate : socket.getSession().getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          try {
            x509.checkValidity();
          } catch (CertificateException e) {
            throw new IOException(e);
          }
          Instant end = x509.getNotAfter().toInstant();
          Duration left = Duration.between(Instant.now(), end);
          Duration lifetime = Duration.between(x509.getNotBefore().toInstant(), end);
          days = Math.min(days, left.toDays());
          soon |= isSoon(left, lifetime);
        }
      }
      return new Validity(days, soon);
    }

    /** Machines renew one of 90 days 30 days before its end, and one of six days after four. */
    static boolean isSoon(Duration left, Duration lifetime) {
      return left.compareTo(WARNING) < 0 && left.multipliedBy(5).compareTo(lifetime) < 0;
    }
  }

  private static byte[] request(URI uri, int port, boolean secure) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    boolean usual = port == (secure ? DEFAULT_TLS_PORT : DEFAULT_PORT);
    String text =
        "GET "
            + path
            + query
            + " HTTP/1.1\r\nHost: "
            + uri.getHost()
            + (usual ? "" : ":" + port)
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(key)
            + "\r\nUser-Agent: peerloom-check\r\n"
            + Identification.ASKED
            + ": 1\r\n\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What is there of the body; a keep-alive connection stays open behind it. */
  private static String body(Socket socket) {
    try {
      byte[] bytes = new byte[MAX_BODY_BYTES];
      socket.setSoTimeout(STEP_MILLIS / 10);
      int length = socket.getInputStream().read(bytes);
      return length <= 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static void keepSilent(Socket socket, Duration patience, Silence silence)
      throws IOException {
    long begin = System.nanoTime();
    socket.setSoTimeout((int) patience.toMillis());
    InputStream in = socket.getInputStream();
    try {
      // The server sends nothing: a byte is a close frame, an end is the proxy's.
      int unused = in.read();
      silence.endedAfter(since(begin));
    } catch (SocketTimeoutException e) {
      // It was kept as long as needed.
    } catch (IOException e) {
      silence.endedAfter(since(begin));
    }
  }

  private static long since(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static String message(Exception failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
