package io.peerloom.core.fuzz;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where fuzzing begins: valid messages, written after docs/PROTOCOL.md and not with the core's own
 * records, and what becomes of valid bytes by flipping, cutting, repeating and splicing them. The
 * same ones each time.
 */
final class WireSeeds {
  /**
   * The fields of each message: {@code u} a number, {@code U} a long one, {@code ?} a boolean,
   * {@code t} text, {@code x} some bytes, {@code X} a list of them, a digit or letter between 8 and
   * K so many bytes, {@code I} a list of ids, {@code c} a contact, {@code C} contacts, {@code N}
   * names, {@code P} spans, {@code S} slots, {@code z} one, {@code H} what is held in slots, {@code
   * D} copies of records, {@code s} a set of holders, {@code m} a message, {@code 3} and {@code 6}
   * numbers up to that, {@code ab} the first and the last page of some.
   */
  private static final Map<Integer, String> FIELDS = new TreeMap<>();

  static {
    String[] rows = {
      "1 uuhKntNu",
      "2 uKnxNu",
      "3 x",
      "4 ",
      "5 ut",
      "6 u",
      "7 uUU?",
      "8 ?",
      "9 u",
      "10 uum",
      "11 um",
      "12 utu",
      "13 ",
      "14 ox",
      "20 h86?6",
      "21 C?6",
      "22 h86x",
      "23 x",
      "24 C",
      "26 18t",
      "27 t",
      "28 ",
      "29 U",
      "30 xUs8",
      "31 x",
      "32 h8",
      "33 X",
      "34 H",
      "35 S",
      "36 D",
      "37 zUU",
      "38 UUUUUsx?8",
      "40 hX",
      "41 hx?",
      "42 hab",
      "43 P",
      "44 habnu",
      "45 X?",
      "46 hX",
      "47 hU",
      "48 hX",
      "50 x",
      "51 KxxUcC",
      "55 K",
      "56 x",
      "60 hUnu",
      "61 I?",
      "62 hUIu"
    };
    for (String row : rows) {
      String[] parts = row.split(" ", 2);
      FIELDS.put(Integer.parseInt(parts[0]), parts[1]);
    }
  }

  private WireSeeds() {}

  /** One valid message of each number. */
  static List<byte[]> valid(Rng rng) {
    List<byte[]> all = new ArrayList<>();
    for (int number : FIELDS.keySet()) {
      CborWriter out = new CborWriter();
      write(out, number, rng);
      all.add(out.toBytes());
    }
    return all;
  }

  private static void write(CborWriter out, int number, Rng rng) {
    String fields = FIELDS.get(number);
    out.array(1 + fields.length()).uint(number);
    for (char field : fields.toCharArray()) {
      switch (field) {
        case 'u' -> out.uint(rng.nextInt(30));
        case '1' -> out.uint(1 + rng.nextInt(4));
        case '6' -> out.uint(rng.nextInt(7));
        case 'U' -> out.ulong(rng.nextInt(Integer.MAX_VALUE));
        case 'a' -> out.ulong(rng.nextInt(9));
        case 'b' -> out.ulong(9 + rng.nextInt(9));
        case '?' -> out.bool(rng.chance(500));
        case 't' -> out.text("wss://\u00e9" + rng.nextInt(9));
        case 'x' -> out.bytes(some(rng, rng.nextInt(40)));
        case '8' -> out.bytes(some(rng, 8));
        case 'o' -> out.bytes(some(rng, 12));
        case 'n' -> out.bytes(some(rng, 16));
        case 'h' -> out.bytes(some(rng, 32));
        case 'K' -> out.bytes(some(rng, 65));
        case 'c' -> contact(out, rng);
        case 'C' -> list(out, rng, 8, () -> contact(out, rng));
        case 'X' -> list(out, rng, 5, () -> out.bytes(some(rng, rng.nextInt(40))));
        case 'N' -> list(out, rng, 8, () -> out.bytes(some(rng, 8)));
        case 'P' -> spans(out, rng);
        case 'I' -> list(out, rng, 5, () -> out.bytes(some(rng, 16)));
        case 'S' -> list(out, rng, 5, () -> out.bytes(some(rng, 40)));
        case 'H' ->
            list(
                out,
                rng,
                5,
                () -> {
                  out.array(4).bytes(some(rng, 40)).ulong(rng.nextInt(9)).ulong(rng.nextInt(9));
                  out.bytes(some(rng, 16));
                });
        case 'z' -> out.bytes(some(rng, 40));
        case 's' -> holderSet(out, rng);
        case 'D' ->
            list(
                out,
                rng,
                5,
                () -> {
                  out.array(4).bytes(some(rng, rng.nextInt(40))).ulong(rng.nextInt(9));
                  holderSet(out, rng);
                  out.ulong(rng.nextInt(9));
                });
        default -> write(out, 13, rng);
      }
    }
  }

  private static void holderSet(CborWriter out, Rng rng) {
    out.array(4).ulong(rng.nextInt(9)).ulong(rng.nextInt(9));
    // A set without holders is written as none.
    out.array(1).bytes(some(rng, 32));
    list(out, rng, 8, () -> out.bytes(some(rng, 32)));
  }

  private static void list(CborWriter out, Rng rng, int most, Runnable item) {
    int count = rng.nextInt(most + 1);
    out.array(count);
    for (int i = 0; i < count; i++) {
      item.run();
    }
  }

  /** A wide one and some single pages after it. */
  private static void spans(CborWriter out, Rng rng) {
    int count = 1 + rng.nextInt(5);
    out.array(count);
    for (int i = 0; i < count; i++) {
      out.array(3).uint(i == 0 ? 3 : 0).ulong(i == 0 ? 0 : 4096 + 2 * i).bytes(some(rng, 16));
    }
  }

  private static void contact(CborWriter out, Rng rng) {
    out.array(4).bytes(some(rng, 32)).uint(rng.nextInt(PeerKind.values().length));
    out.bool(rng.chance(500)).array(1).text("wss://contact.example");
  }

  private static byte[] some(Rng rng, int length) {
    byte[] bytes = new byte[length];
    rng.nextBytes(bytes);
    return bytes;
  }

  /** The seeds themselves, and so many changed ones. */
  static Stream<byte[]> withMutants(List<byte[]> seeds, int mutants) {
    Rng rng = new Rng(seeds.size());
    List<byte[]> all = new ArrayList<>(seeds);
    for (int i = 0; i < mutants; i++) {
      byte[] mutant = seeds.get(rng.nextInt(seeds.size()));
      for (int changes = 1 + rng.nextInt(4); changes > 0; changes--) {
        mutant = changed(mutant, seeds.get(rng.nextInt(seeds.size())), rng);
      }
      all.add(mutant);
    }
    return all.stream();
  }

  private static byte[] changed(byte[] bytes, byte[] other, Rng rng) {
    if (bytes.length == 0) {
      return other;
    }
    int at = rng.nextInt(bytes.length);
    byte[] head = Bytes.slice(bytes, 0, at);
    byte[] tail = Bytes.slice(bytes, at, bytes.length);
    return switch (rng.nextInt(5)) {
      case 0 -> head;
      case 1 -> Bytes.concat(head, some(rng, 1 + rng.nextInt(9)), tail);
      case 2 -> Bytes.concat(head, Bytes.slice(other, rng.nextInt(1 + other.length), other.length));
      case 3 -> Bytes.concat(bytes, tail);
      default -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << rng.nextInt(8));
        yield flipped;
      }
    };
  }
}
