package io.peerloom.jvm.check;

import static io.peerloom.jvm.check.FindingKind.*;

import io.peerloom.jvm.net.Identification;
import java.util.Locale;

/**
 * Judges a dialled address: what is wrong with it and which setting to change.
 *
 * <p>It also says whether that is certain. A server behind a router may be unable to reach its own
 * public address though everybody else can (no hairpin), or may reach the router's own page there;
 * a load balancer may keep it out until it is ready. So silence proves nothing, nor does a page of
 * somebody else at a public address. What a Peerloom server says, what comes over a certificate
 * that is right for the name, and what is seen on this machine or in a private network is certain.
 */
final class AddressVerdict {
  /** The lines that nginx needs to pass WebSockets on. */
  static final String NGINX_UPGRADE =
      "in nginx set proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;"
          + " proxy_set_header Connection \"upgrade\";";

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN_STATUS = 403;
  private static final int NOT_FOUND_STATUS = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int GATEWAY_TIMEOUT = 504;

  private final String url;
  private final Dial dial;
  private final Expectation expected;
  private final String option;

  private AddressVerdict(String url, Dial dial, Expectation expected) {
    this.url = url;
    this.dial = dial;
    this.expected = expected;
    this.option = expected.option();
  }

  static Finding of(String url, Dial dial, Expectation expected) {
    AddressVerdict verdict = new AddressVerdict(url, dial, expected);
    Finding finding = verdict.judge();
    return finding.isFine() || verdict.isCertain(finding.kind()) ? finding : finding.unproved();
  }

  private Finding judge() {
    return switch (dial.end()) {
      case NAME_UNKNOWN ->
          found(
              NAME_UNKNOWN,
              "there is no host " + dial.detail(),
              "correct the name in " + option + ", or its DNS record");
      case REFUSED ->
          found(
              CONNECTION_REFUSED,
              "nothing listens there",
              ownAddress()
                  ? "give the port of the proxy, or of --port, in " + option
                  : "start that server, or correct the port in " + option);
      case UNREACHABLE ->
          found(
              FindingKind.UNREACHABLE,
              "no route leads there (" + dial.detail() + ")",
              "correct the host in " + option + ", or the route or firewall");
      case CONNECT_TIMEOUT ->
          found(
              NO_ANSWER,
              "no answer to the connection",
              "open the port in the firewall, or correct host and port in " + option);
      case NO_ANSWER ->
          found(
              NO_ANSWER,
              "connected, but no answer within " + AddressProbe.STEP_MILLIS / 1000 + " s",
              isSecure()
                  ? "check what listens there and what the proxy's proxy_pass names"
                  : "check what listens there; if it expects TLS, write wss:// in " + option);
      case NOT_HTTP ->
          found(NOT_HTTP, "something answers that is not HTTP", "correct the port in " + option);
      case CLOSED ->
          found(
              NOT_HTTP,
              "the connection was closed without an answer",
              isSecure()
                  ? "check what listens there and what the proxy's proxy_pass names"
                  : "correct the port in " + option + ", or write wss:// if it expects TLS");
      case TLS_BYTES -> plainOnTls();
      default -> dial.end().name().startsWith("TLS_") ? tls() : answered();
    };
  }

  private Finding plainOnTls() {
    return found(
        PLAIN_ON_TLS_PORT,
        "the port expects TLS, but the address begins with ws://",
        "write wss:// in " + option);
  }

