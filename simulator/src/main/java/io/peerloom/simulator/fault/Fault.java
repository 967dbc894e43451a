package io.peerloom.simulator.fault;

/** A fault or another event in a world, as data. */
public sealed interface Fault {
  /** Processes end without a goodbye; their machines still refuse connections. */
  record Kill(MachineSelector who) implements Fault {}

  /** Machines lose power or network: they are silent from now on. */
  record Vanish(MachineSelector who) implements Fault {}

  /** Peers say goodbye and end. */
  record Leave(MachineSelector who) implements Fault {}

  /** Every machine that is down starts again. */
  record Restart(boolean withDisk) implements Fault {}

  /** All connections of these machines break at once. */
  record LoseLinks(MachineSelector who) implements Fault {}

  /**
   * The network is partitioned into that many parts; bridges and bootstrap servers stay in the
   * first.
   */
  record Partition(int parts) implements Fault {}

  /** All partitions and cuts end. */
  record Heal() implements Fault {}

  /** What these machines send to half of the others is lost; what they are sent arrives. */
  record CutOneWay(MachineSelector who) implements Fault {}

  /** The bootstrap servers end, or start again. */
  record BootstrapServers(boolean up) implements Fault {}

  /** A firewall blocks new dials from browser peers to the bridges; existing links stay. */
  record ShutBridges() implements Fault {}

  /**
   * The networks of browser peers are replaced, as from Wi-Fi to mobile: their connections are
   * silent from now on, and new ones can be made. Their platform reports it, or does not.
   */
  record Uplink(MachineSelector who, boolean reported) implements Fault {}

  /** Browser peers go into the background. */
  record Hide(MachineSelector who) implements Fault {}

  /** Browser peers are frozen by their browser. */
  record Freeze(MachineSelector who) implements Fault {}

  /** The computers of browser peers go to sleep. */
  record Sleep(MachineSelector who) implements Fault {}

  /** Hidden, frozen and sleeping peers wake up. */
  record Wake() implements Fault {}

  /** More peers of the same population join, one after the other within that time. */
  record Join(int peers, int withinMillis) implements Fault {}

  /** Each of these is cut off alone, unable to reach or be reached by anybody. */
  record Isolate(MachineSelector who) implements Fault {}

  /**
   * The wall clocks of these jump, each by its own random amount of at most that many milliseconds
   * in either direction.
   */
  record JumpClocks(MachineSelector who, long mostMillis) implements Fault {}

  /** All wall clocks are set right. */
  record SetClocks() implements Fault {}

  /** The disks of these are copied, keys included, and the copies run as well. */
  record Copy(MachineSelector who) implements Fault {}

  /** The operation that overloads a machine. */
  enum Operation {
    PUT,
    GET,
    PUBLISH
  }

  /**
   * Each of these repeats an operation for that long: {@code perSecond} times a second however they
   * end, and in addition {@code inFlight} at a time, the next one as soon as one has ended.
   */
  record Load(MachineSelector who, Operation operation, int perSecond, int inFlight, int forMillis)
      implements Fault {}

  /** Operations that start from now on are measured under another name. */
  record Phase(String name) implements Fault {}
}
