package io.peerloom.core.routing;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the routing table knows of a peer. Only the table changes it. */
public final class Contact {
  private final NodeId id;
  private ContactInfo info;

  /** Whose it is, as it proved over a link; null until then. */
  private Bytes identity;

  /** Whether the addresses are those of its card, which it has proved over a link. */
  private boolean hasShownCard;

  /** Where others said last that it is; counts once its own addresses have failed. */
  private List<String> returned = List.of();

  private boolean linked;
  private long lastSeenAt;
  private int failures;
  private int episodes;
  private boolean proved;
  private boolean hasNoPath;
  private boolean full;
  private long dialNotBefore;

  Contact(ContactInfo info, long now) {
    this.id = info.id();
    this.info = info;
    lastSeenAt = now;
  }

  /** What the peer has proved about itself. */
  void shown(ContactInfo own) {
    info = own;
    hasShownCard = true;
    returned = List.of();
  }

  /** What another peer says of it, which replaces nothing that it has proved. */
  void update(ContactInfo newer) {
    if (hasShownCard) {
      returned = newer.addresses();
      info = new ContactInfo(id, info.kind(), newer.active(), info.addresses());
    } else {
      info = newer;
    }
  }

  void linked(boolean now) {
    linked = now;
    proved |= now;
    hasNoPath = false;
    full = false;
    if (now) {
      forgive();
    }
  }

  void provedBy(Bytes owner) {
    identity = owner;
  }

  /** Whether both have proved to be of one identity. */
  boolean isSiblingOf(Contact other) {
    return identity != null && identity.equals(other.identity);
  }

  void seen(long now) {
    lastSeenAt = now;
  }

  void failed(long retryAt) {
    failures++;
    hasNoPath = false;
    dialNotBefore = retryAt;
  }

  /** Ends an episode of attempts; the next begins later. */
  void rest(long until) {
    episodes++;
    dialNotBefore = until;
  }

  void forgive() {
    failures = 0;
    episodes = 0;
    dialNotBefore = 0;
  }

  /** It answered itself, but no NAT lets a link through. */
  void hasNoPath() {
    proved = true;
    hasNoPath = true;
  }

  /** It had no room for a link. */
  void full() {
    full = true;
  }

  /** Whether it had no room for a link when last asked. */
  public boolean isFull() {
    return full;
  }

  /** Whether it is probably present without a link: nothing failed, or only a path is missing. */
  public boolean isProbablyPresent() {
    return !linked && (failures == 0 || hasNoPath);
  }

  /** Whether it can be reached: over a link, or over other peers if no NAT lets one through. */
  public boolean isReachable() {
    return linked || hasNoPath;
  }

  /** Whether it ever answered itself; if not, it may be invented. */
  boolean isProved() {
    return proved;
  }

  /** Episodes of attempts that all failed. */
  int episodes() {
    return episodes;
  }

  /** Whether it is known from others only, and no episode of attempts has failed. */
  public boolean isUntried() {
    return !proved && episodes == 0;
  }

  public NodeId id() {
    return id;
  }

  public PeerKind kind() {
    return info.kind();
  }

  /** Whether any of the contacts satisfies a condition. */
  public static boolean any(List<Contact> contacts, Predicate<Contact> condition) {
    for (Contact contact : contacts) {
      if (condition.test(contact)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a Node-role peer: anybody can dial it, and queries go from node to node. */
  public boolean isNode() {
    return kind().isNode();
  }

  public boolean active() {
    return info.active();
  }

  public List<String> addresses() {
    return info().addresses();
  }

  /** Whether there is a live link to it. */
  public boolean isLinked() {
    return linked;
  }

  /** When it was last learned of, on the monotonic clock. */
  public long lastSeenAt() {
    return lastSeenAt;
  }

  /** Attempts in a row that failed. */
  public int failures() {
    return failures;
  }

  /** Whether its backoff lets it be dialled. */
  public boolean mayDial(long now) {
    return !linked && now >= dialNotBefore;
  }

  /** Whether all attempts of an episode have failed, and the next has not begun. */
  public boolean isResting(long now) {
    return episodes > 0 && now < dialNotBefore;
  }

  /**
   * What is returned or announced to other peers, and where it is dialled: at the addresses that it
   * has proved; where these fail, also at those that others returned.
   */
  public ContactInfo info() {
    if (failures == 0 || returned.isEmpty()) {
      return info;
    }
    List<String> all = new ArrayList<>();
    for (String own : info.addresses()) {
      if (all.size() < PeerCard.MAX_ADDRESSES - 1) {
        all.add(own);
      }
    }
    for (String other : returned) {
      if (all.size() < PeerCard.MAX_ADDRESSES && !all.contains(other)) {
        all.add(other);
      }
    }
    return new ContactInfo(id, info.kind(), info.active(), all);
  }
}
