package io.peerloom.simulator.time;

import io.peerloom.core.id.PeerKind;

/** Which peers of a world take time for their work. */
public enum Processors {
  /** None: all work is done at once. */
  OFF,
  /** All, each by its kind: pages as pages, the others as servers. */
  BY_KIND,
  /** All as servers. */
  SERVER,
  /** All as pages. */
  PAGE;

  /** What work costs a peer of that kind; null where it costs nothing. */
  public ProcessorCosts costs(PeerKind kind) {
    return switch (this) {
      case OFF -> null;
      case SERVER -> ProcessorCosts.SERVER;
      case PAGE -> ProcessorCosts.PAGE;
      case BY_KIND -> kind == PeerKind.BROWSER ? ProcessorCosts.PAGE : ProcessorCosts.SERVER;
    };
  }
}
