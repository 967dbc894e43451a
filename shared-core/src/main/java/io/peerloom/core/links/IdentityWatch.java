package io.peerloom.core.links;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;

/**
 * Notices that another process has this peer's id, because a data folder or a browser profile was
 * copied: other peers have a link to it that answers, and refuse this one with INSTANCE_TAKEN. A
 * refusal may be a lie: it takes as many refusals as this peer has links, and at least two, or one
 * if this peer stays without links for a while.
 */
public final class IdentityWatch implements LinkListener {
  private static final int ALONE_MILLIS = 3_000;
  private static final int KEPT_MILLIS = 60_000;

  private final Env env;
  private final LinkTable links;
  private final BoundedMap<String, Long> refusals =
      new BoundedMap<>(Limits.MAX_REMEMBERED_REFUSALS);
  private final Promise<Void> taken = new Promise<>();

  public IdentityWatch(Env env, LinkTable links) {
    this.env = env;
    this.links = links;
  }

  /** Fails with INSTANCE_TAKEN once another process has the id. */
  public Promise<Void> taken() {
    return taken;
  }

  @Override
  public void linkOpened(Link link) {
    refusals.remove(nameOf(link));
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    if (end.code() != ErrorCode.INSTANCE_TAKEN || link.openedAt() > 0) {
      return;
    }
    refusals.put(nameOf(link), env.monotonicMillis());
    failIfReported(2);
    env.after(
        ALONE_MILLIS,
        () -> {
          if (links.size() == 0) {
            failIfReported(1);
          }
        });
  }

  /** A peer that accepted is known by name; peers that dialled and refused all share one name. */
  private static String nameOf(Link link) {
    return link.peer() == null ? "" : link.peerId().toString();
  }

  private void failIfReported(int least) {
    refusals.values().removeIf(at -> env.monotonicMillis() - at > KEPT_MILLIS);
    if (refusals.size() >= least && refusals.size() >= links.size()) {
      taken.fail(
          new PeerloomException(
              ErrorCode.INSTANCE_TAKEN,
              "another process has the same keys and answers: this data folder or profile is a"
                  + " copy, or is used twice; start with one of its own"));
    }
  }
}
