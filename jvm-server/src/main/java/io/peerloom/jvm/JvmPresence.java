package io.peerloom.jvm;

import static io.peerloom.jvm.Checks.checked;
import static io.peerloom.jvm.Checks.copied;

import io.peerloom.core.api.Presence;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This peer's presence on a topic, like {@link Presence}, safe to use from any thread. */
public final class JvmPresence implements AutoCloseable {
  private final JvmPeer peer;
  private final Presence presence;

  JvmPresence(JvmPeer peer, Presence presence) {
    this.peer = peer;
    this.presence = presence;
  }

  /** The other peers that are present. */
  public CompletableFuture<List<PresentPeer>> peers() {
    return peer.call(() -> Promise.of(presence.peers()));
  }

  /** Shows another state; fails as {@link Presence#update} does. */
  public CompletableFuture<Void> update(Value state) {
    return checked(
        () -> {
          Value copy = copied(state);
          return peer.call(() -> presence.update(copy));
        });
  }

  /** Leaves; nobody is told of once it has. Idempotent. */
  @Override
  public void close() {
    peer.post(presence::close);
  }
}
