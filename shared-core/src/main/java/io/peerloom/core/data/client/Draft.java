package io.peerloom.core.data.client;

import io.peerloom.core.base.Promise;
import java.util.function.Supplier;

/**
 * What was signed for a write, from one attempt to the next: where the outcome of the first is not
 * known the next sends the same bytes, which whoever has them knows again (R12.3).
 */
public final class Draft {
  /** The signed record or message; null until it is signed. */
  public byte[] signed;

  /** Keeps {@link #signed}, before it is sent. */
  public Supplier<Promise<Void>> save = () -> Promise.of(null);

  /** Takes what was signed; fulfilled once it may be sent. */
  public Promise<Void> signedAs(byte[] bytes) {
    signed = bytes;
    return save.get();
  }
}
