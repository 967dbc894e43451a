package io.peerloom.jvm.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The folder in which a process stores its keys and data. */
final class DataFolder {
  @Option(
      names = "--data-dir",
      defaultValue = "data",
      paramLabel = "FOLDER",
      converter = PathConverter.class,
      description = "Folder for keys and data (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  /** Reads a path, which may not be representable in the system's locale. */
  static final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new TypeConversionException(
            "'" + text + "' is no path in this locale; set LC_ALL=C.UTF-8 or another of UTF-8");
      }
    }
  }

  Path path() {
    return folder;
  }
}
