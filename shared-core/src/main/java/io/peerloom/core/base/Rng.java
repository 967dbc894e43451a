package io.peerloom.core.base;

import java.util.List;

/**
 * A small seeded generator for choices: jitter, picks, sampling.
 *
 * <p>xoshiro128** (Blackman and Vigna, 2018) on ints, because longs are slow in compiled
 * JavaScript, seeded through SplitMix32. The JDK's own generators give other numbers under TeaVM,
 * which would make one seed two different runs. Not for secrets.
 */
public final class Rng {
  private int s0;
  private int s1;
  private int s2;
  private int s3;

  public Rng(int seed) {
    int state = seed;
    int[] out = new int[4];
    for (int i = 0; i < 4; i++) {
      state += 0x9e3779b9;
      int z = state;
      z = (z ^ (z >>> 16)) * 0x85ebca6b;
      z = (z ^ (z >>> 13)) * 0xc2b2ae35;
      out[i] = z ^ (z >>> 16);
    }
    s0 = out[0];
    s1 = out[1];
    s2 = out[2];
    s3 = out[3] | 1;
  }

  /** 32 uniform bits. */
  public int nextInt() {
    int result = Integer.rotateLeft(s1 * 5, 7) * 9;
    int t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Integer.rotateLeft(s3, 11);
    return result;
  }

  /** A uniform number from 0 to bound - 1; the bound is at least 1. */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound);
    }
    int limit = Integer.MAX_VALUE - (Integer.MAX_VALUE % bound);
    int bits;
    do {
      bits = nextInt() >>> 1;
    } while (bits >= limit);
    return bits % bound;
  }

  /** True with a probability of {@code permille} in a thousand. */
  public boolean chance(int permille) {
    return nextInt(1000) < permille;
  }

  /** Fills an array. */
  public void nextBytes(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (nextInt() >>> 24);
    }
  }

  /** Fisher-Yates, in place. */
  public <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      T swap = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swap);
    }
  }
}
