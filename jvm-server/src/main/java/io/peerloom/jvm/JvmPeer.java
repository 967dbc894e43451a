package io.peerloom.jvm;

import static io.peerloom.jvm.Checks.checked;
import static io.peerloom.jvm.Checks.copied;
import static io.peerloom.jvm.Checks.required;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.jvm.loop.PeerLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A peer for JVM programs: the same API as in the browser, safe to call from any thread.
 *
 * <p>Every call is carried to the peer's loop. Futures complete and listeners are called there, so
 * a stage that takes long or blocks belongs on an executor of its own ({@code thenAcceptAsync}).
 * Failures are {@link PeerloomException}s with a code.
 */
public final class JvmPeer {
  private final Peer peer;
  private final PeerLoop loop;
  private final Supplier<CompletableFuture<Void>> release;
  private final String id;
  private final String publisher;
  private final String network;
  // Bounded by the number of concurrent calls that the core and the loop accept.
  private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

  /** Null before the first call of {@link #leave}. */
  private CompletableFuture<Void> leaving;

  /** Called on the peer's loop. */
  JvmPeer(Peer peer, PeerLoop loop, Supplier<CompletableFuture<Void>> release) {
    this.peer = peer;
    this.loop = loop;
    this.release = release;
    this.id = peer.id();
    this.publisher = peer.publisher();
    this.network = peer.network();
  }

