package io.peerloom.simulator.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Every subscriber that stayed receives every acknowledged message, within a bound of its
 * acknowledgement or of the end of faults and load.
 */
public final class DeliveredToLiveSubscribers {
  private DeliveredToLiveSubscribers() {}

  /**
   * The violations, in words.
   *
   * @param calmAt when the last fault and the load ended
   */
  public static List<String> violations(
      Subscribers subscribers, long calmAt, long boundMillis, long now) {
    List<String> violations = new ArrayList<>();
    for (Subscribers.Reader reader : subscribers.staying()) {
      int missing = 0;
      int late = 0;
      long latest = 0;
      String first = null;
      List<Subscribers.PublishedMessage> owed = subscribers.owed(reader);
      for (Subscribers.PublishedMessage each : owed) {
        long due = Math.max(each.acknowledgedAt(), calmAt) + boundMillis;
        Long at = reader.arrivals.get(each.text());
        if (at == null && now > due) {
          missing++;
        } else if (at != null && at > due) {
          late++;
          latest = Math.max(latest, at - due + boundMillis);
        } else {
          continue;
        }
        first = first == null ? each.text() : first;
      }
      if (missing + late > 0) {
        violations.add(
            "machine "
                + reader.machine.number()
                + " on "
                + reader.topic
                + ": of "
                + owed.size()
                + " messages "
                + missing
                + " never came, "
                + late
                + " after up to "
                + latest
                + " ms, "
                + first
                + " first");
      }
    }
    return violations;
  }
}
