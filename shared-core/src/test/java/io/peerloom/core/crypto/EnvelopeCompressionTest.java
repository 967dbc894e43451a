package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

class EnvelopeCompressionTest {
  private static final int MOST = 4096;
  private static final CheapNetwork NETWORK = new CheapNetwork(1);

  private final TestEnv env = new TestEnv(1);
  private final EnvelopeCompression reader = NETWORK.authority(env).compression();
  private final Identity writer = NETWORK.member(PeerKind.BROWSER);
  private final EnvelopeCompression writers = NETWORK.authority(env).compression();

  /** Like proofs and routed messages: a key, something new, and the card. */
  private byte[] envelope(byte[] card) {
    byte[] fresh = new byte[150];
    env.rng().nextBytes(fresh);
    return Bytes.concat(writer.keys().identityPublicKey(), fresh, card);
  }

  private Authority readersAuthority() {
    return NETWORK.authority(env);
  }

  @Example
  void readerWithTheCardGetsTheRestOnly() {
    Authority authority = readersAuthority();
    byte[] card = writer.card();
    byte[] envelope = envelope(card);
    assertThat(authority.prove(card).isFailed()).isFalse();
    List<byte[]> known = authority.compression().known(writer.id());
    byte[] form = writers.compress(envelope, card, known);
    assertThat(form).hasSizeLessThan(150 + 50);
    assertThat(authority.compression().expand(form, MOST)).isEqualTo(envelope);
    assertThat(EnvelopeCompression.outline(form, MOST)).hasSameSizeAs(envelope);
    assertThat(known).usingElementComparator(Bytes::compare).containsAll(writers.knownOf(card));
  }

  /** Everybody the same bridge admitted has its token. */
  @Example
  void memberOfOneIssuerGetsNoToken() {
    Authority authority = readersAuthority();
    Identity other = NETWORK.member(PeerKind.NODE, "wss://other.example");
    assertThat(authority.prove(other.card()).isFailed()).isFalse();
    byte[] card = writer.card();
    byte[] issuer = MembershipToken.decode(writer.token()).issuerToken();
    byte[] envelope = envelope(card);
    byte[] form = writers.compress(envelope, card, authority.compression().known(writer.id()));
    byte[] alone = writers.compress(envelope, card, List.of());
    assertThat(form.length).isLessThan(alone.length - issuer.length + 40);
    assertThat(authority.compression().expand(form, MOST)).isEqualTo(envelope);
  }

  @Example
  void strangerNeedsNoDictionary() {
    byte[] card = writer.card();
    byte[] envelope = envelope(card);
    byte[] form = writers.compress(envelope, card, List.of(new byte[EnvelopeCompression.ID_BYTES]));
    assertThat(form.length).isLessThan(envelope.length - 100);
    assertThat(reader.expand(form, MOST)).isEqualTo(envelope);
    assertThat(reader.expand(envelope, MOST)).as("as it is").isEqualTo(envelope);
  }

  /** Another card than that of the id, or none: a code, never an envelope expanded with another. */
  @Example
  void unknownDictionaryIsRefused() {
    byte[] card = writer.card();
    byte[] form = writers.compress(envelope(card), card, writers.knownOf(card));
    assertThatThrownBy(() -> reader.expand(form, MOST))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    assertThatThrownBy(() -> reader.expand(Bytes.slice(form, 0, 9), MOST))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Example
  void dictionariesAreBounded() {
    Authority authority = readersAuthority();
    byte[] card = writer.card();
    assertThat(authority.prove(card).isFailed()).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat(authority.prove(NETWORK.member(PeerKind.BROWSER).card()).isFailed()).isFalse();
    }
    byte[] form = writers.compress(envelope(card), card, writers.knownOf(card));
    assertThatThrownBy(() -> authority.compression().expand(form, MOST))
        .isInstanceOf(PeerloomException.class);
    assertThat(authority.compression().known(writer.id()).size())
        .isLessThanOrEqualTo(EnvelopeCompression.MAX_IDS);
  }

  /** The writer's card, used before each of a hundred others, is never evicted. */
  @Example
  void usedCardsStay() {
    Authority authority = readersAuthority();
    byte[] card = writer.card();
    for (int i = 0; i < 100; i++) {
      assertThat(authority.prove(card).isFailed()).isFalse();
      assertThat(authority.prove(NETWORK.member(PeerKind.BROWSER).card()).isFailed()).isFalse();
    }
    byte[] envelope = envelope(card);
    byte[] form = writers.compress(envelope, card, writers.knownOf(card));
    assertThat(authority.compression().expand(form, MOST)).isEqualTo(envelope);
    assertThat(authority.compression().known(writer.id()))
        .usingElementComparator(Bytes::compare)
        .containsAll(writers.knownOf(card));
  }

  @Example
  void manyInstancesEvictNobodyElse() {
    Authority authority = readersAuthority();
    byte[] card = writer.card();
    assertThat(authority.prove(card).isFailed()).isFalse();
    Identity crowd = NETWORK.member(PeerKind.BROWSER);
    for (int i = 0; i < 100; i++) {
      Identity one = NETWORK.device(crowd, i, PeerKind.BROWSER);
      assertThat(authority.prove(one.card()).isFailed()).isFalse();
    }
    byte[] envelope = envelope(card);
    byte[] form = writers.compress(envelope, card, writers.knownOf(card));
    assertThat(authority.compression().expand(form, MOST)).isEqualTo(envelope);
  }

  /** A long-lived peer has met more issuers than it announces. */
  @Example
  void issuersMetLastAreAnnounced() {
    Authority authority = readersAuthority();
    List<byte[]> issuers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      byte[] issuer = {(byte) i};
      issuers.add(0, Bytes.slice(NETWORK.hash.sha256(issuer), 0, EnvelopeCompression.ID_BYTES));
      authority.compression().learn(writer.id(), new byte[65], new byte[] {1, (byte) i}, issuer);
    }
    assertThat(authority.compression().known(null))
        .usingElementComparator(Bytes::compare)
        .containsExactlyInAnyOrderElementsOf(issuers.subList(0, 4));
  }
}
