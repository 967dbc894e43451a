package io.peerloom.e2e;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a program outside that uses the library: the thin jar and what its pom brings.
 * This module depends on it as such a program does, so what is optional is not on its class path;
 * what it has besides, for the tests, is taken off.
 */
final class LibraryClassPath {
  private static final List<String> OWN =
      List.of(
          "test-classes",
          "-tests.jar",
          "playwright",
          "junit",
          "assertj",
          "awaitility",
          "java-websocket",
          "kubernetes",
          "gson",
          "snakeyaml");

  private LibraryClassPath() {}

  static String get() {
    return entries().collect(Collectors.joining(File.pathSeparator));
  }

  /** The names of the files. */
  static List<String> names() {
    return entries().map(entry -> new File(entry).getName()).toList();
  }

  private static Stream<String> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry -> {
              String path = entry.toLowerCase(Locale.ROOT);
              return OWN.stream().noneMatch(path::contains);
            });
  }
}
