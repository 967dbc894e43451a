package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.membership.Membership;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page's peer becomes where another process has its id, as where a browser profile was
 * copied: another instance of the same identity, with an id of its own, which its storage keeps for
 * the next start.
 */
final class OtherInstance {
  private OtherInstance() {}

  /** The configuration with the instance that was taken before, where one was. */
  static Promise<PeerConfig> kept(PeerConfig config, Ports ports) {
    return config.kind() != PeerKind.BROWSER
        ? Promise.of(config)
        : ports
            .store()
            .read(StoreKeys.start(StoreKeys.OTHER_INSTANCE))
            .map(v -> v == null || v.length != 1 ? config : config.withInstance(v[0] & 0xff))
            .recover(e -> Promise.of(config));
  }

  /** Whether a peer of this kind may take another one for that reason. */
  static boolean helps(PeerConfig config, PeerloomException reason) {
    return config.kind() == PeerKind.BROWSER && reason.code() == ErrorCode.INSTANCE_TAKEN;
  }

  /** Picks another. Tabs take the lowest that are free: of these a copy would have each refused. */
  static PeerConfig pick(Env env, PeerConfig config, Ports ports, PeerloomException reason) {
    int other = 128 + env.rng().nextInt(128);
    env.log(LogLevel.WARN, "goes on as instance " + other + ": " + reason);
    ports
        .store()
        .write(
            List.of(
                new RecordStore.Entry(
                    StoreKeys.start(StoreKeys.OTHER_INSTANCE), new byte[] {(byte) other})))
        .then(ok -> {}, e -> env.log(LogLevel.WARN, "the instance is not kept: " + e));
    return config.withInstance(other);
  }

  /** Whom a peer knows that goes on as another. */
  static List<ContactInfo> known(PeerAssembly before) {
    List<ContactInfo> known = new ArrayList<>();
    for (Contact one : before.table.closest(before.self.id(), RoutingTable.BUCKET, any -> true)) {
      known.add(one.info());
    }
    return known;
  }

  /** What a running peer is built of from then on, with a token of its own; not started yet. */
  static Promise<PeerAssembly> build(
      PeerConfig config, Ports ports, BootstrapClient bootstrap, PeerAssembly before) {
    bootstrap.setInstance(config.instance());
    return Membership.of(
            before.clock,
            network -> before.authority,
            ports.store(),
            config.identity(),
            bootstrap,
            before.authority.network())
        .flatMap(
            member ->
                Identity.of(
                    before.authority,
                    config.identity(),
                    member.token(),
                    config.instance(),
                    config.kind(),
                    config.addresses()))
        .flatMap(self -> PeerAssembly.build(config, ports, before.authority, self, bootstrap));
  }
}
