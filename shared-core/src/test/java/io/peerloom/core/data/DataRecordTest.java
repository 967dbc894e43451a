package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.data.client.ReadQuorum;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Records, receipts, and when enough holders agree about the newest. */
@Label("DataRecord")
class DataRecordTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final IdentityKeys ALICE = NETWORK.crypto.newIdentity();
  private static final IdentityKeys BOB = NETWORK.crypto.newIdentity();
  private static final byte[] NAME = DataRecord.nameHash(NETWORK.hash, "name");

  private static DataRecord record(IdentityKeys keys, boolean shared, long sequence, byte[] value) {
    long now = NETWORK.env.wallMillis();
    return DataRecord.sign(NETWORK.authority, keys, shared, NAME, sequence, now, 60, !shared, value)
        .value();
  }

  @Example
  void theKeyFollowsFromTheNameAndForAnOwnNameFromThePublisher() {
    DataRecord shared = record(ALICE, true, 1, new byte[] {1});
    assertThat(shared.key()).isEqualTo(DataRecord.sharedKey(NETWORK.hash, NAME));
    assertThat(shared.key()).isEqualTo(record(BOB, true, 9, new byte[] {2}).key());
    DataRecord own = record(ALICE, false, 1, new byte[] {1});
    byte[] alice = NETWORK.hash.sha256(ALICE.identityPublicKey());
    assertThat(own.key()).isEqualTo(DataRecord.ownKey(NETWORK.hash, alice, NAME));
    assertThat(own.key())
        .isNotEqualTo(record(BOB, false, 1, new byte[] {1}).key())
        .isNotEqualTo(shared.key());
  }

  /** Fails if the signature is not verified. */
  @Property(tries = 150)
  @Label("Feature: dht-connection-recovery, Property 31: Tampering Detection")
  void aChangedRecordIsRefused(
      @ForAll @Size(min = 1, max = 300) byte[] value,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] encoded = record(ALICE, true, 3, value).envelope().encoded();
    DataRecord untouched = DataRecord.decode(NETWORK.hash, encoded);
    assertThat(untouched.verify(NETWORK.authority).isFailed()).isFalse();
    assertThat(untouched.payload()).isEqualTo(value);
    byte[] changed = encoded.clone();
    changed[position % changed.length] ^= (byte) (1 << bit);
    DataRecord read;
    try {
      read = DataRecord.decode(NETWORK.hash, changed);
    } catch (PeerloomException e) {
      return;
    }
    assertThat(read.verify(NETWORK.authority).isFailed()).isTrue();
  }

  @Example
  void emptyRecordsAndOnesThatLastTooLongAreRefused() {
    assertRefused(0, 60, new byte[] {1});
    assertRefused(Limits.MAX_SEQUENCE + 1, 60, new byte[] {1});
    assertRefused(1, 0, new byte[] {1});
    assertRefused(1, 60, new byte[0]);
    assertRefused(1, Limits.MAX_TTL_SECONDS + 1, new byte[] {1});
    assertRefused(1, 60, new byte[DataRecord.MAX_PAYLOAD_BYTES + 1]);
  }

  private static void assertRefused(long sequence, int ttlSeconds, byte[] payload) {
    assertThat(
            DataRecord.sign(
                    NETWORK.authority, ALICE, true, NAME, sequence, 0, ttlSeconds, false, payload)
                .failure()
                .code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void anyTwoHoldersPickTheSameRecord() {
    DataRecord older = record(ALICE, true, 1, new byte[] {1});
    DataRecord newer = record(ALICE, true, 2, new byte[] {1});
    DataRecord twin = record(ALICE, true, 2, new byte[] {2});
    assertThat(newer.isNewerThan(older, NETWORK.hash)).isTrue();
    assertThat(older.isNewerThan(newer, NETWORK.hash)).isFalse();
    assertThat(newer.isNewerThan(twin, NETWORK.hash))
        .isNotEqualTo(twin.isNewerThan(newer, NETWORK.hash));
    assertThat(newer.isNewerThan(newer, NETWORK.hash)).isFalse();
  }

  @Example
  void aPlainReceiptIsTheDomainAndASignedOneIsForWhatIsStored() {
    byte[] stored = record(ALICE, true, 1, new byte[] {1}).envelope().encoded();
    byte[] domain = new byte[Receipt.DOMAIN_BYTES];
    domain[0] = 7;
    assertThat(receipt(true, stored, domain).receipt()).isEqualTo(domain);
    assertThat(Receipt.domainOf(receipt(true, stored, domain))).isEqualTo(domain);
    DataMessage.Stored signed = receipt(false, stored, domain);
    assertThat(Receipt.domainOf(signed)).isEqualTo(domain);
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.RECEIPT, signed.receipt());
    assertThat(NETWORK.authority.verify(envelope, BOB.identityPublicKey()).isFailed()).isFalse();
    CborReader body = new CborReader(envelope.body());
    body.array(3);
    assertThat(body.bytesOf(PeerCard.P256_BYTES)).isEqualTo(BOB.identityPublicKey());
    assertThat(body.bytesOf(32)).isEqualTo(NETWORK.hash.sha256(stored));
    for (int length : new int[] {0, 9, 15, 17, signed.receipt().length - 1}) {
      DataMessage.Stored cut = new DataMessage.Stored(Bytes.slice(signed.receipt(), 0, length));
      assertThatThrownBy(() -> Receipt.domainOf(cut)).isInstanceOf(PeerloomException.class);
    }
    byte[] hash = NETWORK.hash.sha256(stored);
    assertThat(signedDigest(List.of(stored, stored))).isEqualTo(NETWORK.hash.sha256(hash, hash));
    assertThatThrownBy(() -> Receipt.domainOf(new LinkMessage.Done()))
        .isInstanceOf(PeerloomException.class);
  }

  private static byte[] signedDigest(List<byte[]> stored) {
    byte[] domain = new byte[Receipt.DOMAIN_BYTES];
    DataMessage.Stored answer =
        (DataMessage.Stored) Receipt.answer(NETWORK.authority, BOB, false, stored, domain).value();
    CborReader body =
        new CborReader(SignedEnvelope.decode(SignedEnvelope.Type.RECEIPT, answer.receipt()).body());
    body.array(3);
    body.bytesOf(PeerCard.P256_BYTES);
    return body.bytesOf(32);
  }

  private static DataMessage.Stored receipt(boolean plain, byte[] stored, byte[] domain) {
    return (DataMessage.Stored)
        Receipt.answer(NETWORK.authority, BOB, plain, List.of(stored), domain).value();
  }

  @Example
  void twoHoldersThatAgreeDecide() {
    DataRecord newest = record(ALICE, true, 2, new byte[] {1});
    DataRecord older = record(ALICE, true, 1, new byte[] {1});
    ReadQuorum quorum = new ReadQuorum(ReadQuorum.Purpose.VALUE, 2, NETWORK.hash);
    for (int i = 0; i < 5; i++) {
      quorum.asked();
    }
    quorum.answer(0, false, voice(0), true, List.of(older));
    quorum.answer(1, false, voice(1), true, List.of(newest));
    assertThat(quorum.isDecided()).as("one names a newer").isFalse();
    quorum.answer(2, false, voice(2), true, List.of(newest));
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.best()).containsExactly(newest);
  }

  @Example
  void nothingIsDecidedByThoseThatHaveNothing() {
    ReadQuorum quorum = new ReadQuorum(ReadQuorum.Purpose.VALUE, 2, NETWORK.hash);
    for (int i = 0; i < 4; i++) {
      quorum.asked();
    }
    quorum.answer(0, false, voice(0), true, List.of());
    quorum.answer(1, false, voice(1), true, Collections.singletonList(null));
    quorum.failed(2, false);
    assertThat(quorum.isDecided()).isFalse();
    quorum.answer(3, false, voice(3), true, List.of(record(ALICE, true, 1, new byte[] {1})));
    assertThat(quorum.isDecided()).as("all have answered").isTrue();
    assertThat(quorum.best()).hasSize(1);
  }

  @Example
  void everyPublisherHasASlotOfItsOwn() {
    DataRecord alices = record(ALICE, true, 9, new byte[] {1});
    DataRecord bobs = record(BOB, true, 1, new byte[] {1});
    ReadQuorum quorum = new ReadQuorum(ReadQuorum.Purpose.VALUE, 2, NETWORK.hash);
    for (int i = 0; i < 3; i++) {
      quorum.asked();
    }
    quorum.answer(0, false, voice(0), true, List.of(alices));
    quorum.answer(1, false, voice(1), true, List.of(alices, bobs));
    assertThat(quorum.isDecided()).as("only one names Bob's").isFalse();
    quorum.answer(2, false, voice(2), true, List.of(alices, bobs));
    assertThat(quorum.best()).containsExactly(alices, bobs);
  }

  /** Each holder is of an identity of its own. */
  private static Bytes voice(int holder) {
    return Bytes.wrap(Bytes.bigEndian(holder));
  }
}
