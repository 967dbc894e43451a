package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revocations that this peer knows, and whom they concern.
 *
 * <p>The root revokes anybody; a bridge all whose tokens bridges issue; a member those in whose
 * tokens it stands among the ancestors. What somebody revoked counts no longer once that one is
 * revoked. Peers that know the same revocations conclude the same, in whatever order they came.
 *
 * <p>Nobody knows beforehand whose ancestor an issuer is. Those of members are therefore bounded,
 * for each and all together, and leave as much room to the root and the bridges; whoever the root
 * revokes frees the room of its own.
 */
public final class Revocations {
  /** The most revocations of members, and of the root and the bridges. */
  static final int MAX_HALF = 2_048;

  /** The most of all. */
  public static final int MAX = 2 * MAX_HALF;

  /** The most revocations of one member. */
  static final int MAX_OF_MEMBER = 64;

  /**
   * A revocation.
   *
   * @param issuer {@link MembershipToken#ancestor} of who issued it
   * @param token by which it did, null for the root
   */
  private record Known(Bytes id, Revocation revocation, Bytes issuer, MembershipToken token) {
    boolean isMembers() {
      return token != null && !token.bridge();
    }

    /** The smaller, the nearer its issuer is to the root. */
    int rank() {
      return token == null ? -1 : isMembers() ? 1 + token.ancestry().length : 0;
    }
  }

  private final Hash hash;
  private final Map<Bytes, Known> byId = new LinkedHashMap<>();
  private final byte[] digest = new byte[Revocation.ID_BYTES];

  /** Those that count, by what they revoke; to be made anew where {@link #changed}. */
  private final Map<Bytes, List<Known>> byTarget = new LinkedHashMap<>();

  private boolean changed;

  /** Knows of none. */
  public Revocations(Hash hash) {
    this.hash = hash;
  }

  /** The same at two peers that know the same, zeros where nothing is known. */
  public byte[] digest() {
    return digest.clone();
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The id of a revocation. */
  public Bytes idOf(Revocation revocation) {
    return Bytes.wrap(revocation.id(hash));
  }

  public boolean contains(Bytes id) {
    return byId.containsKey(id);
  }

  /**
   * Some as signed, in the order in which they came: from the one behind this id on, or the first.
   */
  public List<byte[]> after(Bytes id, int most) {
    List<byte[]> some = new ArrayList<>();
    boolean found = !byId.containsKey(id);
    for (Known known : byId.values()) {
      if (found && some.size() < most) {
        some.add(known.revocation.envelope().encoded());
      }
      found |= known.id.equals(id);
    }
    return some;
  }

  /**
   * Adds a verified revocation, and drops those that have expired, or whose issuer the root
   * revokes.
   *
   * @return the ids of those it dropped
   * @throws PeerloomException FULL where there are too many, UNAUTHORIZED where the root has
   *     revoked its issuer
   */
  public List<Bytes> add(Revocation revocation, long now) {
    MembershipToken token = MembershipToken.decodeOrNull(revocation.issuerToken());
    Bytes issuer = Bytes.wrap(MembershipToken.ancestor(hash, revocation.issuerKey()));
    Known known = new Known(idOf(revocation), revocation, issuer, token);
    int half = 0;
    int own = 0;
    for (Known each : byId.values()) {
      if (each.token == null && covers(each.revocation, token)) {
        throw new PeerloomException(ErrorCode.UNAUTHORIZED, "its issuer was revoked");
      }
      half += each.isMembers() == known.isMembers() ? 1 : 0;
      own += each.issuer.equals(issuer) ? 1 : 0;
    }
    if (half >= MAX_HALF || known.isMembers() && own >= MAX_OF_MEMBER) {
      throw new PeerloomException(ErrorCode.FULL, "too many revocations");
    }
    byId.put(known.id, known);
    flip(known.id);
    List<Bytes> dropped = new ArrayList<>();
    for (Known each : new ArrayList<>(byId.values())) {
      if (each.revocation.issuedAt() + Revocation.LIFE_MILLIS <= now
          || token == null && covers(revocation, each.token)) {
        byId.remove(each.id);
        flip(each.id);
        dropped.add(each.id);
      }
    }
    changed = true;
    return dropped;
  }

  private void flip(Bytes id) {
    for (int i = 0; i < digest.length; i++) {
      digest[i] ^= id.array()[i];
    }
  }

  /**
   * Whether a token counts no longer: its subject is revoked, or one of those who invited it, or
   * the bridge that issued it. Never for null, which stands for the root.
   */
  public boolean isRevoked(MembershipToken token) {
    if (changed) {
      changed = false;
      byTarget.clear();
      List<Known> all = new ArrayList<>(byId.values());
      // Whoever is nearer to the root has its say first; an id decides between equals.
      all.sort((a, b) -> a.rank() != b.rank() ? a.rank() - b.rank() : a.id.compareTo(b.id));
      for (Known each : all) {
        if (!isRevoked(each.token)) {
          byTarget
              .computeIfAbsent(Bytes.wrap(each.revocation.target()), any -> new ArrayList<>())
              .add(each);
        }
      }
    }
    if (byTarget.isEmpty() || token == null) {
      return false;
    }
    byte[] line = line(token);
    for (int at = 0; at < line.length; at += Revocation.ID_BYTES) {
      if (isRevoked(token, line, at)) {
        return true;
      }
    }
    return isRevoked(token.issuer());
  }

  /** Whether an invitation counts no longer; its issuer is examined with its token. */
  public boolean isRevoked(Invitation invitation) {
    MembershipToken token = MembershipToken.decodeOrNull(invitation.issuerToken());
    byte[] issuer =
        token == null ? MembershipToken.ancestor(hash, invitation.issuerKey()) : line(token);
    isRevoked(token);
    return isRevoked(token, Bytes.concat(invitation.id(hash), issuer), 0);
  }

  /** The subject of a token, and those who invited it, the nearest first. */
  private byte[] line(MembershipToken token) {
    return Bytes.concat(MembershipToken.ancestor(hash, token.subjectKey()), token.ancestry());
  }

  /** Whether a revocation of the root concerns a token, or the bridge that issued it. */
  private boolean covers(Revocation revocation, MembershipToken token) {
    if (token == null) {
      return false;
    }
    int at = indexOf(revocation.target(), line(token), 0);
    return at == 0 || at > 0 && revocation.withInvited() || covers(revocation, token.issuer());
  }

  /**
   * Whether somebody with the right to it has revoked what is at this place of a line of descent.
   *
   * @param token by which the root, or a bridge, answers for the line; null for the root
   */
  private boolean isRevoked(MembershipToken token, byte[] line, int at) {
    int end = at + Revocation.ID_BYTES;
    for (Known known : byTarget.getOrDefault(Bytes.wrap(Bytes.slice(line, at, end)), List.of())) {
      boolean entitled =
          known.token == null
              || (known.token.bridge()
                  ? token != null && token.issuerToken().length > 0
                  : indexOf(known.issuer.array(), line, end) > 0);
      if (entitled && (at == 0 || known.revocation.withInvited())) {
        return true;
      }
    }
    return false;
  }

  /** Where somebody stands in a line, -1 if nowhere. */
  private static int indexOf(byte[] who, byte[] line, int from) {
    for (int at = from; at < line.length; at += Revocation.ID_BYTES) {
      if (Bytes.equal(Bytes.slice(line, at, at + Revocation.ID_BYTES), who)) {
        return at;
      }
    }
    return -1;
  }
}
