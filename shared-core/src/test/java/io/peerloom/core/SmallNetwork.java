package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Meter;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.core.membership.BridgeNode;
import io.peerloom.core.membership.IceServerSource;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.CountingMeter;
import io.peerloom.core.support.MemorySockets;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bootstrap server, a bridge and some nodes, whole and small, on one virtual time. */
public final class SmallNetwork {
  static final String DOOR = "ws://bootstrap";
  static final String BRIDGE = "ws://bridge";
  private static final long YEAR_MILLIS = 360L * 24 * 3600 * 1000;

  final TestEnv env;
  final CheapCrypto crypto;
  final MemorySockets sockets;
  final IdentityKeys root;
  final List<String> log = new ArrayList<>();
  private int seeds;

  /** Whether bridges are signed to admit by invitation only. */
  boolean invitedOnly;

  /** What bridges name. */
  IceServerSource iceServers = IceServerSource.NONE;

  /** One process of one peer; started again it is another, on the same disk. */
  public final class Member implements Env {
    final IdentityKeys keys;
    final RecordStore store;
    final MemorySockets.Process process = sockets.new Process();
    final Rng rng = new Rng(++seeds);
    final CountingMeter counted = new CountingMeter();
    Promise<Peer> joined;
    private WebSocketPort port = process;
    private RtcPort rtc;
    private List<String> doors = List.of(DOOR);
    private byte[] wanted;
    private IdentityKeys signer = root;
    private long life = YEAR_MILLIS;
    private boolean keyed;
    private MembershipToken token;
    private InvitationLink invitation;
    private boolean dead;
    private int planned;

    Member(IdentityKeys keys, RecordStore store) {
      this.keys = keys;
      this.store = store;
    }

    Member join(PeerKind kind, String address, List<String> peers) {
      return join(kind, address == null ? List.of() : List.of(address), address, peers);
    }

    /** Joins with several addresses, at one of which it listens; null for none. */
    Member join(PeerKind kind, List<String> advertised, String address, List<String> peers) {
      boolean isBridge = kind == PeerKind.BRIDGE;
      PeerConfig config =
          PeerConfig.of(kind, keys)
              .withBootstrap(isBridge ? List.of() : doors)
              .withNetwork(wanted)
              .withPeers(peers)
              .withAddresses(advertised)
              .withTokens(isBridge || keyed ? () -> signed(isBridge) : null)
              .withBridge(isBridge ? BridgeNode.factory(List.of(), iceServers) : null)
              .withInvitation(invitation);
      Ports ports = new Ports(this, crypto, CheapCrypto::sha256, store, port, rtc);
      joined =
          Peer.join(
              config,
              ports,
              peer -> {
                if (address != null) {
                  process.listen(address, peer::accept);
                }
              });
      return this;
    }

    /** The key file, which its operator signs again in time; the salt is the same each time. */
    private Promise<byte[]> signed(boolean isBridge) {
      long now = wallMillis();
      if (token == null || token.expiresAt() - now < life / 2) {
        byte[] salt = Arrays.copyOf(keys.identityPublicKey(), MembershipToken.SALT_BYTES);
        byte[] id = CheapCrypto.sha256(signer.identityPublicKey());
        int rights =
            isBridge
                ? invitedOnly ? MembershipToken.INVITED_ONLY : 0
                : MembershipToken.MAX_GENERATIONS;
        token =
            MembershipToken.issue(
                    signer,
                    new byte[0],
                    id,
                    keys.identityPublicKey(),
                    salt,
                    isBridge,
                    now,
                    now + life,
                    rights,
                    new byte[0])
                .value();
      }
      return Promise.of(token.envelope().encoded());
    }

    /** Ends as with kill -9. */
    void kill() {
      dead = true;
      process.kill();
    }

    /** Its machine is gone, and nobody is told. */
    void vanish() {
      dead = true;
      process.vanish();
    }

    Peer peer() {
      return joined.value();
    }

    @Override
    public long monotonicMillis() {
      return env.monotonicMillis();
    }

    @Override
    public long wallMillis() {
      return env.wallMillis();
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
      boolean[] over = {false};
      planned++;
      Timer timer =
          env.after(
              delayMillis,
              () -> {
                end(over);
                if (!dead) {
                  task.run();
                }
              });
      return () -> {
        end(over);
        timer.cancel();
      };
    }

    private void end(boolean[] over) {
      planned -= over[0] ? 0 : 1;
      over[0] = true;
    }

    /** Tasks that are still to run. */
    int planned() {
      return planned;
    }

    @Override
    public Rng rng() {
      return rng;
    }

    @Override
    public Meter meter() {
      return counted;
    }

    @Override
    public void log(LogLevel level, String message) {
      if (level != LogLevel.DEBUG) {
        log.add(env.monotonicMillis() + " " + level + " " + message);
      }
    }
  }

  SmallNetwork(int seed) {
    env = new TestEnv(seed);
    crypto = new CheapCrypto(seed);
    sockets = new MemorySockets(env);
    root = crypto.newIdentity();
    seeds = seed * 1_000;
    openDoor(DOOR);
  }

