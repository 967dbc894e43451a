package io.peerloom.compactor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Part of the build, not of the page: improves an order of functions by moving one at a time.
 *
 * <p>Where DEFLATE meets a sequence of characters again within its window, it writes how far back
 * that is, in the more bits the farther; else it writes the characters. So an order costs, for each
 * sequence in each function, the bits for the distance to the function before that has the
 * sequence, too. Each function in turn is taken out, and put beside that one of the functions most
 * like it where the sum is least.
 *
 * <p>This sum leaves out that a function also moves those around it apart. So the rounds do not end
 * at one order, but go on through many that are about as good, and the one that is smallest when
 * compressed is kept. The work is bounded by the number of rounds, not by time, so the same input
 * gives the same output.
 */
final class OrderSearch {
  /** The length of the sequences, in characters; 5 and 7 were 0.2 % worse. */
  static final int SEQUENCE = 6;

  /** 12 rounds were 0.1 % worse; 40 gain 0.03 %. */
  private static final int ROUNDS = 25;

  /** How many of the functions most like one it is tried beside. */
  private static final int CANDIDATES = 40;

  /** Sequences that more functions have say little about which are alike. */
  private static final int FREQUENT = 200;

  /** The cost of a sequence that is not in the window, in bits, and that of one that is. */
  private static final double BITS_OF_NEW = 6;

  private static final double BITS_OF_KNOWN = 2;
  private static final double BITS_PER_DOUBLED_DISTANCE = 0.16;

  /** A gain below this is an error of rounding. */
  private static final double LEAST_GAIN = 1e-6;

  private final List<String> functions;
  private final int[] lengths;

  /** The sequences of each function, and the functions that have each sequence, by their places. */
  private final int[][] sequences;

  private final int[][] having;

  /** How many functions there are in each array of {@link #having}. */
  private final int[] sizes;

  /** The functions in their order, and where each begins, in characters. */
  private final int[] order;

  private final int[] starts;
  private final double[] bits = new double[FunctionOrder.WINDOW];

  private OrderSearch(List<String> functions) {
    this.functions = functions;
    int count = functions.size();
    lengths = functions.stream().mapToInt(function -> function.length() + 1).toArray();
    order = new int[count];
    starts = new int[count];
    for (int distance = 0; distance < bits.length; distance++) {
      double doublings = Math.log(distance + 1.0) / Math.log(2);
      bits[distance] = Math.min(BITS_OF_NEW, BITS_OF_KNOWN + BITS_PER_DOUBLED_DISTANCE * doublings);
    }
    List<Set<Integer>> shared = FunctionOrder.sharedSequences(functions, SEQUENCE);
    sequences = new int[count][];
    int numbers = 0;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      sequences[i] = shared.get(i).stream().mapToInt(Integer::intValue).toArray();
      numbers = Math.max(numbers, Arrays.stream(sequences[i]).max().orElse(-1) + 1);
    }
    int[] totals = new int[numbers];
    Arrays.stream(sequences).flatMapToInt(Arrays::stream).forEach(s -> totals[s]++);
    having = new int[numbers][];
    sizes = new int[numbers];
    for (int i = 0; i < count; i++) {
      for (int sequence : sequences[i]) {
        if (having[sequence] == null) {
          having[sequence] = new int[totals[sequence]];
        }
        having[sequence][sizes[sequence]++] = i;
      }
    }
    place();
  }

  /** The functions in an order that compresses at least as well. */
  static List<String> improve(List<String> functions) {
    return new OrderSearch(functions).smallest();
  }

  private List<String> smallest() {
    int[][] alike = new int[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      alike[i] = mostAlike(i);
    }
    List<String> smallest = functions;
    int least = size(functions);
    boolean moved = true;
    for (int round = 0; moved && round < ROUNDS; round++) {
      moved = false;
      for (int i = 0; i < lengths.length; i++) {
        moved |= moveToBest(i, alike[i]);
      }
      List<String> ordered = Arrays.stream(order).mapToObj(functions::get).toList();
      int size = size(ordered);
      if (size < least) {
        least = size;
        smallest = ordered;
      }
    }
    return smallest;
  }

  private static int size(List<String> functions) {
    return PackageSize.gzipped(String.join(",", functions).getBytes(StandardCharsets.UTF_8));
  }

  /** The functions with most in common with this one; what few functions have counts most. */
  private int[] mostAlike(int function) {
    double[] common = new double[lengths.length];
    for (int sequence : sequences[function]) {
      if (sizes[sequence] < FREQUENT) {
        for (int other : having[sequence]) {
          common[other] += 1.0 / sizes[sequence];
        }
      }
    }
    common[function] = 0;
    return IntStream.range(0, lengths.length)
        .filter(other -> common[other] > 0)
        .boxed()
        .sorted((a, b) -> Double.compare(common[b], common[a]))
        .limit(CANDIDATES)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** True if the function was moved. */
  private boolean moveToBest(int function, int[] candidates) {
    int start = starts[function];
    remove(function);
    int best = start;
    double least = bits(function, start);
    for (int other : candidates) {
      for (int at : new int[] {starts[other], starts[other] + lengths[other]}) {
        double cost = bits(function, at);
        if (cost < least - LEAST_GAIN) {
          least = cost;
          best = at;
        }
      }
    }
    insert(function, best);
    return best != start;
  }

  /** What a function adds to the cost at a place, without other moves. */
  private double bits(int function, int at) {
    double sum = 0;
    for (int sequence : sequences[function]) {
      int next = firstFrom(sequence, at);
      boolean isFirst = next == 0;
      boolean isLast = next == sizes[sequence];
      int before = isFirst ? 0 : starts[having[sequence][next - 1]];
      sum += isFirst ? BITS_OF_NEW : bits(at - before);
      if (!isLast) {
        int after = starts[having[sequence][next]];
        sum += bits(after + lengths[function] - at);
        sum -= isFirst ? BITS_OF_NEW : bits(after - before);
      }
    }
    return sum;
  }

  private double bits(int distance) {
    return distance < bits.length ? bits[distance] : BITS_OF_NEW;
  }

  /** The index of the first function that has the sequence and begins there or later. */
  private int firstFrom(int sequence, int at) {
    int low = 0;
    int high = sizes[sequence];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[having[sequence][middle]] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What follows the function moves up. */
  private void remove(int function) {
    int start = starts[function];
    for (int sequence : sequences[function]) {
      int at = firstFrom(sequence, start);
      int[] all = having[sequence];
      System.arraycopy(all, at + 1, all, at, --sizes[sequence] - at);
    }
    for (int i = 0; i < starts.length; i++) {
      starts[i] -= starts[i] > start ? lengths[function] : 0;
    }
  }

  private void insert(int function, int start) {
    for (int sequence : sequences[function]) {
      int at = firstFrom(sequence, start);
      int[] all = having[sequence];
      System.arraycopy(all, at, all, at + 1, sizes[sequence]++ - at);
      all[at] = function;
    }
    moveInOrder(function, start);
    place();
  }

  private void moveInOrder(int function, int start) {
    int from = 0;
    while (order[from] != function) {
      from++;
    }
    System.arraycopy(order, from + 1, order, from, order.length - from - 1);
    int to = 0;
    while (to < order.length - 1 && starts[order[to]] < start) {
      to++;
    }
    System.arraycopy(order, to, order, to + 1, order.length - to - 1);
    order[to] = function;
  }

  private void place() {
    int start = 0;
    for (int function : order) {
      starts[function] = start;
      start += lengths[function];
    }
  }
}
