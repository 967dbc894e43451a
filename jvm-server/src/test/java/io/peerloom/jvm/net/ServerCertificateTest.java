package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.crypto.TestAuthority;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS itself, with a certificate of a private authority. */
final class ServerCertificateTest {
  @TempDir private Path folder;

  private final SSLContext before = SharedWebSocketClient.trustOfThisProcess();
  private final TestAuthority authority = new TestAuthority();
  private final JvmRuntime runtime = new JvmRuntime();
  private final PeerLoop loop = runtime.newLoop("client");
  private Path certificate;
  private Path key;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    certificate = folder.resolve("server.pem");
    key = folder.resolve("server.key");
    authority.issue(7, TestAuthority.generate("EC"), certificate, key);
    server =
        new WebServer.Builder(runtime.scheduler())
            .reachable(Reachability.DEFAULT.with(new TlsFiles(certificate, key)))
            .withOwnDoor()
            .start();
    PeerLoop serving = runtime.newLoop("server");
    server.route(
        WebServer.ANY_PATH,
        serving,
        (transport, remote) ->
            new RecordedEvents() {
              @Override
              public void received(Lane lane, byte[] message) {
                transport.send(lane, message);
              }
            });
  }

  @AfterEach
  void stop() {
    SSLContext.setDefault(before);
    server.close();
    runtime.close();
  }

  private void trustAuthority() throws Exception {
    TrustedCertificates.trust(List.of(authority.write(folder.resolve("authority.pem"))));
  }

  private String address() {
    return server.defaultAddress();
  }

  private static void assertEcho(Transport transport, RecordedEvents events) throws Exception {
    byte[] message = {1, 2, 3};
    transport.send(Lane.CONTROL, message);
    assertThat(events.awaitMessage()).isEqualTo(message);
  }

  private int servedSerial() throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            SSLContext.getDefault().getSocketFactory().createSocket("localhost", server.port())) {
      X509Certificate served = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return served.getSerialNumber().intValueExact();
    }
  }

  @Test
  void onlyTrustedAuthoritiesAreDialled() throws Exception {
    assertThat(address()).isEqualTo("wss://localhost:" + server.port());
    try (SharedWebSocketClient client = new SharedWebSocketClient()) {
      client.rules().trust(address());
      RecordedEvents refused = new RecordedEvents();
      new JettyWebSocketPort(client, loop, runtime.scheduler()).dial(address(), refused);
      RecordedEvents.Closed closed = refused.awaitClosed();
      assertThat(closed.code()).isEqualTo(ErrorCode.REFUSED);
      assertThat(closed.reason()).contains("--trust-certificate");
    }
    trustAuthority();
    try (SharedWebSocketClient client = new SharedWebSocketClient()) {
      client.rules().trust(address());
      for (WebSocketPort port :
          List.of(
              new JettyWebSocketPort(client, loop, runtime.scheduler()),
              new OneShotWebSocketPort(loop, runtime.scheduler()))) {
        RecordedEvents events = new RecordedEvents();
        Transport transport = port.dial(address(), events);
        events.awaitOpened();
        assertEcho(transport, events);
      }
      RecordedEvents own = new RecordedEvents();
      Transport plain =
          new JettyWebSocketPort(client, loop, runtime.scheduler())
              .dial("ws://" + server.localAuthority(), own);
      own.awaitOpened();
      assertEcho(plain, own);
    }
  }

  @Test
  void changedFilesAreUsedWithoutDroppingLinks() throws Exception {
    trustAuthority();
    try (SharedWebSocketClient client = new SharedWebSocketClient()) {
      client.rules().trust(address());
      RecordedEvents events = new RecordedEvents();
      Transport open =
          new JettyWebSocketPort(client, loop, runtime.scheduler()).dial(address(), events);
      events.awaitOpened();
      assertThat(servedSerial()).isEqualTo(7);

      authority.issue(8, TestAuthority.generate("RSA"), certificate, key);
      server.certificate().check();
      assertThat(servedSerial()).isEqualTo(8);
      assertEcho(open, events);

      // The certificate is written first, and its key a moment later.
      Path nextKey = folder.resolve("next.key");
      authority.issue(9, TestAuthority.generate("EC"), certificate, nextKey);
      server.certificate().check();
      assertThat(servedSerial()).isEqualTo(8);
      Files.copy(nextKey, key, StandardCopyOption.REPLACE_EXISTING);
      server.certificate().check();
      assertThat(servedSerial()).isEqualTo(9);

      Files.writeString(certificate, "broken");
      server.certificate().check();
      Files.delete(certificate);
      server.certificate().check();
      assertThat(servedSerial()).isEqualTo(9);
      assertEcho(open, events);
    }
  }

  @Test
  void filesThatDoNotFitAreRefusedAtTheStart() throws Exception {
    authority.issue(8, TestAuthority.generate("EC"), folder.resolve("other.pem"), key);
    assertThatThrownBy(() -> new ServerCertificate(new TlsFiles(certificate, key)))
        .isInstanceOf(StartupFailure.class)
        .hasMessage(
            "the key of " + key + " is not that of the first certificate of " + certificate);
    assertThatThrownBy(
            () -> new ServerCertificate(new TlsFiles(certificate, folder.resolve("none"))))
        .hasMessage(folder.resolve("none") + " does not exist");
  }
}
