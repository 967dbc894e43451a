package io.peerloom.simulator.check;

import java.util.ArrayList;
import java.util.List;

/** An acknowledged value is on as many disks as its receipts said (R14.2). */
public final class ReplicaCount {
  private ReplicaCount() {}

  /** The values on fewer disks than acknowledged; disks that are lost for good count. */
  public static List<String> violations(AcknowledgedWrites writes) {
    List<String> violations = new ArrayList<>();
    for (String name : writes.names()) {
      AcknowledgedWrites.Value value = writes.value(name);
      int disks = writes.disks(value);
      if (disks < value.holders) {
        violations.add(name + " is on " + disks + " disks of " + value.holders);
      }
    }
    return violations;
  }
}
