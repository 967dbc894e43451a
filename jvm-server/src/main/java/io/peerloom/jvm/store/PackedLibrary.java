package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Native code in a jar, unpacked once: to a folder named after its checksum, in the user's cache,
 * so that all processes share one file, a start unpacks nothing, and a process that is killed
 * leaves nothing behind; where there is no cache that only this user can write to, in the data
 * directory.
 *
 * <p>{@code ROCKSDB_SHAREDLIB_DIR} names another folder for it, as with RocksDB alone.
 */
public final class PackedLibrary {
  private final String name;
  private final URL url;
  private final String fileName;
  private final long checksum;
  private final long size;

  private PackedLibrary(String name, URL url, String fileName, long checksum, long size) {
    this.name = name;
    this.url = url;
    this.fileName = fileName;
    this.checksum = checksum;
    this.size = size;
  }

  /**
   * The native code at a URL into a jar; null where that is null or leads into no jar.
   *
   * @param name begins the name of its folder
   * @param fileName the name of the unpacked file
   */
  public static PackedLibrary of(String name, URL url, String fileName) throws IOException {
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
      return new PackedLibrary(name, url, fileName, entry.getCrc(), entry.getSize());
    }
  }

  /**
   * Unpacks and loads it.
   *
   * @param inDataDirectory where to unpack it if there is no cache; created if needed
   * @param loader loads the file
   * @throws UnsatisfiedLinkError if it cannot be loaded from anywhere
   */
  public void load(Path inDataDirectory, Consumer<Path> loader) {
    List<Path> folders = new ArrayList<>(caches(System::getenv));
    folders.add(inDataDirectory);
    Throwable last = null;
    for (Path folder : folders) {
      try {
        loader.accept(unpack(folder));
        return;
      } catch (IOException | UnsatisfiedLinkError e) {
        // A full or read-only disk, or one from which nothing may be executed.
        last = e;
      }
    }
    throw new UnsatisfiedLinkError("it cannot be loaded from " + inDataDirectory + ": " + last);
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
  public Path unpack(Path base) throws IOException {
    Path folder = base.resolve(name + "-" + Long.toHexString(checksum));
    Files.createDirectories(folder, OwnerOnly.folder(folder));
    Path file = folder.resolve(fileName);
    if (isWhole(file)) {
      return file;
    }
    try (FileChannel channel =
            FileChannel.open(
                base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      // Another process may have unpacked it while this one waited.
      if (alone.isValid() && !isWhole(file)) {
        write(file);
      }
      deleteOthers(base, folder);
    }
    return file;
  }

  /** A damaged one would end the process without a word: it is read, which takes milliseconds. */
  private boolean isWhole(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) != size) {
      return false;
    }
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue() == checksum;
    }
  }

  /** Under another name first, so that a crash leaves no half of it. */
  private void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (InputStream in = url.openStream();
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
  private void deleteOthers(Path base, Path kept) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, name + "-*")) {
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
