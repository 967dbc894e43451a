package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Hello;
import io.peerloom.core.wire.LinkMessage.HelloAnswer;
import io.peerloom.core.wire.LinkMessage.HelloProof;
import io.peerloom.core.wire.MessageCodec;
import java.util.List;

/**
 * Proves both ends of a fresh connection to each other, after SIGMA (Krawczyk, 2003): ephemeral
 * P-256 keys agree on a secret; each side signs the transcript together with its card, and MACs the
 * card under the secret.
 *
 * <p>The transcript includes what the channel itself is bound to: the dialled address for a
 * WebSocket, both DTLS fingerprints for WebRTC; and what both ends agreed on. An attacker between
 * the two ends has another transcript, so a relayed or replayed hello is useless.
 */
final class Handshake {
  /**
   * The protocol versions of this build, from the oldest to the newest (docs/PROTOCOL.md,
   * Versions).
   */
  private static final int OLDEST = 1;

  private static final int NEWEST = 1;

  private static final byte[] DOMAIN = Bytes.utf8("peerloom-handshake-v1");
  private static final int DIALLER = 0;
  private static final int ACCEPTOR = 1;

  private final Authority authority;
  private final Identity self;
  private final Hkdf hkdf;
  private final byte[] binding;
  private final NodeId expected;

  /** The protocol versions of this end; a test imitates other builds. */
  int oldest = OLDEST;

  int newest = NEWEST;

  /** Chosen by the accepting side. */
  private int protocol;

  /** How frames are authenticated: what this end can do, then what both agreed on; 0 for not. */
  int seal;

  private byte[] hello;
  private EnvelopeCompression.Announcement announced;
  private EphemeralKey ephemeral;
  private byte[] transcript;
  private byte[] secret;

  /**
   * @param expected the peer probably at the other end, null if unknown; decides only what
   *     compression leaves out, not which peer is accepted
   */
  Handshake(Authority authority, Identity self, byte[] binding, NodeId expected) {
    this.authority = authority;
    this.self = self;
    this.hkdf = new Hkdf(authority.hash());
    this.binding = binding;
    this.expected = expected;
  }

  /** The dialling side's first message. */
  Promise<Hello> begin(String origin) {
    return authority
        .crypto()
        .generateEphemeral()
        .map(
            key -> {
              ephemeral = key;
              announced = authority.compression().announce(expected);
              Hello first =
                  new Hello(
                      oldest,
                      newest,
                      authority.network(),
                      key.publicKey(),
                      authority.crypto().randomBytes(16),
                      origin,
                      announced.ids(),
                      seal);
              hello = MessageCodec.encode(first);
              return first;
            });
  }

