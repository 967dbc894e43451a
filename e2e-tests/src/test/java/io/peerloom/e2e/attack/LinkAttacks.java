package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Attacks by links and by requests. */
final class LinkAttacks {
  private static final int IDENTITIES = 4;
  private static final int INSTANCES = 64;
  private static final int FORGED = 30_000;
  private static final int PINGS = 200_000;

  private LinkAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "all-links", "four identities, 64 ids each, take every link", LinkAttacks::allLinks),
        new Attack(
            "forged-routes", "30,000 routed messages with bad signatures", LinkAttacks::routes),
        new Attack(
            "forged-revocations",
            "messages of 32 revocations in the root's name, over six links of one member",
            LinkAttacks::revocations),
        new Attack("pings", "a link that pings and does not read", LinkAttacks::pings),
        new Attack(
            "announced-addresses",
            "160 announcements of addresses inside the server's own machine",
            LinkAttacks::announced));
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

  /** The key of the root is in everybody's token. */
  private static void revocations(Attacker attacker) {
    HostileMember member = attacker.join();
    byte[] root = MembershipToken.decode(member.identity(0).token()).rootKey();
    long now = member.env().wallMillis();
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < JoinMessage.Revoke.MAX_REVOCATIONS; i++) {
      byte[] target = Bytes.concat(new byte[15], new byte[] {(byte) i});
      CborWriter body = new CborWriter();
      body.array(5).bytes(root).bytes(target).bool(false).ulong(now).bytes(new byte[0]);
      all.add(member.sign(SignedEnvelope.Type.REVOCATION, body));
    }
    forge(attacker, member, new JoinMessage.Revoke(new byte[0], all));
  }

  /** Each message costs verifications, as long as its link is open. */
  static void forge(Attacker attacker, HostileMember member, Message forged) {
    List<HostileLink> links = new ArrayList<>();
    for (int instance = 0; instance < 2; instance++) {
      for (String node : attacker.nodes()) {
        links.add(member.link(node, instance));
      }
    }
    while (attacker.hasTime() && links.stream().anyMatch(HostileLink::isOpen)) {
      List<CompletableFuture<Message>> answers = new ArrayList<>();
      for (HostileLink link : links) {
        if (link.isOpen()) {
          answers.add(link.send(forged));
          attacker.countSent();
        }
      }
      answers.forEach(each -> each.exceptionally(refused -> null).join());
    }
    if (links.stream().anyMatch(HostileLink::isOpen)) {
      throw new AssertionError("its links are still open");
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
                  List.of("ws://127.0.0.1:" + inside.getLocalPort() + "/node1")));
        }
        var unused = link.send(new RoutingMessage.Announce(contacts));
      }
      int dialled = 0;
      while (attacker.hasTime()) {
        try {
          inside.accept().close();
          dialled++;
        } catch (SocketTimeoutException quiet) {
          // Nobody dials, which is what is wanted.
        }
      }
      if (dialled > 0) {
        throw new AssertionError("it dialled an address that only hearsay named, " + dialled);
      }
    }
  }
}
