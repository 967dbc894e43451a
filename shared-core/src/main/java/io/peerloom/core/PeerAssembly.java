package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.NetworkTime;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.data.client.HolderFinder;
import io.peerloom.core.data.client.RecordClient;
import io.peerloom.core.data.client.RecordFetcher;
import io.peerloom.core.data.client.RecordReader;
import io.peerloom.core.data.replication.HolderRenewal;
import io.peerloom.core.data.replication.Republisher;
import io.peerloom.core.direct.DirectSender;
import io.peerloom.core.direct.LinkOnDemand;
import io.peerloom.core.direct.Streams;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.IdentityWatch;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.links.PeerPresence;
import io.peerloom.core.lookup.FullMesh;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.membership.BridgeFactory;
import io.peerloom.core.membership.BridgeNode;
import io.peerloom.core.membership.BridgeState;
import io.peerloom.core.membership.MembershipRenewal;
import io.peerloom.core.membership.PartitionHealing;
import io.peerloom.core.membership.Readmission;
import io.peerloom.core.membership.RecoverySupervisor;
import io.peerloom.core.membership.RevocationService;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.pubsub.Coordinator;
import io.peerloom.core.pubsub.ForwarderFactory;
import io.peerloom.core.pubsub.TopicClient;
import io.peerloom.core.pubsub.TopicHolder;
import io.peerloom.core.relay.RelayService;
import io.peerloom.core.relay.RelayedLinks;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestBudgets;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.signalling.DirectPaths;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RelayMessage;
import java.util.ArrayList;
import java.util.List;

/** Assembles one peer from its parts; all wiring is here. */
final class PeerAssembly {
  /** Links a peer seeks by itself, below the most it takes (DESIGN 9). */
  private static final int TARGET_NODE = 64;

  private static final int TARGET_DESKTOP = 24;
  private static final int TARGET_MOBILE = 12;

  /** Where the store keeps that others who may hold data have been met. */
  final Hash hash;

  final Authority authority;
  final Identity self;
  final RoutingTable table;
  final LinkTable links;
  final OverlayNetwork overlay;
  final PeerPresence presence;
  final PeerFinder finder;
  final FullMesh mesh;
  final WebRtcSignalling signalling;
  private final DirectPaths directPaths;
  final DirectSender direct;
  final Streams streams;
  final Members members;
  final RecordClient records;
  final RecordReader reader;
  final TopicClient topics;
  final RecoverySupervisor recovery;
  final BridgeNode bridge;
  final IdentityWatch identityWatch;
  final RevocationService revocations;
  final TopicHolder topicHolder;
  final NetworkTime clock;
  final Router router;
  private final RelayedLinks relays;
  private final RelayService relay;

  /** Null where the peer forwards no topics. */
  final ForwarderFactory.Forwarder forwarder;

  private final MembershipRenewal renewal;
  private final Readmission readmission;
  private final RecordService holder;
  private final Republisher republisher;
  private final HolderRenewal holderRenewal;

