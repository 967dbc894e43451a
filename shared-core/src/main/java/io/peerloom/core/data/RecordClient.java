package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Hpke;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.ReadQuorum.Purpose;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts values into the network. */
public final class RecordClient {
  private static final int MAX_CONFLICTS = 4;

  /** With so many named that cannot be reached, somebody may have made them up. */
  private static final int SUSPICIOUS = 3;

  private static final int MAX_NAME_BYTES = 512;

  private final Env env;
  private final Authority authority;
  private final Hash hash;
  private final Identity self;
  private final RecordHolder holder;
  private final OverlayNetwork overlay;
  private final HolderFinder finder;
  private final Hpke hpke;
  private final RecordFetcher fetcher;

  public RecordClient(
      Env env,
      Authority authority,
      Identity self,
      RecordHolder holder,
      OverlayNetwork overlay,
      HolderFinder finder,
      RecordFetcher fetcher) {
    this.env = env;
    this.authority = authority;
    this.hash = authority.hash();
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
    this.finder = finder;
    this.hpke = new Hpke(authority.crypto(), hash);
    this.fetcher = fetcher;
  }

  /** An acknowledged write. */
  public record Written(Key key, long sequence, int holders) {}

  /**
   * Signs and stores a value.
   *
   * @param plaintext at most {@link DataRecord#MAX_VALUE_BYTES} and one byte for the format
   * @param ifSequence see {@code PutOptions}
   */
  public Promise<Written> put(
      String name, byte[] plaintext, boolean forEverybody, int ttlSeconds, long ifSequence) {
    checkName(name);
    if (plaintext.length > DataRecord.MAX_VALUE_BYTES + 1) {
      return Promise.failed(
          ErrorCode.TOO_LARGE, "a value holds at most " + DataRecord.MAX_VALUE_BYTES + " bytes");
    }
    if (ttlSeconds < 1 || ttlSeconds > DataRecord.MAX_TTL_SECONDS) {
      return Promise.failed(
          ErrorCode.INVALID_REQUEST, "ttlSeconds is 1 to " + DataRecord.MAX_TTL_SECONDS);
    }
    byte[] nameHash = DataRecord.nameHash(hash, name);
    byte[] publisher = hash.sha256(self.keys().identityPublicKey());
    Key key =
        forEverybody
            ? DataRecord.sharedKey(hash, nameHash)
            : DataRecord.ownKey(hash, publisher, nameHash);
    Promise<byte[]> payload =
        forEverybody
            ? Promise.of(plaintext)
            : hpke.seal(
                self.keys().identityPublicKey(), info(authority, key), key.bytes(), plaintext);
    return payload.flatMap(
        bytes ->
            write(new Write(key, nameHash, forEverybody, bytes, ttlSeconds, ifSequence), false, 0));
  }

  private record Write(
      Key key, byte[] nameHash, boolean shared, byte[] payload, int ttlSeconds, long ifSequence) {}

  private Promise<Written> write(Write write, boolean strict, int conflicts) {
    Set<NodeId> failed = new TreeSet<>();
    return (strict ? finder.candidates(write.key, true) : finder.places(write.key))
        .flatMap(
            candidates ->
                currentSequence(write.key, candidates, failed)
                    .flatMap(
                        current ->
                            !strict && failed.size() >= SUSPICIOUS
                                ? write(write, true, conflicts)
                                : write(write, current, proved(candidates, failed), strict)))
        .recover(
            e ->
                e.code() == ErrorCode.CONFLICT && write.ifSequence < 0 && conflicts < MAX_CONFLICTS
                    // Whoever named the holders may not have known those that have a newer one.
                    ? write(write, strict || conflicts > 0, conflicts + 1)
                    : Promise.failed(e));
  }

  private Promise<Written> write(Write write, long current, List<NodeId> holders, boolean strict) {
    if (write.ifSequence >= 0 && write.ifSequence != current) {
      return Promise.failed(ErrorCode.CONFLICT, "the sequence is " + current);
    }
    return DataRecord.sign(
            authority,
            self.keys(),
            write.shared,
            write.nameHash,
            current + 1,
            env.wallMillis(),
            write.ttlSeconds,
            !write.shared,
            write.payload)
        .flatMap(
            record ->
                store(record, holders, strict)
                    .map(domains -> new Written(write.key, record.sequence(), domains)));
  }

