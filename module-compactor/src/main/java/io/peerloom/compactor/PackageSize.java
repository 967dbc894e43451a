package io.peerloom.compactor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Part of the build, not of the page: compares what the package's JavaScript weighs with its
 * budget.
 *
 * <p>Each file is compressed by itself, as servers do, at the level that npm packs with: gzip -9.
 */
public final class PackageSize {
  private PackageSize() {}

  /** Prints the bytes of the files behind the first argument, which says how many may be. */
  public static void main(String[] args) throws IOException {
    long bytes = 0;
    for (int i = 1; i < args.length; i++) {
      bytes += gzipped(Files.readAllBytes(Path.of(args[i])));
    }
    System.out.println("gzipped: " + bytes + " of " + args[0] + " bytes");
    if (bytes > Long.parseLong(args[0])) {
      throw new IllegalStateException("The page's JavaScript is over its budget.");
    }
  }

  static int gzipped(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new BestGzip(compressed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.size();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
