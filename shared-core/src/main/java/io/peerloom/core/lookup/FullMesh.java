package io.peerloom.core.lookup;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage.AskLinks;
import io.peerloom.core.wire.RoutingMessage.Links;
import java.util.List;

/**
 * Proves that the linked peers are all there are, so that nobody needs to be looked up.
 *
 * <p>That no other peer was ever returned proves nothing: a peer with all the links it seeks learns
 * of few others. But if each linked peer has links to exactly the same peers, none of them has a
 * link to anybody outside, so nobody outside is connected to them. Each peer sends a digest of its
 * links on request; equal digests are the proof. It is requested when it is needed, and only in
 * small networks, where all link to all. A peer that has sent its digest announces the next link
 * that it gets, once.
 */
public final class FullMesh implements Service, LinkListener {
  /** In a larger network nobody is linked to all. */
  public static final int MAX_LINKS = 2 * RoutingTable.BUCKET;

  /** How long a peer's statement counts: newcomers are announced much sooner. */
  static final int FRESH_MILLIS = 60_000;

  /** How long after a round of questions the next may begin. */
  static final int ASK_AGAIN_MILLIS = 5_000;

  private static final int ANSWER_MILLIS = 3_000;

  private record Statement(long digest, long at) {}

  private final Env env;
  private final Identity self;
  private final RoutingTable table;
  private final OverlayNetwork overlay;
  private final LinkTable links;

  /**
   * Until when a statement of this peer's counts at those that asked for it. Whoever is evicted
   * relies on it for that long.
   */
  private final BoundedMap<NodeId, Long> askers = new BoundedMap<>(2 * MAX_LINKS);

  /** What linked peers stated last. Whose statement is lost is asked again, so evicting is safe. */
  private final BoundedMap<NodeId, Statement> statements = new BoundedMap<>(2 * MAX_LINKS);

  private boolean hasAsked;
  private long askedAt;

  public FullMesh(
      Env env, Identity self, RoutingTable table, OverlayNetwork overlay, LinkTable links) {
    this.env = env;
    this.self = self;
    this.table = table;
    this.overlay = overlay;
    this.links = links;
  }

  /**
   * Whether it is proved now that this peer is linked to all that hold data. Where it may be so but
   * is not proved, or not for much longer, the linked peers are asked, for the next time.
   */
  public boolean isProved() {
    List<Contact> linked = table.closestLinked(self.id(), MAX_LINKS, c -> c.kind().holdsData());
    if (linked.isEmpty() || linked.size() == MAX_LINKS || knowsOthers()) {
      return false;
    }
    long digest = digest(linked);
    long now = env.monotonicMillis();
    boolean proved = true;
    boolean lasting = true;
    for (Contact contact : linked) {
      Statement statement = statements.get(contact.id());
      long age = statement == null ? FRESH_MILLIS : now - statement.at;
      boolean agrees = statement != null && statement.digest == digest;
      proved &= agrees && age < FRESH_MILLIS;
      lasting &= agrees && age < FRESH_MILLIS / 2;
    }
    if (!lasting && (!hasAsked || now - askedAt >= ASK_AGAIN_MILLIS)) {
      hasAsked = true;
      askedAt = now;
      for (Contact contact : linked) {
        ask(contact.id(), digest);
      }
    }
    return proved;
  }

  /** Whether somebody without a link is known who may well be there. */
  private boolean knowsOthers() {
    return table.knows(c -> c.kind().holdsData() && c.isProbablyPresent());
  }

  private void ask(NodeId id, long digest) {
    Statement before = statements.get(id);
    long now = env.monotonicMillis();
    if (before != null && before.digest == digest && now - before.at < FRESH_MILLIS / 2) {
      return;
    }
    overlay
        .request(id, new AskLinks(), ANSWER_MILLIS)
        .then(
            answer -> {
              if (answer instanceof Links links) {
                statements.remove(id);
                statements.put(id, new Statement(links.digest(), env.monotonicMillis()));
              }
            },
            e -> statements.remove(id));
  }

  @Override
  public void linkOpened(Link link) {
    if (!link.peer().kind().holdsData() || askers.isEmpty()) {
      return;
    }
    askers.forEach(
        (id, until) -> {
          Link asker = links.link(id);
          if (asker != null && asker != link && until > env.monotonicMillis()) {
            asker.send(links());
          }
        });
    askers.clear();
  }

  /** What it stated before counts no more. */
  @Override
  public void notification(Link link, Message message) {
    if (message instanceof Links) {
      statements.remove(link.peerId());
    }
  }

  @Override
  public void register(Router.Builder router) {
    router.on(
        MessageType.ASK_LINKS,
        (ProvedPeer from, AskLinks question) -> Promise.of(answer(from.id())));
  }

  /** Answers what this peer states of its own links. */
  private Links answer(NodeId asker) {
    askers.put(asker, env.monotonicMillis() + FRESH_MILLIS);
    return links();
  }

  /** 0 where there are too many. */
  private Links links() {
    List<Contact> linked = table.closestLinked(self.id(), MAX_LINKS, c -> c.kind().holdsData());
    return new Links(linked.size() == MAX_LINKS ? 0 : digest(linked));
  }

  /**
   * The same at all peers with the same links: of themselves and of those linked that hold data.
   */
  private long digest(List<Contact> linked) {
    long digest = self.kind().holdsData() ? head(self.id()) : 0;
    for (Contact contact : linked) {
      digest ^= head(contact.id());
    }
    return digest >>> 1;
  }

  /** Ids are hashes, so their heads are random. */
  private static long head(NodeId id) {
    long head = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      head = head << 8 | id.bytes()[i] & 0xff;
    }
    return head;
  }
}