  private PeerAssembly(
      PeerConfig config,
      Ports ports,
      Authority authority,
      Identity self,
      BootstrapClient bootstrap,
      BridgeState bridgeState,
      boolean metBefore) {
    clock = NetworkTime.of(ports.env());
    Env env = clock;
    this.hash = ports.hash();
    this.authority = authority;
    this.self = self;
    table = new RoutingTable(self.id(), env.rng());
    ConnectionBudget budget = budget(config);
    links = new LinkTable(env, self, table, budget);
    ConnectionManagerFactory factory =
        new ConnectionManagerFactory(
            env, authority, self, links, ports.webSockets(), ports.rtc(), origins(config));
    links.setConnectionFactory(factory);
    presence = presence(env, ports, metBefore);
    overlay = new OverlayNetwork(env, authority, self, links);
    finder = new PeerFinder(env, ports.crypto(), self, table, overlay);
    relays = new RelayedLinks(env, ports.crypto(), table, links, overlay);
    relay = config.relay() == null ? null : config.relay().create(env, links, self.kind());
    links.setRelayHandler(this::relayed);
    signalling =
        new WebRtcSignalling(env, ports.crypto(), self, table, links, overlay, factory, relays);
    directPaths = new DirectPaths(env, self.kind(), links, signalling, relays, factory);
    members = members(env, ports, overlay);
    LinkOnDemand onDemand = new LinkOnDemand(env, links, finder, signalling);
    direct = DirectSender.over(env, hash, onDemand, MessageType.DIRECT);
    streams = new Streams(DirectSender.over(env, hash, onDemand, MessageType.STREAM));
    holder =
        new RecordService(env, authority, self, ports.store(), table, overlay.places(), members);
    mesh = new FullMesh(env, self, table, overlay, links);
    HolderFinder holders = new HolderFinder(holder.neighbourhood(), table, finder, mesh);
    republisher = new Republisher(env, hash, self.id(), holder, overlay::request, holders::places);
    holderRenewal = new HolderRenewal(env, authority, self, holder, overlay, holders);
    RecordFetcher fetcher =
        new RecordFetcher(env, authority, self, holder, overlay, presence, members);
    records = new RecordClient(env, authority, self, holder, overlay, holders, presence::isAlone);
    reader = new RecordReader(authority, self, holder, overlay, holders, fetcher, presence);
    topicHolder = new TopicHolder(env, authority, self, ports.store(), table, overlay, members);
    topics =
        new TopicClient(
            env,
            authority,
            self,
            overlay,
            finder,
            signalling,
            topicHolder,
            presence::isAlone,
            topic -> presence.missing(topic, Coordinator.GROUP));
    ForwarderFactory forwarding = config.forwarder();
    forwarder =
        forwarding == null
            ? null
            : forwarding.create(env, authority, self, table, overlay, topicHolder, topics);
    renewal = new MembershipRenewal(env, authority, self, ports.store(), config.tokens());
    readmission = new Readmission(bootstrap, authority.network(), signalling, renewal);
    recovery =
        new RecoverySupervisor(
            env,
            self,
            table,
            links,
            finder,
            signalling,
            readmission,
            config.peers(),
            budget,
            new PartitionHealing(
                env, ports.crypto(), self, table, links, overlay, signalling, readmission));
    BridgeFactory made = config.bridge();
    bridge = made == null ? null : made.create(env, authority, self, links, overlay, bridgeState);
    identityWatch = new IdentityWatch(env, links);
    revocations =
        new RevocationService(env, authority, self, links, ports.store(), overlay::forged);
    router = router(env);
    links.setRouter(router);
    overlay.setRouter(router);
    listen(config, env);
  }

  /** Of every service what it answers. */
  private Router router(Env env) {
    Router.Builder builder =
        Router.builder(new RequestBudgets(env, links::networkSize))
            .onForged(from -> overlay.forged(from.id()))
            .with(finder.service())
            .with(overlay)
            .with(signalling)
            .with(relays)
            .with(mesh)
            .with(members)
            .with(holder)
            .with(republisher)
            .with(topicHolder)
            .with(topics.presences())
            .with(revocations);
    if (bridge != null) {
      builder.with(bridge);
    }
    if (relay != null) {
      builder.with(relay);
    }
    return builder.build();
  }

  /** To the relay what goes through it, to the ends what is for them. */
  private void relayed(Link over, RelayMessage message) {
    boolean toRelay =
        message instanceof RelayMessage.RelayFrame frame
            ? frame.toRelay()
            : message instanceof RelayMessage.RelayEnd end && end.toRelay();
    if (!toRelay) {
      relays.received(over, message);
    } else if (relay != null) {
      relay.received(over, message);
    }
  }

  /** Has every part learn of links, in this order. */
  private void listen(PeerConfig config, Env env) {
    links.addListener(presence);
    links.addListener(identityWatch);
    links.addListener(revocations);
    if (relay != null) {
      links.addListener(relay);
    }
    links.addListener(signalling);
    links.addListener(directPaths);
    links.addListener(relays);
    links.addListener(streams);
    links.addListener(recovery);
    links.addListener(mesh);
    links.addListener(topicHolder);
    links.addListener(topics);
    if (forwarder != null) {
      links.addListener(forwarder);
    }
    links.addListener(republisher);
    if (config.announcer() != null) {
      links.addListener(config.announcer().create(env, self.id(), links));
    }
  }

