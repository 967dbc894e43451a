package io.peerloom.simulator.network;

/**
 * A running hash of every delivery: its time, receiver, event number and bytes. Two runs with the
 * same hash were the same run. Int arithmetic only, so that it is fast in compiled JavaScript as
 * well.
 */
public final class Trace {
  private int a = 0x9747b28c;
  private int b = 0x2f0b4c47;

  void add(int millis, int peer, int event, byte[] bytes) {
    mix(millis);
    mix(peer);
    mix(event);
    mix(bytes.length);
    for (byte each : bytes) {
      a = (a ^ each) * 0x01000193;
    }
    mix(a);
  }

  private void mix(int value) {
    int k = value * 0xcc9e2d51;
    k = Integer.rotateLeft(k, 15) * 0x1b873593;
    a = Integer.rotateLeft(a ^ k, 13) * 5 + 0xe6546b64;
    b = Integer.rotateLeft(b + a, 17) * 0x85ebca6b ^ k;
  }

  /** 16 hexadecimal digits. */
  public String hash() {
    return digits(a) + digits(b);
  }

  private static String digits(int value) {
    String text = Integer.toHexString(value);
    return "00000000".substring(text.length()) + text;
  }
}
