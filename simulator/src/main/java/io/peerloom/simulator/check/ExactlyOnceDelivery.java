package io.peerloom.simulator.check;

import java.util.ArrayList;
import java.util.List;

/** A subscriber that stays receives every message acknowledged since it subscribed, once (R17). */
public final class ExactlyOnceDelivery {
  private ExactlyOnceDelivery() {}

  /** Messages received twice, and those never received by a subscriber that stayed. */
  public static List<String> violations(Subscribers subscribers) {
    List<String> violations = new ArrayList<>(subscribers.doubles());
    for (Subscribers.Reader reader : subscribers.staying()) {
      for (Subscribers.PublishedMessage each : subscribers.owed(reader)) {
        if (!reader.arrivals.containsKey(each.text())) {
          violations.add(each.text() + " never came to " + reader.machine.number());
        }
      }
    }
    return violations;
  }
}
