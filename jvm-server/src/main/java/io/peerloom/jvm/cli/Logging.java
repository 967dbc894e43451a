package io.peerloom.jvm.cli;

import io.peerloom.jvm.logs.EventLog;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/**
 * How a server process logs. Logback reads its configuration at the first line, so the options are
 * handed to it before, as system properties.
 */
final class Logging {
  /** The formats of a line. */
  enum Format {
    TEXT,
    JSON
  }

  /** What is written: each level includes those before it. */
  enum Detail {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  @Option(
      names = "--log-format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text, or json: one object a line (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Reads {@code --log-format}. */
  static final class FormatConverter extends WordConverter<Format> {
    FormatConverter() {
      super(Format.class);
    }
  }

  @Option(
      names = "--log-level",
      defaultValue = "info",
      paramLabel = "LEVEL",
      converter = DetailConverter.class,
      description = "error, warn, info or debug (default: ${DEFAULT-VALUE}).")
  private Detail level;

  /** Reads {@code --log-level}. */
  static final class DetailConverter extends WordConverter<Detail> {
    DetailConverter() {
      super(Detail.class);
    }
  }

  /**
   * Uses the program's own logging configuration unless another is named; the jar as a library
   * contains none.
   */
  static void useOwnConfiguration() {
    String property = "logback.configurationFile";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "peerloom-logback.xml");
    }
  }

  /** Applies the options; before the first line of the log. */
  void apply() {
    System.setProperty("peerloom.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty("peerloom.log.level", level.name());
    begin();
  }

  /**
   * Reads the configuration, on one thread: SLF4J warns on standard error where several write their
   * first lines at once.
   */
  static void begin() {
    var unused = LoggerFactory.getILoggerFactory();
  }

  /** Writes an event of the process itself. */
  static void event(Level level, String event, Object... pairs) {
    EventLog.of("process").event(level, event, pairs);
  }

  /** Whether every line of the process is an object of the log, also what people are told. */
  boolean isJson() {
    return format == Format.JSON;
  }
}
