package io.peerloom.core.api;

import io.peerloom.core.base.Limits;

/**
 * How a value is put.
 *
 * @param readers who can read it
 * @param ttlSeconds how long holders keep it, 1 to {@link Limits#MAX_TTL_SECONDS}
 * @param ifSequence the sequence the current value must have, 0 for none, -1 for whatever it is,
 *     less than {@link Limits#MAX_SEQUENCE}
 * @param whenOffline what becomes of it while nobody can be reached
 */
public record PutOptions(
    Readers readers, int ttlSeconds, long ifSequence, WhenOffline whenOffline) {
  /** Who can read a value. */
  public enum Readers {
    /** Sealed: only peers of the same identity. */
    ME,
    /** Everybody: who stores it, and who knows the name. */
    PUBLIC
  }

  /** Options of a put that fails while nobody can be reached. */
  public PutOptions(Readers readers, int ttlSeconds, long ifSequence) {
    this(readers, ttlSeconds, ifSequence, WhenOffline.REJECT);
  }

  /** Sealed for the own identity, for as long as the network allows. */
  public static PutOptions sealed() {
    return new PutOptions(Readers.ME, Limits.MAX_TTL_SECONDS, -1);
  }

  /** Readable for all, for as long as the network allows. */
  public static PutOptions open() {
    return new PutOptions(Readers.PUBLIC, Limits.MAX_TTL_SECONDS, -1);
  }

  /** The same, but kept while nobody can be reached, and sent later. */
  public PutOptions queued() {
    return new PutOptions(readers, ttlSeconds, ifSequence, WhenOffline.QUEUE);
  }
}
