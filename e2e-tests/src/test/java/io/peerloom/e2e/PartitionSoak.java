package io.peerloom.e2e;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A partition of two minutes that drops packets silently: long enough for each site to forget the
 * other. Not part of {@code ./verify}; {@code e2e-tests/soak} runs it.
 */
class PartitionSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  @Test
  void twoSitesForgetEachOtherAndAreOneNetworkAgain() throws Exception {
    new Partition(7, Duration.ofMinutes(2)).run(KEPT.folder(), TwoSites.Cut.DROP);
  }
}
