package io.peerloom.e2e.attack;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.concurrent.CompletableFuture;

/** A link of a hostile member: it sends any message, and answers nothing as it should. */
final class HostileLink implements LinkOwner {
  private static final int ANSWER_MILLIS = 5_000;

  private final Attacker attacker;
  private final Env env;
  private final Promise<Boolean> settled = new Promise<>();
  private volatile Link link;
  private volatile boolean open;
  private volatile String end;

  HostileLink(Attacker attacker, Env env) {
    this.attacker = attacker;
    this.env = env;
  }

  void dialled(Link dialled) {
    link = dialled;
    if (dialled == null) {
      settled.complete(false);
    }
  }

  /** Whether the other side took it; known when the handshake has ended. */
  Promise<Boolean> settled() {
    return settled;
  }

  /** Why it is no link, or none any more; null before. */
  String end() {
    return end;
  }

  boolean isOpen() {
    return open;
  }

  /** Sends a request, and waits for its answer; null for a refusal. */
  Message ask(Message request) {
    return send(request).exceptionally(refused -> null).join();
  }

  /** Sends a request, and does not wait. */
  CompletableFuture<Message> send(Message request) {
    CompletableFuture<Message> answer =
        attacker.start(
            () -> {
              Promise<Message> requested = link.request(request, ANSWER_MILLIS);
              attacker.countSent();
              return requested;
            });
    return answer.whenComplete((ok, failure) -> attacker.countAnswer(failure == null));
  }

  /** Sends something that is no request. */
  void say(Message message) {
    attacker
        .loop()
        .execute(
            () -> {
              if (open) {
                link.send(message);
                attacker.countSent();
              }
            });
  }

  @Override
  public ErrorCode refusal(Link taken, ProvedPeer peer) {
    return null;
  }

  @Override
  public void opened(Link taken) {
    open = true;
    settled.complete(true);
  }

  @Override
  public void closed(Link taken, LinkEnd ended) {
    open = false;
    end = ended.code().name();
    settled.complete(false);
  }

  @Override
  public Promise<Message> serve(Link from, Message request, int deadlineMillis) {
    return Promise.failed(ErrorCode.NOT_FOUND, "no");
  }

  @Override
  public void notification(Link from, Message message) {}

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return new LinkMessage.Pong(nonce, env.wallMillis(), env.wallMillis(), true);
  }

  @Override
  public void clockRead(Link from, long askedAt, LinkMessage.Pong theirs) {}

  @Override
  public Promise<Message> direct(Link from, int type, byte[] bytes) {
    return Promise.of(new LinkMessage.Done());
  }
}
