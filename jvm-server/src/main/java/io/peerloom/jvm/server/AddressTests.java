package io.peerloom.jvm.server;

import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.check.AddressCheck;
import io.peerloom.jvm.check.AddressProbe;
import io.peerloom.jvm.check.Expectation;
import io.peerloom.jvm.check.SelfTest;
import io.peerloom.jvm.check.SelfTest.Outcome;
import io.peerloom.jvm.metrics.ServerMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tests the addresses that the peers of a process advertise, and says the outcome everywhere. */
final class AddressTests {
  private AddressTests() {}

  /** Starts to test the addresses of the peers that have joined; returns after the first test. */
  static SelfTest start(PeerHost host, Map<String, JvmPeer> peers, ServerMetrics metrics) {
    List<SelfTest.Subject> subjects = new ArrayList<>();
    new TreeMap<>(peers)
        .forEach(
            (name, peer) -> {
              for (String url : host.advertised().getOrDefault(name, List.of())) {
                Expectation self =
                    new Expectation(
                        Expectation.ADVERTISE,
                        "",
                        peer.id(),
                        peer.network(),
                        host.server().process());
                subjects.add(new SelfTest.Subject(url, self));
              }
            });
    SelfTest test =
        new SelfTest(new AddressCheck(new AddressProbe()), subjects, host.runtime().scheduler());
    for (Outcome outcome : Outcome.values()) {
      metrics.advertisedAddresses(outcome.word(), () -> test.count(outcome));
    }
    return test.start();
  }

  /** What {@code /readyz} says of a server that is ready but for its addresses. */
  static Readiness readiness(SelfTest test) {
    return switch (test == null ? Outcome.DOUBTFUL : test.outcome()) {
      case FINE -> Readiness.READY;
      case DOUBTFUL -> Readiness.DOUBTFUL_ADDRESS;
      case WRONG -> Readiness.wrongAddress(test.line());
    };
  }
}
