package io.peerloom.simulator.fault;

/** Something that happens to a world, as data. */
public sealed interface Fault {
  /** Processes end without a word; their machines answer that nobody listens. */
  record Kill(MachineSelector who) implements Fault {}

  /** Machines lose power or network: they are silent from now on. */
  record Vanish(MachineSelector who) implements Fault {}

  /** Peers say goodbye and end. */
  record Leave(MachineSelector who) implements Fault {}

  /** Everybody who is down starts again. */
  record Restart(boolean withDisk) implements Fault {}

  /** All connections of these break at once. */
  record LoseLinks(MachineSelector who) implements Fault {}

  /** The network falls apart into that many parts, servers in front staying with the first. */
  record Partition(int parts) implements Fault {}

  /** It is whole again, single cuts included. */
  record Heal() implements Fault {}

  /** What these send to half of the others does not arrive; what they are sent does. */
  record CutOneWay(MachineSelector who) implements Fault {}

  /** The bootstrap servers end, or start again. */
  record FrontDoors(boolean up) implements Fault {}

  /** A firewall keeps new dials of pages from the bridges; links there are stay. */
  record ShutBridges() implements Fault {}

  /** Pages go into the background. */
  record Hide(MachineSelector who) implements Fault {}

  /** Pages are stopped by their browser. */
  record Freeze(MachineSelector who) implements Fault {}

  /** Lids are closed. */
  record Sleep(MachineSelector who) implements Fault {}

  /** Hidden, frozen and sleeping ones come back. */
  record Wake() implements Fault {}

  /** More peers of the population's kind come, one after the other within that time. */
  record Join(int peers, int withinMillis) implements Fault {}

  /** Each of these is alone, reaching nobody and reached by nobody. */
  record Isolate(MachineSelector who) implements Fault {}

  /**
   * Wall clocks of these jump, each by its own span of at most that many milliseconds either way.
   */
  record JumpClocks(MachineSelector who, long mostMillis) implements Fault {}

  /** Wall clocks are right again. */
  record SetClocks() implements Fault {}

  /** The disks of these are copied, keys and all, and the copies run, too. */
  record Copy(MachineSelector who) implements Fault {}

  /** What a machine is made to do too much of. */
  enum Operation {
    PUT,
    GET,
    PUBLISH
  }

  /**
   * Each of these does so much for that long: so many a second whatever becomes of them, and so
   * many at a time, one more as soon as one has ended.
   */
  record Load(MachineSelector who, Operation operation, int perSecond, int inFlight, int forMillis)
      implements Fault {}

  /** What is done from now on is measured under another name. */
  record Phase(String name) implements Fault {}
}
