package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * SHA-256 (FIPS 180-4) in JavaScript: the platform's own is asynchronous, and code compiled from
 * Java checks every array access, which takes ten times as long.
 */
final class ScriptSha256 implements Hash {
  private static final Int32Array ROUNDS = rounds();

  @Override
  public byte[] sha256(byte[]... parts) {
    return Js.bytes(digest(ROUNDS, Js.view(parts.length == 1 ? parts[0] : Bytes.concat(parts))));
  }

  /** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
  @JSBody(
      script =
          "var k = new Int32Array(64), found = 0;"
              + "for (var n = 2; found < 64; n++) {"
              + "  for (var d = 2; n % d; d++);"
              + "  if (d === n) k[found++] = Math.cbrt(n) % 1 * 4294967296;"
              + "}"
              + "return k;")
  private static native Int32Array rounds();

  @JSBody(
      params = {"k", "message"},
      script =
          "var length = message.length, size = length + 72 & -64;"
              + "var padded = new Int8Array(size), view = new DataView(padded.buffer);"
              + "padded.set(message);"
              + "padded[length] = 128;"
              + "view.setInt32(size - 8, length / 536870912);"
              + "view.setInt32(size - 4, length << 3);"
              + "var s = new Int32Array(["
              + "  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,"
              + "  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);"
              + "var w = new Int32Array(64), i, x, y;"
              + "for (var at = 0; at < size; at += 64) {"
              + "  for (i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);"
              + "  for (; i < 64; i++) {"
              + "    x = w[i - 15]; y = w[i - 2];"
              + "    w[i] = w[i - 16] + w[i - 7]"
              + "      + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)"
              + "      + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);"
              + "  }"
              + "  var a = s[0], b = s[1], c = s[2], d = s[3],"
              + "    e = s[4], f = s[5], g = s[6], h = s[7];"
              + "  for (i = 0; i < 64; i++) {"
              + "    x = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))"
              + "      + (e & f ^ ~e & g) + k[i] + w[i] | 0;"
              + "    y = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))"
              + "      + (a & b ^ a & c ^ b & c);"
              + "    h = g; g = f; f = e; e = d + x | 0; d = c; c = b; b = a; a = x + y | 0;"
              + "  }"
              + "  s[0] += a; s[1] += b; s[2] += c; s[3] += d;"
              + "  s[4] += e; s[5] += f; s[6] += g; s[7] += h;"
              + "}"
              + "for (i = 0; i < 8; i++) view.setInt32(4 * i, s[i]);"
              + "return padded.slice(0, 32);")
  private static native Int8Array digest(Int32Array k, Int8Array message);
}
