package io.peerloom.jvm.check;

import java.time.Duration;
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
