package io.peerloom.jvm.server;

import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.store.StartupFailure;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a process was started as. It serves from its construction until it is closed. */
public interface Role extends AutoCloseable {
  /** The address people open or programs dial, for the line that says it is ready. */
  String address();

  /** Complete when a peer of it has left by itself, as one whose identity is taken does. */
  default CompletableFuture<Void> ended() {
    return new CompletableFuture<>();
  }

  /** Runs something once a peer is closed. */
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

  /** Leaves the network and frees everything. */
  @Override
  void close();

  /**
   * Waits until a peer has joined.
   *
   * @throws StartupFailure when it fails
   */
  static JvmPeer await(String name, CompletableFuture<JvmPeer> joining) {
    try {
      return joining.get();
    } catch (ExecutionException e) {
      PeerloomException failure = PeerloomException.of(e.getCause());
      throw new StartupFailure(
          name + " cannot join: " + failure.code() + ", " + failure.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("stopped while " + name + " was joining");
    }
  }

  /** Lets all peers say goodbye, at once, and waits no longer than a person would. */
  static void leaveAll(Collection<JvmPeer> peers) {
    CompletableFuture<?>[] leaving =
        peers.stream().map(JvmPeer::leave).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(leaving).get(3, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Whoever did not get a goodbye finds out by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
