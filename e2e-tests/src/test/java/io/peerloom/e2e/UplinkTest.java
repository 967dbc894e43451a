package io.peerloom.e2e;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pages go on while the network under them changes (R1.5): nothing acknowledged is lost, each
 * message comes once and in order, and the next one within seconds, which are printed.
 */
class UplinkTest {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  @Test
  void everyChangeIsSurvived() throws Exception {
    try (ChangingUplinks uplinks = new ChangingUplinks(KEPT.folder())) {
      for (Map.Entry<String, ChangingUplinks.Change> change : uplinks.changes().entrySet()) {
        System.out.println(change.getKey() + ": " + uplinks.millisAfter(change.getValue()));
      }
      uplinks.assertAllOnce();
    }
  }
}
