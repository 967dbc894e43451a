package io.peerloom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Signatures;
import io.peerloom.jvm.crypto.JvmCrypto;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One verdict on each key and signature: what the core lets through to a platform is judged alike
 * by the JVM's library, Chromium, Firefox and Node, the odd ones as well.
 */
class KeyVerdictsTest {
  /** RFC 8032, 5.1: the order of the base point, and the field's prime. */
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** RFC 6979, A.2.5: P-256, SHA-256, "sample"; its s is above half of the order. */
  private static final String P256_KEY =
      "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
          + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

  private static final String R =
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
  private static final BigInteger HIGH_S =
      new BigInteger("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8", 16);
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final byte[] MESSAGE = "sample".getBytes(UTF_8);

  /** What each runtime is asked, as WebCrypto is. */
  private static final String VERIFY =
      """
      async (lines) => {
        const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (b) => parseInt(b, 16));
        const one = async (line) => {
          const [algorithm, key, message, signature] = line.split(' ');
          const ed = algorithm === 'Ed25519';
          const keyOf = ed ? 'Ed25519' : { name: 'ECDSA', namedCurve: 'P-256' };
          const how = ed ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' };
          try {
            const imported =
                await crypto.subtle.importKey('raw', bytes(key), keyOf, false, ['verify']);
            return await crypto.subtle.verify(how, imported, bytes(signature), bytes(message));
          } catch (e) {
            return false;
          }
        };
        return Promise.all(lines.map(one));
      }
      """;

  private record Vector(String algorithm, byte[] key, byte[] message, byte[] signature) {
    String line() {
      return String.join(" ", algorithm, Bytes.hex(key), Bytes.hex(message), Bytes.hex(signature));
    }

    boolean isLetThrough() {
      return algorithm.equals("Ed25519")
          ? key.length == 32 && Signatures.isSound(key)
          : Signatures.isUncompressed(key) && signature.length == 64 && Signatures.isLow(signature);
    }

    boolean verdictOfTheJvm() {
      JvmCrypto crypto = new JvmCrypto();
      Promise<Boolean> verdict =
          algorithm.equals("Ed25519")
              ? Signatures.verifyEd25519(crypto, key, message, signature)
              : Signatures.verifyP256(crypto, key, message, signature);
      return verdict.value();
    }
  }

  /** A signer of Ed25519 that may choose the point R of its signatures. */
  private static final class Signer {
    final byte[] key = new byte[32];
    private final byte[] seed = new byte[32];
    private final BigInteger scalar;

    Signer() throws Exception {
      Arrays.fill(seed, (byte) 7);
      Ed25519.generatePublicKey(seed, 0, key, 0);
      byte[] hash = Arrays.copyOf(sha512(seed), 32);
      hash[0] &= (byte) 0xf8;
      hash[31] = (byte) (hash[31] & 0x7f | 0x40);
      scalar = number(hash);
    }

    byte[] sign(byte[] message) {
      byte[] signature = new byte[64];
      Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
      return signature;
    }

    /** Fits where R, however it is encoded, is the neutral element. */
    byte[] signWith(byte[] r, byte[] message) throws Exception {
      BigInteger k = number(sha512(Bytes.concat(r, key, message))).mod(L);
      return Bytes.concat(r, little(k.multiply(scalar).mod(L)));
    }
  }

  private static byte[] sha512(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-512").digest(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static BigInteger number(byte[] little) {
    return new BigInteger(1, reversed(little));
  }

  private static byte[] little(BigInteger number) {
    return reversed(big(number));
  }

  private static byte[] big(BigInteger number) {
    return Bytes.fromHex(String.format("%064x", number));
  }

