package io.peerloom.e2e.attack;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.membership.BootstrapClient.AdmissionResult;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * An honest page's peer reduced to what a server sees of it: it asks a bootstrap server, dials one
 * of the nodes that the bridge names, and holds the link. What fails is tried again after the waits
 * of {@code RecoverySupervisor}, or after that which a refusal names. On the attacker's loop.
 */
final class CrowdMember {
  private static final int FIRST_WAIT_MILLIS = 200;
  private static final int MAX_WAIT_MILLIS = 5_000;

  private final Attacker attacker;
  private final Env env;
  private final IdentityKeys keys;
  private final BootstrapClient client;
  private final Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS);
  private final Runnable whenLinked;
  private final List<String> refusals;
  private HostileLink link;

  /**
   * Waits until it is to join.
   *
   * @param refusals gets the code of each attempt that fails
   */
  CrowdMember(
      Attacker attacker, Env env, IdentityKeys keys, List<String> refusals, Runnable whenLinked) {
    this.attacker = attacker;
    this.env = env;
    this.keys = keys;
    this.refusals = refusals;
    this.whenLinked = whenLinked;
    client = attacker.newcomer(env, attacker.sockets(), keys);
  }

  /** Joins as one who was a member before. */
  void setToken(byte[] token) {
    client.setTokenToRenew(token);
  }

  void join() {
    client.ask(null, null).then(this::dial, this::again);
  }

  private void again(PeerloomException refusal) {
    refusals.add(refusal.code().name());
    int wait = Math.max(refusal.retryAfterMillis(), backoff.next(env.rng()));
    env.after(wait, this::join);
  }

  private void dial(AdmissionResult admitted) {
    List<String> nodes = new ArrayList<>();
    for (ContactInfo contact : admitted.admission().contacts()) {
      if (contact.kind() == PeerKind.NODE) {
        nodes.addAll(contact.addresses());
      }
    }
    Authority authority =
        new Authority(
            attacker.runtime().crypto(), attacker.runtime().hash(), env, admitted.network());
    Identity.of(authority, keys, admitted.token(), 0, PeerKind.BROWSER, List.of())
        .then(self -> dial(authority, self, nodes), this::again);
  }

  private void dial(Authority authority, Identity self, List<String> nodes) {
    HostileLink dialled = new HostileLink(attacker, env);
    link = dialled;
    dialled.dialled(
        new ConnectionManagerFactory(
                env, authority, self, dialled, attacker.sockets(), null, List.of())
            .dial(nodes.get(env.rng().nextInt(nodes.size()))));
    dialled
        .settled()
        .then(
            taken -> {
              attacker.countLink(taken);
              if (taken) {
                whenLinked.run();
              } else {
                refusals.add("link " + dialled.end());
                env.after(backoff.next(env.rng()), () -> dial(authority, self, nodes));
              }
            },
            this::again);
  }

  /** Whether its link is open now. */
  boolean isLinked() {
    return link != null && link.isOpen();
  }
}
