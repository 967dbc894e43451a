package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.TestNetwork;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who is a member: the rules of tokens, their chains, their dates, and of the card. */
@Label("Authority")
class AuthorityTest {
  private static final long HOUR = 3_600_000;

  private final TestNetwork network = new TestNetwork(1);
  private final IdentityKeys keys = network.crypto.newIdentity();

  @Example
  void aMembersIdFollowsFromItsKeysAndItsToken() {
    MembershipToken token = network.token(keys);
    ProvedPeer peer = prove(network.card(keys, token, PeerKind.NODE)).value();
    assertThat(peer.id())
        .isEqualTo(
            PeerCard.nodeId(network.hash, network.id, keys.identityPublicKey(), token.salt(), 0));
    assertThat(peer.identityKey()).isEqualTo(keys.identityPublicKey());
    assertThat(peer.topicKey()).isEqualTo(keys.topicPublicKey());
    assertThat(prove(network.card(keys, network.token(keys), PeerKind.NODE)).value().id())
        .as("another salt, another id")
        .isNotEqualTo(peer.id());
  }

  @Example
  void aTokenOfAnotherIdentityIsRefused() {
    MembershipToken others = network.token(network.crypto.newIdentity());
    assertRefused(network.card(keys, others, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
  }

  /** An identity that could use one token for all its instances would choose among their ids. */
  @Example
  void aTokenIsForOneInstance() {
    byte[] bundle = IdentityBundle.of(keys, network.id).value().envelope().encoded();
    for (int of : new int[] {0, 1, 255}) {
      byte[] token =
          MembershipToken.issue(
                  network.bridge,
                  network.bridgeToken.envelope().encoded(),
                  network.id,
                  keys.identityPublicKey(),
                  new byte[MembershipToken.SALT_BYTES],
                  false,
                  network.env.wallMillis(),
                  network.env.wallMillis() + HOUR,
                  of % 2,
                  new byte[of == 1 ? MembershipToken.ANCESTOR_BYTES : 0],
                  of)
              .value()
              .envelope()
              .encoded();
      assertThat(MembershipToken.decode(token).instance()).isEqualTo(of);
      for (int used : new int[] {0, 1, 2, 255}) {
        byte[] card =
            new PeerCard(bundle, token, used, new byte[8], PeerKind.NODE, true, List.of()).encode();
        if (used == of) {
          assertThat(prove(card).isFailed()).isFalse();
        } else {
          assertRefused(card, ErrorCode.INVALID_TOKEN);
        }
      }
    }
  }

  @Example
  void aTokenFitsTheRoleItWasIssuedFor() {
    assertRefused(
        network.card(keys, network.token(keys), PeerKind.BRIDGE), ErrorCode.INVALID_TOKEN);
    assertRefused(
        network.card(network.bridge, network.bridgeToken, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
    assertThat(prove(network.card(network.bridge, network.bridgeToken, PeerKind.BRIDGE)).isFailed())
        .isFalse();
  }

  @Example
  void aTokenIsRefusedOnceItHasExpired() {
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken late = network.token(network.bridge, chain, keys, false, -HOUR, 0);
    assertRefused(network.card(keys, late, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
  }

  /** Whose clock is slow needs links to find out. */
  @Example
  void aTokenFromTheFutureIsTaken() {
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken early = network.token(network.bridge, chain, keys, false, HOUR, 2 * HOUR);
    assertThat(prove(network.card(keys, early, PeerKind.NODE)).isFailed()).isFalse();
  }

  /** What was verified is remembered, but that a token is still valid is not. */
  @Example
  void aTokenThatWasValidExpires() {
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken token = network.token(network.bridge, chain, keys, false, 0, HOUR);
    byte[] card = network.card(keys, token, PeerKind.NODE);
    assertThat(prove(card).isFailed()).isFalse();
    network.env.pass(HOUR);
    assertRefused(card, ErrorCode.INVALID_TOKEN);
  }

  @Example
  void anExpiredIssuerCarriesNobody() {
    MembershipToken shortLived =
        network.token(network.root, new byte[0], network.bridge, true, 0, HOUR);
    MembershipToken token =
        network.token(network.bridge, shortLived.envelope().encoded(), keys, false, 0, 10 * HOUR);
    byte[] card = network.card(keys, token, PeerKind.NODE);
    assertThat(prove(card).isFailed()).isFalse();
    network.env.pass(HOUR);
    assertRefused(card, ErrorCode.INVALID_TOKEN);
  }

  @Example
  void whoMayNotIssueIssuesNothing() {
    IdentityKeys member = network.crypto.newIdentity();
    byte[] membersToken = network.token(member).envelope().encoded();
    MembershipToken token = network.token(member, membersToken, keys, false, 0, HOUR);
    assertRefused(network.card(keys, token, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
  }

  @Example
  void nobodyIssuesUnderTheChainOfAnother() {
    IdentityKeys stranger = network.crypto.newIdentity();
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken token = network.token(stranger, chain, keys, false, 0, HOUR);
    assertRefused(network.card(keys, token, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
    MembershipToken self = network.token(keys, new byte[0], keys, false, 0, HOUR);
    assertRefused(network.card(keys, self, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
  }

  @Example
  void onlyTheRootMakesBridges() {
    IdentityKeys second = network.crypto.newIdentity();
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken secondToken = network.token(network.bridge, chain, second, true, 0, HOUR);
    assertRefused(network.card(second, secondToken, PeerKind.BRIDGE), ErrorCode.INVALID_TOKEN);
    MembershipToken third =
        network.token(second, secondToken.envelope().encoded(), keys, false, 0, HOUR);
    assertRefused(network.card(keys, third, PeerKind.NODE), ErrorCode.INVALID_TOKEN);
  }

  @Example
  void aMemberOfAnotherNetworkIsNone() {
    TestNetwork other = new TestNetwork(2);
    byte[] card = other.card(keys, other.token(keys), PeerKind.NODE);
    assertThat(prove(card).isFailed()).isTrue();
  }

  @Property(tries = 150)
  void aChangedCardProvesNothingElse(
      @ForAll @IntRange int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] card = network.card(keys, network.token(keys), PeerKind.NODE);
    ProvedPeer before = prove(card).value();
    byte[] changed = card.clone();
    changed[position % card.length] ^= (byte) (1 << bit);
    Promise<ProvedPeer> proved = prove(changed);
    assertThat(proved.isDone()).isTrue();
    if (!proved.isFailed()) {
      // Instance, boot, kind and presence are signed by the proof the card travels in.
      assertThat(proved.value().identityKey()).isEqualTo(before.identityKey());
      assertThat(proved.value().topicKey()).isEqualTo(before.topicKey());
      assertThat(proved.value().card().token()).isEqualTo(before.card().token());
    }
  }

  @Example
  void anIdentityIsTakenUpOnlyWithAValidToken() {
    byte[] others = network.token(network.crypto.newIdentity()).envelope().encoded();
    Promise<Identity> refused =
        Identity.of(network.authority, keys, others, 0, PeerKind.NODE, List.of());
    assertThat(refused.failure().code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    Identity self = network.member(keys, PeerKind.BROWSER);
    assertThat(prove(self.card()).value().id()).isEqualTo(self.id());
    self.setActive(false);
    assertThat(prove(self.card()).value().active()).isFalse();
  }

  @Example
  void whatIsSignedForOnePurposeServesNoOther() {
    byte[] body = new byte[] {1, 2, 3};
    SignedEnvelope signed = network.authority.sign(SignedEnvelope.Type.RECORD, body, keys).value();
    byte[] encoded = signed.encoded().clone();
    assertThat(encoded[1]).isEqualTo((byte) 5);
    encoded[1] = 6;
    SignedEnvelope retyped = SignedEnvelope.decode(SignedEnvelope.Type.RECEIPT, encoded);
    assertThat(network.authority.verify(retyped, keys.identityPublicKey()).failure().code())
        .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(
            signed.verify(network.crypto, new byte[32], keys.identityPublicKey()).failure().code())
        .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(Bytes.equal(signed.body(), body)).isTrue();
  }

  @Example
  void aSignatureIsVerifiedOnceForOneKeyOnly() {
    SignedEnvelope signed =
        network.authority.sign(SignedEnvelope.Type.RECORD, new byte[] {1}, keys).value();
    byte[] key = keys.identityPublicKey();
    int before = network.crypto.verifications;
    for (int i = 0; i < 3; i++) {
      SignedEnvelope again =
          SignedEnvelope.decode(SignedEnvelope.Type.RECORD, signed.encoded().clone());
      assertThat(network.authority.verify(again, key).isFailed()).isFalse();
    }
    assertThat(network.crypto.verifications - before).isEqualTo(1);
    byte[] other = network.crypto.newIdentity().identityPublicKey();
    assertThat(network.authority.verify(signed, other).failure().code())
        .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(network.authority.verify(signed, key).isFailed()).isFalse();
    SignedEnvelope invalid = forged(signed);
    before = network.crypto.verifications;
    for (int i = 0; i < 2; i++) {
      assertThat(network.authority.verify(invalid, key).failure().code())
          .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    }
    assertThat(network.crypto.verifications - before).as("nothing is remembered").isEqualTo(2);
  }

  private static SignedEnvelope forged(SignedEnvelope signed) {
    byte[] forged = signed.encoded().clone();
    forged[forged.length - 1] ^= 1;
    return SignedEnvelope.decode(SignedEnvelope.Type.RECORD, forged);
  }

  /** In a page a verification takes a while, and several holders answer meanwhile. */
  @Example
  void aVerificationIsSharedWhileItRuns() {
    Authority page =
        new Authority(
            new DeferredCrypto(network.crypto, network.env), network.hash, network.env, network.id);
    SignedEnvelope signed =
        network.authority.sign(SignedEnvelope.Type.RECORD, new byte[] {2}, keys).value();
    byte[] key = keys.identityPublicKey();
    for (SignedEnvelope each : List.of(signed, forged(signed))) {
      int before = network.crypto.verifications;
      Promise<Void> first = page.verify(each, key);
      Promise<Void> second = page.verify(each, key);
      assertThat(first.isDone() || second.isDone()).isFalse();
      network.env.pass(1_000);
      assertThat(network.crypto.verifications - before).isEqualTo(1);
      assertThat(first.isFailed()).isEqualTo(each != signed);
      assertThat(second.isFailed()).isEqualTo(each != signed);
    }
  }

  private Promise<ProvedPeer> prove(byte[] card) {
    return network.authority.prove(card);
  }

  private void assertRefused(byte[] card, ErrorCode code) {
    assertThat(prove(card).failure().code()).isEqualTo(code);
  }
}
