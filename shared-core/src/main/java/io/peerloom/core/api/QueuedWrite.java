package io.peerloom.core.api;

/**
 * A write that waits on this machine until it can be sent.
 *
 * @param id hexadecimal, unique
 * @param name the value's or the topic's
 * @param queuedAt wall-clock milliseconds
 */
public record QueuedWrite(String id, Kind kind, String name, long queuedAt) {
  /** What kind of write waits. */
  public enum Kind {
    PUT,
    PUBLISH,
    /** The deletion of a private or a public value. */
    DELETE
  }
}
