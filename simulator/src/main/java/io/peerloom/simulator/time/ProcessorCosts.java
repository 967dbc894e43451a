package io.peerloom.simulator.time;

/**
 * What a peer's work costs on its loop, in nanoseconds: the calibration of simulated processors.
 * {@code benchmarks/run processor-costs put-get} measures it anew.
 *
 * <p>Measured on 27 November 2026 on 2 cores of an AMD EPYC under Debian 12, which were busy: the
 * server's costs with JDK 17, BouncyCastle and RocksDB, the browser peer's with Chromium, WebCrypto
 * and IndexedDB. A server's message costs what the loops of {@code put-get} took beyond their
 * cryptography and storage: 83 µs a message in a put and 60 µs in a get, half of it at either end,
 * including encoding, hand-over between threads and the system call. A browser peer's machine is
 * taken to be three times slower than the one measured, like a phone, except for its disk. Its hash
 * and its messages were not measured separately: the codec runs 32 times slower in compiled
 * JavaScript, 10 µs for 319 bytes both ways.
 *
 * @param sign one P-256 signature
 * @param verify the check of one
 * @param agree one P-256 key agreement
 * @param generate one new P-256 key
 * @param signTopic one Ed25519 signature
 * @param verifyTopic the check of one
 * @param hash one SHA-256, whatever its length
 * @param hashKilobyte each further 1,024 bytes of it
 * @param aead one AES-GCM operation, whatever its length
 * @param aeadKilobyte each further 1,024 bytes of it
 * @param send one message handed to the transport
 * @param receive one message received from it
 * @param messageKilobyte each 1,024 bytes encoded or decoded
 * @param write one batch handed to the store; the disk itself works in parallel to the loop
 * @param writeKilobyte each 1,024 bytes of it
 * @param read one key or one scan
 * @param task one timer, or one call from outside
 */
public record ProcessorCosts(
    int sign,
    int verify,
    int agree,
    int generate,
    int signTopic,
    int verifyTopic,
    int hash,
    int hashKilobyte,
    int aead,
    int aeadKilobyte,
    int send,
    int receive,
    int messageKilobyte,
    int write,
    int writeKilobyte,
    int read,
    int task) {

  /** A Node-role peer on a JVM. */
  public static final ProcessorCosts SERVER =
      new ProcessorCosts(
          111_000, 100_000, 251_000, 92_000, 41_000, 100_000, 260, 650, 2_600, 650, 35_000, 35_000,
          1_000, 41_000, 5_800, 3_400, 1_000);

  /** A browser peer. */
  public static final ProcessorCosts PAGE =
      new ProcessorCosts(
          160_000, 280_000, 220_000, 100_000, 100_000, 200_000, 8_000, 25_000, 10_000, 4_000,
          60_000, 60_000, 48_000, 553_000, 5_000, 483_000, 4_000);

  /** The cost of an operation over that many bytes. */
  public static int of(int fixed, int kilobyte, int bytes) {
    return fixed + (int) ((long) kilobyte * bytes >> 10);
  }
}
