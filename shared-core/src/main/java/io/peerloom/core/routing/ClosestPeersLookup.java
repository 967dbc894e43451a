package io.peerloom.core.routing;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whom to ask next on the way to the peers closest to a point, after Kademlia and
 * rust-libp2p's query: it never sends, and a late answer still counts.
 *
 * <p>It is done when the {@link #ALPHA} closest peers that did not fail have answered, because each
 * passes the question on towards the target itself (decision 8) and knows its own neighbourhood.
 * One that is slow is not waited for, but stays among those found.
 */
public final class ClosestPeersLookup {
  /** Questions under way at once. */
  public static final int ALPHA = 3;

  private static final int MAX_CANDIDATES = 64;

  private enum State {
    NEW,
    ASKED,
    SLOW,
    ANSWERED,
    FAILED
  }

  private static final class Candidate {
    final ContactInfo contact;
    State state = State.NEW;

    Candidate(ContactInfo contact) {
      this.contact = contact;
    }
  }

  private final NodeId self;
  private final Point target;
  private final List<Candidate> candidates = new ArrayList<>();

  public ClosestPeersLookup(NodeId self, Point target, List<ContactInfo> seeds) {
    this.self = self;
    this.target = target;
    learn(seeds);
  }

  /** Whom to ask now: null when enough are under way, or when it is done. */
  public ContactInfo next() {
    int underWay = 0;
    int considered = 0;
    for (Candidate candidate : candidates) {
      if (candidate.state == State.FAILED || candidate.state == State.SLOW) {
        continue;
      }
      if (candidate.state == State.NEW) {
        if (underWay >= ALPHA) {
          return null;
        }
        candidate.state = State.ASKED;
        return candidate.contact;
      }
      if (candidate.state == State.ASKED) {
        underWay++;
      }
      if (++considered == ALPHA) {
        return null;
      }
    }
    return null;
  }

  /** Whether the closest have answered, or there is nobody left to ask. */
  public boolean isDone() {
    int answered = 0;
    for (Candidate candidate : candidates) {
      if (candidate.state == State.ANSWERED) {
        if (++answered == ALPHA) {
          return true;
        }
      } else if (candidate.state == State.NEW || candidate.state == State.ASKED) {
        return false;
      }
    }
    return true;
  }

  /** Others that may be asked. */
  public void also(List<ContactInfo> seeds) {
    learn(seeds);
  }

  /** An answer; it counts even when it was given up before. */
  public void answered(NodeId from, List<ContactInfo> contacts) {
    mark(from, State.ANSWERED);
    learn(contacts);
  }

  public void failed(NodeId from) {
    mark(from, State.FAILED);
  }

  /** No answer yet, for so long that another is asked beside it (decision 18). */
  public void slow(NodeId from) {
    for (Candidate candidate : candidates) {
      if (candidate.state == State.ASKED && candidate.contact.id().equals(from)) {
        candidate.state = State.SLOW;
      }
    }
  }

  /** The closest found that did not fail, at most {@code count}, closest first. */
  public List<ContactInfo> closest(int count) {
    List<ContactInfo> result = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.state != State.FAILED && result.size() < count) {
        result.add(candidate.contact);
      }
    }
    return result;
  }

  private void mark(NodeId id, State state) {
    for (Candidate candidate : candidates) {
      if (candidate.contact.id().equals(id)) {
        candidate.state = state;
      }
    }
  }

  private void learn(List<ContactInfo> contacts) {
    for (ContactInfo contact : contacts) {
      if (!contact.id().equals(self)) {
        insert(contact);
      }
    }
    while (candidates.size() > MAX_CANDIDATES) {
      candidates.remove(candidates.size() - 1);
    }
  }

  private void insert(ContactInfo contact) {
    int at = 0;
    while (at < candidates.size()) {
      int order = target.compareDistance(candidates.get(at).contact.id(), contact.id());
      if (order == 0) {
        return;
      }
      if (order > 0) {
        break;
      }
      at++;
    }
    candidates.add(at, new Candidate(contact));
  }
}