  /** Without those that could not be asked. */
  private static List<NodeId> proved(List<NodeId> candidates, Set<NodeId> failed) {
    List<NodeId> proved = new ArrayList<>(candidates);
    proved.removeAll(failed);
    return proved.isEmpty() ? candidates : proved;
  }

  private Promise<Integer> store(DataRecord record, List<NodeId> candidates, boolean strict) {
    Durability durability = new Storing(record, candidates).durability;
    if (strict) {
      return durability.outcome();
    }
    return durability
        .outcome()
        .recover(e -> durability.isMisplaced() ? Promise.of(0) : Promise.failed(e))
        .flatMap(
            domains ->
                durability.isMisplaced()
                    ? storeOnNobodysWord(record, domains)
                    : Promise.of(domains));
  }

  /** Holders say that others are closer: whoever named them did not know, or lied. */
  private Promise<Integer> storeOnNobodysWord(DataRecord record, int before) {
    return finder
        .candidates(record.key(), true)
        .flatMap(proved -> store(record, proved, true))
        .recover(
            e ->
                before > 0 && e.code() != ErrorCode.CONFLICT
                    ? Promise.of(before)
                    : Promise.failed(e));
  }

  /** One record on its way to the first candidates, or to the next where one does not take it. */
  private final class Storing {
    private final DataRecord record;
    private final Iterator<NodeId> others;
    private final Durability durability;

    Storing(DataRecord record, List<NodeId> candidates) {
      this.record = record;
      int wanted = Math.min(RecordHolder.REPLICAS, candidates.size());
      durability = new Durability(wanted);
      others = candidates.subList(wanted, candidates.size()).iterator();
      for (NodeId id : candidates.subList(0, wanted)) {
        at(id);
      }
    }

    private void at(NodeId id) {
      storeAt(record, id)
          .then(
              receipt -> durability.receipt(receipt.domain()),
              e -> {
                if (e.code() == ErrorCode.NOT_RESPONSIBLE) {
                  durability.refused();
                }
                if (e.code() == ErrorCode.CONFLICT
                    || durability.outcome().isDone()
                    || !others.hasNext()) {
                  durability.failed(e);
                } else {
                  at(others.next());
                }
              });
    }
  }

  private Promise<Receipt> storeAt(DataRecord record, NodeId id) {
    if (id.equals(self.id())) {
      return holder.keep(record);
    }
    return overlay
        .request(
            id,
            new DataMessage.Store(record.envelope().encoded()),
            RecordFetcher.HOLDER_TIMEOUT_MILLIS)
        .flatMap(answer -> receiptOf(answer, record.digest(hash)));
  }

  private Promise<Receipt> receiptOf(Message answer, byte[] digest) {
    return answer instanceof DataMessage.Stored stored
        ? Receipt.check(authority, stored.receipt(), digest)
        : Promise.failed(ErrorCode.INVALID_REQUEST, "no receipt");
  }

  private Promise<Long> currentSequence(Key key, List<NodeId> candidates, Set<NodeId> failed) {
    return fetcher
        .gather(key, candidates, RecordHolder.REPLICAS, Purpose.SEQUENCE, failed)
        .map(
            found -> {
              long highest = 0;
              for (DataRecord record : found) {
                if (Bytes.equal(record.publisherKey(), self.keys().identityPublicKey())) {
                  highest = Math.max(highest, record.sequence());
                }
              }
              return highest;
            });
  }

  /** What a sealed value is bound to besides its key. */
  static byte[] info(Authority authority, Key key) {
    return Bytes.concat(Bytes.utf8("peerloom-sealed-v1"), authority.network(), key.bytes());
  }

  static void checkName(String name) {
    int length = Bytes.utf8(name).length;
    if (length == 0 || length > MAX_NAME_BYTES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "a name has 1 to " + MAX_NAME_BYTES + " bytes");
    }
  }
}
