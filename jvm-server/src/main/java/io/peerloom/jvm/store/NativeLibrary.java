package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native code, unpacked once. RocksDB itself unpacks 15 MB into the temporary folder at
 * each start, and after {@code kill -9} leaves them there. Here they are in a folder named after
 * their checksum, in the user's cache, so that all processes share one file and a start unpacks
 * nothing; where there is no cache that only this user can write to, in the data directory.
 *
 * <p>{@code ROCKSDB_SHAREDLIB_DIR} names another folder for it, as with RocksDB alone.
 */
final class NativeLibrary {
  private static final String NAME = "rocksdb";
  private static final String FOLDER = NAME + "-";

  /** The code in the jar, and how it is told from that of other versions. */
  private record Packed(URL url, String fileName, String version, long size) {}

  private NativeLibrary() {}

  /**
   * Loads it; does nothing if it is loaded.
   *
   * @param inDataDirectory where to unpack it if there is no cache; created if needed
   * @throws UnsatisfiedLinkError if it cannot be loaded from anywhere
   * @throws RuntimeException if the jar has none for this platform
   */
  static synchronized void load(Path inDataDirectory) {
    Packed packed;
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
    List<Path> folders = new ArrayList<>(caches(System::getenv));
    folders.add(inDataDirectory);
    Throwable last = null;
    for (Path folder : folders) {
      try {
        Path file = unpack(packed, folder);
        RocksDB.loadLibrary(List.of(file.toAbsolutePath().getParent().toString()));
        return;
      } catch (IOException | UnsatisfiedLinkError e) {
        // A full or read-only disk, or one from which nothing may be executed.
        last = e;
      }
    }
    throw new UnsatisfiedLinkError("it cannot be loaded from " + inDataDirectory + ": " + last);
  }

  /** What the jar has for this platform, or null. */
  private static Packed packed() throws IOException {
    URL url = resource(Environment.getJniLibraryFileName(NAME));
    if (url == null) {
      url = resource(Environment.getFallbackJniLibraryFileName(NAME));
    }
    if (url == null) {
      return null;
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    if (!(connection instanceof JarURLConnection jar)) {
      return null;
    }
    JarEntry entry = jar.getJarEntry();
    try (InputStream closesTheJar = jar.getInputStream()) {
      String version = Long.toHexString(entry.getCrc());
      // The name by which RocksDB.loadLibrary(paths) looks for it.
      String name = Environment.getJniLibraryFileName(NAME + "jni");
      return new Packed(url, name, version, entry.getSize());
    }
  }

  private static URL resource(String name) {
    return name == null ? null : RocksDB.class.getClassLoader().getResource(name);
  }

  /** Unpacks it to a folder, if it is not there; null if the jar has none for this platform. */
  static Path unpack(Path base) throws IOException {
    Packed packed = packed();
    return packed == null ? null : unpack(packed, base);
  }

  /** The folders of this user's caches that exist or can be created, the best first. */
  static List<Path> caches(UnaryOperator<String> environment) {
    String named = environment.apply("ROCKSDB_SHAREDLIB_DIR");
    if (named != null && !named.isBlank()) {
      return List.of(Path.of(named));
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String set =
        system.startsWith("windows")
            ? environment.apply("LOCALAPPDATA")
            : environment.apply("XDG_CACHE_HOME");
    Path cache =
        set != null && !set.isBlank()
            ? Path.of(set)
            : home.resolve(system.startsWith("mac") ? "Library/Caches" : ".cache");
    Path folder = cache.resolve("peerloom");
    // In a container a user may have no name, and with it no home.
    return home.isAbsolute() && Files.isDirectory(home) && isPrivate(folder)
        ? List.of(folder)
        : List.of();
  }

  /** Whether only this user writes to a folder: others could have it load code of theirs. */
  private static boolean isPrivate(Path folder) {
    try {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      UserPrincipal user =
          folder
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name"));
      return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
          && OwnerOnly.isPrivate(folder);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** The file in a folder, unpacked if it is not there or not whole. */
  private static Path unpack(Packed packed, Path base) throws IOException {
    Path folder = base.resolve(FOLDER + packed.version());
    Files.createDirectories(folder, OwnerOnly.folder(folder));
    Path file = folder.resolve(packed.fileName());
    if (isWhole(file, packed)) {
      return file;
    }
    try (FileChannel channel =
            FileChannel.open(
                base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      // Another process may have unpacked it while this one waited.
      if (alone.isValid() && !isWhole(file, packed)) {
        write(packed, file);
      }
      deleteOthers(base, folder);
    }
    return file;
  }

  private static boolean isWhole(Path file, Packed packed) throws IOException {
    return Files.exists(file) && Files.size(file) == packed.size();
  }

  /** Under another name first, so that a crash leaves no half of it. */
  private static void write(Packed packed, Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (InputStream in = packed.url().openStream();
        FileChannel out =
            FileChannel.open(
                next,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.folder(next))) {
      in.transferTo(Channels.newOutputStream(out));
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Those of earlier versions; a process that runs on one keeps it until it ends. */
  private static void deleteOthers(Path base, Path kept) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, FOLDER + "*")) {
      for (Path folder : folders) {
        if (!folder.getFileName().equals(kept.getFileName())) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // They are in nobody's way.
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