  private static Map<String, Vector> vectors() throws Exception {
    Map<String, Vector> all = new LinkedHashMap<>();
    Signer signer = new Signer();
    byte[] good = signer.sign(MESSAGE);
    byte[] s = Bytes.slice(good, 32, 64);
    byte[] r = Bytes.slice(good, 0, 32);
    BiAdder ed = (name, key, sig) -> all.put(name, new Vector("Ed25519", key, MESSAGE, sig));
    ed.add("a signature", signer.key, good);
    ed.add("another message's", signer.key, signer.sign(new byte[1]));
    ed.add("s not reduced", signer.key, Bytes.concat(r, little(number(s).add(L))));
    ed.add(
        "s = 2^256 - 1",
        signer.key,
        Bytes.concat(r, little(BigInteger.TWO.pow(256).subtract(BigInteger.ONE))));
    ed.add("R neutral", signer.key, signer.signWith(little(BigInteger.ONE), MESSAGE));
    ed.add(
        "R neutral and not reduced",
        signer.key,
        signer.signWith(little(P.add(BigInteger.ONE)), MESSAGE));
    ed.add(
        "R neutral and negative",
        signer.key,
        signer.signWith(little(BigInteger.TWO.pow(255).add(BigInteger.ONE)), MESSAGE));
    ed.add("zeros", signer.key, new byte[64]);
    ed.add("too short", signer.key, Bytes.slice(good, 0, 63));
    ed.add("too long", signer.key, Bytes.concat(good, new byte[1]));
    ed.add(
        "key neutral", little(BigInteger.ONE), Bytes.concat(little(BigInteger.ONE), new byte[32]));
    for (int y = 2; y < 12; y++) {
      ed.add("key with y = " + y, little(BigInteger.valueOf(y)), good);
    }
    // What only the equation with the cofactor accepts, and what both accept.
    ed.add(
        "key with a part of order 8, and k no multiple of 8",
        Bytes.fromHex("b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b"),
        Bytes.fromHex(
            "5866666666666666666666666666666666666666666666666666666666666666"
                + "6312a209e5f641f39692136cf67637bc6570aaf404a4ed7066065407eeb6ec03"));
    ed.add(
        "key with a part of order 8, and k a multiple of 8",
        Bytes.fromHex("b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b"),
        Bytes.fromHex(
            "edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df"
                + "d136999f2f7a57ad90dc846be39fb81c94d288be0b8f337f50b030cabec03103"));
    ed.add(
        "R with a part of order 8",
        Bytes.fromHex("7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572"),
        Bytes.fromHex(
            "131604d01865fbedf9f662d25311c68a197cf286f2683724873a147fed6ada35"
                + "312e62f5cfb8976b5c793736f489d6322db0bc9a94f3bfcd7e9f1f957bbaf90c"));
    ed.add(
        "key and R whose parts of order 8 cancel out",
        Bytes.fromHex("b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b"),
        Bytes.fromHex(
            "543ac908ca97124ab06caab11552257e53aba22a4e66b769175823a19a0452e0"
                + "726e77b097ea5bd1385315bb5dd7818ddbb57c328628139fe5ba25f298a1db0c"));
    ed.add(
        "R of order 8",
        Bytes.fromHex("7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572"),
        Bytes.fromHex(
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
                + "a1a6bb5185b9b1aae1eaf72228aebcfae7aa70b325ce42ce027411ea0258f108"));
    byte[] key = Bytes.fromHex(P256_KEY);
    BigInteger low = N.subtract(HIGH_S);
    BiAdder p256 =
        (name, k, sig) -> all.put("P-256: " + name, new Vector("ECDSA", k, MESSAGE, sig));
    p256.add("low s", key, Bytes.concat(Bytes.fromHex(R), big(low)));
    p256.add("high s", key, Bytes.concat(Bytes.fromHex(R), big(HIGH_S)));
    p256.add("r = 0", key, Bytes.concat(new byte[32], big(low)));
    p256.add("s = 0", key, Bytes.concat(Bytes.fromHex(R), new byte[32]));
    p256.add("r = n", key, Bytes.concat(big(N), big(low)));
    p256.add("too short", key, Bytes.concat(Bytes.fromHex(R), Bytes.slice(big(low), 1, 32)));
    byte[] off = key.clone();
    off[64] ^= 1;
    p256.add("no point", off, Bytes.concat(Bytes.fromHex(R), big(low)));
    byte[] large = Bytes.concat(new byte[] {4}, new byte[64]);
    Arrays.fill(large, 1, 33, (byte) -1);
    p256.add("x not reduced", large, Bytes.concat(Bytes.fromHex(R), big(low)));
    p256.add("infinity", new byte[1], Bytes.concat(Bytes.fromHex(R), big(low)));
    byte[] hybrid = key.clone();
    hybrid[0] = (byte) (6 + (key[64] & 1));
    p256.add("a hybrid point", hybrid, Bytes.concat(Bytes.fromHex(R), big(low)));
    return all;
  }

