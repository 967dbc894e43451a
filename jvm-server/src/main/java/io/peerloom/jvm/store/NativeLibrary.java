package io.peerloom.jvm.store;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native code, unpacked once: RocksDB itself unpacks 15 MB into the temporary folder at
 * each start, and after {@code kill -9} leaves them there.
 */
final class NativeLibrary {
  private static final String NAME = "rocksdb";

  private NativeLibrary() {}

  /**
   * Loads it; does nothing if it is loaded.
   *
   * @param inDataDirectory where to unpack it if there is no cache; created if needed
   * @throws UnsatisfiedLinkError if it cannot be loaded from anywhere
   * @throws RuntimeException if the jar has none for this platform
   */
  static synchronized void load(Path inDataDirectory) {
    PackedLibrary packed;
    try {
      packed = packed();
    } catch (IOException e) {
      packed = null;
    }
    if (packed == null) {
      // It explains what is missing.
      RocksDB.loadLibrary();
      return;
    }
    packed.load(
        inDataDirectory,
        file -> RocksDB.loadLibrary(List.of(file.toAbsolutePath().getParent().toString())));
  }

  /** What the jar has for this platform, or null. */
  private static PackedLibrary packed() throws IOException {
    URL url = resource(Environment.getJniLibraryFileName(NAME));
    if (url == null) {
      url = resource(Environment.getFallbackJniLibraryFileName(NAME));
    }
    // The name by which RocksDB.loadLibrary(paths) looks for it.
    return PackedLibrary.of(NAME, url, Environment.getJniLibraryFileName(NAME + "jni"));
  }

  private static URL resource(String name) {
    return name == null ? null : RocksDB.class.getClassLoader().getResource(name);
  }

  /** Unpacks it to a folder, if it is not there; null if the jar has none for this platform. */
  static Path unpack(Path base) throws IOException {
    PackedLibrary packed = packed();
    return packed == null ? null : packed.unpack(base);
  }
}
