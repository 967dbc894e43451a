package io.peerloom.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;

/**
 * The JavaScript as it is shipped, each file gzipped for itself as a server would: the npm package,
 * which is everything that makes a page a peer, and the demonstration page's own scripts.
 */
final class JavaScriptSize implements Measurement {
  private static final double BYTES_PER_KB = 1000;

  @Override
  public void run(Setting setting, Report report) throws IOException {
    report("javascript-package", "/npm/index.js", report);
    report("javascript-page", "/web/index.html", report);
  }

  /** Reports all scripts in the folder of a resource. */
  private static void report(String name, String resource, Report report) throws IOException {
    URL found = JavaScriptSize.class.getResource(resource);
    if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
      throw new MeasurementFailure(resource + " is in no jar; start it by benchmarks/run");
    }
    String folder = resource.substring(1, resource.lastIndexOf('/') + 1);
    Map<String, Integer> files = new TreeMap<>();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(".js")) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          files.put(entry.getName().substring(folder.length()), gzipped(content));
        }
      }
    }
    Samples sum = new Samples();
    sum.add(files.values().stream().mapToInt(Integer::intValue).sum() / BYTES_PER_KB);
    report.figure(name, "kB", sum, Map.of("gzippedBytes", files));
  }

  private static int gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.size();
  }
}
