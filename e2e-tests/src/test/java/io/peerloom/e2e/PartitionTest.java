package io.peerloom.e2e;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A partition that resets connections, and its end; {@code e2e-tests/soak} has the long, silent
 * one.
 */
class PartitionTest {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  @Test
  void twoSitesLoseEachOtherAndAreOneNetworkAgain() throws Exception {
    new Partition(4, Duration.ofSeconds(5)).run(KEPT.folder(), TwoSites.Cut.REJECT);
  }
}
