package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The public entry point (R11): forwards a newcomer's request to a bridge and the answer back, and
 * keeps nothing, not even a connection.
 */
public final class BootstrapServer {
  /** How long one bridge may take (R12.5). */
  public static final int BRIDGE_TIMEOUT_MILLIS = 5_000;

  /** How long a newcomer may stay connected; a little less than it waits. */
  public static final int VISIT_MILLIS = 28_000;

  private static final int OVERLOADED_SPREAD_MILLIS = 8_000;

  /** When whoever is refused by a server that ends may try again, perhaps elsewhere. */
  private static final int RETRY_MILLIS = 1_000;

  private final BridgeStates bridges;
  private final Env env;
  private final WebSocketPort webSockets;
  private final Set<Visit> waiting = new LinkedHashSet<>();
  private Promise<BridgeStates> probing;
  private final Promise<Void> drained = new Promise<>();
  private boolean draining;
  private final FairShares queries = new FairShares(Limits.MAX_BRIDGE_QUERIES);
  private final Set<Visit> visits = new LinkedHashSet<>();
  private final int maxVisits;
  private final FairShares addresses;
  private IdentityKeys keys;
  private Hash hash;

  /**
   * A bootstrap server.
   *
   * @param bridges WebSocket addresses of bridges, asked in random order
   */
  public BootstrapServer(List<String> bridges, Env env, WebSocketPort webSockets) {
    this(bridges, env, webSockets, Limits.MAX_NEWCOMERS);
  }

  /**
   * The same for a process that has room for fewer newcomers.
   *
   * @param maxVisits the most newcomers connected at once
   */
  public BootstrapServer(List<String> bridges, Env env, WebSocketPort webSockets, int maxVisits) {
    this.bridges = new BridgeStates(env, bridges);
    this.env = env;
    this.webSockets = webSockets;
    this.maxVisits = maxVisits;
    addresses = new FairShares(maxVisits);
  }

  /**
   * Signs what it forwards from now on, so that bridges recognize it by its key.
   *
   * @param identity its keys
   */
  public void identifyBy(IdentityKeys identity, Hash sha256) {
    keys = identity;
    hash = sha256;
  }

