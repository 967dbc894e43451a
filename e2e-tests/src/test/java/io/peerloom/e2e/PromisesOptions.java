package io.peerloom.e2e;

import java.util.Arrays;
import java.util.Iterator;

/**
 * The command-line options of {@link PromisesRun}.
 *
 * @param seconds how long the publishers run
 * @param nodes number of node processes; the second half of them is killed again and again
 * @param pages number of pages; the last third of them joins during the load, with wrong clocks
 * @param overload offered load as a multiple of what the network can accept
 * @param kills whether nodes are killed
 * @param clocks whether killed nodes and late pages have wrong clocks
 * @param patienceSeconds time after the load within which everything must arrive
 * @param seed of the random choice of victims and offsets
 */
record PromisesOptions(
    int seconds,
    int nodes,
    int pages,
    double overload,
    boolean kills,
    boolean clocks,
    int patienceSeconds,
    long seed) {
  static final String USAGE =
      """
      usage: e2e-tests/promises [options]
        --seconds N     how long the publishers go on (60)
        --nodes N       node processes, at least 2; the second half is killed again and again (8)
        --pages N       pages; the last third joins during the load, clocks off (6)
        --overload N    how many times what the network can take is offered (2)
        --no-kills      nobody is killed
        --no-clocks     every clock is right
        --patience N    seconds after the load until everything must have arrived (60)
        --seed N        picks victims, moments and offsets (777)
      Exit code 0 when everything acknowledged has arrived everywhere, 1 when something is missing.
      """;

  static PromisesOptions of(String... arguments) {
    int seconds = 60;
    int nodes = 8;
    int pages = 6;
    double overload = 2;
    boolean kills = true;
    boolean clocks = true;
    int patience = 60;
    long seed = 777;
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--seconds" -> seconds = Integer.parseInt(words.next());
        case "--nodes" -> nodes = Integer.parseInt(words.next());
        case "--pages" -> pages = Integer.parseInt(words.next());
        case "--overload" -> overload = Double.parseDouble(words.next());
        case "--no-kills" -> kills = false;
        case "--no-clocks" -> clocks = false;
        case "--patience" -> patience = Integer.parseInt(words.next());
        case "--seed" -> seed = Long.parseLong(words.next());
        default -> throw new IllegalArgumentException("unknown option " + word);
      }
    }
    if (nodes < 2 || pages < 0 || seconds < 1) {
      throw new IllegalArgumentException("at least 2 nodes, 0 pages and 1 second");
    }
    return new PromisesOptions(seconds, nodes, pages, overload, kills, clocks, patience, seed);
  }
}
