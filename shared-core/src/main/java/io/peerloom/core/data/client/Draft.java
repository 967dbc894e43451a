package io.peerloom.core.data.client;

import io.peerloom.core.base.Promise;
import java.util.function.Supplier;

/**
 * The signed bytes of a write, from one attempt to the next: if the outcome of the first is
 * unknown, the next sends the same bytes, which peers that have them recognize (R12.3).
 */
public final class Draft {
  /** The signed record or message; null until it is signed. */
  public byte[] signed;

  /** Saves {@link #signed} before it is sent. */
  public Supplier<Promise<Void>> save = () -> Promise.of(null);

  /** Sets the signed bytes; fulfilled once they may be sent. */
  public Promise<Void> signedAs(byte[] bytes) {
    signed = bytes;
    return save.get();
  }
}
