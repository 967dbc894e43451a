package io.peerloom.core.routing;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import java.util.List;
import java.util.function.Predicate;

/** What the routing table knows of a peer. Only the table changes it. */
public final class Contact {
  private final NodeId id;
  private ContactInfo info;
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

  void update(ContactInfo newer) {
    info = newer;
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
    return info.addresses();
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

  /** What is returned or announced to other peers. */
  public ContactInfo info() {
    return info;
  }
}