  static Promise<PeerAssembly> build(
      PeerConfig config, Ports ports, Authority authority, Identity self, BootstrapClient client) {
    Promise<BridgeState> state =
        config.bridge() == null
            ? Promise.of(null)
            : config.bridge().load(NetworkTime.of(ports.env()), ports.store(), ports.crypto());
    return state.flatMap(
        s ->
            ports
                .store()
                .read(StoreKeys.start(StoreKeys.MET_OTHERS))
                // Whoever cannot tell whether it was alone does not claim that it is.
                .recover(damaged -> Promise.of(new byte[1]))
                .map(
                    met ->
                        new PeerAssembly(config, ports, authority, self, client, s, met != null)));
  }

  private static void rememberPresence(Ports ports, boolean others) {
    byte[] value = others ? new byte[] {1} : null;
    ports
        .store()
        .write(List.of(new RecordStore.Entry(StoreKeys.start(StoreKeys.MET_OTHERS), value)))
        .then(ok -> {}, e -> ports.env().log(LogLevel.WARN, "whom it met is not kept: " + e));
  }

  private Members members(Env env, Ports ports, OverlayNetwork overlay) {
    Members.Peers peers =
        new Members.Peers() {
          @Override
          public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
            return overlay.request(target, body, timeoutMillis);
          }

          @Override
          public Owner owner(NodeId peer) {
            Link link = links.link(peer);
            return link == null ? Owner.of(Bytes.wrap(peer.bytes())) : link.peer().owner();
          }
        };
    return new Members(env, authority, self, ports.store(), peers);
  }

  private PeerPresence presence(Env env, Ports ports, boolean metBefore) {
    PeerPresence made =
        new PeerPresence(env, table, metBefore, others -> rememberPresence(ports, others));
    if (!self.kind().holdsData()) {
      // Newcomers come to a bridge itself.
      made.met(self.id(), self.kind());
    }
    return made;
  }

  /** The dialled addresses that are this peer's own. */
  private static List<String> origins(PeerConfig config) {
    List<String> origins = new ArrayList<>(config.addresses());
    origins.addAll(config.origins());
    return origins;
  }

  private ConnectionBudget budget(PeerConfig config) {
    return new ConnectionBudget(self.id(), self.kind(), targetLinks(config), config.maxLinks());
  }

  private static int targetLinks(PeerConfig config) {
    boolean mobile = config.maxLinks() <= PeerConfig.MAX_LINKS_MOBILE;
    int target =
        config.kind() != PeerKind.BROWSER ? TARGET_NODE : mobile ? TARGET_MOBILE : TARGET_DESKTOP;
    return Math.min(config.maxLinks(), target);
  }

  /** The network's time. */
  long wallMillis() {
    return clock.wallMillis();
  }

  /** Hexadecimal SHA-256 of the identity key. */
  String publisher() {
    return Bytes.hex(hash.sha256(self.keys().identityPublicKey()));
  }

  void start(List<ContactInfo> contacts) {
    if (self.kind().holdsData()) {
      holder.start();
      republisher.start();
      holderRenewal.start();
      topicHolder.start();
    }
    if (forwarder != null) {
      forwarder.start();
    }
    recovery.start(contacts);
    renewal.start(readmission);
  }

  /** The machine woke, or is online again, perhaps on another network. */
  void wake() {
    recovery.wake();
    directPaths.networkChanged();
    renewal.renewIfDue();
  }

  void stop() {
    recovery.stop();
    direct.close();
    streams.close();
    records.close();
    reader.close();
    renewal.stop();
    topics.closeAll();
    if (forwarder != null) {
      forwarder.stop();
    }
    holder.stop();
    republisher.stop();
    holderRenewal.stop();
    topicHolder.stop();
    links.closeAll();
  }
}
