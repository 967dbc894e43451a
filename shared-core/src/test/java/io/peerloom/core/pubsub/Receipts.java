package io.peerloom.core.pubsub;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;

/** What members answer that have stored messages. */
final class Receipts {
  private Receipts() {}

  /** The answer of a member in the failure domain of that number. */
  static Promise<Message> stored(
      Authority authority, Identity member, int domain, TopicProtocol.Append append) {
    byte[] name = new byte[Receipt.DOMAIN_BYTES];
    name[0] = (byte) domain;
    return Receipt.answer(authority, member.keys(), append.plain(), append.items(), name);
  }
}
