package io.peerloom.core.links;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.LinkMessage;
import java.util.ArrayList;
import java.util.List;

/** Reads the clocks of linked peers, and shows them this one's (PROTOCOL, time). */
final class LinkClocks {
  private final NetworkTime env;
  private final Identity self;
  private final LinkTable links;

  LinkClocks(NetworkTime env, Identity self, LinkTable links) {
    this.env = env;
    this.self = self;
    this.links = links;
    env.onJump(this::readAll);
    env.onMove(this::announce);
  }

  LinkMessage.Pong show(int nonce) {
    return new LinkMessage.Pong(nonce, env.wallMillis(), env.machineMillis(), env.isSettled());
  }

  void read(Link link, long askedAt, LinkMessage.Pong theirs) {
    byte[] who = link.peer().identityKey();
    if (Bytes.equal(who, self.keys().identityPublicKey())) {
      // Another tab here has the same clock: it would count twice.
      return;
    }
    long now = env.monotonicMillis();
    env.addSample(who, askedAt, now, theirs.wallMillis(), theirs.machineMillis(), theirs.settled());
    if (link.peer().kind() == PeerKind.BRIDGE && links.sizeWithoutBridges() == 0) {
      env.reconsider(askedAt, now, theirs.wallMillis(), true);
    }
  }

  /** Reads the clocks of all linked peers; fulfilled within seconds. */
  Promise<List<Boolean>> readAll() {
    List<Promise<Boolean>> answers = new ArrayList<>();
    for (Link link : links.all()) {
      answers.add(link.challenge());
    }
    return Promise.all(answers);
  }

  /** Others have read what is wrong now: they read it again. */
  private void announce() {
    links.all().forEach(link -> link.send(show(0)));
  }
}
