package io.peerloom.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import io.peerloom.e2e.Browsers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of another origin, in a real browser of somebody who runs a server on this machine: it
 * tries sockets, requests, the server's module and frames, also by a name of its own that points
 * here. A page of this machine, which may open sockets, shows that the attempts themselves work.
 */
final class ForeignPage {
  private static final String NAME = "evil.example";
  private static final String PAGE =
      """
      <!doctype html><title>games</title><iframe id="shown" src="http://localhost:PORT/"></iframe>
      <iframe id="nobody" sandbox="allow-scripts"></iframe>\
      """;

  /** Each attempt with what came of it; {@code nothing} is what is wanted. */
  private static final String ATTEMPTS =
      """
      async (port) => {
        const socketOf = (url) => new Promise((done) => {
          const socket = new WebSocket(url);
          socket.onopen = () => { done('open'); socket.close(); };
          socket.onerror = () => done('nothing');
        });
        const read = async (url, options) => {
          try {
            const answer = await fetch(url, options);
            const text = await answer.text();
            return answer.type === 'opaque' || !text ? 'nothing' : text.slice(0, 100);
          } catch { return 'nothing'; }
        };
        const results = {};
        for (const host of ['localhost', '127.0.0.1', 'evil.example'])
          for (const path of ['bootstrap', 'bridge', 'node1', 'node2'])
            results[`socket ${host}/${path}`] = await socketOf(`ws://${host}:${port}/${path}`);
        const api = `http://localhost:${port}/api/v1/`;
        const text = { 'Content-Type': 'text/plain' };
        results['read the peer'] = await read(api + 'peer');
        results['read metrics'] = await read(`http://localhost:${port}/metrics`);
        results['read blindly'] = await read(api + 'peer', { mode: 'no-cors' });
        results['put'] = await read(api + 'values/stolen', { method: 'PUT', body: 'x' });
        const blind = { mode: 'no-cors', method: 'POST', body: 'x', headers: text };
        results['publish'] = await read(api + 'topics/stolen/messages', blind);
        results['invite'] = await read(api + 'invitations', blind);
        results['by its own name'] = await read(`http://evil.example:${port}/api/v1/peer`);
        results['module'] = await import(`http://localhost:${port}/peerloom.js`)
          .then(() => 'loaded', () => 'nothing');
        results['socket of no origin'] = await new Promise((done) => {
          addEventListener('message', (said) => done(said.data));
          document.getElementById('nobody').srcdoc = `<script>
            const socket = new WebSocket('ws://localhost:${port}/bootstrap');
            socket.onopen = () => parent.postMessage('open', '*');
            socket.onerror = () => parent.postMessage('nothing', '*');
            </` + 'script>';
        });
        return results;
      }\
      """;

  private ForeignPage() {}

  static void attack(Attacker attacker) throws Exception {
    HttpServer site = site(attacker.port());
    String rules = "--host-resolver-rules=MAP " + NAME + " 127.0.0.1";
    try (Playwright playwright = Browsers.playwright();
        Browser browser = Browsers.chromium(playwright, List.of(rules))) {
      int port = site.getAddress().getPort();
      Map<String, String> own = attempts(attacker, browser, "localhost:" + port);
      if (!"open".equals(own.get("socket localhost/bootstrap"))) {
        throw new AssertionError("a page of this machine opened no socket: " + own);
      }
      Map<String, String> foreign = attempts(attacker, browser, NAME + ":" + port);
      foreign.forEach((what, result) -> attacker.countAnswer(!result.equals("nothing")));
      foreign.values().removeIf("nothing"::equals);
      if (!foreign.isEmpty()) {
        throw new AssertionError("a page of another origin got " + foreign);
      }
      requireNothingAt(attacker, browser);
    } finally {
      site.stop(0);
    }
  }

  /** The page on a web server of its own. */
  private static HttpServer site(int port) throws IOException {
    byte[] page = PAGE.replace("PORT", String.valueOf(port)).getBytes(UTF_8);
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(page);
          }
        });
    site.start();
    return site;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> attempts(Attacker attacker, Browser browser, String site) {
    Page page = browser.newPage();
    page.navigate("http://" + site + "/");
    Map<String, String> results =
        new TreeMap<>((Map<String, String>) page.evaluate(ATTEMPTS, attacker.port()));
    Frame shown = page.frames().get(1);
    boolean isShown = shown.url().startsWith("http:") || shown.locator("main").count() > 0;
    results.put("frame", isShown ? shown.url() : "nothing");
    for (int i = 0; i < results.size(); i++) {
      attacker.countSent();
    }
    page.close();
    return results;
  }

  /** A name that points here makes no page of the attacker's own origin, and nothing was stored. */
  private static void requireNothingAt(Attacker attacker, Browser browser) {
    Page page = browser.newPage();
    Response rebound = page.navigate("http://" + NAME + ":" + attacker.port() + "/");
    if (rebound.status() != 403) {
      throw new AssertionError("a name that points here got " + rebound.status());
    }
    String api = "http://localhost:" + attacker.port() + "/api/v1/";
    if (page.request().get(api + "values/stolen").status() == 200) {
      throw new AssertionError("a page of another origin stored a value");
    }
    String messages = page.request().get(api + "topics/stolen/messages").text().strip();
    if (!messages.equals("[]")) {
      throw new AssertionError("a page of another origin published " + messages);
    }
    page.close();
  }
}
