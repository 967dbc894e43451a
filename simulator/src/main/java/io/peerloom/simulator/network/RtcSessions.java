package io.peerloom.simulator.network;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.simulator.time.Chaos;
import io.peerloom.simulator.time.SimulatedEnv;
import java.util.Map;
import java.util.TreeMap;

/**
 * WebRTC. Two ends that have each other's description, and the candidates that their NATs require,
 * get a connection after the round trips of ICE, DTLS and SCTP. A pair whose NATs prevent this
 * never does, and learns so late or, in some cases, never.
 */
final class RtcSessions {
  private static final String NAME = "a=fingerprint:";
  private static final int DESCRIBE_MILLIS = 12;
  private static final int STUN_MILLIS = 40;
  private static final int LOST_FLIGHT_MILLIS = 1_000;
  private static final int CHECK_MILLIS = 500;
  private static final int CHECKS = 30;

  /** No attempt lasts that long; its process may have ended without closing it. */
  private static final int FORGOTTEN_MILLIS = 60_000;

  private final SimulatedNetwork network;
  private final Chaos chaos;
  private final Map<String, Session> sessions = new TreeMap<>();
  private int count;

  RtcSessions(SimulatedNetwork network, Chaos chaos) {
    this.network = network;
    this.chaos = chaos;
  }

  RtcPort port(SimulatedHost host) {
    return events -> new Session(host, events);
  }

  private final class Session implements RtcPort.RtcSession {
    private final SimulatedHost host;
    private final SimulatedEnv process;
    private final RtcPort.RtcEvents events;
    private final String name;
    private Session remote;
    private Pipe pipe;
    private boolean knowsHost;
    private boolean knowsMapped;
    private boolean connecting;
    private boolean over;

    Session(SimulatedHost host, RtcPort.RtcEvents events) {
      this.host = host;
      this.process = host.process();
      this.events = events;
      this.name = "session" + count++;
      sessions.put(name, this);
      network.at(network.now() + FORGOTTEN_MILLIS, () -> sessions.remove(name));
    }

    private void later(int millis, Runnable step) {
      network.schedule(
          process,
          millis,
          () -> {
            if (!over) {
              step.run();
            }
          });
    }

    @Override
    public void offer() {
      later(1 + network.pick(DESCRIBE_MILLIS), () -> describe("offer"));
    }

    private void describe(String type) {
      events.described(type, "v=0\n" + NAME + name + "\n");
      events.candidate("{\"type\":\"host\",\"host\":" + host.number() + "}");
      if (host.nat() == NatKind.CONE || host.nat() == NatKind.SYMMETRIC) {
        later(
            STUN_MILLIS / 2 + network.pick(STUN_MILLIS),
            () -> {
              events.candidate("{\"type\":\"srflx\",\"host\":" + host.number() + "}");
              events.candidate("");
            });
      } else {
        events.candidate("");
      }
    }

    @Override
    public void remote(String type, String sdp) {
      int at = sdp.indexOf(NAME);
      remote = at < 0 ? null : sessions.get(sdp.substring(at + NAME.length()).trim());
      if (remote == null) {
        fail(ErrorCode.INVALID_REQUEST, "no such session");
        return;
      }
      if (type.equals("offer")) {
        later(1 + network.pick(DESCRIBE_MILLIS), () -> describe("answer"));
      }
      tryToConnect();
    }

    @Override
    public void remoteCandidate(String candidate) {
      knowsHost |= candidate.contains("\"host\",");
      knowsMapped |= candidate.contains("\"srflx\",");
      tryToConnect();
    }

    /**
     * If the other side is open, one check from here is enough; else both sides must know each
     * other's address.
     */
    private boolean canReach() {
      return remote.host.nat() == NatKind.OPEN ? knowsHost : knowsMapped;
    }

    private void tryToConnect() {
      if (over || connecting || remote == null || remote.remote != this) {
        return;
      }
      boolean oneIsOpen = host.nat() == NatKind.OPEN || remote.host.nat() == NatKind.OPEN;
      boolean aimed =
          oneIsOpen
              ? canReach() && remote.host.nat() == NatKind.OPEN
                  || remote.canReach() && host.nat() == NatKind.OPEN
              : canReach() && remote.canReach();
      if (!aimed || !NatKind.connects(host.nat(), remote.host.nat()) || chaos.rtcHangs()) {
        return;
      }
      connecting = true;
      remote.connecting = true;
      int roundTrip = network.roundTrip(host, remote.host);
      int wait = network.setUp(roundTrip, NetworkModel.RTC_ROUND_TRIPS, LOST_FLIGHT_MILLIS);
      later(wait, () -> connect(CHECKS));
    }

    private void connect(int checksLeft) {
      if (remote.over || remote.process.isDead()) {
        return;
      }
      if (!network.passes(host, remote.host) || !network.passes(remote.host, host)) {
        if (checksLeft > 0) {
          later(CHECK_MILLIS, () -> connect(checksLeft - 1));
        }
        return;
      }
      pipe = Pipe.between(network, host, remote.host, true);
      pipe.tell(events, events::faltered);
      remote.pipe = pipe.other();
      remote.pipe.tell(remote.events, remote.events::faltered);
      sessions.remove(name);
      Session other = remote;
      sessions.remove(other.name);
      remote = null;
      other.remote = null;
      other.process.run(other.events::opened);
      if (!pipe.isClosed()) {
        events.opened();
      }
    }

    @Override
    public void send(Lane lane, byte[] message) {
      if (pipe != null) {
        pipe.send(lane, message);
      }
    }

    @Override
    public int bufferedBytes() {
      return pipe == null ? 0 : pipe.bufferedBytes();
    }

    private void fail(ErrorCode code, String reason) {
      if (!over) {
        over = true;
        sessions.remove(name);
        events.closed(code, reason);
      }
    }

    @Override
    public void close(ErrorCode code, String reason) {
      if (pipe != null) {
        pipe.close(code, reason);
      } else {
        fail(code, reason);
      }
    }
  }
}
