package io.peerloom.jvm.server;

import io.peerloom.core.TopicMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which this server's event streams got their messages, so that a reader who comes
 * back with Last-Event-ID gets what it has not had. A history alone does not say: a message may
 * arrive after others that were published later.
 *
 * <p>Pure bookkeeping; any thread may call it.
 */
final class DeliveryOrder {
  /**
   * Messages remembered, about 3 MB. The oldest are forgotten; then a message counts as delivered
   * where it is older than the reader's last one by {@link #LATE_MILLIS}, later ones may come
   * twice.
   */
  private static final int MAX_MESSAGES = 16_384;

  private static final int LATE_MILLIS = 60_000;

  private final Map<String, Long> order = new LinkedHashMap<>();
  private long last;

  /** Notes that a stream has a message. */
  synchronized void delivered(String id) {
    if (order.putIfAbsent(id, last + 1) == null) {
      last++;
      if (order.size() > MAX_MESSAGES) {
        var oldest = order.entrySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  /**
   * What of a history a reader has not had.
   *
   * @param lastId the last message it had; with null or one that is not there it gets all
   */
  synchronized List<TopicMessage> after(String lastId, List<TopicMessage> history) {
    int position = 0;
    while (position < history.size() && !history.get(position).id().equals(lastId)) {
      position++;
    }
    if (position == history.size()) {
      return history;
    }
    Long lastOrder = order.get(lastId);
    List<TopicMessage> rest = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      TopicMessage message = history.get(i);
      Long itsOrder = order.get(message.id());
      boolean later;
      if (lastOrder == null) {
        later = i > position;
      } else if (itsOrder != null) {
        later = itsOrder > lastOrder;
      } else {
        boolean forgotten =
            last > order.size()
                && message.publishedAt() < history.get(position).publishedAt() - LATE_MILLIS;
        later = i > position || !forgotten;
      }
      if (later) {
        rest.add(message);
      }
    }
    return rest;
  }
}
