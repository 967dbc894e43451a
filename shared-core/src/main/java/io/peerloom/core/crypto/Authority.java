package io.peerloom.core.crypto;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;

/**
 * Decides who is a member of a network: verifies identity bundles, tokens with their chains, cards.
 *
 * <p>Verified signatures are cached by their hash, because every routed message carries a card, and
 * the token of a bridge is part of every token it issued. So are those of records and messages, for
 * a while: several holders answer a get with the same record, and who holds a topic's messages may
 * subscribe to it, too.
 */
public final class Authority {
  private static final int CACHED = 2048;

  /** Other signatures that are remembered: more than what arrives several times at about once. */
  private static final int RECENT = 256;

  /** A signature by that key that was found valid, or is being verified. */
  private record Verification(byte[] key, Promise<Void> valid) {}

  private final Crypto crypto;
  private final Hash hash;
  private final Env env;
  private final byte[] network;
  private final BoundedMap<Bytes, Boolean> verified = new BoundedMap<>(CACHED);
  private final BoundedMap<Bytes, Verification> recent = new BoundedMap<>(RECENT);
  private final EnvelopeCompression compression;
  private final KnownTokens tokens = new KnownTokens();
  private final Revocations revocations;

  /** Decides by signatures and dates alone. */
  public Authority(Crypto crypto, Hash hash, Env env, byte[] network) {
    this(crypto, hash, env, network, new Revocations(hash));
  }

  /** Decides by revocations, too. */
  public Authority(Crypto crypto, Hash hash, Env env, byte[] network, Revocations revocations) {
    this.crypto = crypto;
    this.hash = hash;
    this.env = env;
    this.network = network;
    this.compression = new EnvelopeCompression(hash);
    this.revocations = revocations;
  }

  /** The 32-byte network id. */
  public byte[] network() {
    return network;
  }

  public Crypto crypto() {
    return crypto;
  }

  public Hash hash() {
    return hash;
  }

  /** How envelopes are compressed for peers that have some of their bytes already. */
  public EnvelopeCompression compression() {
    return compression;
  }

  /** Who is a member no longer. */
  public Revocations revocations() {
    return revocations;
  }

  /** The token of a member that was met lately; null for others. It may have expired since. */
  public MembershipToken knownToken(byte[] identityKey) {
    return tokens.of(identityKey);
  }

  /** Keeps a verified token in memory for {@link #knownToken}. */
  public void learn(MembershipToken token) {
    tokens.learn(token, token.envelope().encoded());
  }

  /** Signs a body for this network. */
  public Promise<SignedEnvelope> sign(SignedEnvelope.Type type, byte[] body, IdentityKeys keys) {
    return SignedEnvelope.sign(type, network, body, keys);
  }

  /** The same with bytes that the reader has, too, and that are not sent. */
  public Promise<SignedEnvelope> sign(
      SignedEnvelope.Type type, byte[] unsent, byte[] body, IdentityKeys keys) {
    return SignedEnvelope.sign(type, network, unsent, body, keys);
  }

  /** Verifies an envelope of this network against a key, unless it has just done so. */
  public Promise<Void> verify(SignedEnvelope envelope, byte[] publicKey) {
    Bytes digest = Bytes.wrap(envelope.digest(hash));
    Verification before = recent.get(digest);
    if (before != null && Bytes.equal(before.key, publicKey)) {
      return before.valid;
    }
    Promise<Void> valid = envelope.verify(crypto, network, publicKey);
    if (before != null) {
      return valid;
    }
    recent.put(digest, new Verification(publicKey, valid));
    valid.then(ok -> {}, invalid -> recent.remove(digest));
    return valid;
  }

  /** The same with bytes that were signed and not sent. */
  public Promise<Void> verify(SignedEnvelope envelope, byte[] unsent, byte[] publicKey) {
    return envelope.verify(crypto, network, unsent, publicKey);
  }

  /** A card whose parts fit together, and which nobody has verified. */
  private record Claim(PeerCard card, MembershipToken token, IdentityBundle bundle) {}

  private Claim claim(byte[] encodedCard) {
    PeerCard card = PeerCard.decode(encodedCard);
    IdentityBundle bundle = IdentityBundle.decode(card.bundle());
    MembershipToken token = MembershipToken.decode(card.token());
    if (!Bytes.equal(token.subjectKey(), bundle.identityKey())) {
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token of another identity");
    }
    if (token.bridge() != (card.kind() == PeerKind.BRIDGE)) {
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token does not fit the role");
    }
    if (token.instance() != card.instance()) {
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token of another instance");
    }
    return new Claim(card, token, bundle);
  }

