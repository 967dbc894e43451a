package io.peerloom.core;

import io.peerloom.core.api.PeerConfig;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.data.client.Draft;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.membership.BootstrapClient;
import io.peerloom.core.membership.BridgeNode;
import io.peerloom.core.membership.IceServerSource;
import io.peerloom.core.pubsub.TopicPresence;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A whole server alone, with all its floors, and visitors that link to it by hand and say what a
 * test wants: what the network sees of one peer.
 */
public final class LoneAssembly {
  public static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final WebSocketPort NOBODY =
      (url, events) -> {
        throw new AssertionError("nobody is dialled here, not even " + url);
      };

  public final TestEnv env;
  public final MemoryStore store;
  public final Identity self;
  private final PeerAssembly assembly;
  public final Authority authority;

  /** A node at these addresses. */
  public static LoneAssembly node(int seed, List<String> addresses) {
    Identity self = NETWORK.member(PeerKind.NODE, addresses.toArray(String[]::new));
    return of(seed, self);
  }

  /** Any server. */
  public static LoneAssembly of(int seed, Identity self) {
    return new LoneAssembly(new TestEnv(seed), new MemoryStore(), NOBODY, self);
  }

  /** Any server, on a disk that may have been used; whatever it dials, nobody is there. */
  public static LoneAssembly isolated(MemoryStore store, int seed, Identity self) {
    TestEnv env = new TestEnv(seed);
    WebSocketPort unreachable =
        (url, events) -> {
          env.after(0, () -> events.closed(ErrorCode.UNREACHABLE, "nobody is there"));
          return new Pipe(env).dialling;
        };
    return new LoneAssembly(env, store, unreachable, self);
  }

  private LoneAssembly(TestEnv env, MemoryStore store, WebSocketPort port, Identity self) {
    this.env = env;
    this.store = store;
    this.self = self;
    this.authority = NETWORK.authority(env);
    PeerConfig config =
        PeerConfig.of(self.kind(), self.keys())
            .withAddresses(self.addresses())
            .withNetwork(NETWORK.id)
            .withBridge(
                self.kind() == PeerKind.BRIDGE
                    ? BridgeNode.factory(List.of(), IceServerSource.NONE)
                    : null);
    Ports ports = new Ports(env, NETWORK.crypto, NETWORK.hash, store, port, null);
    BootstrapClient nobody =
        new BootstrapClient(
            env, NETWORK.crypto, NETWORK.hash, port, self.keys(), self.kind(), List.of());
    assembly = PeerAssembly.build(config, ports, authority, self, nobody).value();
    assembly.start(List.of());
  }

  /** Says one message at the bridge's door; what it answers is there once time has passed. */
  public List<byte[]> knock(byte[] message) {
    Pipe pipe = new Pipe(env);
    List<byte[]> answers = new ArrayList<>();
    pipe.dialling.events =
        new TransportEvents() {
          @Override
          public void opened() {}

          @Override
          public void received(Lane lane, byte[] answer) {
            answers.add(answer);
          }

          @Override
          public void closed(ErrorCode code, String reason) {}
        };
    pipe.accepting.events = assembly.bridge.accept(pipe.accepting, "test", assembly.links::accept);
    pipe.dialling.send(Lane.CONTROL, message);
    return answers;
  }

  /** Whom the server knows. */
  RoutingTable table() {
    return assembly.table;
  }

  /** Sees each link that the server gets or loses, in the moment it does. */
  void watch(LinkListener listener) {
    assembly.links.addListener(listener);
  }

  /** Has the server learn that somebody revokes another, of whom it knows nothing. */
  public Promise<Void> revoke(Identity by, byte[] other) {
    byte[] name = MembershipToken.ancestor(NETWORK.hash, other);
    return Revocation.issue(by.keys(), by.token(), NETWORK.id, name, false, env.wallMillis())
        .flatMap(assembly.revocations::revoke);
  }

  /** How many revocations the server knows. */
  public int revocations() {
    return authority.revocations().after(Bytes.wrap(new byte[0]), Integer.MAX_VALUE).size();
  }

