package io.peerloom.jvm.check;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a bootstrap server or bridge for admission, as a newcomer with a fresh key would. The answer
 * has come through a bridge and carries its signed time. Nothing is joined; the token is dropped.
 */
public final class AdmissionCheck {
  private static final int ANSWER_SECONDS = 8;

  /** What {@code NetworkTime} and the dates of tokens and messages bear. */
  static final long WRONG_MILLIS = 300_000;

  static final long OFF_MILLIS = 10_000;

  /** The subject of what is found of the clock. */
  public static final String CLOCK = "clock";

  private final AddressCheck addresses;
  private final InstantSource clock;

  /**
   * A check.
   *
   * @param clock of this machine, which is compared with the bridge's
   */
  public AdmissionCheck(AddressCheck addresses, InstantSource clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  /** Checks the address of a bootstrap server; blocks for some seconds at most. */
  public List<Finding> bootstrap(String url, String network) {
    return check(url, network, Expectation.bootstrap(network));
  }

  /** Checks the address that a bootstrap server advertises. */
  public List<Finding> advertisedBootstrap(String url, String network) {
    return check(
        url, network, new Expectation(Expectation.ADVERTISE, "bootstrap", "", network, ""));
  }

  /** Checks the address of a bridge. */
  public List<Finding> bridge(String url, String network) {
    return check(url, network, Expectation.bridge(network));
  }

  private List<Finding> check(String url, String network, Expectation expected) {
    Finding address = addresses.check(url, expected);
    List<Finding> findings = new ArrayList<>();
    if (address.severity() != Severity.BROKEN) {
      findings.addAll(admission(url, network, expected.option()));
    }
    if (!address.isFine() || findings.isEmpty()) {
      findings.add(0, address);
    }
    return findings;
  }

  /** The network to which the first of these bootstrap servers admits; empty for none. */
  public String network(List<String> urls) {
    for (String url : urls) {
      try {
        return Bytes.hex(ask(url, "").network());
      } catch (TimeoutException | ExecutionException e) {
        // Its own check says why.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return "";
  }

  private List<Finding> admission(String url, String network, String option) {
    try {
      long theirs = ask(url, network).clock().theirs();
      return List.of(
          Finding.fine(url, "a newcomer is admitted"),
          AdmissionCheck.clock(theirs - clock.millis()));
    } catch (TimeoutException e) {
      return List.of(failed(url, "no answer within " + ANSWER_SECONDS + " s"));
    } catch (ExecutionException e) {
      return List.of(refused(url, option, PeerloomException.of(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private BootstrapClient.AdmissionResult ask(String url, String network)
      throws TimeoutException, ExecutionException, InterruptedException {
    try (JvmRuntime runtime = new JvmRuntime(clock)) {
      PeerLoop loop = runtime.newLoop("check");
      BootstrapClient client =
          new BootstrapClient(
              new SilentEnv(runtime.newEnv(loop, "check")),
              runtime.crypto(),
              runtime.hash(),
              new OneShotWebSocketPort(loop, runtime.scheduler()),
              runtime.crypto().newIdentity(),
              PeerKind.NODE,
              List.of(url));
      CompletableFuture<BootstrapClient.AdmissionResult> answer = new CompletableFuture<>();
      byte[] wanted = network.isEmpty() ? null : Bytes.fromHex(network);
      loop.execute(
          () -> client.ask(wanted, null).then(answer::complete, answer::completeExceptionally));
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Finding refused(String url, String option, PeerloomException failure) {
    return switch (failure.code()) {
      case UNAUTHORIZED ->
          Finding.fine(url, "it admits by invitation only: newcomers need --invitation LINK");
      // It is alive and answers.
      case INVALID_TOKEN, RATE_LIMITED ->
          Finding.fine(url, "it answers, and does not admit strangers");
      case BRIDGE_UNAVAILABLE ->
          Finding.of(
              FindingKind.BRIDGES_UNREACHABLE,
              url,
              "the bootstrap server reaches no bridge (" + failure.getMessage() + ")",
              "start the bridge, or correct --bridge of that bootstrap server");
      case NETWORK_CHANGED, WRONG_NETWORK ->
          Finding.of(
              FindingKind.OTHER_NETWORK, url, "it serves another network", "correct " + option);
      default -> failed(url, failure.code() + ", " + failure.getMessage());
    };
  }

  private static Finding failed(String url, String reason) {
    return Finding.of(
        FindingKind.ADMISSION_FAILED,
        url,
        "a newcomer is not admitted: " + reason,
        "look in the logs of that server and of its bridges");
  }

  /**
   * Judges this machine's clock.
   *
   * @param aheadMillis by how much the bridge's is ahead of it
   */
  public static Finding clock(long aheadMillis) {
    long seconds = Math.abs(aheadMillis) / 1000;
    String what =
        "this machine's clock is "
            + seconds
            + " s "
            + (aheadMillis > 0 ? "behind" : "ahead of")
            + " the bridge's";
    String change = "set the clock (timedatectl set-ntp true), here or there";
    if (Math.abs(aheadMillis) >= WRONG_MILLIS) {
      return Finding.of(FindingKind.CLOCK_WRONG, CLOCK, what, change);
    }
    return Math.abs(aheadMillis) >= OFF_MILLIS
        ? Finding.of(FindingKind.CLOCK_OFF, CLOCK, what, change)
        : Finding.fine(CLOCK, "it agrees with the bridge's");
  }

  /** An environment without a log: the finding says what happened. */
  private record SilentEnv(Env env) implements Env {
    @Override
    public long monotonicMillis() {
      return env.monotonicMillis();
    }

    @Override
    public long wallMillis() {
      return env.wallMillis();
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
      return env.after(delayMillis, task);
    }

    @Override
    public Rng rng() {
      return env.rng();
    }

    @Override
    public void log(LogLevel level, String message) {}
  }
}
