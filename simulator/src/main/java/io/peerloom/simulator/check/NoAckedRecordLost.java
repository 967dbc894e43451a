package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any peer finds every acknowledged value that a disk still has (R12.1). */
public final class NoAckedRecordLost {
  private static final int READ_AT_ONCE = 100;

  private NoAckedRecordLost() {}

  /**
   * Reads all acknowledged values through one peer, some at a time, because no access network can
   * send so many requests at once; returns those not found although a disk has them.
   */
  public static List<String> violations(
      World world, AcknowledgedWrites writes, Peer reader, long withinMillis) {
    List<String> violations = new ArrayList<>();
    List<String> names = writes.names();
    for (int i = 0; i < names.size(); i += READ_AT_ONCE) {
      Map<String, Promise<GetResult>> gets = new LinkedHashMap<>();
      for (String name : names.subList(i, Math.min(names.size(), i + READ_AT_ONCE))) {
        gets.put(name, reader.get(name, null));
      }
      ReadBack.await(world, gets, name -> reader.get(name, null), withinMillis);
      gets.forEach((name, get) -> check(writes, name, get, violations));
    }
    return violations;
  }

  private static void check(
      AcknowledgedWrites writes, String name, Promise<GetResult> get, List<String> violations) {
    AcknowledgedWrites.Value written = writes.value(name);
    if (!get.isDone() || get.isFailed()) {
      violations.add("value " + name + " unreadable: " + get.failure());
    } else if (get.value() == null) {
      if (writes.isReachable(written)) {
        violations.add("value " + name + " was acknowledged and is gone");
      }
    } else if (!Bytes.utf8(get.value().value().bytes()).equals(written.text)) {
      violations.add("value " + name + " is another");
    }
  }
}
