package io.peerloom.jvm.server;

import io.peerloom.core.api.TopicMessage;
import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which this server's event streams delivered messages, so that a reader that
 * reconnects with Last-Event-ID receives what it has missed. A history alone does not show this: a
 * message may arrive after others that were published later, and on one stream before another. Each
 * message has the positions of its first and its last delivery. If its last delivery precedes the
 * first delivery of the reader's Last-Event-ID, the message had reached all streams by then, and
 * only such messages are omitted.
 *
 * <p>Pure bookkeeping; any thread may call it.
 */
final class DeliveryOrder {
  private static final int LATE_MILLIS = 60_000;

  private record Place(long first, long last) {}

  private final Map<String, Place> order = new LinkedHashMap<>();
  private long places;

  /** The open streams, bounded by the server's limit of them. */
  private final Set<Reader> readers = new LinkedHashSet<>();

  /** A new event stream of a topic. */
  synchronized Reader open(String topic) {
    Reader reader = new Reader(topic);
    readers.add(reader);
    return reader;
  }

  private Place add(String id) {
    places++;
    Place place = new Place(places, places);
    order.put(id, place);
    forgetOldest(order.keySet());
    return place;
  }

  private void addAgain(String id) {
    places++;
    order.computeIfPresent(id, (any, place) -> new Place(place.first, places));
  }

  private static void forgetOldest(Set<String> ids) {
    if (ids.size() > ServerLimits.MAX_ORDERED_MESSAGES) {
      var oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** One event stream, until it is closed. */
  final class Reader implements AutoCloseable {
    private final String topic;

    /**
     * What others received first and this one has not received yet; bounded like the messages
     * remembered.
     */
    private final Set<String> lacking = new LinkedHashSet<>();

    /** The furthest position of the messages it received. */
    private long position;

    private Reader(String topic) {
      this.topic = topic;
    }

    /** Records that it receives a message now. */
    void delivered(String id) {
      synchronized (DeliveryOrder.this) {
        lacking.remove(id);
        Place place = order.get(id);
        if (place == null) {
          place = add(id);
          for (Reader other : readers) {
            if (other != this && other.topic.equals(topic)) {
              other.lacking.add(id);
              forgetOldest(other.lacking);
            }
          }
        } else if (place.last < position) {
          addAgain(id);
        }
        position = Math.max(position, place.first);
      }
    }

    /**
     * The part of a history it has not received, in the order of delivery; the rest counts as
     * delivered.
     *
     * @param lastId the last message it received; if null or not in the history, all are returned
     */
    List<TopicMessage> after(String lastId, List<TopicMessage> history) {
      synchronized (DeliveryOrder.this) {
        List<TopicMessage> rest = new ArrayList<>();
        int at = 0;
        while (at < history.size() && !history.get(at).id().equals(lastId)) {
          at++;
        }
        Place last = order.get(lastId);
        for (int i = 0; i < history.size(); i++) {
          TopicMessage message = history.get(i);
          lacking.remove(message.id());
          if (at == history.size() || isLater(i, at, history, last)) {
            rest.add(message);
          } else {
            Place place = order.get(message.id());
            if (place == null && last == null) {
              place = add(message.id());
            }
            position = place == null ? position : Math.max(position, place.first);
          }
        }
        // In this order, because this reader may reconnect while they are being delivered.
        rest.sort(Comparator.comparingLong(this::firstPlace));
        return rest;
      }
    }

    private long firstPlace(TopicMessage message) {
      Place place = order.get(message.id());
      return place == null ? Long.MAX_VALUE : place.first;
    }

    private boolean isLater(int i, int at, List<TopicMessage> history, Place last) {
      TopicMessage message = history.get(i);
      Place place = order.get(message.id());
      if (last == null || i == at) {
        return i > at;
      }
      if (place != null) {
        return place.last > last.first || isLackedByOthers(message.id(), place);
      }
      boolean forgotten =
          places > order.size()
              && message.publishedAt() < history.get(at).publishedAt() - LATE_MILLIS;
      return i > at || !forgotten;
    }

    /**
     * Whether the message is missing on another stream, which may be this reader's previous one,
     * whose end has not been noticed yet.
     */
    private boolean isLackedByOthers(String id, Place place) {
      for (Reader other : readers) {
        if (other != this && place.last < other.position && other.lacking.contains(id)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() {
      synchronized (DeliveryOrder.this) {
        readers.remove(this);
        for (String id : lacking) {
          Place place = order.get(id);
          if (place != null && place.last < position) {
            addAgain(id);
          }
        }
      }
    }
  }
}