  /** Accepts a newcomer's socket, which is closed after the answer. */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    Visit visit = new Visit(transport, remoteAddress);
    if (draining) {
      visit.end(Failure.of(goingAway("this bootstrap server ends")));
    } else if (visits.size() < maxVisits || makeRoomFor(visit.owner)) {
      visits.add(visit);
      addresses.add(visit.owner, 1);
    } else {
      visit.end(overloaded());
    }
    return visit;
  }

  /**
   * Ends a visit of the address with most, if the newcomer's would have fewer, the last of them;
   * else only one of the newcomer's own address. The oldest that has asked nothing goes first, as
   * newcomers ask at once: silent sockets keep nobody out, not even those behind the same address.
   */
  private boolean makeRoomFor(Owner newcomer) {
    Owner largest = addresses.largest(newcomer, 1);
    Owner from = largest == null ? newcomer : largest;
    Visit given = null;
    for (Visit each : visits) {
      if (each.owner.equals(from)) {
        if (each.join == null) {
          given = each;
          break;
        }
        if (largest != null) {
          given = each;
        }
      }
    }
    if (given != null) {
      given.end(overloaded());
    }
    return given != null;
  }

  /** Refuses newcomers from now on; fulfilled once those that came before have their answer. */
  public Promise<Void> drain() {
    draining = true;
    endIfDrained();
    return drained;
  }

  private void endIfDrained() {
    if (draining && visits.isEmpty()) {
      drained.complete(null);
    }
  }

  /** The failure by which a server that ends soon refuses a newcomer. */
  static PeerloomException goingAway(String what) {
    return new PeerloomException(ErrorCode.GOING_AWAY, what, RETRY_MILLIS);
  }

  /** Spread in time, because those that come together would come together again. */
  private Failure overloaded() {
    int wait = 1_000 + env.rng().nextInt(OVERLOADED_SPREAD_MILLIS);
    return new Failure(ErrorCode.OVERLOADED, "too many newcomers at once", wait);
  }

  /** What is known of the bridges. */
  public BridgeStates bridges() {
    return bridges;
  }

  /**
   * Connects to each bridge of which nothing is known that is still true, and disconnects at once
   * (R11.3). Fulfilled with all states; runs once at a time, however often it is called.
   */
  public Promise<BridgeStates> probe() {
    if (probing == null) {
      List<Promise<Message>> probes = new ArrayList<>();
      for (BridgeStates.State bridge : bridges.stale()) {
        probes.add(query(bridge, null).recover(unreachable -> Promise.of(null)));
      }
      probing = Promise.all(probes).map(done -> bridges);
      probing.then(done -> probing = null, e -> probing = null);
    }
    return probing == null ? Promise.of(bridges) : probing;
  }

  /** One query to one bridge; a null request only connects. */
  private Promise<Message> query(BridgeStates.State bridge, JoinMessage.Join join) {
    Promise<Message> answer =
        Conversation.ask(env, webSockets, bridge.address(), join, BRIDGE_TIMEOUT_MILLIS);
    answer.then(
        ok -> {
          bridges.answered(bridge.number());
          env.meter().bridge(bridge.address(), null);
        },
        e -> {
          bridges.failed(bridge.number(), e);
          env.meter().bridge(bridge.address(), e.code());
        });
    return answer;
  }

  private PeerloomException noBridge() {
    return new PeerloomException(
        ErrorCode.BRIDGE_UNAVAILABLE, "no bridge can be reached: " + bridges.codes());
  }

  /** Whether another bridge may admit whom one refuses with that code. */
  private static boolean mayDiffer(ErrorCode code) {
    return code == ErrorCode.RATE_LIMITED
        || code == ErrorCode.OVERLOADED
        || code == ErrorCode.GOING_AWAY
        || code == ErrorCode.CLOSED
        || code == ErrorCode.INTERNAL;
  }

  /** Whether a code means that the dialled side did not answer. */
  static boolean isUnanswered(ErrorCode code) {
    return code == ErrorCode.TIMEOUT
        || code == ErrorCode.REFUSED
        || code == ErrorCode.UNREACHABLE
        || code == ErrorCode.CLOSED;
  }

  /**
   * Starts queries of visitors, always of the address with the fewest under way, of that the one
   * that has waited longest: an offer that nobody answers holds a query for seconds.
   */
  private void serveNext() {
    for (Visit next = next(); next != null; next = next()) {
      waiting.remove(next);
      next.askFirst();
    }
  }

  private Visit next() {
    Visit next = null;
    for (Visit each : waiting) {
      if ((next == null || queries.used(each.owner) < queries.used(next.owner))
          && queries.hasShare(each.owner, 1)) {
        next = each;
      }
    }
    return next;
  }

  /** A newcomer's connection: one request, one answer. */
  private final class Visit implements TransportEvents {
    private final Transport transport;
    private final String remoteAddress;
    private final Owner owner;
    private final Timer limit;
    private JoinMessage.Join join;
    private boolean over;

    Visit(Transport transport, String remoteAddress) {
      this.transport = transport;
      this.remoteAddress = remoteAddress;
      this.owner = transport.owner();
      this.limit = env.after(VISIT_MILLIS, this::isLate);
    }

    private void isLate() {
      if (join == null) {
        end(new Failure(ErrorCode.TIMEOUT, "no request came", 0));
      } else {
        end(bridges.isAnyUp() ? overloaded() : Failure.of(noBridge()));
      }
    }

    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {
      if (over) {
        return;
      }
      try {
        if (join != null || !(OneMessage.read(message) instanceof JoinMessage.Join read)) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "one join request, please");
        }
        join = read;
      } catch (PeerloomException e) {
        VisitorLog.refused(env, remoteAddress, e);
        end(new Failure(e.code(), "not understood: " + e.getMessage(), 0));
        return;
      }
      transport.asked();
      waiting.add(this);
      serveNext();
    }

    void askFirst() {
      queries.add(owner, 1);
      Promise<byte[]> referral =
          keys == null ? Promise.of(null) : Referral.sign(keys, hash, join.request());
      referral.then(
          signed -> {
            join = new JoinMessage.Join(join.request(), join.offer(), signed);
            ask(bridges.order(), 0, null);
          },
          e -> ask(bridges.order(), 0, null));
    }

    /**
     * Asks one bridge after the other until one admits the newcomer, or refuses it for a reason
     * that others would have, too.
     *
     * @param refusal of a bridge that answered; null while none has
     */
    private void ask(List<BridgeStates.State> order, int index, Failure refusal) {
      if (over || index == order.size()) {
        queries.add(owner, -1);
        if (!over) {
          end(refusal == null ? Failure.of(noBridge()) : refusal);
        }
        serveNext();
        return;
      }
      query(order.get(index), join)
          .then(
              answer -> {
                if (answer instanceof Failure failure && mayDiffer(failure.code())) {
                  ask(order, index + 1, failure);
                } else {
                  queries.add(owner, -1);
                  end(answer);
                  serveNext();
                }
              },
              e -> ask(order, index + 1, refusal));
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      if (!over) {
        VisitorLog.gone(env, LogLevel.INFO, remoteAddress, code, reason);
      }
      finish();
    }

    private void end(Message answer) {
      if (over) {
        return;
      }
      env.meter().admission(answer instanceof Failure failed ? failed.code() : null);
      if (join != null && answer instanceof Failure refusal) {
        VisitorLog.refused(env, remoteAddress, refusal.asException());
      }
      finish();
      OneMessage.answer(transport, answer);
    }

    private void finish() {
      if (!over) {
        over = true;
        limit.cancel();
        waiting.remove(this);
        if (visits.remove(this)) {
          addresses.add(owner, -1);
        }
        endIfDrained();
      }
    }
  }
}
