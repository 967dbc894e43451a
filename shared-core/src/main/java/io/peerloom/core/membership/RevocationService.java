package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.crypto.Revocations;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.StoreScan;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.JoinMessage.AskRevocations;
import io.peerloom.core.wire.JoinMessage.Revoke;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Spreads revocations and acts on them. Each new one is sent over all links, and by them over
 * theirs; peers that link compare digests of what they know, so whoever was away learns the rest.
 * Links to revoked members end.
 */
public final class RevocationService implements Service, LinkListener {
  private static final int ANSWER_MILLIS = 10_000;
  private static final int AGAIN_MILLIS = 5_000;

  /** How often a message is sent over a link that stays open and gives no answer. */
  private static final int TRIES = 6;

  private final Env env;
  private final Authority authority;
  private final Revocations known;
  private final Identity self;
  private final LinkTable links;
  private final RecordStore store;
  private final Consumer<NodeId> forgers;
  private final Promise<Void> ended = new Promise<>();

  /** Peers whose revocations are being asked for. */
  private final Set<NodeId> asked = new LinkedHashSet<>();

  /**
   * Makes the service of a peer.
   *
   * @param forgers is told who sent a revocation whose signature does not match, for each
   */
  public RevocationService(
      Env env,
      Authority authority,
      Identity self,
      LinkTable links,
      RecordStore store,
      Consumer<NodeId> forgers) {
    this.env = env;
    this.authority = authority;
    this.known = authority.revocations();
    this.self = self;
    this.links = links;
    this.store = store;
    this.forgers = forgers;
  }

  /** Reads what was stored by earlier runs; what is damaged the first link to another replaces. */
  public static Promise<Revocations> load(Env env, RecordStore store, Hash hash) {
    byte prefix = StoreKeys.REVOCATIONS;
    return new StoreScan(env, store)
        .all(
            StoreKeys.start(prefix),
            StoreKeys.end(prefix),
            Revocations.MAX,
            entry -> Revocation.decode(entry.value()))
        .recover(damaged -> Promise.of(List.of()))
        .map(
            stored -> {
              Revocations loaded = new Revocations(hash);
              stored.forEach(each -> loaded.add(each, env.wallMillis()));
              return loaded;
            });
  }

  /** Fails with UNAUTHORIZED once this peer itself is revoked. */
  public Promise<Void> ended() {
    return ended;
  }

  @Override
  public void register(Router.Builder router) {
    router.<Revoke>on(
        MessageType.REVOKE,
        (from, received) ->
            takeAll(from.id(), received.revocations())
                .map(
                    ok -> {
                      compare(from.id(), received.digest());
                      return new LinkMessage.Done();
                    }));
    router.<AskRevocations>on(
        MessageType.ASK_REVOCATIONS,
        (from, request) ->
            Promise.of(
                new Revoke(
                    known.digest(),
                    known.after(Bytes.wrap(request.after()), Revoke.MAX_REVOCATIONS))));
  }

  /** Revokes in the name of this peer, or of whoever signed; fulfilled once it is stored here. */
  public Promise<Void> revoke(Revocation revocation) {
    List<byte[]> fresh = new ArrayList<>();
    Promise<Void> added = add(revocation, fresh);
    added.then(ok -> announce(null, fresh), e -> announce(null, fresh));
    return added;
  }

  @Override
  public void linkOpened(Link link) {
    if (endIfRevoked(link)) {
      return;
    }
    if (known.digest().length > 0) {
      send(link, new Revoke(known.digest(), List.of()), TRIES);
    }
  }

  private void compare(NodeId peer, byte[] digest) {
    if (digest.length > 0 && !Bytes.equal(digest, known.digest()) && asked.add(peer)) {
      ask(peer, new byte[0], Revocations.MAX / Revoke.MAX_REVOCATIONS);
    }
  }

  private void ask(NodeId peer, byte[] after, int pages) {
    Link link = links.link(peer);
    Promise<List<byte[]>> answer =
        link == null || pages == 0
            ? Promise.of(List.of())
            : link.request(new AskRevocations(after), ANSWER_MILLIS)
                .flatMap(
                    received -> {
                      List<byte[]> all = ((Revoke) received).revocations();
                      return takeAll(peer, all).map(ok -> all);
                    });
    answer.then(
        all -> {
          if (all.size() < Revoke.MAX_REVOCATIONS) {
            asked.remove(peer);
          } else {
            byte[] last = all.get(all.size() - 1);
            ask(peer, known.idOf(Revocation.decode(last)).array(), pages - 1);
          }
        },
        e -> asked.remove(peer));
  }

