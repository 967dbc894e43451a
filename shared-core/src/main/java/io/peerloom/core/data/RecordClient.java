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
import io.peerloom.core.data.Gathering.Purpose;
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

/** Puts values into the network and gets them out again. */
public final class RecordClient {
  private static final int FIRST_ASKED = 3;
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
      HolderFinder finder) {
    this.env = env;
    this.authority = authority;
    this.hash = authority.hash();
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
    this.finder = finder;
    this.hpke = new Hpke(authority.crypto(), hash);
    this.fetcher = new RecordFetcher(env, authority, self, holder, overlay);
  }

  /** An acknowledged write. */
  public record Written(Key key, long sequence, int holders) {}

  /** A record that was found and, where it was sealed, opened. */
  public record Opened(DataRecord record, byte[] plaintext) {}

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
            : hpke.seal(self.keys().identityPublicKey(), info(key), key.bytes(), plaintext);
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

  /**
   * Finds the newest record under a name: one's own first, else the newest shared one.
   *
   * @param publisher 32-byte hash of the only publisher to take, or null
   * @return null inside the promise where there is none
   */
  public Promise<Opened> get(String name, byte[] publisher) {
    checkName(name);
    byte[] nameHash = DataRecord.nameHash(hash, name);
    byte[] me = hash.sha256(self.keys().identityPublicKey());
    byte[] owner = publisher == null ? me : publisher;
    Key own = DataRecord.ownKey(hash, owner, nameHash);
    Key shared = DataRecord.sharedKey(hash, nameHash);
    Promise<DataRecord> mine =
        near(own, publisher)
            .flatMap(
                found ->
                    found != null || finder.isLinkedToAll()
                        ? Promise.of(found)
                        : anywhere(own, publisher, false));
    return firstOf(mine, near(shared, publisher))
        .flatMap(found -> found != null ? Promise.of(found) : anywhere(shared, publisher, false))
        .flatMap(
            found ->
                found != null || finder.isLinkedToAll()
                    ? Promise.of(found)
                    : onNobodysWord(own, shared, publisher))
        .flatMap(found -> found == null ? none() : open(found));
  }

  /** Once more, before it is said that there is none: those who named the holders may have lied. */
  private Promise<DataRecord> onNobodysWord(Key own, Key shared, byte[] publisher) {
    Promise<List<NodeId>> holders = finder.candidates(own, true);
    Promise<DataRecord> mine = holders.flatMap(all -> ask(own, all, Purpose.VALUE, publisher));
    // A shared one that is there does not wait for proof that there is no own one.
    return firstOf(mine, anywhere(shared, publisher, true))
        .flatMap(
            found ->
                found != null
                    ? Promise.of(found)
                    : holders.flatMap(all -> ask(own, all, Purpose.PROOF, publisher)));
  }

  private static Promise<DataRecord> firstOf(Promise<DataRecord> own, Promise<DataRecord> shared) {
    return own.flatMap(mine -> mine != null ? Promise.of(mine) : shared);
  }

  private static Promise<Opened> none() {
    return Promise.of(null);
  }

  /**
   * Asks the linked peers closest to a key, those that owe a sign of life last. That none has it
   * proves little in a large network.
   */
  private Promise<DataRecord> near(Key key, byte[] publisher) {
    List<NodeId> ids = new ArrayList<>();
    List<NodeId> suspects = new ArrayList<>();
    for (NodeId id : holder.nearest(key)) {
      (overlay.isSuspect(id) ? suspects : ids).add(id);
    }
    ids.addAll(suspects);
    boolean far = self.kind().holdsData() && !ids.contains(self.id());
    if (far) {
      ids.add(0, self.id());
    }
    return fetcher
        .gather(key, ids, FIRST_ASKED + (far ? 1 : 0), Purpose.VALUE, new TreeSet<>())
        .map(records -> newest(records, publisher));
  }

  /** Asks all who should hold it. */
  private Promise<DataRecord> anywhere(Key key, byte[] publisher, boolean strict) {
    return finder
        .candidates(key, strict)
        .flatMap(all -> ask(key, all, strict ? Purpose.PROOF : Purpose.VALUE, publisher));
  }

  private Promise<DataRecord> ask(
      Key key, List<NodeId> holders, Purpose purpose, byte[] publisher) {
    return fetcher
        .gather(key, holders, RecordHolder.REPLICAS, purpose, new TreeSet<>())
        .map(records -> newest(records, publisher));
  }

  private DataRecord newest(List<DataRecord> records, byte[] publisher) {
    DataRecord newest = null;
    for (DataRecord record : records) {
      boolean wanted =
          publisher == null || Bytes.equal(hash.sha256(record.publisherKey()), publisher);
      if (wanted && (newest == null || record.createdAt() > newest.createdAt())) {
        newest = record;
      }
    }
    return newest;
  }

  private Promise<Opened> open(DataRecord record) {
    if (!record.sealed()) {
      return Promise.of(new Opened(record, record.payload()));
    }
    if (!Bytes.equal(record.publisherKey(), self.keys().identityPublicKey())) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "sealed for another identity");
    }
    return hpke.open(
            record.publisherKey(),
            self.keys()::agree,
            info(record.key()),
            record.key().bytes(),
            record.payload())
        .map(plaintext -> new Opened(record, plaintext));
  }

  private byte[] info(Key key) {
    return Bytes.concat(Bytes.utf8("peerloom-sealed-v1"), authority.network(), key.bytes());
  }

  private static void checkName(String name) {
    int length = Bytes.utf8(name).length;
    if (length == 0 || length > MAX_NAME_BYTES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "a name has 1 to " + MAX_NAME_BYTES + " bytes");
    }
  }
}
