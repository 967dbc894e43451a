package io.peerloom.jvm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** File permissions of keys and data: only their owner may read them. */
public final class OwnerOnly {
  private static final String FILE = "rw-------";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** For a new file at that path. */
  static FileAttribute<?>[] file(Path path) {
    return attributes(path, FILE);
  }

  /** For a new folder at that path. */
  public static FileAttribute<?>[] folder(Path path) {
    return attributes(path, "rwx------");
  }

  /** Whether nobody but its owner can write to a file or folder, as far as the system tells. */
  static boolean isPrivate(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    return view == null
        || view.readAttributes().permissions().stream()
            .noneMatch(
                permission ->
                    permission == PosixFilePermission.GROUP_WRITE
                        || permission == PosixFilePermission.OTHERS_WRITE);
  }

  /**
   * Removes everybody's access to a file or folder but its owner's.
   *
   * @return whether others had access until now
   */
  public static boolean tighten(Path path) throws IOException {
    if (!isOpen(path)) {
      return false;
    }
    Files.getFileAttributeView(path, PosixFileAttributeView.class)
        .setPermissions(Files.isDirectory(path) ? OWNER : PosixFilePermissions.fromString(FILE));
    return true;
  }

  /** Whether others than its owner may read, write or enter it, as far as the system tells. */
  public static boolean isOpen(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    return view != null && !OWNER.containsAll(view.readAttributes().permissions());
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    // Windows has no such permissions; there a folder inherits those of its parent.
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
