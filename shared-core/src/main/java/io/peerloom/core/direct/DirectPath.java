package io.peerloom.core.direct;

import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.Message;

/** A link, as far as bytes for the application at its other end need one. */
interface DirectPath {
  /** Asks the other application to take bytes; asked in the order of the calls. */
  Promise<Message> request(byte[] bytes, int timeoutMillis);

  boolean isOpen();

  /** The random bytes of the other peer's start: another one has forgotten what it was sent. */
  byte[] boot();
}
