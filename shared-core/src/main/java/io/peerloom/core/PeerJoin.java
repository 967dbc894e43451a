package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.membership.Membership;
import io.peerloom.core.membership.RevocationService;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts peers: checks what was asked for, gets a place in the network, and assembles the parts.
 */
final class PeerJoin {
  private PeerJoin() {}

  /** As {@link Peer#join}. */
  static Promise<Peer> join(PeerConfig config, Ports platform, Consumer<Peer> accepting) {
    try {
      check(config);
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    Ports ports = platform.inNetworkTime();
    return OtherInstance.kept(config, ports)
        .flatMap(kept -> joinAs(kept, ports, Peer.OTHER_INSTANCES, accepting));
  }

  private static Promise<Peer> joinAs(
      PeerConfig config, Ports ports, int others, Consumer<Peer> accepting) {
    return joinOnce(config, ports, accepting)
        .recover(
            e ->
                others > 0 && OtherInstance.helps(config, e)
                    ? joinAs(
                        OtherInstance.pick(ports.env(), config, ports, e),
                        ports,
                        others - 1,
                        accepting)
                    : Promise.failed(e));
  }

  private static Promise<Peer> joinOnce(PeerConfig config, Ports ports, Consumer<Peer> accepting) {
    Env env = ports.env();
    BootstrapClient bootstrap =
        new BootstrapClient(
            env,
            ports.crypto(),
            ports.hash(),
            ports.webSockets(),
            config.identity(),
            config.kind(),
            config.bootstrap());
    bootstrap.setInvitation(config.invitation());
    bootstrap.setInstance(config.instance());
    if (ports.rtc() != null) {
      bootstrap.setIceServerUser(ports.rtc()::setIceServers);
    }
    return RevocationService.load(env, ports.store(), ports.hash())
        .flatMap(
            revocations -> {
              Function<byte[], Authority> authority =
                  network -> new Authority(ports.crypto(), ports.hash(), env, network, revocations);
              return membership(config, ports, bootstrap, authority)
                  .flatMap(
                      member ->
                          enter(
                              config,
                              ports,
                              bootstrap,
                              member,
                              authority.apply(member.network()),
                              accepting));
            });
  }

  private static Promise<Membership> membership(
      PeerConfig config,
      Ports ports,
      BootstrapClient bootstrap,
      Function<byte[], Authority> authority) {
    IdentityKeys keys = config.identity();
    byte[] wanted = config.network();
    return config.tokens() != null
        ? config.tokens().load(authority, ports.hash(), ports.store(), keys, wanted)
        : Membership.of(ports.env(), authority, ports.store(), keys, bootstrap, wanted);
  }

  private static void check(PeerConfig config) {
    if (config.instance() < 0 || config.instance() >= Limits.MAX_INSTANCES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "instance is 0 to " + (Limits.MAX_INSTANCES - 1));
    }
    if (config.maxLinks() < Limits.LEAST_MAX_LINKS) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "maxLinks is at least " + Limits.LEAST_MAX_LINKS);
    }
    if (config.kind() == PeerKind.BRIDGE && (config.tokens() == null || config.bridge() == null)) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "a bridge needs a token that the root key signed");
    }
  }

  private static Promise<Peer> enter(
      PeerConfig config,
      Ports ports,
      BootstrapClient bootstrap,
      Membership member,
      Authority authority,
      Consumer<Peer> accepting) {
    return Identity.of(
            authority,
            config.identity(),
            member.token(),
            config.instance(),
            config.kind(),
            config.addresses())
        .flatMap(self -> PeerAssembly.build(config, ports, authority, self, bootstrap))
        .flatMap(
            assembly ->
                new Peer(config, ports, bootstrap, assembly).begin(member.contacts(), accepting));
  }
}
