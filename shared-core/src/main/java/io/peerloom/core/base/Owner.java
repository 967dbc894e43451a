package io.peerloom.core.base;

import java.util.List;

/**
 * For whom a bounded resource is used: the groups that the user belongs to, the largest first, and
 * last the user itself. A member's groups are the bridge that issued its token and the members that
 * invited it; a stranger's are the prefixes of its address.
 *
 * @param path from the largest group to the user; at least one name
 */
public record Owner(List<Bytes> path) {
  /** The deepest nesting: a bridge, {@code MembershipToken.MAX_GENERATIONS} inviters, the user. */
  public static final int MAX_DEPTH = 10;

  /** The user itself. */
  public Bytes user() {
    return path.get(path.size() - 1);
  }

  /** An owner that belongs to no group. */
  public static Owner of(Bytes user) {
    return new Owner(List.of(user));
  }
}
