package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Which addresses are one host, whose dials are counted together. */
@Label("PeerDialler")
class PeerDiallerTest {
  @Example
  void hostIsTheSameWhateverPortPathAndScheme() {
    for (String address :
        new String[] {
          "ws://a.example",
          "wss://a.example/",
          "ws://A.Example:81/x",
          "wss://a.example:443?x",
          "ws://a.example/b:1/[c"
        }) {
      assertThat(PeerDialler.host(address)).as(address).isEqualTo("a.example");
    }
    assertThat(PeerDialler.host("ws://[FD00::1]:8080/peer")).isEqualTo("[fd00::1]");
    assertThat(PeerDialler.host("ws://[fd00::1]")).isEqualTo("[fd00::1]");
  }

  @Example
  void whatIsNoAddressHasSomeHost() {
    assertThat(PeerDialler.host("")).isEmpty();
    assertThat(PeerDialler.host("//")).isEmpty();
    assertThat(PeerDialler.host("ws://[")).isEqualTo("[");
  }
}
