package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.Revocation;
import java.util.List;

/** Admission: from a newcomer to a bootstrap server, from that to a bridge, and back. */
public sealed interface JoinMessage extends Message {
  /**
   * A signed request for admission. The bootstrap server forwards it unchanged.
   *
   * @param offer a complete offer, signed for one browser peer, which the bridge forwards; or null
   * @param referral the signed statement of a bootstrap server that it forwards the request; or
   *     null
   */
  record Join(byte[] request, RoutingMessage.Route offer, byte[] referral) implements JoinMessage {
    /** The most bytes of a signed referral. */
    public static final int MAX_REFERRAL_BYTES = 256;

    /** The most bytes of a signed request, with the token to be renewed and an invitation. */
    public static final int MAX_BYTES = MembershipToken.MAX_BYTES + Invitation.MAX_BYTES + 512;

    /** A newcomer's own, which nobody has forwarded yet. */
    public Join(byte[] request, RoutingMessage.Route offer) {
      this(request, offer, null);
    }

    @Override
    public int number() {
      return MessageType.JOIN;
    }

    @Override
    public int fields() {
      return referral != null ? 3 : offer == null ? 1 : 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(request);
      if (offer != null) {
        out.array(offer.fields());
        offer.write(out);
      } else if (referral != null) {
        out.array(0);
      }
      if (referral != null) {
        out.bytes(referral);
      }
    }

    static Join read(CborReader in, int fields) {
      byte[] request = in.bytes(MAX_BYTES);
      return new Join(
          request,
          fields > 1 ? readOffer(in, fields > 2) : null,
          fields > 2 ? in.bytes(MAX_REFERRAL_BYTES) : null);
    }

    /** An empty array stands for no offer where a referral follows. */
    private static RoutingMessage.Route readOffer(CborReader in, boolean mayBeEmpty) {
      int count = in.array(mayBeEmpty ? 0 : 4);
      if (count == 0) {
        return null;
      }
      if (count < 4) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "an offer of " + count + " items");
      }
      RoutingMessage.Route offer = RoutingMessage.Route.read(in);
      in.rest(count, 4);
      return offer;
    }
  }

  /**
   * A bridge's answer.
   *
   * @param rootKey the network's root key
   * @param token the newcomer's membership token
   * @param proof the bridge's signed statement over the newcomer's request and all of this
   * @param wallMillis the bridge's clock
   * @param bridge the bridge itself
   * @param contacts random live peers, those that anybody can dial first
   * @param answer the browser peer's signed answer to the offer, or null
   * @param iceServers of the network; null where the bridge knows of none
   */
  record Admission(
      byte[] rootKey,
      byte[] token,
      byte[] proof,
      long wallMillis,
      ContactInfo bridge,
      List<ContactInfo> contacts,
      byte[] answer,
      IceServers iceServers)
      implements JoinMessage {
    private static final byte[] NO_ANSWER = {};

    /** The same with another proof. */
    public Admission withProof(byte[] other) {
      return new Admission(rootKey, token, other, wallMillis, bridge, contacts, answer, iceServers);
    }

    @Override
    public int number() {
      return MessageType.ADMISSION;
    }

    @Override
    public int fields() {
      return iceServers != null ? 8 : answer == null ? 6 : 7;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(rootKey).bytes(token).bytes(proof).ulong(wallMillis);
      bridge.write(out);
      ContactInfo.writeAll(out, contacts);
      if (answer != null) {
        out.bytes(answer);
      } else if (iceServers != null) {
        out.bytes(NO_ANSWER);
      }
      if (iceServers != null) {
        iceServers.write(out);
      }
    }

    static Admission read(CborReader in, int fields) {
      return new Admission(
          in.bytesOf(PeerCard.P256_BYTES),
          in.bytes(MembershipToken.MAX_BYTES),
          in.bytes(512),
          in.ulong(),
          ContactInfo.read(in),
          ContactInfo.readAll(in),
          fields > 6 ? answerOf(in.bytes(RoutingMessage.MAX_ROUTED_BYTES), fields) : null,
          fields > 7 ? IceServers.read(in) : null);
    }

    /** An empty one stands for none where ICE servers follow. */
    private static byte[] answerOf(byte[] answer, int fields) {
      return fields > 7 && answer.length == 0 ? null : answer;
    }
  }

  /**
   * A bridge tells another whom it, or others, admitted by invitations; answered by Done.
   *
   * @param uses of {@link #USE_BYTES} each: the id of the invitation, 16 bytes, the first 16 bytes
   *     of the hash of the user's identity key, and when the invitation expires, wall-clock
   *     milliseconds
   */
  record UsedInvitations(List<byte[]> uses) implements JoinMessage {
    /** The most uses in one message. */
    public static final int MAX_USES = 256;

    /** The length of a use. */
    public static final int USE_BYTES =
        Invitation.ID_BYTES + MembershipToken.ANCESTOR_BYTES + Long.BYTES;

    @Override
    public int number() {
      return MessageType.USED_INVITATIONS;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(uses.size());
      uses.forEach(out::bytes);
    }

    static UsedInvitations read(CborReader in) {
      return new UsedInvitations(in.list(MAX_USES, each -> each.bytesOf(USE_BYTES)));
    }
  }

  /**
   * Tells of revocations; answered by Done, or by another such message where it answers {@link
   * AskRevocations}.
   *
   * @param digest of all that the sender knows, 32 bytes; empty where that is not told
   * @param revocations as signed, at most {@link #MAX_REVOCATIONS}
   */
  record Revoke(byte[] digest, List<byte[]> revocations) implements JoinMessage {
    /** The most revocations of one message. */
    public static final int MAX_REVOCATIONS = 32;

    private static final int DIGEST_BYTES = 32;

    @Override
    public int number() {
      return MessageType.REVOKE;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(digest).array(revocations.size());
      revocations.forEach(out::bytes);
    }

    static Revoke read(CborReader in) {
      return new Revoke(
          in.bytes(DIGEST_BYTES),
          in.list(MAX_REVOCATIONS, each -> each.bytes(Revocation.MAX_BYTES)));
    }
  }

  /**
   * Asks for the revocations that the other side learnt of after one of them; answered by Revoke.
   *
   * @param after the id of a revocation; empty, or one that the other side does not have, for the
   *     first ones
   */
  record AskRevocations(byte[] after) implements JoinMessage {
    @Override
    public int number() {
      return MessageType.ASK_REVOCATIONS;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(after);
    }

    static AskRevocations read(CborReader in) {
      return new AskRevocations(in.bytes(Revocation.ID_BYTES));
    }
  }

  /**
   * Asks for the token of a member whose data the other side gave; answered by Member, or by
   * Failure with NOT_FOUND.
   */
  record AskMember(byte[] identityKey) implements JoinMessage {
    @Override
    public int number() {
      return MessageType.ASK_MEMBER;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(identityKey);
    }

    static AskMember read(CborReader in) {
      return new AskMember(in.bytesOf(PeerCard.P256_BYTES));
    }
  }

  /** A member's token, which proves itself. */
  record Member(byte[] token) implements JoinMessage {
    @Override
    public int number() {
      return MessageType.MEMBER;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(token);
    }

    static Member read(CborReader in) {
      return new Member(in.bytes(MembershipToken.MAX_BYTES));
    }
  }
}
