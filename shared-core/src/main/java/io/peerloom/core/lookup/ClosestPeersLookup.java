package io.peerloom.core.lookup;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whom to ask next on the way to the peers closest to a point, after Kademlia and
 * rust-libp2p's query: it never sends, and a late answer still counts.
 *
 * <p>It is done when the closest peers, {@link #ALPHA} unless it is wider, that did not fail have
 * answered, because each passes the question on towards the target itself (DESIGN 8) and knows its
 * own neighbourhood. One that is slow is not waited for, but stays among those found.
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
    int votes;

    Candidate(ContactInfo contact) {
      this.contact = contact;
    }
  }

  private final NodeId self;
  private final Point target;
  private final int width;
  private final int votes;
  private final List<Candidate> candidates = new ArrayList<>();

  /** A lookup that believes the answers it gets, {@link #ALPHA} steps at a time. */
  public ClosestPeersLookup(NodeId self, Point target, List<ContactInfo> seeds) {
    this(self, target, seeds, ALPHA, 1);
  }

  /**
   * A lookup.
   *
   * @param seeds peers that this peer knows itself, not from answers
   * @param width how many are asked at a time, and must have answered in the end
   * @param votes how many answers must return a peer before it is asked, as long as there are
   *     others to ask; seeds need none
   */
  public ClosestPeersLookup(
      NodeId self, Point target, List<ContactInfo> seeds, int width, int votes) {
    this.self = self;
    this.target = target;
    this.width = width;
    this.votes = votes;
    learn(seeds, votes);
  }

  /** The peer to ask now: null when enough requests are in flight, or when it is done. */
  public ContactInfo next() {
    int pending = 0;
    int considered = 0;
    int needed = neededVotes();
    for (Candidate candidate : candidates) {
      if (isSkipped(candidate, needed)) {
        continue;
      }
      if (candidate.state == State.NEW) {
        if (pending >= width) {
          return null;
        }
        candidate.state = State.ASKED;
        return candidate.contact;
      }
      if (candidate.state == State.ASKED) {
        pending++;
      }
      if (++considered == width) {
        return null;
      }
    }
    return null;
  }

  private static boolean isSkipped(Candidate candidate, int neededVotes) {
    return candidate.state == State.FAILED
        || candidate.state == State.SLOW
        || candidate.votes < neededVotes;
  }

  /** Who is named once is left out while enough are named more often. */
  private int neededVotes() {
    int voted = 0;
    for (Candidate candidate : candidates) {
      voted += isSkipped(candidate, votes) ? 0 : 1;
    }
    return voted >= width ? votes : 1;
  }

  /** Whether the closest have answered, or there is nobody left to ask. */
  public boolean isDone() {
    int answered = 0;
    int needed = neededVotes();
    for (Candidate candidate : candidates) {
      if (isSkipped(candidate, needed)) {
        continue;
      }
      if (candidate.state != State.ANSWERED) {
        return false;
      }
      if (++answered == width) {
        return true;
      }
    }
    return true;
  }

  /** This one is asked, whatever {@link #next} would have said. */
  public void asked(NodeId id) {
    for (Candidate candidate : candidates) {
      if (candidate.state == State.NEW && candidate.contact.id().equals(id)) {
        candidate.state = State.ASKED;
      }
    }
  }

  /** Others that may be asked. */
  public void add(List<ContactInfo> seeds) {
    learn(seeds, 1);
  }

  /**
   * An answer; it counts even when it was given up before.
   *
   * @param firstHand whether nobody passed it on, so that only who gave it can have made it up: its
   *     word is enough to ask those it names, who prove themselves or fail
   */
  public void answered(NodeId from, List<ContactInfo> contacts, boolean firstHand) {
    mark(from, State.ANSWERED);
    learn(contacts, firstHand ? votes : 1);
  }

  public void failed(NodeId from) {
    mark(from, State.FAILED);
  }

  /** No answer yet, for so long that another is asked beside it (DESIGN 18). */
  public void slow(NodeId from) {
    for (Candidate candidate : candidates) {
      if (candidate.state == State.ASKED && candidate.contact.id().equals(from)) {
        candidate.state = State.SLOW;
      }
    }
  }

  /** The closest found that did not fail, at most {@code count}, closest first. */
  public List<ContactInfo> closest(int count) {
    return closest(count, false);
  }

  /** The closest that have answered themselves. */
  public List<ContactInfo> answering(int count) {
    return closest(count, true);
  }

  private List<ContactInfo> closest(int count, boolean answering) {
    List<ContactInfo> result = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean counts =
          answering ? candidate.state == State.ANSWERED : candidate.state != State.FAILED;
      if (counts && result.size() < count) {
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

  /** The farthest of those that failed, else of those hardly anybody names, else of all. */
  private int expendable() {
    int fewVotes = -1;
    for (int i = candidates.size() - 1; i >= 0; i--) {
      Candidate candidate = candidates.get(i);
      if (candidate.state == State.FAILED) {
        return i;
      }
      if (fewVotes < 0 && candidate.state == State.NEW && candidate.votes < votes) {
        fewVotes = i;
      }
    }
    return fewVotes < 0 ? candidates.size() - 1 : fewVotes;
  }

  /** One answer has one vote for each, however often it names it. */
  private void learn(List<ContactInfo> contacts, int more) {
    Set<NodeId> seen = new TreeSet<>();
    for (ContactInfo contact : contacts) {
      if (!contact.id().equals(self) && seen.add(contact.id())) {
        insert(contact, more);
      }
    }
    while (candidates.size() > MAX_CANDIDATES) {
      candidates.remove(expendable());
    }
  }

  private void insert(ContactInfo contact, int more) {
    int at = 0;
    while (at < candidates.size()) {
      int order = target.compareDistance(candidates.get(at).contact.id(), contact.id());
      if (order == 0) {
        candidates.get(at).votes += more;
        return;
      }
      if (order > 0) {
        break;
      }
      at++;
    }
    Candidate candidate = new Candidate(contact);
    candidate.votes = more;
    candidates.add(at, candidate);
  }
}
