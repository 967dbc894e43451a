package io.peerloom.core.connection;

/** The two ordered streams of a link, so that a heartbeat never waits behind a file. */
public enum Lane {
  CONTROL,
  BULK
}
