package io.peerloom.core.pubsub;

import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.Message;
import java.util.List;

/** The subscriber's side of a push. */
interface PushReceiver {
  /**
   * Accepts messages of a topic; INVALID_REQUEST when nobody here subscribes to it.
   *
   * @param source the member that pushes them
   */
  Promise<Message> pushed(NodeId source, Key topic, List<byte[]> items);
}