  /** Has the server learn that the root revokes a member. */
  public Promise<Void> revoke(Identity member) {
    byte[] name = MembershipToken.ancestor(NETWORK.hash, member.keys().identityPublicKey());
    return Revocation.issue(NETWORK.root, new byte[0], NETWORK.id, name, false, env.wallMillis())
        .flatMap(assembly.revocations::revoke);
  }

  /** Puts a public value as the server's own identity. */
  public Promise<?> put(String name, byte[] value) {
    return assembly.records.put(name, value, true, 3600, -1, Long.MAX_VALUE, new Draft());
  }

  /** Reads the newest value of a name. */
  public Promise<?> get(String name) {
    return assembly.reader.get(name, null);
  }

  /** Publishes a message as the server's own identity. */
  public Promise<?> publish(String topic, byte[] payload) {
    return assembly.topics.publish(topic, payload, false, 3600, new Draft());
  }

  /** Subscribes to a topic, and reads its history. */
  public Promise<?> subscribe(String topic) {
    return assembly.topics.open(topic, 0, item -> {}, gap -> {});
  }

  /** The same; runs something with each message. */
  public Promise<?> subscribe(String topic, Runnable heard) {
    return assembly.topics.open(topic, 0, item -> heard.run(), gap -> {});
  }

  /** To how many subscribers the server forwards topics. */
  public int forwardedTo() {
    return assembly.forwarder.subscribers();
  }

  /** Shows the server on a topic. */
  public Promise<TopicPresence> present(
      String topic, byte[] state, Consumer<TopicPresence.Change> listener) {
    return assembly.topics.present(topic, state, listener);
  }

  /** Ends all that the server does. */
  public void stop() {
    assembly.stop();
  }

  /** How many links the server holds. */
  public int links() {
    return assembly.links.size();
  }

  /** Dials the server as that member; the link is open, or refused, once time has passed. */
  public Visitor visit(Identity who, String address) {
    return new Visitor(who, address);
  }

  /** Somebody who dialled the server, and notes what it says. */
  public final class Visitor extends QuietOwner {
    public final NodeId id;
    public final Link link;
    public final List<Message> noticed = new ArrayList<>();
    public ErrorCode closed;

    /** What it answers to requests; it knows of no contacts unless told otherwise. */
    public Function<Message, Promise<Message>> service =
        request -> Promise.of(new RoutingMessage.Found(List.of()));

    /** What it does with frames of relayed links, besides noting them. */
    public Consumer<RelayMessage.RelayFrame> frames = frame -> {};

    private final Pipe pipe = new Pipe(env);

    private Visitor(Identity who, String address) {
      id = who.id();
      WebSocketPort port =
          (url, events) -> {
            pipe.dialling.events = events;
            env.after(
                0,
                () -> {
                  pipe.accepting.events =
                      assembly.bridge == null
                          ? assembly.links.accept(pipe.accepting, "test")
                          : assembly.bridge.accept(pipe.accepting, "test", assembly.links::accept);
                  events.opened();
                });
            return pipe.dialling;
          };
      link =
          new ConnectionManagerFactory(env, authority, who, this, port, null, List.of())
              .dial(address);
    }

    /** From now on nothing it says arrives, as of a machine that was switched off. */
    public void fallSilent() {
      pipe.dialling.meddler = (number, message) -> null;
    }

    /** Its connection breaks: nobody said goodbye. */
    public void breakOff() {
      pipe.accepting.close(ErrorCode.UNREACHABLE, "connection reset");
    }

    @Override
    public LinkMessage.Pong clock(int nonce) {
      return new LinkMessage.Pong(nonce, env.wallMillis(), env.wallMillis(), true);
    }

    @Override
    public void closed(Link connection, LinkEnd end) {
      closed = end.code();
    }

    @Override
    public Promise<Message> serve(Link connection, Message request, int deadlineMillis) {
      return service.apply(request);
    }

    @Override
    public void notification(Link connection, Message message) {
      noticed.add(message);
      if (message instanceof RelayMessage.RelayFrame frame) {
        frames.accept(frame);
      }
    }
  }
}
