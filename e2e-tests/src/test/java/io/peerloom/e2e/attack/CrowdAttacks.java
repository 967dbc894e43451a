package io.peerloom.e2e.attack;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.e2e.Bounds;
import io.peerloom.e2e.Browsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A crowd of honest members behind one address, all at the same moment, alone and beside a stranger
 * at that address. Each has to have a link within a minute. Pages in a real browser join with them.
 *
 * <p>The members hold a link and serve nothing: what honest peers put and publish meanwhile fails
 * where most of those who are responsible for it belong to the crowd.
 */
final class CrowdAttacks {
  private static final int CROWD = 300;

  /** In a short run the crowd is smaller, and has no pages. */
  private static final int SMALL_CROWD = 40;

  private static final long SHORT_MILLIS = 5_000;
  private static final int PAGES = 3;
  private static final int JOINS = 512;
  private static final int PER_SECOND = 500;
  private static final int KEPT = 2_000;

  /** So many sockets later a flood has all the places that it can get; in a short run some. */
  private static final int TAKING_ALL = 1_500;

  private static final int TAKING_FEW = 250;

  private static final String JOIN =
      """
      async (port) => {
        const begun = performance.now();
        const { Peer } = await import('/peerloom.js');
        const bootstrap = [`ws://localhost:${port}/bootstrap`];
        while (!window.peer) {
          await Peer.join({ bootstrap }).then((peer) => { window.peer = peer; }, async (error) => {
            if (performance.now() - begun > 60000) throw error;
            await new Promise((done) => setTimeout(done, 500 + 1000 * Math.random()));
          });
        }
        while (peer.links().length === 0) await new Promise((done) => setTimeout(done, 20));
        return performance.now() - begun;
      }\
      """;

  private CrowdAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "crowd",
            "300 members behind one address, and 3 pages, join at the same moment",
            attacker -> join(attacker, null)),
        new Attack(
            "crowd-and-silence",
            "the same while a stranger at that address opens 500 silent sockets a second",
            attacker -> join(attacker, CrowdAttacks::silence)),
        new Attack(
            "crowd-and-joins",
            "the same, half of them members before, while that stranger asks to join 500 times a"
                + " second",
            attacker -> join(attacker, joins(attacker))));
  }

  private static void silence(RawSocket socket, int number) throws IOException {
    List<String> paths = StrangerAttacks.PATHS;
    socket.upgrade(paths.get(number % paths.size()), "").send();
  }

  /** Requests of made-up newcomers, each of which a bridge has to verify. */
  private static SocketFlood.Content joins(Attacker attacker) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < JOINS; i++) {
      requests.add(joinRequest(attacker));
    }
    return (socket, number) ->
        socket.upgrade("/bootstrap", "").message(requests.get(number % JOINS)).send();
  }

  private static byte[] joinRequest(Attacker attacker) {
    Recorder recorder = new Recorder(attacker);
    IdentityKeys keys = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
    BootstrapClient client =
        attacker.newcomer(attacker.runtime().newEnv(attacker.loop(), "stranger"), recorder, keys);
    return attacker.call(
        () ->
            recorder.next(
                () -> {
                  var unused = client.ask(null, null);
                }));
  }

  private static void join(Attacker attacker, SocketFlood.Content content) throws Exception {
    boolean isShort = attacker.millisLeft() < SHORT_MILLIS;
    int size = isShort ? SMALL_CROWD : CROWD;
    List<String> refusals = new ArrayList<>();
    List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch linked = new CountDownLatch(size);
    long[] begun = new long[1];
    Env env = attacker.runtime().newEnv(attacker.loop(), "crowd");
    List<CrowdMember> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      IdentityKeys keys = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
      CrowdMember member =
          new CrowdMember(
              attacker,
              env,
              keys,
              refusals,
              () -> {
                seconds.add((System.nanoTime() - begun[0]) / 1e9);
                linked.countDown();
              });
      if (content != null && i % 2 == 0) {
        member.setToken(HostileMember.token(attacker, keys));
      }
      crowd.add(member);
    }
    SocketFlood flood =
        content == null ? null : new SocketFlood(attacker, PER_SECOND, KEPT, content);
    try {
      if (flood != null) {
        flood.awaitTried(isShort ? TAKING_FEW : TAKING_ALL);
      }
      begun[0] = System.nanoTime();
      attacker.loop().execute(() -> crowd.forEach(CrowdMember::join));
      attacker.countSent();
      if (!isShort) {
        attacker.note("pages linked after " + pages(attacker) + " s");
      }
      boolean all = linked.await(Bounds.RECOVERED.toMillis(), TimeUnit.MILLISECONDS);
      note(attacker, size, seconds, refusals);
      if (!all) {
        throw new AssertionError((size - seconds.size()) + " of " + size + " have no link");
      }
      long open = crowd.stream().filter(CrowdMember::isLinked).count();
      if (content == null && open < size) {
        throw new AssertionError((size - open) + " of " + size + " have lost their link");
      }
    } finally {
      if (flood != null) {
        flood.close();
      }
    }
  }

  private static void note(
      Attacker attacker, int size, List<Double> seconds, List<String> refusals) {
    List<Double> sorted;
    synchronized (seconds) {
      sorted = new ArrayList<>(seconds);
    }
    sorted.sort(null);
    int count = sorted.size();
    Map<String, Integer> codes = new TreeMap<>();
    attacker.call(
        () -> {
          refusals.forEach(code -> codes.merge(code, 1, Integer::sum));
          return Promise.of(true);
        });
    attacker.note(
        String.format(
            Locale.ROOT,
            "%d of %d linked, half after %.1f s, the last after %.1f s; attempts refused %s",
            count,
            size,
            count == 0 ? 0 : sorted.get(count / 2),
            count == 0 ? 0 : sorted.get(count - 1),
            codes));
  }

  /** How long each page took; fails if one has no link within a minute. */
  private static String pages(Attacker attacker) {
    try (Playwright playwright = Browsers.playwright();
        Browser browser = Browsers.chromium(playwright, List.of())) {
      List<String> seconds = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        Page page = browser.newContext().newPage();
        page.setDefaultTimeout(Bounds.RECOVERED.toMillis());
        page.navigate("http://localhost:" + attacker.port() + "/empty");
        Number millis = (Number) page.evaluate(JOIN, attacker.port());
        seconds.add(String.format(Locale.ROOT, "%.1f", millis.doubleValue() / 1_000));
      }
      return String.join(", ", seconds);
    }
  }
}
