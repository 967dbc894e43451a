package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.StoreScan;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.JoinMessage.UsedInvitations;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how often each invitation was used. Bridges share no state: each keeps a set that only
 * grows, of invitation and user, and announces each addition to the others. So an invitation for n
 * newcomers admits more only where they come to several bridges within the time that takes, or
 * while these are cut off from each other: at most n at each.
 */
final class InvitationUses {
  private final Env env;
  private final RecordStore store;

  /** By invitation and user: when the invitation expires. */
  private final Map<Bytes, InvitationUse> uses = new LinkedHashMap<>();

  private final Map<Bytes, Integer> counts = new LinkedHashMap<>();

  private InvitationUses(Env env, RecordStore store) {
    this.env = env;
    this.store = store;
  }

  /**
   * Reads what was counted by earlier runs. Where nothing of it can be read, it counts anew, as a
   * bridge does that others cannot reach.
   */
  static Promise<InvitationUses> load(Env env, RecordStore store) {
    InvitationUses loaded = new InvitationUses(env, store);
    byte prefix = StoreKeys.INVITATION_USES;
    return new StoreScan(env, store)
        .all(
            StoreKeys.start(prefix),
            StoreKeys.end(prefix),
            Limits.MAX_INVITATION_USES,
            InvitationUses::read)
        .recover(damaged -> Promise.of(List.of()))
        .map(
            uses -> {
              uses.forEach(loaded::put);
              return loaded;
            });
  }

  private static InvitationUse read(RecordStore.Entry entry) {
    byte[] key = entry.key();
    int middle = 1 + Invitation.ID_BYTES;
    return new InvitationUse(
        Bytes.slice(key, 1, middle),
        Bytes.slice(key, middle, key.length),
        new CborReader(entry.value()).ulong());
  }

  /** All uses, oldest first. */
  List<InvitationUse> all() {
    return new ArrayList<>(uses.values());
  }

  /**
   * Counts a use of an invitation for at most so many; fulfilled with whether it is a new one, once
   * it is stored. Fails with UNAUTHORIZED if all have been used.
   */
  Promise<Boolean> count(InvitationUse newUse, int most) {
    InvitationUse use = bounded(newUse);
    if (uses.containsKey(key(use))) {
      return Promise.of(false);
    }
    if (counts.getOrDefault(Bytes.wrap(use.invitation()), 0) >= most) {
      return Promise.failed(
          ErrorCode.UNAUTHORIZED, "this invitation has been used up; ask for a new one");
    }
    if (uses.size() >= Limits.MAX_INVITATION_USES && !dropExpired()) {
      return Promise.failed(
          new PeerloomException(ErrorCode.OVERLOADED, "too many invitations in use", 60_000));
    }
    put(use);
    return store
        .write(List.of(entry(use)))
        .map(ok -> true)
        .recover(
            e -> {
              remove(use);
              return Promise.failed(e);
            });
  }

  /** Adds what other bridges have counted; the new ones among them. */
  List<InvitationUse> merge(List<byte[]> received) {
    List<InvitationUse> added = new ArrayList<>();
    List<RecordStore.Entry> entries = new ArrayList<>();
    for (byte[] each : received) {
      InvitationUse use = bounded(InvitationUse.decode(each));
      boolean room = uses.size() < Limits.MAX_INVITATION_USES || dropExpired();
      if (room && use.expiresAt() > env.wallMillis() && !uses.containsKey(key(use))) {
        put(use);
        added.add(use);
        entries.add(entry(use));
      }
    }
    if (!entries.isEmpty()) {
      store
          .write(entries)
          .then(ok -> {}, e -> env.log(LogLevel.WARN, "uses of invitations are not kept: " + e));
    }
    return added;
  }

  private InvitationUse bounded(InvitationUse use) {
    // Its issuer's program may have written any date.
    long end = Math.min(use.expiresAt(), env.wallMillis() + Invitation.MAX_SECONDS * 1_000L);
    return new InvitationUse(use.invitation(), use.user(), end);
  }

  /** Answers another bridge, and hands on what is new. */
  Promise<Message> received(ProvedPeer from, UsedInvitations message, BridgeNotices others) {
    if (from.kind() != PeerKind.BRIDGE) {
      return Promise.failed(ErrorCode.UNAUTHORIZED, "only bridges count invitations");
    }
    List<InvitationUse> added = merge(message.uses());
    if (!added.isEmpty()) {
      others.announce(added, from.id());
    }
    return Promise.of(new LinkMessage.Done());
  }

  private boolean dropExpired() {
    List<RecordStore.Entry> gone = new ArrayList<>();
    for (InvitationUse use : all()) {
      if (use.expiresAt() <= env.wallMillis()) {
        remove(use);
        gone.add(new RecordStore.Entry(entry(use).key(), null));
      }
    }
    if (!gone.isEmpty()) {
      store.write(gone).then(ok -> {}, e -> {});
    }
    return !gone.isEmpty();
  }

  private void put(InvitationUse use) {
    if (uses.put(key(use), use) == null) {
      counts.merge(Bytes.wrap(use.invitation()), 1, Integer::sum);
    }
  }

  private void remove(InvitationUse use) {
    if (uses.remove(key(use)) != null) {
      counts.computeIfPresent(Bytes.wrap(use.invitation()), (any, n) -> n > 1 ? n - 1 : null);
    }
  }

  private static Bytes key(InvitationUse use) {
    return Bytes.wrap(Bytes.concat(use.invitation(), use.user()));
  }

  private static RecordStore.Entry entry(InvitationUse use) {
    byte[] key = StoreKeys.key(StoreKeys.INVITATION_USES, key(use).array());
    return new RecordStore.Entry(key, new CborWriter().ulong(use.expiresAt()).toBytes());
  }
}
