package io.peerloom.jvm.server;

import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.store.StartupFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.event.Level;

/**
 * A process in one of its roles: bootstrap server, bridge, node, or all of them in one. It serves
 * from its construction until it is closed.
 */
public interface ServerProcess extends AutoCloseable {
  /** The address that people open or programs dial, for the line printed at the start. */
  String address();

  /**
   * The addresses at which others reach each part of this process, in the order of the names: the
   * one place that knows them.
   */
  Map<String, List<String>> advertised();

  /** What {@code /readyz} says now. */
  Readiness readiness();

  /**
   * Complete when a peer of this process has left by itself, as one does when another process runs
   * with its identity.
   */
  default CompletableFuture<Void> ended() {
    return new CompletableFuture<>();
  }

  /** Warns where others are told an address that only this machine reaches. */
  static void warnUnlessReachable(PeerHost host, Reachability reachability) {
    if (reachability.advertised().isEmpty() && host.listensEverywhere()) {
      EventLog.of("server")
          .event(
              Level.WARN,
              "address.local",
              "address",
              host.defaultAddress(),
              "change",
              "only this machine reaches that address: name the one that others dial with"
                  + " --advertise, or listen with --host 127.0.0.1");
    }
  }

  /** Runs the action once a peer is closed. */
  static void whenClosed(JvmPeer peer, Runnable action) {
    peer.addListener(
        new PeerListener() {
          @Override
          public void onState(PeerState state) {
            if (state == PeerState.CLOSED) {
              action.run();
            }
          }
        });
  }

  /**
   * Prepares to end: {@code /readyz} says {@code draining}, newcomers are refused, and linked peers
   * learn of others to link to. Complete once all have gone there, within about three seconds; then
   * {@link #close} takes nobody by surprise. Until then it serves requests.
   */
  CompletableFuture<Void> drain();

  /** Leaves the network and frees all resources. Idempotent. */
  @Override
  void close();

  /**
   * Waits until a peer has joined.
   *
   * @throws StartupFailure if it fails
   */
  static JvmPeer await(String name, CompletableFuture<JvmPeer> joining) {
    try {
      return joining.get();
    } catch (ExecutionException e) {
      PeerloomException failure = PeerloomException.of(e.getCause());
      throw new StartupFailure(
          name
              + " cannot join: "
              + failure.code()
              + ", "
              + failure.getMessage()
              + (failure.code() == ErrorCode.STORAGE_FAILED
                  ? "; where what is stored is damaged, " + StartupFailure.RESTORE
                  : ""),
          failure.code());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("stopped while " + name + " was joining");
    }
  }

  /** Has a bootstrap server refuse newcomers; complete once nobody waits for an answer of it. */
  static CompletableFuture<Void> drain(BootstrapServer bootstrap, PeerLoop loop) {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    loop.execute(() -> bootstrap.drain().then(drained::complete, drained::completeExceptionally));
    return drained;
  }

  /** Lets all peers leave at the same time, and waits at most 3 seconds for their goodbyes. */
  static void leaveAll(Collection<JvmPeer> peers) {
    CompletableFuture<?>[] leaving =
        peers.stream().map(JvmPeer::leave).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(leaving).get(3, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // A peer that received no goodbye notices by its heartbeat.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
