package io.peerloom.core.wire;

import io.peerloom.core.base.CborWriter;

/**
 * Everything peers say to each other. On the wire a message is an array: its number, then its
 * fields in order. New fields go at the end, where an older peer skips them.
 */
public sealed interface Message
    permits LinkMessage,
        RoutingMessage,
        RelayMessage,
        DataMessage,
        TopicProtocol,
        PresenceMessage,
        JoinMessage {
  /** The message's number, one of {@link MessageType}. */
  int number();

  /** How many fields it has. */
  int fields();

  /** Writes the fields, in order. */
  void write(CborWriter out);
}
