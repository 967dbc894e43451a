package io.peerloom.simulator.network;

import io.peerloom.simulator.time.SimulatedEnv;
import java.util.ArrayList;
import java.util.List;

/** A machine as the network sees it: its region, its NAT, and the process that runs on it. */
public final class SimulatedHost {
  private final int number;
  private final int region;
  private final int accessMillis;
  private final boolean server;
  private NatKind nat;
  private final double bytesPerMilli;
  private final List<Pipe> pipes = new ArrayList<>();
  private SimulatedEnv process;
  private int partition;
  private boolean offline;
  private boolean paused;
  private boolean serversOnly;
  private double uplinkFreeAt;
  private long sentBytes;
  private int sentMessages;

  SimulatedHost(
      int number, int region, int accessMillis, boolean server, NatKind nat, double bytesPerMilli) {
    this.number = number;
    this.region = region;
    this.accessMillis = accessMillis;
    this.server = server;
    this.nat = nat;
    this.bytesPerMilli = bytesPerMilli;
  }

  int number() {
    return number;
  }

  int region() {
    return region;
  }

  int accessMillis() {
    return accessMillis;
  }

  NatKind nat() {
    return nat;
  }

  /** Open connections of the process. */
  public List<Pipe> pipes() {
    return pipes;
  }

  SimulatedEnv process() {
    return process;
  }

  public void runs(SimulatedEnv started) {
    process = started;
  }

  /** Its side of a partitioned network. */
  public int partition() {
    return partition;
  }

  public void partition(int side) {
    partition = side;
  }

  /** Without power or network: it neither sends nor answers, not even with a refusal. */
  boolean isOffline() {
    return offline;
  }

  public void offline(boolean now) {
    offline = now;
  }

  /** Frozen: the operating system still answers, but the process receives nothing. */
  public boolean isPaused() {
    return paused;
  }

  public void paused(boolean now) {
    paused = now;
  }

  /** Behind a firewall that admits only dials from servers, and keeps existing connections. */
  public void serversOnly(boolean now) {
    serversOnly = now;
  }

  /** Moves it behind another NAT, as from one network to another; open connections stay. */
  public void moveBehind(NatKind other) {
    nat = other;
  }

  /** Whether its firewall admits a dial from that host. */
  boolean admits(SimulatedHost dialler) {
    return dialler.server || !serversOnly;
  }

  /** Queues bytes on this host's uplink; returns the milliseconds until the last has been sent. */
  double transmit(int now, int bytes) {
    sentBytes += bytes;
    sentMessages++;
    if (bytesPerMilli == 0) {
      return 0;
    }
    uplinkFreeAt = Math.max(uplinkFreeAt, now) + bytes / bytesPerMilli;
    return uplinkFreeAt - now;
  }

  /** Bytes waiting on this host's uplink. */
  int backlog(int now) {
    return uplinkFreeAt <= now ? 0 : (int) ((uplinkFreeAt - now) * bytesPerMilli);
  }

  /** Bytes of all messages it has sent, without the overhead of TCP, TLS and IP. */
  public long sentBytes() {
    return sentBytes;
  }

  /** Messages it has sent: one for each write to a transport. */
  public int sentMessages() {
    return sentMessages;
  }
}