  /**
   * Adds those that are new, one after the other, and acts on them, whatever else is among them:
   * who is revoked must not delay that by sending it first, beside something forged. Fails if one
   * is forged or malformed; one that has no effect here is no offence, as others may know less, or
   * have other clocks.
   */
  private Promise<Void> takeAll(NodeId from, List<byte[]> all) {
    List<byte[]> fresh = new ArrayList<>();
    List<PeerloomException> offences = new ArrayList<>();
    return Promise.each(
            all,
            each ->
                Promise.of(each)
                    .map(Revocation::decode)
                    .flatMap(revocation -> add(revocation, fresh))
                    .recover(
                        e -> {
                          if (e.code() == ErrorCode.INVALID_SIGNATURE) {
                            forgers.accept(from);
                          }
                          if (e.code() == ErrorCode.INVALID_SIGNATURE
                              || e.code() == ErrorCode.INVALID_REQUEST) {
                            offences.add(e);
                          }
                          return Promise.of(null);
                        }))
        .flatMap(
            ok -> {
              announce(from, fresh);
              return offences.isEmpty() ? Promise.of(null) : Promise.failed(offences.get(0));
            });
  }

  /**
   * Adds one that counts and is not known yet; fulfilled once it is stored.
   *
   * @param fresh gets it as soon as it counts, even if it cannot be stored
   */
  private Promise<Void> add(Revocation revocation, List<byte[]> fresh) {
    Bytes id = known.idOf(revocation);
    if (known.contains(id) || revocation.issuedAt() + Revocation.LIFE_MILLIS < env.wallMillis()) {
      return Promise.of(null);
    }
    known.requireRoom(revocation);
    return authority
        .verifyRevocation(revocation)
        .flatMap(ok -> known.contains(id) ? Promise.of(null) : keep(id, revocation, fresh));
  }

  private Promise<Void> keep(Bytes id, Revocation revocation, List<byte[]> fresh) {
    fresh.add(revocation.envelope().encoded());
    List<RecordStore.Entry> entries = new ArrayList<>();
    entries.add(entry(id, revocation.envelope().encoded()));
    for (Bytes gone : known.add(revocation, env.wallMillis())) {
      entries.add(entry(gone, null));
    }
    env.log(
        LogLevel.INFO,
        "membership.revoked",
        "target",
        Bytes.hex(revocation.target()),
        "withInvited",
        revocation.withInvited());
    return store.write(entries);
  }

  private static RecordStore.Entry entry(Bytes id, byte[] value) {
    return new RecordStore.Entry(StoreKeys.key(StoreKeys.REVOCATIONS, id.array()), value);
  }

  /** Sends what is new over all other links, then ends those to revoked members. */
  private void announce(NodeId from, List<byte[]> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    for (Link link : links.all()) {
      if (!link.peerId().equals(from)) {
        send(link, new Revoke(new byte[0], fresh), TRIES);
      }
      endIfRevoked(link);
    }
    if (known.isRevoked(MembershipToken.decode(self.token()))) {
      // Later, so that whoever spread this by this peer has its answer.
      env.after(
          0,
          () ->
              ended.fail(
                  new PeerloomException(
                      ErrorCode.UNAUTHORIZED, "the membership of this peer was revoked")));
    }
  }

  private boolean endIfRevoked(Link link) {
    boolean isRevoked = known.isRevoked(MembershipToken.decode(link.peer().card().token()));
    if (isRevoked) {
      link.close(ErrorCode.UNAUTHORIZED, "this membership was revoked");
    }
    return isRevoked;
  }

  private void send(Link link, Message message, int tries) {
    link.request(message, ANSWER_MILLIS)
        .then(
            done -> {},
            e -> {
              if (tries > 1 && link.isOpen() && e.code() != ErrorCode.UNSUPPORTED) {
                env.after(AGAIN_MILLIS, () -> send(link, message, tries - 1));
              }
            });
  }
}
