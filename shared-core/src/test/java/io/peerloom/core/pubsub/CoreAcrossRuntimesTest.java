package io.peerloom.core.pubsub;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.TeaVMTestRunner;

/** The same bytes, digests and order on the JVM and in a browser. */
@RunWith(TeaVMTestRunner.class)
public class CoreAcrossRuntimesTest {
  private static final long NOW = 1_700_000_000_000L;

  @Test
  public void hashesTheKnownAnswers() {
    Sha256 sha = new Sha256();
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Bytes.hex(sha.sha256(Bytes.utf8("abc"))));
    assertEquals(
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        Bytes.hex(
            sha.sha256(
                Bytes.utf8("abcdbcdecdefdefgefghfghighij"),
                Bytes.utf8("hijkijkljklmklmnlmnomnopnopq"))));
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Bytes.hex(
            new Hkdf(sha).hmac(Bytes.utf8("Jefe"), Bytes.utf8("what do ya want for nothing?"))));
  }

  @Test
  public void writesTheSameCbor() {
    CborWriter out = new CborWriter();
    out.array(6).uint(1_000_000).ulong(Long.MAX_VALUE).ulong(0xffff_ffffL).bool(true);
    out.bytes(new byte[] {-1, 0}).text("\u6c34\ud83d\ude00");
    byte[] bytes = out.toBytes();
    assertEquals(
        "861a000f42401b7fffffffffffffff1affffffff" + "f5" + "42ff00" + "67e6b0b4f09f9880",
        Bytes.hex(bytes));
    CborReader in = new CborReader(bytes);
    assertEquals(6, in.array(6));
    assertEquals(1_000_000, in.uint(Integer.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, in.ulong());
    assertEquals(0xffff_ffffL, in.ulong());
    assertTrue(in.bool());
    assertArrayEquals(new byte[] {-1, 0}, in.bytes(2));
    assertEquals("\u6c34\ud83d\ude00", in.text(7));
    in.end();
  }

  /** Broken messages are codes there too; a runtime of its own has faults of its own. */
  @Test
  public void refusesBrokenMessagesWithACode() {
    Message message =
        new LinkMessage.Request(7, 1_000, new LinkMessage.Failure(ErrorCode.TIMEOUT, "why", 5));
    byte[] encoded = MessageCodec.encode(message);
    assertArrayEquals(encoded, MessageCodec.encode(MessageCodec.decode(encoded)));
    Rng rng = new Rng(777);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = Bytes.slice(encoded, 0, 1 + rng.nextInt(encoded.length));
      broken[rng.nextInt(broken.length)] ^= (byte) (1 << rng.nextInt(8));
      try {
        MessageCodec.decode(broken);
      } catch (PeerloomException e) {
        assertEquals(ErrorCode.INVALID_REQUEST, e.code());
        refused++;
      }
    }
    assertTrue(refused > 1_000);
  }

  @Test
  public void collectsAndOrdersTheSameWay() {
    Rng rng = new Rng(777);
    List<TopicItem> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(Items.item(i % 3, 1 + i / 3, NOW + 1_000L * i));
    }
    MessageCollection one = Items.collection(items);
    rng.shuffle(items);
    MessageCollection two = Items.collection(items);
    assertTrue(two.compare(SpanRange.ALL, one.digest(SpanRange.ALL)).wanted().isEmpty());
    assertEquals(Items.all(one), Items.all(two));
    StreamOrder order = new StreamOrder(Items::publisher);
    List<TopicItem> delivered = new ArrayList<>();
    for (TopicItem item : items) {
      delivered.addAll(order.arrived(item, 0).ready());
    }
    assertEquals(20, delivered.size());
    assertEquals(20, two.prune(Long.MAX_VALUE).size());
    assertTrue(two.digest(SpanRange.ALL).isEmpty());
  }
}
