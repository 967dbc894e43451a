package io.peerloom.core.connection;

import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import java.util.function.Supplier;

/**
 * Where steps of handshakes with strangers wait for their turn. Only servers accept sockets, so
 * pages are compiled without an implementation.
 */
interface HandshakeTurns {
  /** Runs a step in its turn; fails with OVERLOADED where too many wait. */
  <T> Promise<T> run(Owner stranger, Supplier<Promise<T>> step);
}
