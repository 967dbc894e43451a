package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.RoutingMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
