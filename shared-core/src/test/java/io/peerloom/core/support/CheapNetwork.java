package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/** A network whose keys cost nothing: {@link TestNetwork} is the one with real ones. */
public final class CheapNetwork {
  private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

  public final CheapCrypto crypto;
  public final Hash hash = CheapCrypto::sha256;
  public final IdentityKeys root;
  public final byte[] id;
  private final TestEnv env;
  private final Authority authority;
  private final IdentityKeys bridge;
  private final byte[] bridgeToken;

  public CheapNetwork(int seed) {
    env = new TestEnv(seed);
    crypto = new CheapCrypto(seed);
    root = crypto.newIdentity();
    bridge = crypto.newIdentity();
    id = hash.sha256(root.identityPublicKey());
    authority = authority(env);
    bridgeToken = token(root, new byte[0], bridge, true);
  }

  /** Who is a member, as told at somebody's time. */
  public Authority authority(Env of) {
    return new Authority(crypto, hash, of, id);
  }

  private byte[] token(IdentityKeys issuer, byte[] issuerToken, IdentityKeys subject, boolean may) {
    return token(issuer, issuerToken, subject, may, 0);
  }

  private byte[] token(
      IdentityKeys issuer, byte[] issuerToken, IdentityKeys subject, boolean may, int instance) {
    long now = env.wallMillis();
    return MembershipToken.issue(
            issuer,
            issuerToken,
            id,
            subject.identityPublicKey(),
            crypto.randomBytes(MembershipToken.SALT_BYTES),
            may,
            now,
            now + YEAR_MILLIS,
            0,
            new byte[0],
            instance)
        .value()
        .envelope()
        .encoded();
  }

  /** A member with new keys. */
  public Identity member(PeerKind kind, String... addresses) {
    IdentityKeys keys = crypto.newIdentity();
    byte[] token = token(bridge, bridgeToken, keys, false);
    return Identity.of(authority, keys, token, 0, kind, List.of(addresses)).value();
  }

  /** Another device of a member: the same identity at another place. */
  public Identity device(Identity of, int instance, PeerKind kind) {
    byte[] token = token(bridge, bridgeToken, of.keys(), false, instance);
    return Identity.of(authority, of.keys(), token, instance, kind, List.of()).value();
  }

  /** What somebody says to a peer by way of others, with a card that may be another's. */
  public byte[] routed(
      Identity signer, byte[] card, NodeId target, byte[] trace, long sentAt, byte[] message) {
    CborWriter body = new CborWriter(1_000);
    body.array(5).bytes(signer.keys().identityPublicKey()).ulong(sentAt);
    body.bytes(message).array(0).bytes(card);
    byte[] address = Bytes.concat(target.bytes(), trace);
    return SignedEnvelope.sign(
            SignedEnvelope.Type.ROUTED, id, address, body.toBytes(), signer.keys())
        .value()
        .encoded();
  }

  /** The bridge that admitted all of them. */
  public Identity bridge(String address) {
    return Identity.of(authority, bridge, bridgeToken, 0, PeerKind.BRIDGE, List.of(address))
        .value();
  }
}
