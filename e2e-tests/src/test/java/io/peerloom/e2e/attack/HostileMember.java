package io.peerloom.e2e.attack;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A member with proper keys and a proper token, which signs whatever it likes. */
final class HostileMember {
  private final Attacker attacker;
  private final Env env;
  private final Authority authority;
  private final IdentityKeys keys;

  /** By instance, each with the token that a bridge issued for it. */
  private final Map<Integer, Identity> identities = new HashMap<>();

  private HostileMember(Attacker attacker, Env env, Authority authority, IdentityKeys keys) {
    this.attacker = attacker;
    this.env = env;
    this.authority = authority;
    this.keys = keys;
  }

  static HostileMember join(Attacker attacker) {
    Env env = attacker.runtime().newEnv(attacker.loop(), "attacker");
    IdentityKeys keys = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
    byte[] network = admission(attacker, env, keys, 0).network();
    Authority authority =
        new Authority(attacker.runtime().crypto(), attacker.runtime().hash(), env, network);
    return new HostileMember(attacker, env, authority, keys);
  }

  /** What a bridge answers to the request of one instance. */
  private static BootstrapClient.AdmissionResult admission(
      Attacker attacker, Env env, IdentityKeys keys, int instance) {
    BootstrapClient client = attacker.newcomer(env, attacker.sockets(), keys);
    client.setInstance(instance);
    return attacker.call(() -> client.ask(null, null));
  }

  /** The token that a bridge issues for the first instance of an identity. */
  static byte[] token(Attacker attacker, IdentityKeys keys) {
    return admission(attacker, attacker.runtime().newEnv(attacker.loop(), "member"), keys, 0)
        .token();
  }

  Authority authority() {
    return authority;
  }

  IdentityKeys keys() {
    return keys;
  }

  Env env() {
    return env;
  }

  /** Another key of the same network that nobody has admitted. */
  HostileMember madeUp() {
    IdentityKeys other = attacker.call(() -> attacker.runtime().crypto().generateIdentity());
    return new HostileMember(attacker, env, authority, other);
  }

  /** Who it is under one of its instances; fails where no bridge admits that. */
  Identity identity(int instance) {
    return identities.computeIfAbsent(instance, this::admitted);
  }

  private Identity admitted(int instance) {
    byte[] token = admission(attacker, env, keys, instance).token();
    return attacker.call(
        () -> Identity.of(authority, keys, token, instance, PeerKind.BROWSER, List.of()));
  }

  /** A link to a node, under one of its instances; its {@code isOpen} says whether it was taken. */
  HostileLink link(String address, int instance) {
    HostileLink link = new HostileLink(attacker, env);
    Identity self;
    try {
      self = identity(instance);
    } catch (IllegalStateException refused) {
      attacker.countLink(false);
      return link;
    }
    attacker.call(
        () -> {
          link.dialled(
              new ConnectionManagerFactory(
                      env, authority, self, link, attacker.sockets(), null, List.of())
                  .dial(address));
          return link.settled();
        });
    attacker.countLink(link.isOpen());
    return link;
  }

  /** The first bytes of its handshake with a node. */
  byte[] hello(String address) {
    Identity self = identity(0);
    Recorder recorder = new Recorder(attacker);
    ConnectionManagerFactory factory =
        new ConnectionManagerFactory(
            env, authority, self, new HostileLink(attacker, env), recorder, null, List.of());
    return attacker.call(() -> recorder.next(() -> factory.dial(address)));
  }

  // ---- what it signs

  /** A routed request of one of its instances, for any peer. */
  RoutingMessage.Route route(int instance, NodeId target, Message message, Random random) {
    byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
    random.nextBytes(trace);
    byte[] card = identity(instance).card();
    CborWriter body = new CborWriter(2_000);
    body.array(5).bytes(keys.identityPublicKey()).ulong(env.wallMillis());
    body.bytes(MessageCodec.encode(message)).list(List.of()).bytes(card);
    byte[] address = Bytes.concat(target.bytes(), trace);
    byte[] envelope = sign(SignedEnvelope.Type.ROUTED, address, body);
    byte[] form = authority.compression().compress(envelope, card, List.of());
    return new RoutingMessage.Route(target, trace, RoutingMessage.MAX_HOPS, form);
  }

  /** A signed envelope with any body. */
  byte[] sign(SignedEnvelope.Type type, CborWriter body) {
    return attacker.call(() -> authority.sign(type, body.toBytes(), keys)).encoded();
  }

  /** The same, under which stands what the receiver adds itself. */
  byte[] sign(SignedEnvelope.Type type, byte[] unsent, CborWriter body) {
    return attacker.call(() -> authority.sign(type, unsent, body.toBytes(), keys)).encoded();
  }

  /** The signed bundle of its keys. */
  byte[] bundle() {
    return attacker.call(() -> IdentityBundle.of(keys, authority.network())).envelope().encoded();
  }

  /** A message of a topic, with any stream and numbers. */
  byte[] message(Key topic, byte[] bundle, byte[] stream, long sequence, long at, byte[] payload) {
    CborWriter body = new CborWriter(payload.length + 360);
    body.array(9).bytes(keys.topicPublicKey()).bytes(bundle).bytes(topic.bytes());
    body.bytes(stream).ulong(sequence).ulong(at).uint(7 * 24 * 3600).bytes(payload).ulong(1);
    return sign(SignedEnvelope.Type.MESSAGE, body);
  }

  /** A lease of any subscriber's id. */
  byte[] lease(Key topic, NodeId subscriber, long at) {
    CborWriter body = new CborWriter(160);
    body.array(5).bytes(keys.topicPublicKey()).bytes(topic.bytes()).bytes(subscriber.bytes());
    body.ulong(at).ulong(at + 5 * 60_000);
    return sign(SignedEnvelope.Type.LEASE, body);
  }
}
