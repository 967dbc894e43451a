package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Owner;
import io.peerloom.jvm.net.RequestGate;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places for bodies, event streams and checks: a share for each address, all for this machine. */
final class PlacesTest {
  private static final int MOST = 16;

  private final Places places = new Places(MOST);

  /** A request of an address, or of this machine. */
  private static Context request(int address, boolean isOwn) {
    Owner owner = Owner.of(Bytes.wrap(Bytes.bigEndian(address)));
    return (Context)
        Proxy.newProxyInstance(
            PlacesTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("attribute") || arguments.length != 1) {
                throw new AssertionError("it reads attributes only, not " + method.getName());
              }
              return arguments[0].equals(RequestGate.OWN_MACHINE) ? (Object) isOwn : owner;
            });
  }

  private List<Owner> takeAll(Context request) {
    List<Owner> taken = new ArrayList<>();
    for (Owner owner = places.take(request); owner != null; owner = places.take(request)) {
      taken.add(owner);
    }
    return taken;
  }

  @Test
  void anAddressLeavesHalfToTheNext() throws Exception {
    List<Owner> first = takeAll(request(1, false));
    assertThat(first).hasSize(MOST / 2);
    assertThat(takeAll(request(2, false))).hasSize(MOST / 4);
    assertThat(places.take(request(1, false), 1)).as("nor by waiting").isNull();
    first.forEach(places::leave);
    assertThat(takeAll(request(1, false))).hasSizeGreaterThan(MOST / 4);
  }

  /** It is its operator's. */
  @Test
  void thisMachineIsLimitedInAllOnly() throws Exception {
    assertThat(takeAll(request(1, true))).hasSize(MOST);
    assertThat(places.take(request(2, false))).isNull();
    assertThat(places.take(request(2, false), 1)).isNull();
  }

  /** Fails if a request that found none keeps a place, or its share, for ever. */
  @Test
  void whatWasRefusedTakesNothing() {
    for (int i = 0; i < 100; i++) {
      List<Owner> taken = takeAll(request(1, false));
      assertThat(taken).hasSize(MOST / 2);
      taken.forEach(places::leave);
    }
    assertThat(takeAll(request(3, true))).hasSize(MOST);
  }
}
