package io.peerloom.core.data.client;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.InFlight;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Names;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Hpke;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.client.ReadQuorum.Purpose;
import io.peerloom.core.data.client.RecordFetcher.Wanted;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.PeerPresence;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Gets values out of the network. */
public final class RecordReader {
  /** Gets in flight: their answers, at most two megabytes, arrive within a holder's timeout. */
  private static final int MAX_IN_FLIGHT = 32;

  private final InFlight inFlight = new InFlight(MAX_IN_FLIGHT);

  private static final int FIRST_ASKED = 3;

  private final Authority authority;
  private final Hash hash;
  private final Identity self;
  private final RecordService holder;
  private final OverlayNetwork overlay;
  private final HolderFinder finder;
  private final Hpke hpke;
  private final RecordFetcher fetcher;
  private final PeerPresence presence;
  private final PendingCalls calls = new PendingCalls();

  public RecordReader(
      Authority authority,
      Identity self,
      RecordService holder,
      OverlayNetwork overlay,
      HolderFinder finder,
      RecordFetcher fetcher,
      PeerPresence presence) {
    this.authority = authority;
    this.hash = authority.hash();
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
    this.finder = finder;
    this.hpke = new Hpke(authority.crypto(), hash);
    this.fetcher = fetcher;
    this.presence = presence;
  }

  /** A record that was found and, if sealed, its decrypted value. */
  public record DecryptedRecord(DataRecord record, byte[] plaintext) {}

  /**
   * Finds the newest record under a name: this identity's private one, else the newest public one.
   *
   * @param publisher 32-byte hash of the only publisher to accept, or null
   * @return null inside the promise if there is none; it fails with UNREACHABLE, or the code of a
   *     refusal, if too few could be asked to be sure
   */
  public Promise<DecryptedRecord> get(String name, byte[] publisher) {
    Names.check(name);
    return calls.begin(
        () -> {
          byte[] nameHash = DataRecord.nameHash(hash, name);
          Key own = DataRecord.ownKey(hash, publisher == null ? me() : publisher, nameHash);
          Key shared = DataRecord.sharedKey(hash, nameHash);
          return inFlight.run(1, () -> find(own, shared, publisher));
        });
  }

  /** As {@link #get}, but the own value that a put, public or private, would replace. */
  public Promise<DecryptedRecord> getOwn(String name, boolean isPublic) {
    Names.check(name);
    byte[] nameHash = DataRecord.nameHash(hash, name);
    Key key =
        isPublic ? DataRecord.sharedKey(hash, nameHash) : DataRecord.ownKey(hash, me(), nameHash);
    return calls.begin(() -> find(key, key, me()));
  }

  private byte[] me() {
    return hash.sha256(self.keys().identityPublicKey());
  }

  /** Fails pending calls with CLOSED when the peer leaves. */
  public void close() {
    calls.close();
  }

  private Promise<DecryptedRecord> find(Key own, Key shared, byte[] publisher) {
    return new Search(own, shared, publisher)
        .run()
        .flatMap(found -> found == null ? Promise.of(null) : open(found));
  }

  private static Promise<DataRecord> firstOf(Promise<DataRecord> own, Promise<DataRecord> shared) {
    return own.flatMap(mine -> mine != null ? Promise.of(mine) : shared);
  }

  /** One get. What it learns to be deleted or expired counts wherever it asks later. */
  private final class Search {
    private final Key own;
    private final Key shared;
    private final byte[] publisher;

    /** Deletions and expired records, each newer than those of its slot before it. */
    private final List<DataRecord> over = new ArrayList<>();

    Search(Key own, Key shared, byte[] publisher) {
      this.own = own;
      this.shared = shared;
      this.publisher = publisher;
    }

    Promise<DataRecord> run() {
      Promise<DataRecord> mine =
          near(own)
              .flatMap(
                  found ->
                      found != null || finder.isLinkedToAll() ? Promise.of(found) : anywhere(own));
      return firstOf(mine, near(shared))
          .flatMap(found -> found != null ? Promise.of(found) : anywhere(shared))
          .flatMap(found -> found != null ? Promise.of(found) : verifiedGet());
    }

