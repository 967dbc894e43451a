package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.data.RecordStore;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.store.RocksDatabase;
import io.peerloom.jvm.store.RocksRecordStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What one operation costs the loop of a peer: the calibration of the simulator's processors
 * ({@code ProcessorCosts} there). The server's figures are CPU time of the thread that works, so a
 * busy machine spoils them little; a page has only the clock, of which the quickest round counts.
 * What a message costs is what {@code put-get} reports for the loops, less the rest.
 */
final class ProcessorCosts implements Measurement {
  private static final int ROUNDS = 20;
  private static final int OPERATIONS = 200;
  private static final int WARM_UP_ROUNDS = 20;
  private static final int DISK_LOOK_NANOS = 500_000;
  private static final int KILOBYTE = 1024;
  private static final int LONG_BYTES = 16 * KILOBYTE;
  private static final double NANOS_PER_MICRO = 1_000;

  /** Gives the microseconds of each operation, of the quickest of some rounds. */
  private static final String PAGE =
      """
      async () => {
        const subtle = crypto.subtle;
        const data = new Uint8Array(300), long = new Uint8Array(16384);
        const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
        const sha = { name: 'ECDSA', hash: 'SHA-256' };
        const identity = await subtle.generateKey(p256, false, ['sign', 'verify']);
        const topic = await subtle.generateKey('Ed25519', false, ['sign', 'verify']);
        const agreeing = { name: 'ECDH', namedCurve: 'P-256' };
        const own = await subtle.generateKey(agreeing, false, ['deriveBits']);
        const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
        const iv = new Uint8Array(12);
        const signature = await subtle.sign(sha, identity.privateKey, data);
        const topicSignature = await subtle.sign('Ed25519', topic.privateKey, data);
        const database = await new Promise((done) => {
          const opening = indexedDB.open('costs');
          opening.onupgradeneeded = () => opening.result.createObjectStore('all');
          opening.onsuccess = () => done(opening.result);
        });
        let next = 0;
        const stored = (mode, use) => new Promise((done) => {
          const transaction = database.transaction('all', mode);
          use(transaction.objectStore('all'));
          transaction.oncomplete = done;
        });
        const write = (bytes) => stored('readwrite', (all) => all.put(bytes, next++ % 100));
        const operations = {
          sign: () => subtle.sign(sha, identity.privateKey, data),
          verify: () => subtle.verify(sha, identity.publicKey, signature, data),
          agree: () => subtle.deriveBits({ name: 'ECDH', public: own.publicKey }, own.privateKey, 256),
          generate: () => subtle.generateKey(agreeing, false, ['deriveBits']),
          signTopic: () => subtle.sign('Ed25519', topic.privateKey, data),
          verifyTopic: () => subtle.verify('Ed25519', topic.publicKey, topicSignature, data),
          aead: () => subtle.encrypt({ name: 'AES-GCM', iv }, key, data),
          aeadLong: () => subtle.encrypt({ name: 'AES-GCM', iv }, key, long),
          write: () => write(data),
          writeLong: () => write(long),
          read: () => stored('readonly', (all) => all.get(1)),
        };
        const micros = {};
        for (const [name, operation] of Object.entries(operations)) {
          let best = Infinity;
          for (let round = 0; round < 10; round++) {
            const from = performance.now();
            for (let i = 0; i < 30; i++) await operation();
            best = Math.min(best, (performance.now() - from) * 1000 / 30);
          }
          micros[name] = best;
        }
        return micros;
      }
      """;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final JvmCrypto crypto = new JvmCrypto();
  private final JdkHash hash = new JdkHash();
  private int number;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    server(setting, report);
    page(report);
  }

  private void server(Setting setting, Report report) {
    IdentityKeys keys = crypto.newIdentity();
    EphemeralKey other = crypto.generateEphemeral().value();
    byte[] data = new byte[300];
    byte[] longData = new byte[LONG_BYTES];
    byte[] key = new byte[32];
    byte[] nonce = new byte[12];
    byte[] signature = keys.signIdentity(data).value();
    byte[] topicSignature = keys.signTopic(data).value();
    Map<String, Runnable> operations = new LinkedHashMap<>();
    operations.put("sign", () -> keys.signIdentity(data));
    operations.put("verify", () -> crypto.verifyP256(keys.identityPublicKey(), data, signature));
    operations.put("agree", () -> keys.agree(other.publicKey()));
    operations.put("generate", crypto::generateEphemeral);
    operations.put("signTopic", () -> keys.signTopic(data));
    operations.put(
        "verifyTopic", () -> crypto.verifyEd25519(keys.topicPublicKey(), data, topicSignature));
    operations.put("hash", () -> hash.sha256(data));
    operations.put("hashLong", () -> hash.sha256(longData));
    operations.put("aead", () -> crypto.seal(key, nonce, data, data));
    operations.put("aeadLong", () -> crypto.seal(key, nonce, data, longData));
    operations.forEach((name, operation) -> measure(report, name, operation));
    try (RocksDatabase database = RocksDatabase.open(setting.freshFolder("processor-costs"))) {
      RecordStore store =
          new RocksRecordStore(
              database, "peer", new byte[16], Runnable::run, Limits.MAX_STORED_BYTES);
      measure(report, "write", () -> write(store, data));
      measure(report, "writeLong", () -> write(store, longData));
      measure(report, "read", () -> done(store.read(Bytes.utf8("key1"))));
    }
  }

  private void write(RecordStore store, byte[] value) {
    byte[] key = Bytes.utf8("key" + number++ % 100);
    done(store.write(List.of(new RecordStore.Entry(key, value))));
  }

  /** The disk's own time passes beside the loop, and next to none of it counts. */
  private static void done(Promise<?> promise) {
    while (!promise.isDone()) {
      LockSupport.parkNanos(DISK_LOOK_NANOS);
    }
  }

  private void measure(Report report, String name, Runnable operation) {
    Samples samples = new Samples();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      long from = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < OPERATIONS; i++) {
        operation.run();
      }
      if (round >= 0) {
        samples.add((threads.getCurrentThreadCpuTime() - from) / NANOS_PER_MICRO / OPERATIONS);
      }
    }
    report.figure("processor-server-" + name, "µs", samples, Map.of());
  }

  private static void page(Report report) throws Exception {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] empty = "<!doctype html><title>costs</title>".getBytes(StandardCharsets.UTF_8);
    site.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, empty.length);
          exchange.getResponseBody().write(empty);
          exchange.close();
        });
    site.start();
    try (Pages pages = new Pages()) {
      Page page = pages.open("http://localhost:" + site.getAddress().getPort() + "/");
      Map<?, ?> micros = (Map<?, ?>) page.evaluate(PAGE);
      micros.forEach(
          (name, value) -> {
            Samples samples = new Samples();
            samples.add(((Number) value).doubleValue());
            report.figure("processor-page-" + name, "µs", samples, Map.of());
          });
    } finally {
      site.stop(0);
    }
  }
}
