package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.connection.FrameHeader;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.MessageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Attacks of those who have proved nothing: sockets, pieces of messages, forged handshakes. */
final class StrangerAttacks {
  private static final int SILENT_SOCKETS = 10_000;
  private static final int FRAGMENT_SOCKETS = 256;
  private static final int FRAGMENT_BYTES = 4 * 1024;
  private static final int FORGED_PER_SECOND = 2_000;
  private static final int KEPT_FORGED = 512;
  private static final int FORGED_HELLOS = 64;
  private static final int UNSENT_BYTES_OF_PROOF = 64;

  /** At which an all-in-one takes WebSockets. */
  static final List<String> PATHS = List.of("/bootstrap", "/bridge", "/node1", "/node2", "/node3");

  private StrangerAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "silent-sockets",
            "10,000 sockets of which nothing comes",
            StrangerAttacks::silentSockets,
            true),
        new Attack(
            "fragments",
            "256 sockets with unfinished messages, frames and fragments on both lanes",
            StrangerAttacks::fragments,
            true),
        new Attack(
            "forged-handshakes",
            "2,000 sockets a second with handshakes whose proofs are forged",
            StrangerAttacks::forgedHandshakes,
            true),
        new Attack(
            "forwarded-addresses",
            "sockets with a made-up X-Forwarded-For each",
            StrangerAttacks::forwarded));
  }

  private static void silentSockets(Attacker attacker) throws Exception {
    for (int i = 0; i < SILENT_SOCKETS && attacker.hasTime(); i++) {
      try {
        RawSocket socket = new RawSocket(attacker.connect());
        if (i % 2 == 0) {
          socket.upgrade(PATHS.get(i / 2 % PATHS.size()), "").send();
          attacker.countSent();
        }
      } catch (IOException refused) {
        Thread.sleep(1);
      }
    }
    attacker.holdOn();
  }

  /** Each is opened again once it is closed, and gets another piece every tenth of a second. */
  private static void fragments(Attacker attacker) throws Exception {
    List<RawSocket> sockets = new ArrayList<>();
    while (attacker.hasTime()) {
      for (int i = 0; i < FRAGMENT_SOCKETS && attacker.hasTime(); i++) {
        try {
          if (i == sockets.size()) {
            sockets.add(unfinished(attacker, i));
          }
          sockets.get(i).message(fragment(i)).send();
          attacker.countSent();
        } catch (IOException closed) {
          if (i < sockets.size()) {
            sockets.get(i).close();
            sockets.set(i, unfinished(attacker, i));
          }
        }
      }
      Thread.sleep(100);
    }
  }

  private static RawSocket unfinished(Attacker attacker, int number) throws Exception {
    RawSocket socket = new RawSocket(attacker.connect());
    socket.upgrade(PATHS.get(number % PATHS.size()), "");
    if (number % 3 == 0) {
      // Of a WebSocket message that is a little longer.
      socket.part(new byte[2 * FRAGMENT_BYTES - 2], 2 * FRAGMENT_BYTES - 1);
    }
    return socket;
  }

  /** Of a message that has more to come, on either lane: see {@link FrameHeader}. */
  private static byte[] fragment(int number) {
    int bytes = number % 2 == 0 ? FRAGMENT_BYTES : 4 * FRAGMENT_BYTES;
    byte[] fragment = new byte[bytes];
    int payload = bytes - FrameHeader.BYTES;
    fragment[0] = (byte) (2 + number / 3 % 2);
    fragment[1] = (byte) (payload >> 8);
    fragment[2] = (byte) payload;
    return fragment;
  }

  /** The first message of a handshake, and a proof that fits no handshake; nothing is computed. */
  private static void forgedHandshakes(Attacker attacker) throws Exception {
    HostileMember member = attacker.join();
    List<byte[]> hellos = new ArrayList<>();
    List<String> nodes = attacker.nodes();
    for (int i = 0; i < FORGED_HELLOS; i++) {
      hellos.add(member.hello(nodes.get(i % nodes.size())));
    }
    byte[] proof = forgedProof(member);
    SocketFlood.Content content =
        (socket, number) -> {
          int which = number % FORGED_HELLOS;
          socket.upgrade("/node" + (1 + which % nodes.size()), "");
          socket.message(hellos.get(which)).message(proof).send();
        };
    try (SocketFlood flood = new SocketFlood(attacker, FORGED_PER_SECOND, KEPT_FORGED, content)) {
      attacker.holdOn();
    }
  }

  private static byte[] forgedProof(HostileMember member) {
    byte[] card = member.identity(0).card();
    CborWriter body = new CborWriter(card.length + 80);
    body.array(3).bytes(member.keys().identityPublicKey()).uint(0).bytes(card);
    byte[] transcript = new byte[UNSENT_BYTES_OF_PROOF];
    byte[] envelope = member.sign(SignedEnvelope.Type.PROOF, transcript, body);
    byte[] form = member.authority().compression().compress(envelope, card, List.of());
    byte[] message = MessageCodec.encode(new LinkMessage.HelloProof(form));
    return Bytes.concat(Frames.cut(Lane.CONTROL, message).toArray(new byte[0][]));
  }

  private static void forwarded(Attacker attacker) throws Exception {
    for (int i = 0; i < 2_000 && attacker.hasTime(); i++) {
      try {
        RawSocket socket = new RawSocket(attacker.connect());
        String from = "10." + i % 250 + "." + i / 250 + ".7";
        socket.upgrade("/bootstrap", "X-Forwarded-For: " + from + "\r\n").send();
        attacker.countSent();
        attacker.countAnswer(socket.isUpgraded());
      } catch (IOException refused) {
        Thread.sleep(1);
      }
    }
  }
}
