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
 * for each and all together; so are those of bridges, whose keys can be stolen; and the root has
 * room of its own. Whoever the root revokes frees the room it has taken.
 */
public final class Revocations {
  /** The most revocations of the root, of all bridges, and of all members. */
  private static final int[] MOST = {1_024, 1_024, 2_048};

  /** The most of one bridge, and of one member. */
  private static final int[] MOST_OF_ONE = {1_024, 256, 64};

  /** The most of all. */
  public static final int MAX = MOST[0] + MOST[1] + MOST[2];

  /**
   * What a token says of its subject.
   *
   * @param line the names ({@link MembershipToken#ancestor}) of the subject and those who invited
   *     it, the nearest first
   * @param byRoot whether the root issued it
   */
  private record Descent(byte[] line, boolean byRoot) {}

  /**
   * A revocation.
   *
   * @param issuer the name of who issued it
   * @param rank 0 for the root, 1 for a bridge, 2 and more for a member
   * @param chain of the issuer's token and its issuer's; empty for the root
   */
  private record Known(
      Bytes id, Revocation revocation, Bytes issuer, int rank, List<Descent> chain) {
    int share() {
      return Math.min(rank, 2);
    }
  }

  private final Hash hash;
  private final Map<Bytes, Known> byId = new LinkedHashMap<>();
  private final int[] count = new int[MOST.length];
  private final Map<Bytes, Integer> countOfOne = new LinkedHashMap<>();

  /** Those of the root, by what they revoke. */
  private final Map<Bytes, List<Known>> ofRoot = new LinkedHashMap<>();

  /** Those that count, by what they revoke; null where it has to be made anew. */
  private Map<Bytes, List<Known>> counting;

  private byte[] digest = {};

  /** Knows of none. */
  public Revocations(Hash hash) {
    this.hash = hash;
  }

