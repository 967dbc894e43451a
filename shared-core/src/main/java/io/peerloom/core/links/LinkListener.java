package io.peerloom.core.links;

import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.wire.Message;

/** Who wants to know what happens to links. */
public interface LinkListener {
  default void linkOpened(ConnectionManager link) {}

  default void linkClosed(ConnectionManager link, String reason) {}

  /** A message that wants no answer. */
  default void noticed(ConnectionManager link, Message message) {}
}
