package io.peerloom.core.api;

/** What becomes of a write while nobody who could keep it can be reached. */
public enum WhenOffline {
  /** It fails with UNREACHABLE. */
  REJECT,
  /** It is kept on this machine and sent when others can be reached, also after a restart. */
  QUEUE
}
