package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The codec against itself, against RFC 8949's examples, and against Jackson's. */
@Label("CBOR")
class CborTest {
  private static final CBORMapper JACKSON = new CBORMapper();

  @Example
  void examplesOfRfc8949() {
    assertThat(hex(w -> w.uint(0))).isEqualTo("00");
    assertThat(hex(w -> w.uint(23))).isEqualTo("17");
    assertThat(hex(w -> w.uint(24))).isEqualTo("1818");
    assertThat(hex(w -> w.uint(100))).isEqualTo("1864");
    assertThat(hex(w -> w.uint(1000))).isEqualTo("1903e8");
    assertThat(hex(w -> w.uint(1_000_000))).isEqualTo("1a000f4240");
    assertThat(hex(w -> w.ulong(1_000_000_000_000L))).isEqualTo("1b000000e8d4a51000");
    assertThat(hex(w -> w.bool(true).bool(false))).isEqualTo("f5f4");
    assertThat(hex(w -> w.bytes(new byte[] {1, 2, 3, 4}))).isEqualTo("4401020304");
    assertThat(hex(w -> w.text("\u6c34"))).isEqualTo("63e6b0b4");
    assertThat(hex(w -> w.array(3).uint(1).array(2).uint(2).uint(3).array(0)))
        .isEqualTo("830182020380");
  }

  @Property
  void whatIsWrittenIsReadAgain(
      @ForAll @IntRange int number,
      @ForAll @LongRange(min = 0) long large,
      @ForAll boolean flag,
      @ForAll @Size(max = 1_000) byte[] bytes,
      @ForAll("texts") String text) {
    CborWriter out = new CborWriter();
    out.array(5).uint(number).ulong(large).bool(flag).bytes(bytes).text(text);
    CborReader in = new CborReader(out.toBytes());
    assertThat(in.array(5)).isEqualTo(5);
    assertThat(in.uint(Integer.MAX_VALUE)).isEqualTo(number);
    assertThat(in.ulong()).isEqualTo(large);
    assertThat(in.bool()).isEqualTo(flag);
    assertThat(in.bytes(bytes.length)).isEqualTo(bytes);
    assertThat(in.text(Bytes.utf8(text).length)).isEqualTo(text);
    in.end();
  }

  @Example
  void longBytesAreWrittenAndReadAgain() {
    byte[] bytes = new byte[70_000];
    Arrays.fill(bytes, (byte) 7);
    byte[] encoded = new CborWriter().bytes(bytes).toBytes();
    assertThat(encoded).startsWith(0x5a, 0, 1, 0x11, 0x70).hasSize(70_005);
    assertThat(new CborReader(encoded).bytes(70_000)).isEqualTo(bytes);
  }

  @Property
  void jacksonReadsWhatIsWritten(
      @ForAll @LongRange(min = 0) long number,
      @ForAll boolean flag,
      @ForAll @Size(max = 400) byte[] bytes,
      @ForAll("texts") String text)
      throws IOException {
    CborWriter out = new CborWriter();
    out.array(4).ulong(number).bool(flag).bytes(bytes).array(1).text(text);
    JsonNode tree = JACKSON.readTree(out.toBytes());
    assertThat(tree.size()).isEqualTo(4);
    assertThat(tree.get(0).longValue()).isEqualTo(number);
    assertThat(tree.get(1).booleanValue()).isEqualTo(flag);
    assertThat(tree.get(2).binaryValue()).isEqualTo(bytes);
    assertThat(tree.get(3).get(0).textValue()).isEqualTo(text);
  }

