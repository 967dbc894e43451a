package io.peerloom.jvm.check;

import io.peerloom.jvm.net.IceAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks STUN and TURN servers, as pages will: a binding request (RFC 8489), and an allocation
 * without credentials (RFC 8656), which a server that is alive refuses with 401.
 */
public final class IceCheck {
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int HEADER_BYTES = 20;
  private static final int ID_BYTES = 12;
  private static final int MAX_BYTES = 1500;
  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int ALLOCATE_REQUEST = 0x0003;
  private static final int ALLOCATE_SUCCESS = 0x0103;
  private static final int ERROR_CODE = 0x0009;
  private static final int REQUESTED_TRANSPORT = 0x0019;
  private static final int UDP = 17;
  private static final int UNAUTHENTICATED = 401;
  private static final String RELAY = "let it relay (coturn: remove stun-only)";
  private static final int TRIES = 3;
  private static final int TRY_MILLIS = 1_000;

  private IceCheck() {}

  private record Answer(int type, int error) {}

  /** Asks a server; blocks for some seconds at most. */
  public static Finding check(IceAddress server) {
    String url = server.url();
    boolean isTurn = server.isTurn();
    boolean tcp = server.isTcp();
    FindingKind silent = isTurn ? FindingKind.TURN_SILENT : FindingKind.STUN_SILENT;
    InetAddress host;
    try {
      host = InetAddress.getByName(server.host());
    } catch (UnknownHostException e) {
      return Finding.of(
          silent, url, "there is no host " + server.host(), "correct the name in --ice-server");
    }
    InetSocketAddress address = new InetSocketAddress(host, server.port());
    Asked asked = allocation -> exchange(address, server, request(allocation));
    String reason;
    try {
      Optional<Answer> answer = asked.by(isTurn);
      if (answer.isPresent()) {
        return judge(url, isTurn, answer.get());
      }
      reason = "no answer" + (tcp ? "" : " over UDP");
    } catch (IOException e) {
      reason = "it cannot be reached (" + TlsFailure.detail(e) + ")";
    }
    return isTurn && answersBinding(asked)
        ? Finding.of(
            FindingKind.TURN_REFUSED, url, "it answers STUN, but no request to relay", RELAY)
        : Finding.of(
            silent,
            url,
            reason,
            "start the server, open its port in the firewall"
                + (tcp ? "" : " for UDP")
                + ", or correct --ice-server");
  }

  /** Sends an allocation, or a binding request, to one server. */
  private interface Asked {
    Optional<Answer> by(boolean allocation) throws IOException;
  }

  /** Whether it is alive, as coturn with stun-only is, which drops allocations. */
  private static boolean answersBinding(Asked server) {
    try {
      return server.by(false).filter(answer -> answer.type() == BINDING_SUCCESS).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Answer> exchange(
      InetSocketAddress address, IceAddress server, byte[] request) throws IOException {
    return server.isTcp()
        ? overTcp(address, server.isSecure(), server.host(), request)
        : overUdp(address, request);
  }

  private static Finding judge(String url, boolean isTurn, Answer answer) {
    if (!isTurn) {
      return answer.type() == BINDING_SUCCESS
          ? Finding.fine(url, "a STUN server answers")
          : Finding.of(
              FindingKind.STUN_SILENT,
              url,
              "the server refuses a binding with " + answer.error(),
              "let it answer STUN without credentials (coturn: remove secure-stun)");
    }
    if (answer.type() == ALLOCATE_SUCCESS) {
      return Finding.of(
          FindingKind.TURN_OPEN,
          url,
          "the server relays for everybody, without credentials",
          "set credentials (coturn: lt-cred-mech or use-auth-secret, and no no-auth)");
    }
    return answer.error() == UNAUTHENTICATED
        ? Finding.fine(url, "a TURN server answers and wants credentials")
        : Finding.of(
            FindingKind.TURN_REFUSED,
            url,
            "the server refuses an allocation with " + answer.error() + " instead of 401",
            RELAY);
  }

  private static byte[] request(boolean isTurn) {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + (isTurn ? 8 : 0));
    out.putShort((short) (isTurn ? ALLOCATE_REQUEST : BINDING_REQUEST));
    out.putShort((short) (isTurn ? 8 : 0));
    out.putInt(MAGIC_COOKIE).put(id);
    if (isTurn) {
      out.putShort((short) REQUESTED_TRANSPORT).putShort((short) 4).putInt(UDP << 24);
    }
    return out.array();
  }

  private static Optional<Answer> overUdp(InetSocketAddress address, byte[] request)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      socket.setSoTimeout(TRY_MILLIS);
      for (int i = 0; i < TRIES; i++) {
        socket.send(new DatagramPacket(request, request.length));
        DatagramPacket received = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        try {
          socket.receive(received);
        } catch (SocketTimeoutException e) {
          continue;
        }
        return parse(Arrays.copyOf(received.getData(), received.getLength()), request);
      }
      return Optional.empty();
    }
  }

  private static Optional<Answer> overTcp(
      InetSocketAddress address, boolean secure, String host, byte[] request) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(address, TRIES * TRY_MILLIS);
      plain.setSoTimeout(TRIES * TRY_MILLIS);
      SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
      Socket socket = secure ? tls.createSocket(plain, host, address.getPort(), true) : plain;
      socket.getOutputStream().write(request);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] head = new byte[HEADER_BYTES];
      in.readFully(head);
      byte[] body = new byte[Math.min(MAX_BYTES, ByteBuffer.wrap(head).getShort(2) & 0xffff)];
      in.readFully(body);
      byte[] all = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, all, head.length, body.length);
      return parse(all, request);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  /** The answer to that request; empty if it is none. */
  private static Optional<Answer> parse(byte[] bytes, byte[] request) {
    boolean isAnswer =
        bytes.length >= HEADER_BYTES
            && Arrays.equals(bytes, 4, HEADER_BYTES, request, 4, HEADER_BYTES);
    if (!isAnswer) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int error = 0;
    int at = HEADER_BYTES;
    while (at + 4 <= bytes.length) {
      int length = in.getShort(at + 2) & 0xffff;
      if ((in.getShort(at) & 0xffff) == ERROR_CODE && length >= 4 && at + 8 <= bytes.length) {
        error = (bytes[at + 6] & 7) * 100 + (bytes[at + 7] & 0xff);
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return Optional.of(new Answer(in.getShort(0) & 0xffff, error));
  }
}
