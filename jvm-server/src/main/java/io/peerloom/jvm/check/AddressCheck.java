package io.peerloom.jvm.check;

import io.peerloom.jvm.net.Identification;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Checks WebSocket addresses: dials them and judges what happened. */
public final class AddressCheck {
  /**
   * For how long a proxy must keep a silent connection: an idle link has a frame about every half
   * minute, and a busy machine may be late with it.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(40);

  private final AddressProbe probe;

  public AddressCheck(AddressProbe probe) {
    this.probe = probe;
  }

  /**
   * Dials an address; blocks for some seconds at most.
   *
   * @param url an address that {@link io.peerloom.jvm.net.WebSocketAddress} accepts
   */
  public Finding check(String url, Expectation expected) {
    return AddressVerdict.of(url, probe.dial(url), expected);
  }

  /** The finding of a server that listens for others, and tells them a loopback address. */
  public static Finding localOnly(String url) {
    return Finding.of(
        FindingKind.ADDRESS_LOCAL,
        url,
        "the server listens on all addresses of this machine, but only this machine reaches the"
            + " one that others are told",
        "name the address that others dial with --advertise, or listen with --host 127.0.0.1");
  }

  /** The finding of a loopback address that is to be dialled from another machine. */
  public static Finding loopback(String url) {
    return Finding.of(
        FindingKind.ADDRESS_LOOPBACK,
        url,
        "the peer tells others this address, which leads each of them to its own machine",
        "name the address that others dial with --advertise");
  }

  /** The network of the first peer that answers at one of these addresses; empty for none. */
  public String network(Collection<String> urls) {
    return urls.stream()
        .map(url -> probe.dial(url).server().map(Identification::network).orElse(""))
        .filter(network -> !network.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * Dials an address and keeps silent, to see whether the proxy ends silent connections too early.
   *
   * @param patience for how long; {@link #PATIENCE} is what a link needs
   */
  public Finding checkSilence(String url, Expectation expected, Duration patience) {
    AtomicLong ended = new AtomicLong();
    Dial dial = probe.dial(url, patience, ended::set);
    Finding finding = AddressVerdict.of(url, dial, expected);
    if (ended.get() == 0 || finding.severity() == Severity.BROKEN) {
      return finding;
    }
    return Finding.of(
        FindingKind.IDLE_TIMEOUT_TOO_SHORT,
        url,
        "the proxy ends a silent connection after " + Math.round(ended.get() / 1000.0) + " s",
        "set the proxy's idle timeout above "
            + PATIENCE.toSeconds()
            + " s (nginx: proxy_read_timeout 75s;)");
  }
}