  /** Both use the shortest form, so the same values are the same bytes. */
  @Property
  void jacksonWritesTheSameBytes(
      @ForAll @IntRange int number,
      @ForAll @LongRange(min = 0) long large,
      @ForAll @Size(max = 300) byte[] bytes,
      @ForAll("texts") String text)
      throws IOException {
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    try (CBORGenerator generator = new CBORFactory().createGenerator(theirs)) {
      generator.writeStartArray(null, 4);
      generator.writeNumber(number);
      generator.writeNumber(large);
      generator.writeBinary(bytes);
      generator.writeString(text);
      generator.writeEndArray();
    }
    CborWriter ours = new CborWriter();
    ours.array(4).uint(number).ulong(large).bytes(bytes).text(text);
    assertThat(ours.toBytes()).isEqualTo(theirs.toByteArray());
  }

  @Property
  void anUnknownTailIsPassedOver(@ForAll("trees") Object tail) throws IOException {
    byte[] encoded = JACKSON.writeValueAsBytes(List.of(7, tail));
    CborReader in = new CborReader(encoded);
    int count = in.array(1);
    assertThat(in.uint(10)).isEqualTo(7);
    in.rest(count, 1);
    in.end();
  }

  @Property
  void aTruncationIsRefusedWhereverItFalls(
      @ForAll @Size(min = 1, max = 300) byte[] bytes, @ForAll @IntRange(max = 400) int cut) {
    byte[] whole = new CborWriter().array(2).bytes(bytes).ulong(1L << 40).toBytes();
    byte[] part = Bytes.slice(whole, 0, Math.min(cut, whole.length - 1));
    assertInvalid(
        () -> {
          CborReader in = new CborReader(part);
          in.array(2);
          in.bytes(400);
          in.ulong();
        });
  }

  @Example
  void boundsAreHeldBeforeAnythingIsAllocated() {
    assertInvalid(() -> new CborReader(Bytes.fromHex("9a7fffffff")).array(0));
    assertInvalid(() -> new CborReader(Bytes.fromHex("5a7fffffff00")).bytes(Integer.MAX_VALUE));
    assertInvalid(() -> new CborReader(Bytes.fromHex("7affffffff")).text(10));
    assertInvalid(() -> new CborReader(Bytes.fromHex("9b00000000ffffffff")).array(0));
    assertInvalid(() -> new CborReader(Bytes.fromHex("43010203")).bytes(2));
    assertInvalid(() -> new CborReader(Bytes.fromHex("43010203")).bytesOf(4));
    assertInvalid(() -> new CborReader(Bytes.fromHex("1bffffffffffffffff")).ulong());
    assertInvalid(() -> new CborReader(Bytes.fromHex("1818")).uint(23));
    assertInvalid(() -> new CborReader(Bytes.fromHex("20")).uint(23));
    assertInvalid(() -> new CborReader(Bytes.fromHex("f6")).bool());
    assertInvalid(() -> new CborReader(Bytes.fromHex("830102")).list(2, r -> r.uint(9)));
    assertInvalid(() -> new CborReader(Bytes.fromHex("0000")).end());
  }

  @Example
  void nestingIsBounded() {
    byte[] deep = Bytes.fromHex("81".repeat(10_000) + "00");
    assertInvalid(() -> new CborReader(Bytes.concat(new byte[] {(byte) 0x81}, deep)).rest(2, 0));
  }

  @Provide
  Arbitrary<String> texts() {
    // Lone surrogates have no UTF-8, so they are no text that could be read again.
    return Arbitraries.strings()
        .all()
        .ofMaxLength(80)
        .filter(s -> Bytes.utf8(Bytes.utf8(s)).equals(s));
  }

  @Provide
  Arbitrary<Object> trees() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.longs().asGeneric(),
            Arbitraries.strings().alpha().ofMaxLength(30).asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40).asGeneric());
    return leaf.list()
        .ofMaxSize(5)
        .flatMap(
            inner ->
                leaf.map(
                    outer -> {
                      List<Object> tree = new ArrayList<>(inner);
                      tree.add(List.of(outer, inner));
                      return tree;
                    }));
  }

  private static String hex(Consumer<CborWriter> write) {
    CborWriter out = new CborWriter();
    write.accept(out);
    return Bytes.hex(out.toBytes());
  }

  private static void assertInvalid(Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }
}
