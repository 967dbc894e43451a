package io.peerloom.core.base;

/**
 * Every reason for which an operation can fail, with its number on the wire, which never changes.
 *
 * <p>Codes are for programs, messages are for logs. A number is never reused; a code a peer does
 * not know arrives as {@link #UNKNOWN_ERROR}.
 */
public enum ErrorCode {
  /** An answer carried a number this build has no name for. */
  UNKNOWN_ERROR(0),
  /** Too many requests; the answer says how long to wait (R12.2). */
  RATE_LIMITED(1),
  /** The same request was seen before, and its answer is not held any more (R12.3). */
  ALREADY_PROCESSED(2),
  /** Malformed, out of bounds or not allowed in this state. */
  INVALID_REQUEST(3),
  /** No answer in time; the outcome is unknown. */
  TIMEOUT(4),
  /** The other side was reached and declined the connection, or failed to take a message. */
  REFUSED(5),
  /** No path to the other side. */
  UNREACHABLE(6),
  /** The bootstrap server reached none of its bridges. */
  BRIDGE_UNAVAILABLE(7),
  /** No bootstrap endpoint could be used. */
  BOOTSTRAP_FAILED(8),
  /** A membership token is missing, expired, or its chain does not end at the root key. */
  INVALID_TOKEN(9),
  /** The role or identity may not do this. */
  UNAUTHORIZED(10),
  /** A signature does not match its content. */
  INVALID_SIGNATURE(11),
  /** A version or critical field this build does not understand. */
  UNSUPPORTED(12),
  /** The other side belongs to another network. */
  WRONG_NETWORK(13),
  /** The bootstrap address serves another network than the one pinned. */
  NETWORK_CHANGED(14),
  /** The dialled address is not one the server knows as its own. */
  WRONG_ORIGIN(15),
  /** More than a bound allows; see the message for which. */
  TOO_LARGE(16),
  /** A bound on work under way is reached: a queue, places for visitors, subscriptions. */
  OVERLOADED(17),
  /** {@code ifSequence} did not match, or a newer value exists. */
  CONFLICT(18),
  /** Not enough holders confirmed. */
  NOT_ENOUGH_HOLDERS(19),
  /** A timestamp lies more than five minutes ahead. */
  CLOCK_SKEW(20),
  /** The peer was closed, or is closing. */
  CLOSED(21),
  /** Two peers dialled each other; this attempt is the one that yields (R9). */
  GLARE(22),
  /** A link to this peer exists already. */
  ALREADY_LINKED(23),
  /** The other side uses the same id; take another instance. */
  INSTANCE_TAKEN(24),
  /** The link was replaced by a newer one to the same peer. */
  REPLACED(25),
  /** No link, because the other side has as many as it takes. */
  LINK_LIMIT(26),
  /** The holder is not among the closest it knows to this key. */
  NOT_RESPONSIBLE(27),
  /** Storage failed or is not writable. */
  STORAGE_FAILED(28),
  /** Sealed data could not be opened with the keys at hand. */
  CANNOT_OPEN(29),
  /** No one has it. */
  NOT_FOUND(30),
  /** No forward path within the hop budget. */
  NO_ROUTE(31),
  /** An unexpected failure inside the peer; a bug. */
  INTERNAL(32),
  /** A write was neither confirmed nor refused by enough holders: it may be kept or not. */
  UNKNOWN(33),
  /** All places that are kept for it are taken: the publishers of one public name. */
  FULL(34),
  /** The other side ends soon; it has returned contacts to link to instead. */
  GOING_AWAY(35);

  private static final ErrorCode[] BY_NUMBER = new ErrorCode[36];

  static {
    for (ErrorCode code : values()) {
      BY_NUMBER[code.number] = code;
    }
  }

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The stable wire number. */
  public int number() {
    return number;
  }

  /** The code of a wire number, {@link #UNKNOWN_ERROR} for one this build does not know. */
  public static ErrorCode of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN_ERROR;
  }
}