  /**
   * Starts a peer of its own, with its data in a folder and its socket, unless it is {@link
   * PeerOptions#behindNat}, on a free port of this machine; it ends with {@link #leave}. A program
   * with several peers opens a {@link PeerHost}.
   *
   * @throws io.peerloom.jvm.store.StartupFailure when the folder cannot be used
   */
  public static CompletableFuture<JvmPeer> join(Path dataDirectory, PeerOptions options) {
    if (dataDirectory == null || options == null) {
      return CompletableFuture.failedFuture(
          Checks.invalid((dataDirectory == null ? "dataDirectory" : "options") + " is null"));
    }
    PeerHost host = PeerHost.open(dataDirectory);
    CompletableFuture<JvmPeer> joined;
    try {
      if (!options.isBehindNat()) {
        host.listen("127.0.0.1", 0);
      }
      joined = host.join("peer", options, host::closeLater);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
    return joined
        .handle(
            (peer, failure) ->
                failure == null
                    ? CompletableFuture.completedFuture(peer)
                    : host.closeLater()
                        .thenCompose(closed -> CompletableFuture.<JvmPeer>failedFuture(failure)))
        .thenCompose(outcome -> outcome);
  }

  /** Hexadecimal node id, 64 characters. */
  public String id() {
    return id;
  }

  /** Hexadecimal SHA-256 of this peer's identity key: what others see as {@code publisher}. */
  public String publisher() {
    return publisher;
  }

  /** Hexadecimal network id. */
  public String network() {
    return network;
  }

  public CompletableFuture<PeerState> state() {
    return call(() -> Promise.of(peer.state()));
  }

  public CompletableFuture<List<LinkInfo>> links() {
    return call(() -> Promise.of(peer.links()));
  }

  /** The peer in numbers, with at most so many links and bridges; cheap with none of these. */
  public CompletableFuture<PeerFigures> figures(int most) {
    return call(() -> Promise.of(peer.figures(most)));
  }

  /** Invites newcomers who may not invite others themselves; see the longer form. */
  public CompletableFuture<String> invite(long expiresInSeconds, int uses) {
    return invite(expiresInSeconds, uses, 0, null);
  }

  /**
   * Invites newcomers, by the text of a link that {@link PeerOptions#invitation} takes, with or
   * without the address of a page and {@code #invitation=} before it. Fails with UNAUTHORIZED where
   * this peer may not invite, or not so deep.
   *
   * @param expiresInSeconds at most 366 days; ends with this peer's own membership at the latest
   * @param uses for how many newcomers, 1 to 1,000
   * @param depth for how many generations they may invite others, 0 to 7
   * @param invitee the publisher id of the only invitee, or null
   */
  public CompletableFuture<String> invite(
      long expiresInSeconds, int uses, int depth, String invitee) {
    return call(() -> peer.invitations().invite(expiresInSeconds, uses, depth, invitee));
  }

  /**
   * Revokes a member that this peer has invited, directly or not, or an invitation; without effect
   * for anybody else. All peers learn of it within seconds. Fails with UNAUTHORIZED where this peer
   * may not invite, and with FULL where it has revoked 64 already.
   *
   * @param target the publisher id of the member, or the invitation's link
   * @param withInvited whether those are revoked, too, whom the member invited, directly or not
   */
  public CompletableFuture<Void> revoke(String target, boolean withInvited) {
    return call(() -> peer.invitations().revoke(target, withInvited));
  }

  /** Spreads a revocation that somebody else has signed, such as the root; its encoded envelope. */
  public CompletableFuture<Void> spreadRevocation(byte[] signed) {
    return call(() -> peer.invitations().spread(signed));
  }

  /** The peer's state for operators, as JSON text. */
  public CompletableFuture<String> diagnostics() {
    return call(() -> Promise.of(peer.diagnostics()));
  }

  /**
   * Stores a value under a name; complete once enough failure domains hold it. Fails with
   * INVALID_REQUEST if text is not UTF-8, or if JSON is malformed, is nested more than 1,000 deep,
   * or has a number beyond a double's range or of more than 1,000 digits.
   */
  public CompletableFuture<PutResult> put(String name, Value value, PutOptions options) {
    return checked(
        () -> {
          required(name, "name");
          Value copy = copied(value);
          required(required(options, "options").readers(), "options.readers");
          required(options.whenOffline(), "options.whenOffline");
          if (options.ifSequence() < -1) {
            throw Checks.invalid("options.ifSequence is below -1");
          }
          return call(() -> peer.put(name, copy, options));
        });
  }

  /**
   * Deletes this peer's own values of a name, private and public, for everybody; complete once
   * enough failure domains hold the deletion, also where there is no value. Queued puts give way.
   * Of the two values one may be deleted where it fails.
   */
  public CompletableFuture<Void> delete(String name) {
    return delete(name, null, -1, WhenOffline.REJECT).thenAccept(waiting -> {});
  }

  /** The same of one of the two; {@code ifSequence} as in {@link PutOptions}. */
  public CompletableFuture<Void> delete(String name, PutOptions.Readers readers, long ifSequence) {
    return checked(
        () -> {
          required(readers, "readers");
          return delete(name, readers, ifSequence, WhenOffline.REJECT).thenAccept(waiting -> {});
        });
  }

  /**
   * The same of one of the two, or of both where {@code readers} is null. With QUEUE a deletion
   * waits as a put does where nobody can be reached, after what waits of that name.
   *
   * @return the ids under which deletions wait: of each value its own, none where it is deleted
   */
  public CompletableFuture<List<String>> delete(
      String name, PutOptions.Readers readers, long ifSequence, WhenOffline whenOffline) {
    return checked(
        () -> {
          required(name, "name");
          required(whenOffline, "whenOffline");
          if (ifSequence < -1) {
            throw Checks.invalid("ifSequence is below -1");
          }
          return call(() -> peer.delete(name, readers, ifSequence, whenOffline));
        });
  }

  /** The queued writes, which wait until other peers can be reached, oldest first. */
  public CompletableFuture<List<QueuedWrite>> queued() {
    return call(peer::queued);
  }

  /** Cancels a queued write: true if it will not be sent, false if it was sent or is being sent. */
  public CompletableFuture<Boolean> cancelQueued(String id) {
    return checked(
        () -> {
          required(id, "id");
          return call(() -> peer.cancelQueued(id));
        });
  }

  /** Finds a value: this peer's own of that name first, else the newest valid public one. */
  public CompletableFuture<Optional<GetResult>> get(String name) {
    return checked(
        () -> {
          required(name, "name");
          return call(() -> peer.get(name, null).map(Optional::ofNullable));
        });
  }

  /** Finds the value of one publisher, named by its hexadecimal id. */
  public CompletableFuture<Optional<GetResult>> get(String name, String ofPublisher) {
    return checked(
        () -> {
          required(name, "name");
          required(ofPublisher, "ofPublisher");
          return call(() -> peer.get(name, ofPublisher).map(Optional::ofNullable));
        });
  }

  /** Finds this peer's own value, which a put of that name with those readers would replace. */
  public CompletableFuture<Optional<GetResult>> getOwn(String name, PutOptions.Readers readers) {
    return checked(
        () -> {
          required(name, "name");
          required(readers, "readers");
          return call(() -> peer.getOwn(name, readers).map(Optional::ofNullable));
        });
  }

  /**
   * A topic, which stores its messages until their time to live has passed. What is published is
   * encrypted under the name: only who knows the name can read it.
   *
   * @throws PeerloomException INVALID_REQUEST if the name is null; with an invalid name the topic's
   *     methods fail
   */
  public JvmTopic topic(String name) {
    required(name, "name");
    return new JvmTopic(this, () -> peer.topic(name));
  }

  /**
   * Sends bytes to one peer over a direct link; complete when a listener of the other application
   * has accepted them. Fails with UNSUPPORTED if no listener is registered, REFUSED if the listener
   * failed, UNREACHABLE, TOO_LARGE over 64 KiB, OVERLOADED when 16 MiB wait for that peer, or
   * TIMEOUT: then they may have been accepted or not, and the same bytes sent again within ten
   * minutes count as the same message.
   */
  public CompletableFuture<Void> send(String toId, byte[] bytes) {
    return checked(
        () -> {
          required(toId, "toId");
          byte[] copy = required(bytes, "bytes").clone();
          return call(() -> peer.send(toId, copy));
        });
  }

  /** Complete once at most {@code below} bytes, 0 or more, are queued or in flight to a peer. */
  public CompletableFuture<Void> drained(String toId, int below) {
    return checked(
        () -> {
          required(toId, "toId");
          if (below < 0) {
            throw Checks.invalid("below is negative");
          }
          return call(() -> peer.drained(toId, below));
        });
  }

  /**
   * Receives the messages that other peers send to this one, from now on; called on the peer's
   * loop.
   *
   * @return ends this when run; idempotent
   */
  public Runnable onMessage(MessageReceiver receiver) {
    required(receiver, "receiver");
    AtomicReference<Runnable> end = new AtomicReference<>(() -> {});
    loop.execute(() -> end.set(peer.onMessage((from, bytes) -> taken(receiver, from, bytes))));
    return () -> loop.execute(() -> end.get().run());
  }

  /**
   * Opens a stream of bytes to one peer, for more than a message holds; complete once a receiver of
   * the other application has it. Fails with UNSUPPORTED if no receiver takes it, OVERLOADED beyond
   * 16 open streams to one peer or 128, UNREACHABLE or TIMEOUT.
   */
  public CompletableFuture<JvmStream> stream(String toId) {
    return checked(
        () -> {
          required(toId, "toId");
          return call(() -> peer.stream(toId).map(stream -> new JvmStream(this, stream)));
        });
  }

  /**
   * Receives the streams that other peers open, from now on, in place of the receiver before;
   * called on the peer's loop, so what waits for a stream belongs on a thread of its own. What it
   * throws is logged, and refuses the stream.
   *
   * @return ends this when run; idempotent
   */
  public Runnable onStream(Consumer<JvmStream> receiver) {
    required(receiver, "receiver");
    AtomicReference<Consumer<JvmStream>> mine = new AtomicReference<>(receiver);
    loop.execute(
        () ->
            peer.onStream(
                stream -> {
                  Consumer<JvmStream> taker = mine.get();
                  if (taker != null) {
                    taker.accept(new JvmStream(this, stream));
                  }
                  return taker != null;
                }));
    return () -> mine.set(null);
  }

  private Promise<Void> taken(MessageReceiver receiver, String from, byte[] bytes) {
    CompletionStage<?> stage = receiver.received(from, bytes);
    if (stage == null) {
      return Promise.of(null);
    }
    Promise<Void> taken = new Promise<>();
    stage.whenComplete(
        (done, failure) ->
            loop.execute(
                () -> {
                  if (failure == null) {
                    taken.complete(null);
                  } else {
                    taken.fail(new PeerloomException(ErrorCode.REFUSED, String.valueOf(failure)));
                  }
                }));
    return taken;
  }

  /**
   * Adds a listener, called on the peer's loop. What it throws is logged and has no other effect.
   */
  public void addListener(PeerListener listener) {
    PeerListener added = new GuardedListener(required(listener, "listener"), loop);
    loop.execute(() -> peer.addListener(added));
  }

  private record GuardedListener(PeerListener listener, PeerLoop loop) implements PeerListener {
    @Override
    public void onState(PeerState state) {
      loop.guard(() -> listener.onState(state));
    }

    @Override
    public void onLink(LinkInfo link) {
      loop.guard(() -> listener.onLink(link));
    }

    @Override
    public void onUnlink(LinkInfo link) {
      loop.guard(() -> listener.onUnlink(link));
    }

    @Override
    public void onQueueOutcome(QueueOutcome outcome) {
      loop.guard(() -> listener.onQueueOutcome(outcome));
    }
  }

  /**
   * Prepares to leave: takes no more links, returns to each linked peer contacts to link to
   * instead, and is complete once they have ended their links, within about three seconds. Call
   * {@link #leave} then, or when it takes too long. Idempotent.
   */
  public CompletableFuture<Void> drain() {
    return call(peer::drain);
  }

  /**
   * Says goodbye to all links and ends; complete when everything is released. Idempotent, also
   * after the host has been closed.
   */
  public synchronized CompletableFuture<Void> leave() {
    if (leaving == null) {
      CompletableFuture<Void> left = call(peer::leave);
      leaving =
          left.handle(
                  (done, failure) -> {
                    loop.close();
                    return release.get();
                  })
              .thenCompose(released -> released)
              .thenCombine(left.exceptionallyCompose(JvmPeer::unlessClosed), (all, done) -> null);
    }
    // A copy, so that a caller who cancels it does not affect others.
    return leaving.copy();
  }

  private static CompletableFuture<Void> unlessClosed(Throwable failure) {
    return PeerloomException.of(failure).code() == ErrorCode.CLOSED
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(failure);
  }

  Peer peer() {
    return peer;
  }

  /** Ends without goodbyes: no more tasks run on the loop, and pending calls fail with CLOSED. */
  void abandon() {
    loop.close();
    pending.forEach(future -> future.completeExceptionally(left()));
  }

  private static PeerloomException left() {
    return new PeerloomException(ErrorCode.CLOSED, "the peer has left");
  }

  /** Runs a call on the loop and returns its outcome as a future. */
  @SuppressWarnings("CollectionUndefinedEquality") // Futures are compared by identity.
  <T> CompletableFuture<T> call(Supplier<Promise<T>> operation) {
    CompletableFuture<T> future = new CompletableFuture<>();
    if (pending.size() >= Limits.MAX_CALLS) {
      future.completeExceptionally(
          new PeerloomException(ErrorCode.OVERLOADED, Limits.MAX_CALLS + " calls are pending"));
      return future;
    }
    pending.add(future);
    var unused = future.whenComplete((value, failure) -> pending.remove(future));
    boolean accepted =
        loop.offer(
            () -> {
              Promise<T> promise;
              try {
                promise = operation.get();
              } catch (RuntimeException e) {
                future.completeExceptionally(PeerloomException.of(e));
                return;
              }
              promise.then(future::complete, future::completeExceptionally);
            });
    if (!accepted) {
      future.completeExceptionally(left());
    }
    return future;
  }

  /** Runs a task on the loop; false if the peer has left and the task will never run. */
  boolean post(Runnable task) {
    return loop.offer(task);
  }

  /** Calls a listener of the application, on the loop; exceptions are logged. */
  void guard(Runnable task) {
    loop.guard(task);
  }

  @Override
  public String toString() {
    return "JvmPeer " + id;
  }
}