  /**
   * Whether a card could prove a member with that identity key, which costs no verification: its
   * parts fit together, and its token has not expired.
   *
   * @throws PeerloomException saying why not
   */
  public void examine(byte[] encodedCard, byte[] identityKey) {
    Claim claim = claim(encodedCard);
    if (!Bytes.equal(claim.bundle.identityKey(), identityKey)) {
      throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "token of another");
    }
    checkDate(claim.token, env.wallMillis());
  }

  private static void checkDate(MembershipToken token, long at) {
    if (!token.isCurrent(at)) {
      long seconds = (at - token.expiresAt()) / 1000;
      throw new PeerloomException(ErrorCode.INVALID_TOKEN, "token expired " + seconds + " s ago");
    }
  }

  /** Verifies a card and gives the peer it proves; else INVALID_TOKEN or INVALID_SIGNATURE. */
  public Promise<ProvedPeer> prove(byte[] encodedCard) {
    Claim claim;
    try {
      claim = claim(encodedCard);
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    PeerCard card = claim.card;
    MembershipToken token = claim.token;
    IdentityBundle bundle = claim.bundle;
    return verifyBundle(bundle)
        .flatMap(ok -> verifyToken(token))
        .map(
            ok -> {
              NodeId id =
                  PeerCard.nodeId(
                      hash, network, bundle.identityKey(), token.salt(), card.instance());
              compression.learn(id, bundle.identityKey(), encodedCard, token.issuerToken());
              tokens.learn(token, card.token());
              return new ProvedPeer(
                  id, bundle.identityKey(), bundle.topicKey(), card, token.owner(hash));
            });
  }

  /** Verifies that the two keys of a bundle belong together. */
  public Promise<Void> verifyBundle(IdentityBundle bundle) {
    if (!Signatures.isSound(bundle.topicKey())) {
      return Promise.failed(ErrorCode.INVALID_SIGNATURE, "a topic key that anybody can sign with");
    }
    return once(bundle.envelope(), bundle.identityKey());
  }

  /**
   * Verifies a token and its chain up to the root, with all dates; fails with INVALID_TOKEN, or
   * with UNAUTHORIZED where one of them is revoked.
   */
  public Promise<Void> verifyToken(MembershipToken token) {
    return verifyToken(token, env.wallMillis());
  }

  /** The same at another time, in wall-clock milliseconds. */
  public Promise<Void> verifyToken(MembershipToken token, long at) {
    return verifyChain(token, at)
        .flatMap(
            ok ->
                revocations.isRevoked(token)
                    ? Promise.failed(ErrorCode.UNAUTHORIZED, "this membership was revoked")
                    : Promise.of(null));
  }

  private Promise<Void> verifyChain(MembershipToken token, long at) {
    try {
      checkDate(token, at);
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    if (token.issuedByRoot(hash, network)) {
      return once(token.envelope(), token.issuerKey());
    }
    MembershipToken issuer;
    try {
      issuer = MembershipToken.decode(token.issuerToken());
    } catch (PeerloomException e) {
      return Promise.failed(ErrorCode.INVALID_TOKEN, "chain broken: " + e.getMessage());
    }
    // A bridge signs members only: with a stolen key nobody makes further bridges.
    if (token.bridge()
        || !issuer.bridge()
        || !issuer.issuedByRoot(hash, network)
        || !Bytes.equal(issuer.subjectKey(), token.issuerKey())) {
      return Promise.failed(ErrorCode.INVALID_TOKEN, "issuer may not issue");
    }
    return once(token.envelope(), token.issuerKey()).flatMap(ok -> verifyChain(issuer, at));
  }

  /**
   * Verifies an invitation with its issuer's chain at a time in wall-clock milliseconds; fails with
   * UNAUTHORIZED, saying why, or with the failure of the issuer's token.
   */
  public Promise<Void> verifyInvitation(Invitation invitation, long at) {
    if (invitation.expiresAt() <= at) {
      return unauthorized("this invitation has expired");
    }
    if (revocations.isRevoked(invitation)) {
      return unauthorized("this invitation was revoked");
    }
    if (Bytes.equal(hash.sha256(invitation.issuerKey()), network)) {
      return verify(invitation.envelope(), invitation.issuerKey());
    }
    MembershipToken issuer;
    try {
      issuer = MembershipToken.decode(invitation.issuerToken());
    } catch (PeerloomException e) {
      return unauthorized("this invitation is broken");
    }
    if (issuer.bridge()
        || issuer.rights() <= invitation.depth()
        || !Bytes.equal(issuer.subjectKey(), invitation.issuerKey())) {
      return unauthorized("who signed this invitation may not invite so");
    }
    return verify(invitation.envelope(), invitation.issuerKey())
        .flatMap(ok -> verifyToken(issuer, at));
  }

  /**
   * Verifies a revocation: it may concern anybody, but its issuer is the root, a bridge, or a
   * member that may invite others.
   */
  public Promise<Void> verifyRevocation(Revocation revocation) {
    long at = revocation.issuedAt();
    if (at > env.wallMillis() + Limits.MAX_AHEAD_MILLIS) {
      return Promise.failed(ErrorCode.CLOCK_SKEW, "a revocation from the future");
    }
    if (Bytes.equal(hash.sha256(revocation.issuerKey()), network)) {
      return verify(revocation.envelope(), revocation.issuerKey());
    }
    MembershipToken issuer = MembershipToken.decodeOrNull(revocation.issuerToken());
    if (issuer == null
        || !issuer.bridge() && issuer.rights() == 0
        || !Bytes.equal(issuer.subjectKey(), revocation.issuerKey())) {
      return Promise.failed(
          ErrorCode.UNAUTHORIZED, "who signed this may not revoke in this network");
    }
    return verifyChain(issuer, at)
        .flatMap(ok -> verify(revocation.envelope(), revocation.issuerKey()));
  }

  private static Promise<Void> unauthorized(String why) {
    return Promise.failed(ErrorCode.UNAUTHORIZED, why + "; ask for a new one");
  }

  private Promise<Void> once(SignedEnvelope envelope, byte[] key) {
    Bytes digest = Bytes.wrap(envelope.digest(hash));
    if (verified.containsKey(digest)) {
      return Promise.of(null);
    }
    return envelope
        .verify(crypto, network, key)
        .map(
            ok -> {
              verified.put(digest, true);
              return null;
            });
  }
}