  /**
   * The same at two peers that know the same; empty where nothing is known. It is a hash of all ids
   * in their order: of a sum, anybody who may revoke could make up revocations that hide another.
   */
  public byte[] digest() {
    if (digest.length == 0 && !byId.isEmpty()) {
      List<Bytes> ids = new ArrayList<>(byId.keySet());
      ids.sort(null);
      byte[][] parts = new byte[ids.size()][];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = ids.get(i).array();
      }
      digest = hash.sha256(parts);
    }
    return digest;
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
    Known known =
        new Known(
            idOf(revocation),
            revocation,
            nameOf(revocation.issuerKey()),
            share(token) + (share(token) < 2 ? 0 : token.ancestry().length),
            chain(token));
    if (isRevoked(known.chain, ofRoot)) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "its issuer was revoked");
    }
    int share = known.share();
    Known larger = largerOfFull(known.issuer, share, known.id);
    if (larger == null && count[share] >= MOST[share]) {
      throw full();
    }
    byId.put(known.id, known);
    changed(known, 1);
    if (share == 0) {
      ofRoot.computeIfAbsent(target(known), any -> new ArrayList<>()).add(known);
    }
    List<Bytes> dropped = new ArrayList<>();
    for (Known each : new ArrayList<>(byId.values())) {
      if (each == larger
          || each.revocation.issuedAt() + Revocation.LIFE_MILLIS <= now
          || share == 0 && isRevoked(each.chain, ofRoot)) {
        drop(each);
        dropped.add(each.id);
      }
    }
    return dropped;
  }

  private void drop(Known known) {
    byId.remove(known.id);
    changed(known, -1);
    List<Known> same = ofRoot.get(target(known));
    if (same != null && same.remove(known) && same.isEmpty()) {
      ofRoot.remove(target(known));
    }
  }

  /**
   * What gives way to a new one: of an issuer that has as many as it may, the one with the largest
   * id, else null. So the smallest ids stay, and all peers keep the same, in whatever order they
   * come. Fails with FULL where the new one itself has the largest.
   */
  private Known largerOfFull(Bytes issuer, int share, Bytes id) {
    if (!hasAll(issuer, share)) {
      return null;
    }
    Known largest = null;
    for (Known each : byId.values()) {
      boolean isLarger = largest == null || each.id.compareTo(largest.id) > 0;
      largest = each.issuer.equals(issuer) && isLarger ? each : largest;
    }
    if (id.compareTo(largest.id) > 0) {
      throw full();
    }
    return largest;
  }

  private boolean hasAll(Bytes issuer, int share) {
    return countOfOne.getOrDefault(issuer, 0) >= MOST_OF_ONE[share];
  }

  /** Whether an issuer has revoked as many as it may. */
  public boolean hasAll(MembershipToken issuer) {
    return hasAll(nameOf(issuer.subjectKey()), share(issuer));
  }

  /** Fails with FULL where its issuer has as many as it may, before a signature is verified. */
  public void requireRoom(Revocation revocation) {
    MembershipToken token = MembershipToken.decodeOrNull(revocation.issuerToken());
    largerOfFull(nameOf(revocation.issuerKey()), share(token), idOf(revocation));
  }

  private Bytes nameOf(byte[] key) {
    return Bytes.wrap(MembershipToken.ancestor(hash, key));
  }

  /** Of {@link #MOST}; null stands for the root. */
  private static int share(MembershipToken issuer) {
    return issuer == null ? 0 : issuer.bridge() ? 1 : 2;
  }

  private static PeerloomException full() {
    return new PeerloomException(ErrorCode.FULL, "too many revocations");
  }

  private void changed(Known known, int more) {
    count[known.share()] += more;
    int left = countOfOne.getOrDefault(known.issuer, 0) + more;
    if (left > 0) {
      countOfOne.put(known.issuer, left);
    } else {
      countOfOne.remove(known.issuer);
    }
    counting = null;
    digest = new byte[0];
  }

  private static Bytes target(Known known) {
    return Bytes.wrap(known.revocation.target());
  }

  /**
   * Whether a token counts no longer: its subject is revoked, or one of those who invited it, or
   * the bridge that issued it.
   */
  public boolean isRevoked(MembershipToken token) {
    return !byId.isEmpty() && isRevoked(chain(token), counting());
  }

  /** Whether that concerns the subject or who invited it, and not its bridge alone. */
  public boolean isSubjectRevoked(MembershipToken token) {
    return isRevoked(List.of(chain(token).get(0)), counting());
  }

  /** Whether an invitation counts no longer; its issuer is examined with its token. */
  public boolean isRevoked(Invitation invitation) {
    List<Descent> issuer = chain(MembershipToken.decodeOrNull(invitation.issuerToken()));
    byte[] line =
        issuer.isEmpty()
            ? MembershipToken.ancestor(hash, invitation.issuerKey())
            : issuer.get(0).line;
    boolean byRoot = issuer.isEmpty() || issuer.get(0).byRoot;
    Descent descent = new Descent(Bytes.concat(invitation.id(hash), line), byRoot);
    return isRevoked(descent, 0, counting());
  }

  private Map<Bytes, List<Known>> counting() {
    if (counting == null) {
      Map<Bytes, List<Known>> weighed = new LinkedHashMap<>();
      List<Known> all = new ArrayList<>(byId.values());
      // Whoever is nearer to the root has its say first; an id decides between equals.
      all.sort((a, b) -> a.rank != b.rank ? a.rank - b.rank : a.id.compareTo(b.id));
      for (Known each : all) {
        if (!isRevoked(each.chain, weighed)) {
          weighed.computeIfAbsent(target(each), any -> new ArrayList<>()).add(each);
        }
      }
      counting = weighed;
    }
    return counting;
  }

  private List<Descent> chain(MembershipToken token) {
    List<Descent> chain = new ArrayList<>();
    for (MembershipToken each = token; each != null; each = each.issuer()) {
      byte[] name = MembershipToken.ancestor(hash, each.subjectKey());
      chain.add(new Descent(Bytes.concat(name, each.ancestry()), each.issuerToken().length == 0));
    }
    return chain;
  }

  private static boolean isRevoked(List<Descent> chain, Map<Bytes, List<Known>> by) {
    for (Descent descent : chain) {
      for (int at = 0; at < descent.line.length && !by.isEmpty(); at += Revocation.ID_BYTES) {
        if (isRevoked(descent, at, by)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether somebody with the right to it has revoked what is at this place of a line. */
  private static boolean isRevoked(Descent descent, int at, Map<Bytes, List<Known>> by) {
    int end = at + Revocation.ID_BYTES;
    for (Known known : by.getOrDefault(Bytes.wrap(Bytes.slice(descent.line, at, end)), List.of())) {
      boolean entitled =
          known.rank < 2
              ? known.rank == 0 || !descent.byRoot
              : stands(known.issuer, descent.line, end);
      if (entitled && (at == 0 || known.revocation.withInvited())) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(Bytes who, byte[] line, int from) {
    for (int at = from; at < line.length; at += Revocation.ID_BYTES) {
      if (who.equals(Bytes.wrap(Bytes.slice(line, at, at + Revocation.ID_BYTES)))) {
        return true;
      }
    }
    return false;
  }
}
