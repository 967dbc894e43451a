package io.peerloom.core.base;

/**
 * The bounds an application meets. A peer refuses more before it sends anything; a peer that gets
 * more refuses it, too. Each stands here only; JavaScript and the documents repeat some, and a test
 * compares them.
 */
public final class Limits {
  /** The most bytes of the name of a value or a topic, in UTF-8. */
  public static final int MAX_NAME_BYTES = 512;

  /** The most bytes of a value. */
  public static final int MAX_VALUE_BYTES = 64 * 1024;

  /** The most bytes of a message of a topic. */
  public static final int MAX_TOPIC_MESSAGE_BYTES = 32 * 1024;

  /** The most bytes one application sends to another at once. */
  public static final int MAX_DIRECT_BYTES = 64 * 1024;

  /** The most bytes that wait to be sent to one other application. */
  public static final int MAX_DIRECT_BUFFERED_BYTES = 16 << 20;

  /** How long a value or a message may live: seven days. */
  public static final int MAX_TTL_SECONDS = 7 * 24 * 3600;

  /** The highest sequence, which a number of JavaScript holds; writers count up one by one. */
  public static final long MAX_SEQUENCE = (1L << 52) - 1;

  /** How far a date may lie ahead of a peer's own time (CLOCK_SKEW). */
  public static final long MAX_AHEAD_MILLIS = 5 * 60_000;

  /** The most writes that wait while nobody can be reached. */
  public static final int MAX_QUEUED_WRITES = 1_000;

  /** The most bytes of these writes. */
  public static final int MAX_QUEUED_WRITE_BYTES = 8 << 20;

  /** The most instances of one identity: its tabs, devices and processes. */
  public static final int MAX_INSTANCES = 256;

  /** A peer may not be limited to fewer links. */
  public static final int LEAST_MAX_LINKS = 4;

  private Limits() {}
}
