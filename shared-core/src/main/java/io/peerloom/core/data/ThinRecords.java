package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManager;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.LinkListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Looks after one's own records that fewer failure domains keep than make a write safe, because no
 * more could be reached when they were put: whoever comes later gets a copy, until there are
 * enough. So what pages wrote among themselves while the servers were away is on the servers once
 * they are back.
 */
final class ThinRecords implements LinkListener {
  private static final int MAX_BYTES = 4 << 20;

  /** A burst of new links is waited for. */
  private static final int SETTLE_MILLIS = 2_000;

  private record Thin(DataRecord record, Set<NodeId> holders, Set<Bytes> domains) {}

  private final Env env;
  private final Function<Key, Promise<List<NodeId>>> holdersOf;
  private final BiFunction<DataRecord, NodeId, Promise<Receipt>> storing;
  private final Map<Key, Thin> records = new LinkedHashMap<>();
  private int bytes;
  private boolean scheduled;

  ThinRecords(
      Env env,
      Function<Key, Promise<List<NodeId>>> holdersOf,
      BiFunction<DataRecord, NodeId, Promise<Receipt>> storing) {
    this.env = env;
    this.holdersOf = holdersOf;
    this.storing = storing;
  }

  /** A write was acknowledged by these holders, of these domains; the eldest make room for it. */
  void written(DataRecord record, Set<NodeId> holders, Set<Bytes> domains) {
    forget(records.get(record.key()));
    if (domains.size() >= Durability.DOMAINS) {
      return;
    }
    Thin thin = new Thin(record, holders, domains);
    records.put(record.key(), thin);
    bytes += sizeOf(thin);
    while (bytes > MAX_BYTES) {
      forget(records.values().iterator().next());
    }
  }

  private void forget(Thin thin) {
    if (thin != null && records.get(thin.record.key()) == thin) {
      records.remove(thin.record.key());
      bytes -= sizeOf(thin);
    }
  }

  private static int sizeOf(Thin thin) {
    return thin.record.envelope().encoded().length;
  }

  @Override
  public void linkOpened(ConnectionManager link) {
    if (!scheduled && !records.isEmpty() && link.peer().kind().holdsData()) {
      scheduled = true;
      env.after(
          SETTLE_MILLIS,
          () -> {
            scheduled = false;
            Promise.each(new ArrayList<>(records.values()), this::spread).then(ok -> {}, e -> {});
          });
    }
  }

  private Promise<Void> spread(Thin thin) {
    if (thin.record.expiresAt() <= env.wallMillis()) {
      forget(thin);
      return Promise.of(null);
    }
    return holdersOf
        .apply(thin.record.key())
        .flatMap(
            holders -> {
              List<Promise<Void>> copies = new ArrayList<>();
              for (NodeId id : holders) {
                if (!thin.holders.contains(id)) {
                  copies.add(copy(thin, id));
                }
              }
              return Promise.all(copies);
            })
        .map(
            all -> {
              if (thin.domains.size() >= Durability.DOMAINS) {
                forget(thin);
              }
              return null;
            });
  }

  /** One that does not take it now is asked again when the next link opens. */
  private Promise<Void> copy(Thin thin, NodeId id) {
    return storing
        .apply(thin.record, id)
        .map(
            receipt -> {
              thin.holders.add(id);
              thin.domains.add(Bytes.wrap(receipt.domain()));
              return (Void) null;
            })
        .recover(refused -> Promise.of(null));
  }
}
