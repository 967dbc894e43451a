package io.peerloom.core.connection;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import java.util.List;
import java.util.function.Function;

/** A browser that dials a node, over a pipe in memory and on virtual time. */
final class TwoEnds {
  static final String ADDRESS = "wss://node.example/node1";

  private static final TestNetwork KEYS = new TestNetwork(1);

  /** The cryptography all of them use. */
  static final Crypto CRYPTO = KEYS.crypto;

  /** Made once: keys and tokens are what such a test spends its time on. */
  static final Identity BROWSER = KEYS.member(PeerKind.BROWSER);

  static final Identity NODE = KEYS.member(PeerKind.NODE, ADDRESS);

  final TestNetwork network = KEYS;
  final TestEnv env;
  final Pipe pipe;
  final Authority authority;
  final RecordingOwner diallerOwner;
  final RecordingOwner acceptorOwner;
  ConnectionManager dialler;
  ConnectionManager acceptor;

  TwoEnds(int seed) {
    this(seed, env -> KEYS.crypto);
  }

  TwoEnds(int seed, Function<TestEnv, Crypto> crypto) {
    env = new TestEnv(seed);
    diallerOwner = new RecordingOwner(env);
    acceptorOwner = new RecordingOwner(env);
    pipe = new Pipe(env);
    authority = new Authority(crypto.apply(env), KEYS.hash, env, KEYS.id);
  }

  /** Both real sides. */
  TwoEnds connect() {
    accept();
    dial(BROWSER, authority, ADDRESS);
    return this;
  }

  void dial(Identity self, Authority selfAuthority, String address) {
    WebSocketPort port =
        (url, events) -> {
          pipe.dialling.events = events;
          env.after(0, events::opened);
          return pipe.dialling;
        };
    dialler =
        (ConnectionManager) factory(env, selfAuthority, self, diallerOwner, port).dial(address);
  }

  void accept() {
    acceptor =
        (ConnectionManager)
            factory(env, authority, NODE, acceptorOwner, null).accept(pipe.accepting);
    pipe.accepting.events = acceptor;
  }

  private static ConnectionManagerFactory factory(
      Env env, Authority authority, Identity self, LinkOwner owner, WebSocketPort port) {
    return new ConnectionManagerFactory(env, authority, self, owner, port, null, List.of(ADDRESS));
  }

  /** Long enough for everything that is going to happen, less than a heartbeat. */
  TwoEnds settle() {
    env.pass(20_000);
    return this;
  }
}
