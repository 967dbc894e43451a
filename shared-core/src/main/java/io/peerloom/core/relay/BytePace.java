package io.peerloom.core.relay;

/**
 * A rate in bytes: a burst, then so many a second (the generic cell rate algorithm, ITU-T I.371).
 * It refuses nothing and says how long to wait.
 */
final class BytePace {
  private final double millisPerByte;
  private final double burstMillis;

  /** When all that was taken is paid for, on the monotonic clock. */
  private double paidAt = -1e15;

  BytePace(int burstBytes, int bytesPerSecond) {
    millisPerByte = 1000.0 / bytesPerSecond;
    burstMillis = burstBytes * millisPerByte;
  }

  /** Milliseconds until more may be taken; 0 for at once. */
  int waitMillis(long now) {
    return (int) Math.ceil(Math.max(0, paidAt - burstMillis - now));
  }

  void take(int bytes, long now) {
    paidAt = Math.max(paidAt, now) + bytes * millisPerByte;
  }
}
