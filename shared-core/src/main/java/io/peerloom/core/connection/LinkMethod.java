package io.peerloom.core.connection;

/** How a link to a peer of some kind comes about. */
public enum LinkMethod {
  /** Dial its WebSocket. */
  DIAL,
  /** Exchange WebRTC session descriptions with it over the overlay. */
  SIGNAL,
  /** Only it can dial: ask it to. */
  INVITE_DIAL,
  /** These two kinds cannot link. */
  NONE
}
