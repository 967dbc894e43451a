package io.peerloom.core.direct;

import io.peerloom.core.base.Promise;
import io.peerloom.core.wire.Message;

/** A link, reduced to what is needed to reach the application at its other end. */
interface DirectPath {
  /** Sends bytes to the other application, in the order of the calls. */
  Promise<Message> request(byte[] bytes, int timeoutMillis);

  boolean isOpen();

  /** Random bytes of the other process: a new process has forgotten what it received. */
  byte[] boot();
}
