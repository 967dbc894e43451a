package io.peerloom.simulator;

/**
 * What a peer's work costs on the one loop it runs on, in nanoseconds: the calibration of simulated
 * processors. Nothing here is guessed; {@code benchmarks/run processor-costs} prints both tables
 * anew.
 *
 * <p>Measured on 26 November 2026 on 2 cores of an AMD EPYC under Debian 12: the server's column
 * with JDK 17, BouncyCastle 1.86 and RocksDB 10.4.2, the page's with Chromium 156, WebCrypto and
 * IndexedDB. A message's cost holds what the loop does for it around the core: encoding, hand-over
 * between threads and the system call.
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
 * @param receive one message taken from it
 * @param messageKilobyte each 1,024 bytes encoded or decoded
 * @param write one batch handed to the store; the disk's own time passes beside the loop
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

  /** A Node-role peer in a JVM. */
  public static final ProcessorCosts SERVER =
      new ProcessorCosts(
          84_000, 79_000, 75_000, 40_000, 33_000, 81_000, 300, 2_600, 2_600, 2_700, 18_000, 18_000,
          2_000, 25_000, 2_000, 6_000, 1_500);

  /** A page. */
  public static final ProcessorCosts PAGE =
      new ProcessorCosts(
          150_000, 190_000, 170_000, 120_000, 120_000, 190_000, 6_000, 40_000, 90_000, 12_000,
          60_000, 70_000, 60_000, 120_000, 20_000, 150_000, 10_000);

  /** What an operation over so many bytes costs. */
  static int of(int fixed, int kilobyte, int bytes) {
    return fixed + (int) ((long) kilobyte * bytes >> 10);
  }
}
