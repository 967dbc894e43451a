package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.DataMessage;
import java.util.ArrayList;
import java.util.List;

/** The slots of one key together: what is returned of them, and whether there is room for more. */
final class KeySlots {
  /** Bytes of records in one answer, and a little for deletions, within a message's bound. */
  private static final int MAX_ANSWER_BYTES = 600 * 1024;

  private final Env env;
  private final RecordRepository repository;

  KeySlots(Env env, RecordRepository repository) {
    this.env = env;
    this.repository = repository;
  }

  /**
   * Whether a record has a place here: near its key, or where its slot has a version already. Who
   * keeps a version takes what replaces it, or would go on answering with the older one.
   */
  Promise<Void> place(DataRecord record, boolean isNear) {
    return isNear
        ? Promise.of(null)
        : repository
            .read(repository.slotOf(record))
            .flatMap(
                kept ->
                    kept.record() != null
                        ? Promise.of(null)
                        : Promise.failed(ErrorCode.NOT_RESPONSIBLE, "others are closer"));
  }

  /** Whether a key takes that slot of an owner, and a value in it; see {@link NameShares}. */
  Promise<Void> ifRoom(Key key, byte[] slot, Owner owner, boolean value) {
    return repository
        .slotsOf(key)
        .flatMap(
            all -> {
              PeerloomException refusal =
                  new NameShares(env, all.slots(), slot).refusal(owner, value);
              return refusal == null ? Promise.of(null) : Promise.failed(refusal);
            });
  }

  /**
   * The encoded records under a key: live values first, the newest before others, then deletions
   * and expired ones, which still count as newer than older versions elsewhere.
   *
   * @param publisher the first bytes of the hash of the only publisher wanted; none for all
   */
  Promise<List<byte[]>> encoded(Key key, byte[] publisher) {
    Promise<List<DataRecord>> records =
        publisher.length == DataMessage.SLOT_BYTES - Key.BYTES
            ? repository
                .read(Bytes.concat(key.bytes(), publisher))
                .map(kept -> kept.record() == null ? List.of() : List.of(kept.record()))
            : repository.slotsOf(key).flatMap(this::inOrder);
    return records.map(
        all -> {
          List<byte[]> encoded = new ArrayList<>(all.size());
          int bytes = 0;
          for (DataRecord record : all) {
            byte[] one = record.envelope().encoded();
            boolean fits = record.isDeletion() || bytes + one.length <= MAX_ANSWER_BYTES;
            if (encoded.size() < DataMessage.MAX_RECORDS && fits) {
              encoded.add(one);
              bytes += one.length;
            }
          }
          return encoded;
        });
  }

  /** Fails where nothing is left of what is damaged: that is no sign that there was nothing. */
  private Promise<List<DataRecord>> inOrder(RecordRepository.SlotsOfKey read) {
    List<DataRecord> records = new ArrayList<>(read.slots().size());
    for (RecordRepository.KeyedSlot each : read.slots()) {
      if (each.content().record() != null) {
        records.add(each.content().record());
      }
    }
    records.sort(
        (a, b) ->
            repository.hasValue(a) == repository.hasValue(b)
                ? Long.compare(b.createdAt(), a.createdAt())
                : repository.hasValue(a) ? -1 : 1);
    return records.isEmpty() && !read.isWhole()
        ? Promise.failed(ErrorCode.STORAGE_FAILED, "what is stored here is damaged")
        : Promise.of(records);
  }
}
