package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides when a write is acknowledged (decision 13): receipts from {@link #DOMAINS} failure
 * domains and from most of those asked, or from all that could be reached.
 */
public final class Durability {
  /** Failure domains that make a write safe. */
  public static final int DOMAINS = 3;

  /** With fewer refusals somebody may have lied. */
  private static final int MISPLACED = 3;

  private final int asked;
  private final Set<Bytes> domains = new TreeSet<>();
  private final Promise<Integer> outcome = new Promise<>();
  private int receipts;
  private int conflicts;
  private int failed;
  private int refusals;
  private PeerloomException lastFailure;

  public Durability(int asked) {
    this.asked = asked;
    settle();
  }

  /** A holder has it durably. */
  public void receipt(byte[] domain) {
    receipts++;
    domains.add(Bytes.wrap(domain));
    settle();
  }

  /** A holder refused it or did not answer. */
  public void failed(PeerloomException reason) {
    failed++;
    lastFailure = reason;
    if (reason.code() == ErrorCode.CONFLICT) {
      conflicts++;
    }
    settle();
  }

  /**
   * Somebody says that it is not theirs to keep; the next is asked in its place, if there is one.
   */
  public void refused() {
    refusals++;
  }

  /**
   * Whether more said so than took it: then those that were asked are hardly the closest. Not where
   * a newer value is known, which settles the matter.
   */
  public boolean isMisplaced() {
    boolean outdated = outcome.isFailed() && outcome.failure().code() == ErrorCode.CONFLICT;
    return !outdated && refusals >= MISPLACED && refusals > receipts;
  }

  /** How many domains hold it; or CONFLICT, or NOT_ENOUGH_HOLDERS. */
  public Promise<Integer> outcome() {
    return outcome;
  }

  private void settle() {
    if (2 * conflicts >= asked && conflicts > 0) {
      outcome.fail(new PeerloomException(ErrorCode.CONFLICT, "a newer value exists"));
    } else if (domains.size() >= DOMAINS && 2 * receipts > asked) {
      outcome.complete(domains.size());
    } else if (receipts + failed == asked) {
      if (receipts > 0) {
        outcome.complete(domains.size());
      } else {
        outcome.fail(
            new PeerloomException(
                ErrorCode.NOT_ENOUGH_HOLDERS,
                "none of " + asked + " holders confirmed; last: " + lastFailure));
      }
    }
  }
}
