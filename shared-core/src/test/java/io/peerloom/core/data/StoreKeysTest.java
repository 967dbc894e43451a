package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * What a data folder or a browser profile holds is found again by every later build. Seen to fail
 * with a prefix changed, and with one added that another entry has.
 */
@Label("StoreKeys")
class StoreKeysTest {
  private static Map<Integer, String> prefixes() throws IllegalAccessException {
    Map<Integer, String> prefixes = new TreeMap<>();
    for (Field field : StoreKeys.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == byte.class) {
        String name = field.getName();
        String other = prefixes.put(field.getByte(null) & 0xff, name);
        assertThat(other).as("another with the prefix of %s", name).isNull();
      }
    }
    return prefixes;
  }

  /** All are one byte long, so none begins another as long as no two are equal. */
  @Example
  void noPrefixBeginsAnother() throws Exception {
    for (int prefix : prefixes().keySet()) {
      byte[] start = StoreKeys.start((byte) prefix);
      assertThat(start).hasSize(1);
      assertThat(StoreKeys.end((byte) prefix)).isEqualTo(new byte[] {(byte) (start[0] + 1)});
      assertThat(StoreKeys.key((byte) prefix, new byte[] {7})).isEqualTo(new byte[] {start[0], 7});
    }
  }

  @Example
  void prefixesAreThoseOfEarlierBuilds() throws Exception {
    assertThat(prefixes())
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry(0x01, "MEMBERSHIP"),
                    Map.entry(0x02, "SALT_SECRET"),
                    Map.entry(0x03, "MET_OTHERS"),
                    Map.entry(0x04, "OTHER_INSTANCE"),
                    Map.entry(0x05, "INVITATION_USES"),
                    Map.entry(0x06, "REVOCATIONS"),
                    Map.entry(0x10, "RECORDS"),
                    Map.entry(0x11, "DUE"),
                    Map.entry(0x12, "STATES"),
                    Map.entry(0x13, "TOMBSTONES"),
                    Map.entry(0x14, "USED_SEQUENCES"),
                    Map.entry(0x15, "MEMBERS"),
                    Map.entry(0x20, "TOPIC_MESSAGES"),
                    Map.entry(0x21, "TOPICS"),
                    Map.entry(0x30, "OFFLINE_QUEUE"))));
  }
}
