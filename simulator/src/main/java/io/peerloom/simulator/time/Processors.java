package io.peerloom.simulator.time;

import io.peerloom.core.id.PeerKind;

/** Which peers of a world need time for their work. */
public enum Processors {
  /** None: all work is done at once. */
  OFF,
  /** All by their kind: browser peers as such, others as servers. */
  BY_KIND,
  /** All as servers. */
  SERVER,
  /** All as browser peers. */
  PAGE;

  /** The costs of a peer of that kind; null if its work takes no time. */
  public ProcessorCosts costs(PeerKind kind) {
    return switch (this) {
      case OFF -> null;
      case SERVER -> ProcessorCosts.SERVER;
      case PAGE -> ProcessorCosts.PAGE;
      case BY_KIND -> kind == PeerKind.BROWSER ? ProcessorCosts.PAGE : ProcessorCosts.SERVER;
    };
  }
}
