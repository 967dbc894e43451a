package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.FrameHeader;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.RoutingMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Attacks by sockets, by links and by requests. */
final class SocketAttacks {
  private static final int SILENT_SOCKETS = 5_000;
  private static final int FRAGMENT_SOCKETS = 256;
  private static final int FRAGMENT_BYTES = 16 * 1024;
  private static final int IDENTITIES = 4;
  private static final int INSTANCES = 64;
  private static final int FORGED = 30_000;
  private static final int PINGS = 200_000;
  private static final int ANSWER_MILLIS = 5_000;

  private SocketAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "silent-sockets", "5,000 sockets of which nothing comes", SocketAttacks::silentSockets),
        new Attack(
            "fragments",
            "256 sockets with unfinished fragments instead of a handshake",
            SocketAttacks::fragments),
        new Attack(
            "all-links", "four identities, 64 ids each, take every link", SocketAttacks::allLinks),
        new Attack(
            "forged-routes", "30,000 routed messages with bad signatures", SocketAttacks::routes),
        new Attack("pings", "a link that pings and does not read", SocketAttacks::pings),
        new Attack(
            "announced-addresses",
            "160 announcements of addresses inside the server's own machine",
            SocketAttacks::announced),
        new Attack(
            "forwarded-addresses",
            "sockets with a made-up X-Forwarded-For each",
            SocketAttacks::forwarded));
  }

  private static void upgrade(Attacker attacker, Socket socket, String path, String more)
      throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + socket.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            + more
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    attacker.countSent();
  }

  /** Whether the server has made a WebSocket of it. */
  private static boolean isUpgraded(Socket socket) throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    return new String(status, StandardCharsets.ISO_8859_1).endsWith(" 101");
  }

  private static void silentSockets(Attacker attacker) throws Exception {
    for (int i = 0; i < SILENT_SOCKETS && attacker.hasTime(); i++) {
      try {
        Socket socket = attacker.connect();
        if (i % 2 == 0) {
          upgrade(attacker, socket, "/node" + (1 + i % 3), "");
        }
      } catch (IOException refused) {
        Thread.sleep(1);
      }
    }
    attacker.holdOn();
  }

  /** A masked binary WebSocket message of up to 64 KiB (RFC 6455); the mask is zero. */
  private static void frame(OutputStream out, byte[] message) throws IOException {
    out.write(new byte[] {(byte) 0x82, (byte) (0x80 | 126)});
    out.write(new byte[] {(byte) (message.length >> 8), (byte) message.length, 0, 0, 0, 0});
    out.write(message);
  }

  private static void fragments(Attacker attacker) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < FRAGMENT_SOCKETS; i++) {
      Socket socket = attacker.connect();
      upgrade(attacker, socket, "/node" + (1 + i % 3), "");
      sockets.add(socket);
    }
    byte[] fragment = new byte[FRAGMENT_BYTES];
    for (int round = 0; attacker.hasTime(); round++) {
      // Of a message that has more to come, on either lane: see FrameHeader.
      int payload = FRAGMENT_BYTES - FrameHeader.BYTES;
      fragment[0] = (byte) (2 + round % 2);
      fragment[1] = (byte) (payload >> 8);
      fragment[2] = (byte) payload;
      int open = 0;
      for (Socket socket : sockets) {
        try {
          frame(socket.getOutputStream(), fragment);
          attacker.countSent();
          open++;
        } catch (IOException closed) {
          // It is refused, then.
        }
      }
      if (open == 0) {
        return;
      }
    }
  }

  private static void allLinks(Attacker attacker) {
    List<HostileMember> members = new ArrayList<>();
    for (int i = 0; i < IDENTITIES; i++) {
      members.add(attacker.join());
    }
    for (int instance = 0; instance < INSTANCES && attacker.hasTime(); instance++) {
      for (HostileMember member : members) {
        for (String node : attacker.nodes()) {
          member.link(node, instance);
          attacker.countSent();
        }
      }
    }
  }

  private static void routes(Attacker attacker) throws Exception {
    HostileMember member = attacker.join();
    HostileLink link = member.link(attacker.nodes().get(0), 0);
    Random random = new Random(1);
    byte[] target = member.authority().hash().sha256(Bytes.utf8("target"));
    for (int i = 0; i < FORGED && attacker.hasTime() && link.isOpen(); i++) {
      byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
      random.nextBytes(trace);
      byte[] envelope = new byte[900];
      random.nextBytes(envelope);
      var unused = link.send(new RoutingMessage.Route(NodeId.of(target), trace, 6, envelope));
      if (i % 200 == 0) {
        Thread.sleep(10);
      }
    }
  }

  private static void pings(Attacker attacker) {
    HostileMember member = attacker.join();
    HostileLink link = member.link(attacker.nodes().get(0), 0);
    for (int i = 0; i < PINGS && attacker.hasTime() && link.isOpen(); i++) {
      link.say(new LinkMessage.Ping(i));
    }
  }

  private static void announced(Attacker attacker) throws Exception {
    HostileMember member = attacker.join();
    HostileLink link = member.link(attacker.nodes().get(0), 0);
    Random random = new Random(2);
    try (ServerSocket inside = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      inside.setSoTimeout(500);
      for (int i = 0; i < 20; i++) {
        List<ContactInfo> contacts = new ArrayList<>();
        for (int j = 0; j < RoutingMessage.MAX_CONTACTS; j++) {
          byte[] id = new byte[32];
          random.nextBytes(id);
          contacts.add(
              new ContactInfo(
                  NodeId.of(id),
                  PeerKind.NODE,
                  true,
                  List.of("ws://127.0.0.1:" + inside.getLocalPort() + "/admin/delete?all=1")));
        }
        var unused = link.send(new RoutingMessage.Announce(contacts));
      }
      int dialled = 0;
      try {
        while (attacker.hasTime()) {
          inside.accept().close();
          dialled++;
        }
      } catch (IOException quiet) {
        // Nobody dials, which is what is wanted.
      }
      if (dialled > 0) {
        throw new AssertionError("it dialled an address that only hearsay named, " + dialled);
      }
    }
  }

  private static void forwarded(Attacker attacker) throws Exception {
    for (int i = 0; i < 2_000 && attacker.hasTime(); i++) {
      try {
        Socket socket = attacker.connect();
        String from = "10." + i % 250 + "." + i / 250 + ".7";
        upgrade(attacker, socket, "/bootstrap", "X-Forwarded-For: " + from + "\r\n");
        attacker.countAnswer(isUpgraded(socket));
      } catch (IOException refused) {
        Thread.sleep(1);
      }
    }
  }
}