  private Finding tls() {
    return switch (dial.end()) {
      case TLS_PLAIN_ANSWER ->
          found(
              TLS_ON_PLAIN_PORT,
              "the port speaks no TLS, but the address begins with wss://",
              "write ws:// in " + option + ", or turn TLS on there (nginx: listen PORT ssl;)");
      case TLS_UNTRUSTED ->
          found(
              CERTIFICATE_UNTRUSTED,
              "the certificate is not trusted (" + dial.detail() + ")",
              "install one of a public authority with its whole chain"
                  + " (nginx: ssl_certificate fullchain.pem; else --tls-certificate)");
      case TLS_EXPIRED ->
          found(
              CERTIFICATE_EXPIRED,
              "the certificate has expired (" + dial.detail() + ")",
              "renew it and reload the proxy (nginx: ssl_certificate; else --tls-certificate)");
      case TLS_NOT_YET_VALID ->
          found(
              CERTIFICATE_NOT_YET_VALID,
              "the certificate is not valid yet (" + dial.detail() + ")",
              "set this machine's clock, or renew the certificate");
      case TLS_OTHER_NAME ->
          found(
              CERTIFICATE_OF_OTHER_NAME,
              "the certificate is for another name (" + dial.detail() + ")",
              "write its name in "
                  + option
                  + ", or install a certificate for this one"
                  + " (nginx: server_name and ssl_certificate)");
      default ->
          found(
              TLS_FAILED,
              "TLS failed (" + dial.detail() + ")",
              "check the certificate and key of the proxy (nginx: ssl_certificate)");
    };
  }

  private Finding answered() {
    if (dial.end() == Dial.End.UPGRADED) {
      return dial.server().isPresent()
          ? upgraded(dial.server().get())
          : found(
              UNIDENTIFIED,
              "a WebSocket server answers that does not say who it is",
              "update that server, or let the proxy pass on the header "
                  + Identification.ANSWERED
                  + "; if it is no Peerloom server, correct "
                  + option);
    }
    return dial.server().isPresent() ? refusedBy(dial.server().get()) : answeredByOther();
  }

  private Finding refusedBy(Identification server) {
    if (!server.upgrade()) {
      return found(
          UPGRADE_NOT_PASSED_ON,
          "the proxy passes the request on without its Upgrade header",
          NGINX_UPGRADE);
    }
    if (dial.status() == TOO_MANY_REQUESTS || dial.status() == UNAVAILABLE) {
      return found(
          BACKEND_UNAVAILABLE,
          "the server takes no more sockets (" + dial.status() + ")",
          "try again later, or raise its limits");
    }
    if (server.role().equals(Identification.NO_PEER)) {
      boolean own = !expected.process().isEmpty() && server.process().equals(expected.process());
      return found(
          NO_PEER_AT_PATH,
          (own ? "this server" : "a Peerloom server")
              + " gets the request with the path "
              + server.path()
              + ", where no peer listens",
          "let the proxy remove the prefix (nginx: location /PREFIX/ { proxy_pass"
              + " http://HOST:PORT/; }), or correct path and port in "
              + option
              + (own ? "" : " (the port is that of --port, not --api-port)"));
    }
    return found(
        UPGRADE_REFUSED,
        "the server refuses the WebSocket with " + dial.status(),
        "look in its log");
  }