  private interface BiAdder {
    void add(String name, byte[] key, byte[] signature);
  }

  private static List<Boolean> verdicts(Browser browser, String url, List<String> lines) {
    try (Page page = browser.newPage()) {
      page.navigate(url);
      @SuppressWarnings("unchecked")
      List<Boolean> verdicts = (List<Boolean>) page.evaluate(VERIFY, lines);
      return verdicts;
    }
  }

  private static List<Boolean> verdictsOfNode(List<String> lines) throws IOException {
    String script =
        "const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n');"
            + ("(" + VERIFY.strip() + ")(lines).then((all) => console.log(all.join('\\n')));");
    Process node = new ProcessBuilder(Browsers.onPath("node").toString(), "-e", script).start();
    try (OutputStream in = node.getOutputStream()) {
      in.write(String.join("\n", lines).getBytes(UTF_8));
    }
    String out = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(out).as(new String(node.getErrorStream().readAllBytes(), UTF_8)).isNotEmpty();
    return out.lines().map(Boolean::valueOf).toList();
  }

  /** Fails if what the program packs of the provider does not work any more. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theProgramVerifiesByNativeCode(@TempDir Path folder) throws Exception {
    try (Server server = Server.start(folder, List.of("--log-level", "debug"))) {
      await()
          .atMost(Bounds.ANSWERED)
          .until(() -> Files.readString(folder.resolve("server-1.log")).contains("crypto.native"));
      assertThat(server.dataDirectory().resolve("native/crypto")).isEmptyDirectory();
    }
  }

  @Test
  void allRuntimesJudgeAlike(@TempDir Path folder) throws Exception {
    Map<String, Vector> vectors = vectors();
    List<String> lines = new ArrayList<>();
    vectors.values().forEach(vector -> lines.add(vector.line()));
    Map<String, List<Boolean>> verdicts = new LinkedHashMap<>();
    Files.writeString(folder.resolve("index.html"), "<!doctype html><title>Keys</title>");
    try (Playwright playwright = Browsers.playwright();
        StaticServer server = new StaticServer(folder);
        Browser chromium = Browsers.chromium(playwright);
        Browser firefox = Browsers.firefox(playwright)) {
      verdicts.put("Chromium", verdicts(chromium, server.url(), lines));
      verdicts.put("Firefox", verdicts(firefox, server.url(), lines));
    }
    verdicts.put("Node", verdictsOfNode(lines));
    List<String> accepted = new ArrayList<>();
    List<String> disagreements = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, Vector> each : vectors.entrySet()) {
      boolean jvm = each.getValue().verdictOfTheJvm();
      if (jvm) {
        accepted.add(each.getKey());
      }
      for (String runtime : verdicts.keySet()) {
        boolean there = each.getValue().isLetThrough() && verdicts.get(runtime).get(at);
        if (there != jvm) {
          disagreements.add(each.getKey() + ": JVM " + jvm + ", " + runtime + " " + there);
        }
      }
      at++;
    }
    assertThat(disagreements).isEmpty();
    assertThat(accepted).contains("a signature", "P-256: low s").doesNotContain("P-256: high s");
    assertThat(accepted).as("all that is accepted").hasSizeLessThan(vectors.size() / 2);
  }
}
