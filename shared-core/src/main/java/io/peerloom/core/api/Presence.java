package io.peerloom.core.api;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import java.util.List;

/** This peer's own presence on a topic. It goes on until it is closed or the peer leaves. */
public interface Presence {
  /** The other peers that are present. */
  List<PresentPeer> peers();

  /**
   * Shows another state; fulfilled once a member of the topic's group has it. States that follow
   * each other within a quarter of a second are sent as one, the last. Fails with TOO_LARGE beyond
   * {@link Limits#MAX_PRESENCE_STATE_BYTES}, with UNREACHABLE where nobody could be told.
   */
  Promise<Void> update(Value state);

  /** Leaves; nobody is told of afterwards. Idempotent. */
  void close();
}
