package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.data.Receipt;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What peers sign is what the table of envelopes in docs/PROTOCOL.md says, byte lengths and kinds
 * of fields included. Seen to fail with a field left out of a body, and with a length changed in
 * the table.
 */
class SignedEnvelopesTest {
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) ([A-Z]+) \\| `\\[(.*)]`.*");
  private static final byte[] DOMAIN = Bytes.utf8("peerloom-signed-v1");
  private static final int NETWORK_BYTES = 32;

  /** The kinds of the fields of the first envelope of each type. */
  private final Map<Integer, List<String>> signed = new TreeMap<>();

  /** Keys that show what they sign. */
  private record Watched(IdentityKeys keys, Map<Integer, List<String>> signed)
      implements IdentityKeys {
    @Override
    public byte[] identityPublicKey() {
      return keys.identityPublicKey();
    }

    @Override
    public byte[] topicPublicKey() {
      return keys.topicPublicKey();
    }

    @Override
    public Promise<byte[]> signIdentity(byte[] message) {
      note(message);
      return keys.signIdentity(message);
    }

    @Override
    public Promise<byte[]> signTopic(byte[] message) {
      note(message);
      return keys.signTopic(message);
    }

    @Override
    public Promise<byte[]> agree(byte[] otherPublicKey) {
      return keys.agree(otherPublicKey);
    }

    private void note(byte[] message) {
      int at = DOMAIN.length;
      assertThat(Bytes.slice(message, 0, at)).isEqualTo(DOMAIN);
      assertThat(message[at]).isZero();
      int type = message[at + 1];
      assertThat(message[at + 2]).as("version").isEqualTo((byte) 1);
      int unsent = type == 3 ? 32 + 32 : type == 9 ? 32 + 8 : 0;
      signed.putIfAbsent(type, kinds(message, at + 3 + NETWORK_BYTES + unsent));
    }
  }

  @Test
  void peersSignWhatTheProtocolPageSays() throws Exception {
    SmallNetwork network = new SmallNetwork(1);
    network.openDoor(SmallNetwork.DOOR).identifyBy(watched(network), CheapCrypto::sha256);
    SmallNetwork.Member bridge = network.bridge(watched(network), new MemoryStore());
    SmallNetwork.Member founder =
        network.nodeWithKey(watched(network), "ws://node", SmallNetwork.BRIDGE);
    network.pass(5_000);
    SmallNetwork.Member page = network.page(watched(network), new MemoryStore());
    SmallNetwork.Member other = network.page(watched(network), new MemoryStore());
    network.pass(5_000);
    other.peer().topic("news").subscribe(false, message -> {});
    String link = founder.peer().invitations().invite(60, 1, 0, null).value();
    bridge.peer().invitations().revoke(link, false);
    page.peer().put("name", Value.text("value"), PutOptions.open());
    page.peer().topic("news").publish(Value.text("a longer message"), 60);
    network.pass(10_000);
    signReceipt(network);
    assertThat(signed).isEqualTo(table());
  }

  /** Peers of this build ask for plain receipts. */
  private void signReceipt(SmallNetwork network) {
    Authority authority =
        new Authority(network.crypto, CheapCrypto::sha256, network.env, new byte[NETWORK_BYTES]);
    byte[] domain = new byte[Receipt.DOMAIN_BYTES];
    Receipt.answer(authority, watched(network), false, List.of(new byte[1]), domain);
  }

  private IdentityKeys watched(SmallNetwork network) {
    return new Watched(network.crypto.newIdentity(), signed);
  }

  /** The kinds of the items of a CBOR array: {@code number}, {@code bool}, {@code list}, bytes. */
  private static List<String> kinds(byte[] bytes, int start) {
    List<String> kinds = new ArrayList<>();
    int[] at = {start};
    int count = head(bytes, at);
    for (int i = 0; i < count; i++) {
      kinds.add(kind(bytes, at));
    }
    assertThat(at[0]).isEqualTo(bytes.length);
    return kinds;
  }

  private static String kind(byte[] bytes, int[] at) {
    int major = (bytes[at[0]] & 0xff) >> 5;
    int value = head(bytes, at);
    if (major == 2) {
      at[0] += value;
      return value == 16 || value == 32 || value == 65 || value == 8 ? value + " bytes" : "bytes";
    }
    for (int i = 0; major == 4 && i < value; i++) {
      kind(bytes, at);
    }
    return major == 0 ? "number" : major == 4 ? "list" : major == 7 ? "bool" : "other";
  }

  private static int head(byte[] bytes, int[] at) {
    int info = bytes[at[0]++] & 0x1f;
    int more = info < 24 || info > 27 ? 0 : 1 << info - 24;
    int value = info;
    for (int i = 0; i < more; i++) {
      value = (i == 0 ? 0 : value << 8) | bytes[at[0]++] & 0xff;
    }
    return value;
  }

  private static Map<Integer, List<String>> table() throws IOException {
    Map<Integer, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "PROTOCOL.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        int number = Integer.parseInt(row.group(1));
        assertThat(SignedEnvelope.Type.values()).extracting(Enum::name).contains(row.group(2));
        List<String> kinds = new ArrayList<>();
        for (String field : row.group(3).split(", (?![^(]*\\))")) {
          kinds.add(kindOf(field));
        }
        rows.put(number, kinds);
      }
    }
    return rows;
  }

  private static String kindOf(String field) {
    Matcher length = Pattern.compile("\\w+\\((?:0 or )?(\\d+)\\)").matcher(field);
    if (field.equals("network(0 or 32)")) {
      return "bytes";
    }
    if (length.matches()) {
      return length.group(1) + " bytes";
    }
    return switch (field) {
      case "topicKey" -> "32 bytes";
      case "identityKey",
          "issuerKey",
          "subjectKey",
          "publisherKey",
          "holderKey",
          "bridgeKey",
          "bootstrapKey" ->
          "65 bytes";
      case "known" -> "list";
      default ->
          field.contains("(bool)")
              ? "bool"
              : field.contains("envelope")
                      || List.of("card", "message", "payload", "issuerToken").contains(field)
                  ? "bytes"
                  : "number";
    };
  }
}