  Member bridge(IdentityKeys keys, RecordStore store) {
    return new Member(keys, store).join(PeerKind.BRIDGE, BRIDGE, List.of());
  }

  /** Another bridge of the network, at an address of its own. */
  Member bridge(IdentityKeys keys, RecordStore store, String address, String... peers) {
    return new Member(keys, store).join(PeerKind.BRIDGE, address, List.of(peers));
  }

  /** A bridge whose key another network's root signed. */
  Member bridgeOfAnotherNetwork(String address, String... peers) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.signer = crypto.newIdentity();
    return member.join(PeerKind.BRIDGE, address, List.of(peers));
  }

  /** A bridge whose key file nobody signs again: each token ends that much after it was asked. */
  Member bridgeFor(long millis) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.life = millis;
    return member.join(PeerKind.BRIDGE, BRIDGE, List.of());
  }

  /** A node with a key that the root signed, and no bootstrap server. */
  Member nodeWithKey(String address, String... peers) {
    return nodeWithKey(crypto.newIdentity(), address, peers);
  }

  /** The same with these keys. */
  Member nodeWithKey(IdentityKeys keys, String address, String... peers) {
    Member member = new Member(keys, new MemoryStore());
    member.doors = List.of();
    member.keyed = true;
    return member.join(PeerKind.NODE, address, List.of(peers));
  }

  Member node(IdentityKeys keys, RecordStore store, String address, String... peers) {
    return new Member(keys, store).join(PeerKind.NODE, address, List.of(peers));
  }

  /** A node with several addresses, at one of which it listens. */
  Member node(IdentityKeys keys, RecordStore store, List<String> advertised, String listening) {
    return new Member(keys, store).join(PeerKind.NODE, advertised, listening, List.of());
  }

  /** A node that is told of no bootstrap server. */
  Member nodeAlone(IdentityKeys keys, RecordStore store, String address, String... peers) {
    Member member = new Member(keys, store);
    member.doors = List.of();
    return member.join(PeerKind.NODE, address, List.of(peers));
  }

  /** A node that was invited, or has a link that says so. */
  Member invited(IdentityKeys keys, RecordStore store, String address, String link) {
    Member member = new Member(keys, store);
    member.invitation = InvitationLink.decode(link);
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** A node that was invited and is given another bootstrap address. */
  Member invitedVia(String door, String address, String link) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.doors = List.of(door);
    member.invitation = InvitationLink.decode(link);
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** A page that has no WebRTC. */
  Member page(IdentityKeys keys, RecordStore store) {
    return new Member(keys, store).join(PeerKind.BROWSER, null, List.of());
  }

  /** A page that has WebRTC. */
  Member page(RtcPort rtc) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.rtc = rtc;
    return member.join(PeerKind.BROWSER, null, List.of());
  }

  /** A page whose dials to some addresses end nowhere, as long as the list has them. */
  Member pageCutOff(List<String> unreachable) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.port =
        (url, events) -> member.process.dial(unreachable.contains(url) ? url + "?" : url, events);
    return member.join(PeerKind.BROWSER, null, List.of());
  }

  /** A node that is given another bootstrap address. */
  Member nodeVia(String door, String address) {
    return nodeVia(List.of(door), null, address);
  }

  /** The same, which comes back. */
  Member nodeVia(IdentityKeys keys, RecordStore store, String door, String address) {
    Member member = new Member(keys, store);
    member.doors = List.of(door);
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** A node that is given other bootstrap addresses, and the only network it may join. */
  Member nodeVia(List<String> doors, byte[] network, String address) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.doors = doors;
    member.wanted = network;
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** A node whose dials to some addresses end nowhere. */
  Member cutOff(String address, String... unreachable) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.port =
        (url, events) ->
            member.process.dial(List.of(unreachable).contains(url) ? url + "?" : url, events);
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** A node whose platform throws on dials to all addresses but one. */
  Member barred(String address, String allowed) {
    Member member = new Member(crypto.newIdentity(), new MemoryStore());
    member.port =
        (url, events) -> {
          if (!url.equals(allowed)) {
            throw new IllegalStateException("forbidden here: " + url);
          }
          return member.process.dial(url, events);
        };
    return member.join(PeerKind.NODE, address, List.of());
  }

  /** Starts another bootstrap server. */
  BootstrapServer openDoor(String address) {
    return openDoor(address, BRIDGE);
  }

  /** Starts a bootstrap server that asks another bridge. */
  BootstrapServer openDoor(String address, String bridge) {
    MemorySockets.Process door = sockets.new Process();
    BootstrapServer server = new BootstrapServer(List.of(bridge), env, door);
    door.listen(address, server::accept);
    return server;
  }

  Member node(String address) {
    return node(crypto.newIdentity(), new MemoryStore(), address);
  }

  void pass(long millis) {
    env.pass(millis);
  }
}