  private Finding answeredByOther() {
    String body = dial.body().toLowerCase(Locale.ROOT);
    int status = dial.status();
    if (status == BAD_REQUEST && body.contains("https")) {
      return plainOnTls();
    }
    if (status >= 300 && status < BAD_REQUEST) {
      boolean toTls = String.valueOf(dial.detail()).startsWith("https:") && !isSecure();
      return found(
          REDIRECTED,
          "the request is redirected to " + dial.detail() + ", which WebSockets do not follow",
          toTls ? "write wss:// in " + option : "write the target's address in " + option);
    }
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN_STATUS ->
          found(
              FORBIDDEN,
              "the proxy refuses the request with " + status,
              "allow it without a login (nginx: auth_basic off; allow all;) at that path");
      case NOT_FOUND_STATUS ->
          found(
              NOT_FOUND,
              "an HTTP server answers, but with 404: it knows no such path",
              "correct the path in "
                  + option
                  + ", or add the prefix to the proxy"
                  + " (nginx: location /PREFIX/)");
      case BAD_GATEWAY, GATEWAY_TIMEOUT ->
          found(
              BACKEND_DOWN,
              "the proxy reaches no server behind it (" + status + ")",
              ownAddress()
                  ? "give host and port of --port in the proxy (nginx: proxy_pass)"
                  : "start that server, or correct the proxy (nginx: proxy_pass)");
      case UNAVAILABLE, TOO_MANY_REQUESTS ->
          found(
              BACKEND_UNAVAILABLE,
              "the proxy or load balancer has no server ready (" + status + ")",
              "wait until its health check passes, or correct that check");
      default ->
          found(
              NOT_PEERLOOM,
              "an HTTP server answers with " + status + ", but not a Peerloom server",
              "correct host, port and path in "
                  + option
                  + ", or the proxy for that path (nginx: proxy_pass)");
    };
  }

  private Finding upgraded(Identification server) {
    String role = expected.role();
    if (role.equals("bootstrap") && !server.role().equals(role)) {
      return found(
          NOT_A_BOOTSTRAP_SERVER,
          "a " + server.role() + " answers, not a bootstrap server",
          "give the address of a bootstrap server in "
              + option
              + (server.role().equals("node") ? ", or this one in --peer" : ""));
    }
    if (role.equals("bridge") && !server.role().equals(role)) {
      return found(
          NOT_A_BRIDGE,
          "a " + server.role() + " answers, not a bridge",
          "give the address of a bridge in " + option);
    }
    if (differ(expected.network(), server.network())) {
      return found(
          OTHER_NETWORK,
          "a "
              + server.role()
              + " of another network answers ("
              + shortened(server.network())
              + ")",
          "correct " + option);
    }
    if (differ(expected.id(), server.id())) {
      return found(
          OTHER_NODE,
          "another peer answers: " + server.role() + " " + shortened(server.id()),
          "correct path and port in "
              + option
              + ", or the proxy (nginx: proxy_pass of that location)");
    }
    if (!expected.id().isEmpty() && server.id().isEmpty()) {
      return found(
          OTHER_NODE,
          "a " + server.role() + " server answers",
          "correct path and port in " + option);
    }
    if (differ(expected.process(), server.process())) {
      return found(
          OTHER_PROCESS,
          "another process with the same key answers",
          "end the copy, or wait until the proxy knows this one");
    }
    if (dial.expiresSoon()) {
      return found(
          CERTIFICATE_EXPIRES_SOON,
          "the certificate expires in " + dial.certificateDays() + " days",
          "renew it (nginx: ssl_certificate; else --tls-certificate)");
    }
    return Finding.fine(url, "a " + server.role() + " answers in " + dial.millis() + " ms");
  }

  private boolean isSecure() {
    return url.regionMatches(true, 0, "wss:", 0, "wss:".length());
  }

  private boolean ownAddress() {
    return option.equals(Expectation.ADVERTISE);
  }

  private static boolean differ(String expected, String found) {
    return !expected.isEmpty() && !found.isEmpty() && !expected.equals(found);
  }

  private static String shortened(String id) {
    return id.length() > 8 ? id.substring(0, 8) + "…" : id;
  }

  private Finding found(FindingKind kind, String what, String change) {
    return Finding.of(kind, url, what, change);
  }

  /** Whether any place would see the same. */
  private boolean isCertain(FindingKind kind) {
    boolean untranslated =
        dial.place() == Dial.Place.OWN_MACHINE || dial.place() == Dial.Place.PRIVATE;
    return switch (kind) {
      // Nobody answered, or somebody who may let the server in later; or trust, which each has.
      case NAME_UNKNOWN,
          UNREACHABLE,
          NO_ANSWER,
          BACKEND_DOWN,
          BACKEND_UNAVAILABLE,
          UNIDENTIFIED,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_NOT_YET_VALID,
          OTHER_PROCESS ->
          false;
      case CONNECTION_REFUSED -> dial.place() == Dial.Place.OWN_MACHINE;
      case TLS_ON_PLAIN_PORT, PLAIN_ON_TLS_PORT -> true;
      default -> untranslated || dial.server().isPresent() || dial.isSecure();
    };
  }
}
