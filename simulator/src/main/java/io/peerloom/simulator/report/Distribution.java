package io.peerloom.simulator.report;

import java.util.Arrays;

/** All values of one metric, none summarised: a run has at most some hundred thousand. */
public final class Distribution {
  private int[] values = new int[16];
  private int count;
  private boolean sorted = true;

  public void add(int value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
    sorted = false;
  }

  public void addAll(Distribution other) {
    for (int i = 0; i < other.count; i++) {
      add(other.values[i]);
    }
  }

  public int count() {
    return count;
  }

  /** The value that that many in a thousand do not exceed; 0 if there is none. */
  public int quantile(int permille) {
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    int rank = (int) (((long) count * permille + 999) / 1000);
    return values[Math.max(0, Math.min(count, rank) - 1)];
  }
}
