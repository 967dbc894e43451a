package io.peerloom.core.pubsub;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.List;
import java.util.function.Function;

/** Answers what other peers ask about the messages that a member stores. */
final class TopicQuestions {
  private final TopicHolder holder;
  private final Hash hash;

  TopicQuestions(TopicHolder holder, Hash hash) {
    this.holder = holder;
    this.hash = hash;
  }

  Promise<Message> digest(ProvedPeer from, TopicProtocol.AskDigest ask) {
    return index(ask.topic()).map(index -> new TopicProtocol.Digest(index.digest(ask.range())));
  }

  Promise<Message> ids(ProvedPeer from, TopicProtocol.AskIds ask) {
    return index(ask.topic()).map(index -> index.ids(ask.span(), ask.after(), ask.most()));
  }

  Promise<Message> items(ProvedPeer from, TopicProtocol.AskItems ask) {
    Cursor cursor = new Cursor(ask.range(), ask.after());
    return messages(ask.topic(), index -> index.items(cursor, ask.most()));
  }

  Promise<Message> chosen(ProvedPeer from, TopicProtocol.AskChosen ask) {
    return messages(ask.topic(), index -> index.chosen(ask.span(), ask.ids(), ask.most()));
  }

  /** The index of a topic; an empty one where it is unknown here. */
  private Promise<MessageCollection> index(Key topic) {
    return holder.known(topic).map(c -> c == null ? new MessageCollection(hash) : c.messages());
  }

  private Promise<Message> messages(
      Key topic, Function<MessageCollection, MessageCollection.Part> chosen) {
    return holder
        .known(topic)
        .flatMap(
            coordinator -> {
              if (coordinator == null) {
                return Promise.of(new TopicProtocol.Items(List.of(), false));
              }
              MessageCollection.Part part = chosen.apply(coordinator.messages());
              return part.messages().isEmpty() && part.more()
                  ? Promise.failed(ErrorCode.TOO_LARGE, "the next message needs a link")
                  : holder
                      .read(coordinator, part.messages())
                      .flatMap(
                          items ->
                              // What expired meanwhile, or was lost, is in the index no more.
                              items.size() < part.messages().size()
                                  ? messages(topic, chosen)
                                  : Promise.of(new TopicProtocol.Items(items, part.more())));
            });
  }
}
