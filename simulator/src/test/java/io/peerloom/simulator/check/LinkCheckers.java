package io.peerloom.simulator.check;

import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;

/** All checkers of links. */
public final class LinkCheckers {
  private LinkCheckers() {}

  /** The violations in a world that has come to rest, in words. */
  public static List<String> violations(World world) {
    List<String> violations = new ArrayList<>(OneLinkPerPair.violations(world));
    violations.addAll(LinksAgree.violations(world));
    violations.addAll(EnoughLinks.violations(world));
    return violations;
  }
}
