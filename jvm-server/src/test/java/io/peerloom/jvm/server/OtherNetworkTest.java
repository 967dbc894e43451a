package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was a member of one network never finds itself in another. */
final class OtherNetworkTest {
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofDays(100));

  @TempDir private Path folder;

  private AllInOne network(String name, InstantSource clock) {
    return new AllInOne("127.0.0.1", 0, 1, PeerHost.open(folder.resolve(name), clock));
  }

  private void join(AllInOne network, InstantSource clock) throws Exception {
    String bootstrap = network.address().replace("http:", "ws:") + "/bootstrap";
    try (PeerHost host = PeerHost.open(folder.resolve("member"), clock)) {
      host.listen("127.0.0.1", 0);
      JvmPeer peer =
          host.join("peer", new PeerOptions().bootstrap(List.of(bootstrap)))
              .get(60, TimeUnit.SECONDS);
      peer.leave().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void expiredMembershipStillPinsItsNetwork() throws Exception {
    try (AllInOne own = network("own", InstantSource.system())) {
      join(own, InstantSource.system());
    }
    try (AllInOne other = network("other", LATER)) {
      assertThatThrownBy(() -> join(other, LATER))
          .cause()
          .isInstanceOfSatisfying(
              PeerloomException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK_CHANGED));
    }
    try (AllInOne own = network("own", LATER)) {
      join(own, LATER);
    }
  }
}
