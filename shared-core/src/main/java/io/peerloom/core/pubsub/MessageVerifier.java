package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.data.Members;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Verifies messages of topics: their signatures, and that their publishers are members (R19.1). Who
 * gives forged ones is reported, since each costs a verification.
 */
final class MessageVerifier {
  /** Messages of a publisher's batch that are verified at once. */
  private static final int AT_ONCE = 16;

  private final Env env;
  private final Authority authority;
  private final Members members;
  private final Consumer<NodeId> forged;

  /**
   * A verifier.
   *
   * @param forged receives the source of each forged message
   */
  MessageVerifier(Env env, Authority authority, Members members, Consumer<NodeId> forged) {
    this.env = env;
    this.authority = authority;
    this.members = members;
    this.forged = forged;
  }

  /**
   * Reads and verifies a message of a topic; the promise holds null if the message has expired.
   * Fails as {@link TopicItem#verified} and {@link Members#verify} do.
   *
   * @param known messages verified before
   * @param source the peer it is from, which can prove its publisher; null for this one
   */
  Promise<TopicItem> verify(Key topic, byte[] encoded, MessageCollection known, NodeId source) {
    return TopicItem.verified(authority, topic, encoded, env.wallMillis(), known)
        .flatMap(
            item ->
                item == null || known.contains(item)
                    ? Promise.of(item)
                    : members
                        .verify(item.identityKey(), item.publishedAt(), source)
                        .map(ok -> item))
        .recover(
            e -> {
              if (source != null && e.code() == ErrorCode.INVALID_SIGNATURE) {
                forged.accept(source);
              }
              return Promise.failed(e);
            });
  }

  /**
   * Verifies a batch of which none may be invalid or have expired: the failure says which one it
   * is. Only a few are verified at once, so that a batch of forged ones costs no more than those.
   */
  Promise<List<TopicItem>> verifyAll(
      Key topic, List<byte[]> encoded, MessageCollection known, NodeId source) {
    List<TopicItem> all = new ArrayList<>();
    List<Integer> begins = new ArrayList<>();
    for (int i = 0; i < encoded.size(); i += AT_ONCE) {
      begins.add(i);
    }
    return Promise.each(
            begins, begin -> verifySome(begin, topic, encoded, known, source).map(all::addAll))
        .map(ok -> all);
  }

  private Promise<List<TopicItem>> verifySome(
      int begin, Key topic, List<byte[]> encoded, MessageCollection known, NodeId source) {
    List<Promise<TopicItem>> verified = new ArrayList<>();
    for (int i = begin; i < Math.min(encoded.size(), begin + AT_ONCE); i++) {
      String which = "message " + (i + 1) + " of " + encoded.size() + ": ";
      verified.add(
          verify(topic, encoded.get(i), known, source)
              .recover(e -> Promise.failed(e.code(), which + e.getMessage()))
              .flatMap(
                  item ->
                      item == null
                          ? Promise.failed(ErrorCode.INVALID_REQUEST, which + "it has expired")
                          : Promise.of(item)));
    }
    return Promise.all(verified);
  }

  /** Verifies messages of which each is accepted or dropped by itself. */
  Promise<List<TopicItem>> verifyEach(
      Key topic, List<byte[]> encoded, MessageCollection known, NodeId source) {
    List<Promise<TopicItem>> verified = new ArrayList<>();
    for (byte[] one : encoded) {
      verified.add(
          verify(topic, one, known, source)
              .recover(
                  bad -> {
                    env.log(LogLevel.DEBUG, "message on topic " + topic + " refused: " + bad);
                    return Promise.of(null);
                  }));
    }
    return Promise.all(verified)
        .map(
            items -> {
              items.removeIf(item -> item == null);
              return items;
            });
  }

  /**
   * Reads the tokens of the publishers of stored messages, so that {@link Members#owner} knows
   * them; returns the messages.
   */
  Promise<List<IndexedMessage>> withPublishers(List<IndexedMessage> stored) {
    Map<Bytes, IndexedMessage> publishers = new LinkedHashMap<>();
    stored.forEach(message -> publishers.put(message.publisher(), message));
    return Promise.each(
            new ArrayList<>(publishers.values()),
            message ->
                members
                    .verify(message.publisher().array(), message.publishedAt(), null)
                    .map(ok -> (Void) null)
                    .recover(e -> Promise.of(null)))
        .map(ok -> stored);
  }
}
