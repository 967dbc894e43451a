package io.peerloom.e2e.attack;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.RoutingMessage.Signal;
import io.peerloom.e2e.Bounds;
import io.peerloom.e2e.Browsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Members with many ids that negotiate with one page, in a real browser: an offer after the other,
 * and ICE candidates by the thousand. Meanwhile the page writes, reads and publishes, and another
 * page joins and sends to it.
 */
final class PageNegotiations {
  private static final int IDENTITIES = 4;
  private static final int INSTANCES = 4;
  private static final int CANDIDATES_OF_SIGNAL = 15;
  private static final int PAUSE_MILLIS = 5;

  /** Counts the connections of a page, and the candidates that each is given. */
  private static final String COUNTING =
      """
      window.seen = { open: 0, mostOpen: 0, mostCandidates: 0 };
      window.RTCPeerConnection = class extends RTCPeerConnection {
        given = 0;
        constructor(...options) {
          super(...options);
          seen.mostOpen = Math.max(seen.mostOpen, ++seen.open);
        }
        close() {
          if (this.signalingState !== 'closed') seen.open--;
          super.close();
        }
        addIceCandidate(...candidate) {
          seen.mostCandidates = Math.max(seen.mostCandidates, ++this.given);
          return super.addIceCandidate(...candidate);
        }
      };\
      """;

  private static final String JOIN =
      """
      async (port) => {
        const { Peer } = await import('/peerloom.js');
        window.peer = await Peer.join({ bootstrap: [`ws://localhost:${port}/bootstrap`] });
        return peer.id;
      }\
      """;

  /** Works until it is told to stop; returns at once. */
  private static final String WORK =
      """
      () => {
        peer.on('message', () => {});
        window.work = { stored: [], published: 0, failures: [], stopped: false };
        window.turn = async (number) => {
          const name = 'page/' + number;
          await peer.put(name, 'value ' + number);
          work.stored.push(number);
          const found = await peer.get(name);
          if (found?.value !== 'value ' + number) throw new Error(name + ' is gone');
          await peer.topic('page/topic').publish('message ' + number);
          work.published++;
        };
        (async () => {
          for (let number = 0; !work.stopped; number++) {
            await turn(number).catch((error) => work.failures.push(String(error)));
            await new Promise((done) => setTimeout(done, 50));
          }
          work.ended = true;
        })();
      }\
      """;

  /** Stops; returns what is lost, and whether a last turn works. */
  private static final String CHECK =
      """
      async () => {
        work.stopped = true;
        while (!work.ended) await new Promise((done) => setTimeout(done, 50));
        const lost = [];
        for (const number of work.stored) {
          const found = await peer.get('page/' + number).catch((error) => error);
          if (found?.value !== 'value ' + number) lost.push('page/' + number);
        }
        const turns = work.published;
        await turn(1e6).catch((error) => lost.push('afterwards ' + error));
        return { lost, turns, failures: work.failures.slice(0, 3), ...seen };
      }\
      """;

  /** Whether a page has taken a message of another one. */
  private static final String SEND =
      """
      (id) => peer.send(id, new Uint8Array(8)).then(
        () => true,
        (error) => { window.failed = String(error); return false; })\
      """;

  private static final String OFFER =
      """
      async () => {
        const connection = new RTCPeerConnection();
        connection.createDataChannel('control', { negotiated: true, id: 0 });
        const { sdp } = await connection.createOffer();
        connection.close();
        return sdp;
      }\
      """;

  private PageNegotiations() {}

  static void attack(Attacker attacker) throws Exception {
    try (Playwright playwright = Browsers.playwright();
        Browser browser = Browsers.chromium(playwright, List.of())) {
      Page victim = page(attacker, browser);
      NodeId id = NodeId.of(Bytes.fromHex((String) victim.evaluate(JOIN, attacker.port())));
      victim.evaluate(WORK);
      String offer = (String) victim.evaluate(OFFER);
      List<HostileMember> members = members(attacker);
      AtomicBoolean over = new AtomicBoolean();
      Thread flood = new Thread(() -> flood(attacker, members, id, offer, over), "negotiations");
      flood.setDaemon(true);
      flood.start();
      try {
        Page newcomer = page(attacker, browser);
        newcomer.evaluate(JOIN, attacker.port());
        sendTo(victim, id, newcomer);
        attacker.holdOn();
      } finally {
        over.set(true);
        flood.join();
      }
      judge(victim);
    }
  }