    /**
     * Proves absence before reporting it, by a verified lookup, since the peers that returned the
     * holders may have lied, or may not know all (DESIGN 8). If nobody can be asked it fails,
     * unless this peer is alone.
     */
    private Promise<DataRecord> verifiedGet() {
      if (presence.isAlone()) {
        return Promise.of(null);
      }
      Promise<List<NodeId>> holders = finder.verified(own);
      Promise<DataRecord> mine = holders.flatMap(all -> ask(own, all));
      Promise<DataRecord> others = finder.verified(shared).flatMap(all -> prove(shared, all));
      // A public record that was found does not wait for proof that there is no private one.
      return firstOf(mine, others)
          .flatMap(
              found -> found != null ? Promise.of(found) : holders.flatMap(all -> prove(own, all)));
    }

    /**
     * Asks the linked peers closest to a key; suspects and those that limit the rate come last. In
     * a large network it proves little that none has it. Only peers that are certain to be holders
     * are asked: others may have an old version, since newer ones are put to holders only. This
     * peer's own copy is not enough if no other is linked.
     */
    private Promise<DataRecord> near(Key key) {
      List<NodeId> ids = new ArrayList<>();
      List<NodeId> late = new ArrayList<>();
      List<NodeId> linked =
          finder.isLinkedToAll()
              ? holder.neighbourhood().nearestKnown(key)
              : holder.neighbourhood().certain(key);
      for (NodeId id : linked) {
        boolean isLate = overlay.isSuspect(id) || overlay.delayMillis(id, MessageType.FETCH) > 0;
        (isLate ? late : ids).add(id);
      }
      ids.addAll(late);
      if (ids.isEmpty() || ids.size() == 1 && ids.contains(self.id())) {
        return Promise.of(null);
      }
      boolean far = self.kind().holdsData() && !ids.contains(self.id());
      if (far) {
        ids.add(0, self.id());
      }
      return gather(key, ids, FIRST_ASKED + (far ? 1 : 0));
    }

    private Promise<DataRecord> gather(Key key, List<NodeId> holders, int first) {
      return fetcher
          .gather(new Wanted(key, publisher), holders, first, Purpose.VALUE, new TreeSet<>())
          .map(this::newest);
    }

    /** Asks all peers that should hold it. */
    private Promise<DataRecord> anywhere(Key key) {
      return finder.places(key).flatMap(all -> ask(key, all));
    }

    private Promise<DataRecord> ask(Key key, List<NodeId> holders) {
      return gather(key, holders, Neighbourhood.REPLICAS);
    }

    /**
     * Returns what the closest have; if nothing, what the peers behind them have: newcomers that
     * are now the closest may not have received it yet.
     */
    private Promise<DataRecord> prove(Key key, List<NodeId> verified) {
      List<NodeId> behind = Lists.range(verified, Neighbourhood.REPLICAS, verified.size());
      return fetcher
          .prove(new Wanted(key, publisher), verified)
          .map(this::newest)
          .flatMap(
              found -> found != null || behind.isEmpty() ? Promise.of(found) : ask(key, behind));
    }

    private DataRecord newest(List<DataRecord> records) {
      for (DataRecord record : records) {
        if (!fetcher.isValue(record) && !notReplaced(List.of(record), over, hash).isEmpty()) {
          over.add(record);
        }
      }
      DataRecord newest = null;
      for (DataRecord record : notReplaced(records, over, hash)) {
        boolean wanted =
            publisher == null || Bytes.equal(hash.sha256(record.publisherKey()), publisher);
        if (wanted && (newest == null || record.createdAt() > newest.createdAt())) {
          newest = record;
        }
      }
      return newest;
    }
  }

  /** Removes records that one of these, of the same slot, is or has replaced. */
  static List<DataRecord> notReplaced(List<DataRecord> records, List<DataRecord> newer, Hash hash) {
    List<DataRecord> left = new ArrayList<>(records);
    left.removeIf(
        record -> {
          for (DataRecord other : newer) {
            if (other.key().equals(record.key())
                && Bytes.equal(other.publisherKey(), record.publisherKey())
                && !record.isNewerThan(other, hash)) {
              return true;
            }
          }
          return false;
        });
    return left;
  }

  private Promise<DecryptedRecord> open(DataRecord record) {
    if (!record.sealed()) {
      return Promise.of(new DecryptedRecord(record, record.payload()));
    }
    if (!Bytes.equal(record.publisherKey(), self.keys().identityPublicKey())) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "sealed for another identity");
    }
    return hpke.open(
            record.publisherKey(),
            self.keys()::agree,
            RecordClient.info(authority, record.key()),
            record.key().bytes(),
            record.payload())
        .map(plaintext -> new DecryptedRecord(record, plaintext));
  }
}
