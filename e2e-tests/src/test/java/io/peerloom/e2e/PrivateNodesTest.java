package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.e2e.ProcessNetwork.Member;
import io.peerloom.e2e.ProcessNetwork.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Private nodes that name each other and no bootstrap server, which may be gone (R1.2). */
class PrivateNodesTest {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  @Test
  void membersLinkByPeerAlone() throws Exception {
    Path folder = KEPT.folder();
    try (ProcessNetwork network = new ProcessNetwork(folder)) {
      Member bridge = network.addBridge(Place.HERE);
      Member door = network.addBootstrap(Place.HERE, List.of(bridge));
      Member first = network.addNode(Place.HERE, List.of(door));
      Member second = network.addNode(Place.HERE, List.of(door));
      network.start(List.of(door, first, second));
      ProcessNetwork.kill(List.of(door, bridge, first, second));

      first.namesOnly(second);
      second.namesOnly(first);
      network.start(List.of(first, second));
      assertThat(ProcessNetwork.linkedNodes(first))
          .containsExactlyElementsOf(ProcessNetwork.ids(List.of(second)));
      assertThat(first.api().putValue("greeting", "?readers=public", "hello").statusCode())
          .isEqualTo(200);
      assertThat(second.api().value("greeting", "").body()).isEqualTo("hello");
    }
    Program stranger =
        Program.run(folder, "node", "--port=0", "--api-port=0", "--peer=ws://127.0.0.1:1");
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.lines()).hasSize(1).first().asString().contains("needs a membership");
  }
}
