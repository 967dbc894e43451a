package io.peerloom.core.links;

import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.wire.Message;

/** Is notified of what happens to links. */
public interface LinkListener {
  default void linkOpened(Link link) {}

  default void linkClosed(Link link, LinkEnd end) {}

  /**
   * A link may be dead: another may be made, which takes its place.
   *
   * @param probed whether a probe went unanswered, and not only a request
   */
  default void linkDoubtful(Link link, boolean probed) {}

  /** A message that needs no answer. */
  default void notification(Link link, Message message) {}
}