  /**
   * Examines a first message, which costs nothing; {@link #answer} computes.
   *
   * @param received that message as received: it may have fields this build does not know, and both
   *     sides must hash the same bytes
   * @throws PeerloomException WRONG_NETWORK, UNSUPPORTED, or INVALID_REQUEST for a second one
   */
  void examine(Hello first, byte[] received) {
    if (!Bytes.equal(first.network(), authority.network())) {
      // Alone: a goodbye has room for no more.
      throw new PeerloomException(ErrorCode.WRONG_NETWORK, Bytes.hex(authority.network()));
    }
    protocol = Math.min(newest, first.maxProtocol());
    if (protocol < oldest || protocol < first.minProtocol()) {
      throw new PeerloomException(
          ErrorCode.UNSUPPORTED, "protocols " + first.minProtocol() + " to " + first.maxProtocol());
    }
    if (hello != null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "out of turn");
    }
    hello = received;
    seal = first.seal() == seal ? seal : 0;
  }

  /** The accepting side's answer to a first message that was examined. */
  Promise<HelloAnswer> answer(Hello first) {
    announced = authority.compression().announce(expected);
    byte[] nonce = authority.crypto().randomBytes(16);
    return authority
        .crypto()
        .generateEphemeral()
        .flatMap(
            key -> {
              ephemeral = key;
              return agree(first.ephemeralKey(), key.publicKey(), nonce);
            })
        .flatMap(ok -> prove(ACCEPTOR, first.known()))
        .map(
            proof ->
                new HelloAnswer(
                    protocol, ephemeral.publicKey(), nonce, proof, announced.ids(), seal));
  }

  /** The dialling side verifies the answer; fulfilled with the accepting peer. */
  Promise<ProvedPeer> check(HelloAnswer answer) {
    if (ephemeral == null
        || transcript != null
        || answer.protocol() < oldest
        || answer.protocol() > newest
        || answer.seal() != 0 && answer.seal() != seal) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "out of turn");
    }
    protocol = answer.protocol();
    seal = answer.seal();
    Proof proof = read(answer.proof(), ACCEPTOR);
    return agree(answer.ephemeralKey(), answer.ephemeralKey(), answer.nonce())
        .flatMap(ok -> verify(proof, ACCEPTOR));
  }

  /** The dialling side's own proof, after that answer. */
  Promise<HelloProof> finish(HelloAnswer answer) {
    return prove(DIALLER, answer.known()).map(HelloProof::new);
  }

  /**
   * Examines the dialling side's proof, which costs next to nothing; {@link #check(Proof)} verifies
   * it.
   *
   * @throws PeerloomException if it is malformed, out of turn, or of nobody who can be a member
   */
  Proof examine(HelloProof proof) {
    if (transcript == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "out of turn");
    }
    return read(proof.proof(), DIALLER);
  }

  /** The accepting side verifies the dialling side's proof; fulfilled with the dialling peer. */
  Promise<ProvedPeer> check(Proof proof) {
    return verify(proof, DIALLER);
  }

  /** A key for one purpose, known to both ends only. */
  byte[] sessionKey(String purpose) {
    return hkdf.expand(secret, Bytes.utf8(purpose), 32);
  }

  private Promise<Void> agree(byte[] otherKey, byte[] acceptorKey, byte[] acceptorNonce) {
    byte[] chosen = {(byte) (protocol >> 8), (byte) protocol};
    byte[] digest =
        authority
            .hash()
            .sha256(
                DOMAIN,
                authority.hash().sha256(hello),
                chosen,
                acceptorKey,
                acceptorNonce,
                binding,
                seal == 0 ? new byte[0] : new byte[] {(byte) seal});
    return ephemeral
        .agree(otherKey)
        .map(
            shared -> {
              transcript = digest;
              secret = hkdf.extract(digest, shared);
              return null;
            });
  }

  private Promise<byte[]> prove(int role, List<byte[]> readerKnows) {
    byte[] card = self.card();
    CborWriter body = new CborWriter(card.length + 80);
    body.array(3).bytes(self.keys().identityPublicKey()).uint(role).bytes(card);
    return authority
        .sign(SignedEnvelope.Type.PROOF, shared(role, card), body.toBytes(), self.keys())
        .map(proof -> authority.compression().compress(proof.encoded(), card, readerKnows));
  }

  /** A proof that is well-formed, and not yet verified. */
  record Proof(SignedEnvelope envelope, byte[] key, byte[] card) {}

  private Proof read(byte[] proof, int role) {
    byte[] whole = authority.compression().expand(proof, LinkMessage.MAX_PROOF_BYTES, announced);
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.PROOF, whole);
    CborReader in = new CborReader(envelope.body());
    int count = in.array(3);
    byte[] key = in.bytesOf(PeerCard.P256_BYTES);
    int signedRole = in.uint(255);
    byte[] card = in.bytes(PeerCard.MAX_BYTES);
    in.rest(count, 3);
    in.end();
    if (signedRole != role) {
      throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "out of turn");
    }
    authority.examine(card, key);
    return new Proof(envelope, key, card);
  }

  private Promise<ProvedPeer> verify(Proof proof, int role) {
    return authority
        .verify(proof.envelope, shared(role, proof.card), proof.key)
        .flatMap(ok -> authority.prove(proof.card));
  }

  /**
   * What both ends know and sign without sending it: that the proof belongs to this conversation,
   * and that the signer has its secret (SIGMA with the MAC under the signature, Krawczyk, 2003).
   */
  private byte[] shared(int role, byte[] card) {
    byte[] key = hkdf.expand(secret, Bytes.utf8("mac"), 32);
    byte[] mac = hkdf.hmac(key, new byte[] {(byte) role}, transcript, card);
    return Bytes.concat(transcript, mac);
  }
}
