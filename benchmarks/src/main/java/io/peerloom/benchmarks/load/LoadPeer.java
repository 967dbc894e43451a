package io.peerloom.benchmarks.load;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A browser peer that holds one link and seeks no other. Where that ends it dials again, after the
 * waits of {@code RecoverySupervisor}: 0.1 to 0.2 s at first, up to 5 s.
 */
public class LoadPeer implements LinkOwner {
  private static final int FIRST_WAIT_MILLIS = 200;
  private static final int MAX_WAIT_MILLIS = 5_000;
  private static final int MAX_DIALLING = 128;

  /** What happened to all peers of one measurement. */
  public static final class Count {
    private final Deque<LoadPeer> waiting = new ArrayDeque<>();
    private int dialling;

    /** Links that are open now. */
    public final AtomicInteger open = new AtomicInteger();

    /** Dials so far. */
    public final AtomicInteger dials = new AtomicInteger();

    /** Links that were lost after they had been open. */
    public final AtomicInteger lost = new AtomicInteger();

    /** Why the last dial that failed did. */
    public volatile String failure = "";
  }

  private final LoadLoop loop;
  private final Count count;
  private final Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS);
  private final ConnectionManagerFactory factory;
  private final String address;
  private boolean dialling;
  private boolean linked;
  private boolean stopped;

  /** A member that will dial that address; its authority may be shared with others. */
  public LoadPeer(LoadLoop loop, Authority authority, Identity self, String address, Count count) {
    this.loop = loop;
    this.count = count;
    this.address = address;
    factory = new ConnectionManagerFactory(loop, authority, self, this, loop, null, List.of());
  }

  /**
   * Dials, or waits for its turn: all peers share one thread, and more handshakes at once than it
   * can finish in time would all fail.
   */
  public void dial() {
    if (stopped) {
      return;
    }
    if (count.dialling >= MAX_DIALLING) {
      count.waiting.add(this);
      return;
    }
    dialling = true;
    count.dialling++;
    count.dials.incrementAndGet();
    factory.dial(address);
  }

  private void dialled() {
    if (dialling) {
      dialling = false;
      count.dialling--;
      LoadPeer next = count.waiting.poll();
      if (next != null) {
        next.dial();
      }
    }
  }

  /** Dials no more. */
  public void stop() {
    stopped = true;
  }

  @Override
  public ErrorCode refusal(Link link, ProvedPeer peer) {
    return null;
  }

  @Override
  public void opened(Link link) {
    linked = true;
    dialled();
    count.open.incrementAndGet();
    backoff.reset();
  }

  @Override
  public void closed(Link link, LinkEnd end) {
    dialled();
    count.failure = end.stage() + ": " + end;
    if (linked) {
      linked = false;
      count.open.decrementAndGet();
      count.lost.incrementAndGet();
    }
    loop.after(backoff.next(loop.rng()), this::dial);
  }

  @Override
  public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
    return Promise.failed(ErrorCode.UNSUPPORTED, "serves nothing");
  }

  @Override
  public void notification(Link link, Message message) {}

  @Override
  public LinkMessage.Pong clock(int nonce) {
    return new LinkMessage.Pong(nonce, loop.wallMillis(), loop.wallMillis(), true);
  }

  @Override
  public void clockRead(Link link, long askedAt, LinkMessage.Pong theirs) {}

  @Override
  public Promise<Message> direct(Link link, int type, byte[] bytes) {
    return Promise.failed(ErrorCode.UNSUPPORTED, "serves nothing");
  }
}
