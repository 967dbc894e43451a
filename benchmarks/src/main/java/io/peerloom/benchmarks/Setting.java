package io.peerloom.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and how hard to measure.
 *
 * @param folder for temporary data; on the disk to be measured, not a RAM disk
 * @param jar the all-in-one
 * @param quick a tenth of the tries, to see that everything still works
 * @param peers the sizes of the networks that are measured at several sizes
 */
record Setting(Path folder, Path jar, boolean quick, List<Integer> peers) {
  private static final int QUICK_SHARE = 10;
  private static final int FEWEST = 3;

  /** How many tries to make of those that a full run makes. */
  int tries(int full) {
    return quick ? Math.max(FEWEST, full / QUICK_SHARE) : full;
  }

  /** A folder nothing is in. */
  Path freshFolder(String name) {
    Path fresh = folder.resolve(name);
    try {
      delete(fresh);
      return Files.createDirectories(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
