package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;

/** Ignores the events of a refused connection. */
public record IgnoredEvents() implements TransportEvents {
  @Override
  public void opened() {}

  @Override
  public void received(Lane lane, byte[] message) {}

  @Override
  public void closed(ErrorCode code, String reason) {}
}