  /** For which the two pages link to each other. */
  private static void sendTo(Page victim, NodeId id, Page newcomer) {
    long end = System.nanoTime() + Bounds.RECOVERED.toNanos();
    while (!Boolean.TRUE.equals(newcomer.evaluate(SEND, Bytes.hex(id.bytes())))) {
      if (System.nanoTime() - end > 0) {
        String state = "JSON.stringify([peer.id, window.failed, seen, peer.links()])";
        throw new AssertionError(
            "no page gets in: " + newcomer.evaluate(state) + victim.evaluate(state));
      }
      newcomer.waitForTimeout(PAUSE_MILLIS);
    }
  }

  private static Page page(Attacker attacker, Browser browser) {
    BrowserContext profile = browser.newContext();
    Page page = profile.newPage();
    page.addInitScript(COUNTING);
    page.navigate("http://localhost:" + attacker.port() + "/empty");
    return page;
  }

  @SuppressWarnings("unchecked")
  private static void judge(Page victim) {
    Map<String, Object> result = (Map<String, Object>) victim.evaluate(CHECK);
    int connections = ((Number) result.get("mostOpen")).intValue();
    int candidates = ((Number) result.get("mostCandidates")).intValue();
    if (connections < 2) {
      throw new AssertionError("no offer reached the page: " + result);
    }
    // As many may others begin, and the page itself.
    if (!((List<Object>) result.get("lost")).isEmpty()
        || ((Number) result.get("turns")).intValue() == 0
        || connections > 2 * Limits.MAX_NEGOTIATIONS
        || candidates > Limits.MAX_CANDIDATES) {
      throw new AssertionError("the page: " + result);
    }
  }

  private static List<HostileMember> members(Attacker attacker) {
    List<HostileMember> members = new ArrayList<>();
    for (int i = 0; i < IDENTITIES; i++) {
      HostileMember member = attacker.join();
      for (int instance = 0; instance < INSTANCES; instance++) {
        member.identity(instance);
      }
      members.add(member);
    }
    return members;
  }

  private static void flood(
      Attacker attacker,
      List<HostileMember> members,
      NodeId victim,
      String offer,
      AtomicBoolean over) {
    List<HostileLink> links = new ArrayList<>();
    for (HostileMember member : members) {
      attacker.nodes().forEach(node -> links.add(member.link(node, 0)));
    }
    Random random = new Random(5);
    String lines = candidates(random);
    for (int turn = 0; !over.get(); turn++) {
      HostileMember member = members.get(turn % IDENTITIES);
      int instance = turn / IDENTITIES % INSTANCES;
      HostileLink link = links.get(turn % links.size());
      byte[] attempt = new byte[8];
      random.nextBytes(attempt);
      List<Signal> signals =
          List.of(
              new Signal(Signal.OFFER, attempt, offer + '\n' + lines),
              new Signal(Signal.CANDIDATE, attempt, lines),
              new Signal(Signal.CANDIDATE, attempt, lines));
      for (Signal signal : link.isOpen() ? signals : List.<Signal>of()) {
        var unused = link.send(member.route(instance, victim, signal, random));
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Of a third party that has nothing to do with any of them (TEST-NET-1). */
  private static String candidates(Random random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < CANDIDATES_OF_SIGNAL; i++) {
      lines
          .append(i == 0 ? "" : "\n")
          .append("{\"candidate\":\"candidate:")
          .append(i)
          .append(" 1 udp 2122260223 192.0.2.7 ")
          .append(1024 + random.nextInt(60_000))
          .append(" typ host\",\"sdpMid\":\"0\"}");
    }
    return lines.toString();
  }
}
