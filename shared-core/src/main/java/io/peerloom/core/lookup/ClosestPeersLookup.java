package io.peerloom.core.lookup;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** Contacts that are asked on the word of one identity alone. */
  static final int MAX_VOUCHED = 2 * RoutingMessage.MAX_CONTACTS;

  /** Identities remembered of those that returned a candidate; no more are needed. */
  private static final int MAX_VOTERS = 4;

  private enum State {
    NEW,
    ASKED,
    SLOW,
    ANSWERED,
    /** It answered, but has no place beside other peers of its identity. */
    BEHIND,
    FAILED
  }

  private static final class Candidate {
    final ContactInfo contact;
    State state = State.NEW;

    /** Answers that return it; those of one identity are one. */
    int votes;

    /** The identities that returned it, as many as there are votes needed. */
    final List<Bytes> voters = new ArrayList<>(2);

    Candidate(ContactInfo contact) {
      this.contact = contact;
    }

    void vote(int more, Bytes voter) {
      votes += more;
      if (voter != null && voters.size() < MAX_VOTERS) {
        voters.add(voter);
      }
    }
  }

  private final NodeId self;
  private final Point target;
  private final int width;
  private final int nodes;
  private final int votes;
  private final List<Candidate> candidates = new ArrayList<>();
  private final IdentityPlaces places;
  private final IdentityPlaces.Count count;

  /** By identity, how many contacts it had asked on its own word. */
  private final Map<Bytes, Integer> vouched = new TreeMap<>();

  /** A lookup that believes the answers it gets, {@link #ALPHA} steps at a time. */
  public ClosestPeersLookup(
      NodeId self, Point target, List<ContactInfo> seeds, IdentityPlaces places) {
    this(self, target, seeds, ALPHA, 0, 1, places);
  }

  /**
   * A lookup.
   *
   * @param seeds peers that this peer knows itself, not from answers
   * @param width how many are asked at a time, and must have answered in the end
   * @param nodes the closest so many nodes are asked, too, wherever they are: of a browser peer
   *     that no NAT lets its neighbours link to, the nodes nearest to it know
   * @param votes how many answers must return a peer before it is asked, as long as there are
   *     others to ask; seeds need none
   */
  public ClosestPeersLookup(
      NodeId self,
      Point target,
      List<ContactInfo> seeds,
      int width,
      int nodes,
      int votes,
      IdentityPlaces places) {
    this.self = self;
    this.places = places;
    this.count = places.count();
    this.target = target;
    this.width = width;
    this.nodes = nodes;
    this.votes = votes;
    learn(seeds, votes, null);
  }

  /** The peer to ask now: null when enough requests are in flight, or when it is done. */
  public ContactInfo next() {
    for (Candidate candidate : considered()) {
      if (candidate.state == State.NEW) {
        candidate.state = State.ASKED;
        return candidate.contact;
      }
    }
    return null;
  }

  /** Those that must have answered in the end, as far as is known now. */
  private List<Candidate> considered() {
    List<Candidate> considered = new ArrayList<>();
    int needed = neededVotes();
    int nodesLeft = nodes;
    for (Candidate candidate : candidates) {
      boolean node = candidate.contact.kind().isNode();
      if (!isSkipped(candidate, needed) && (considered.size() < width || node && nodesLeft > 0)) {
        considered.add(candidate);
        nodesLeft -= node ? 1 : 0;
      }
    }
    return considered;
  }

  private static boolean isSkipped(Candidate candidate, int neededVotes) {
    return candidate.state == State.FAILED
        || candidate.state == State.BEHIND
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
    for (Candidate candidate : considered()) {
      if (candidate.state != State.ANSWERED) {
        return false;
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
    learn(seeds, 1, null);
  }

  /**
   * An answer; it counts even when it was given up before.
   *
   * <p>Peers of one identity are one voice: what a third of them returns is not considered, and
   * those beyond two take no place of the closest where there are others.
   *
   * @param firstHand whether nobody passed it on, so that only who gave it can have made it up: its
   *     word is enough to ask those it names, who prove themselves or fail; of one identity, for
   *     {@link #MAX_VOUCHED} of them
   */
  public void answered(NodeId from, List<ContactInfo> contacts, boolean firstHand) {
    boolean again = isIn(from, State.ANSWERED) || isIn(from, State.BEHIND);
    if (!again && !count.takes(from)) {
      mark(from, State.BEHIND);
    } else if (!isIn(from, State.BEHIND)) {
      mark(from, State.ANSWERED);
      learn(contacts, firstHand ? votes : 1, places.identity(from));
    }
  }

  private boolean isIn(NodeId id, State state) {
    for (Candidate candidate : candidates) {
      if (candidate.contact.id().equals(id)) {
        return candidate.state == state;
      }
    }
    return false;
  }

  /** What it was asked over others failed, or takes long: it may be asked itself. */
  void again(NodeId id) {
    for (Candidate candidate : candidates) {
      if (candidate.state == State.ASKED && candidate.contact.id().equals(id)) {
        candidate.state = State.NEW;
      }
    }
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

  /** Those behind come last, so that they take no place of others and leave none empty. */
  private List<ContactInfo> closest(int most, boolean answering) {
    List<ContactInfo> result = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean counts =
          answering
              ? candidate.state == State.ANSWERED
              : candidate.state != State.FAILED && candidate.state != State.BEHIND;
      if (counts && result.size() < most) {
        result.add(candidate.contact);
      }
    }
    for (Candidate candidate : candidates) {
      if (candidate.state == State.BEHIND && result.size() < most) {
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
      if (candidate.state == State.FAILED || candidate.state == State.BEHIND) {
        return i;
      }
      if (fewVotes < 0 && candidate.state == State.NEW && candidate.votes < votes) {
        fewVotes = i;
      }
    }
    return fewVotes < 0 ? candidates.size() - 1 : fewVotes;
  }

  /** One answer has one vote for each, however often it names it. */
  private void learn(List<ContactInfo> contacts, int more, Bytes voter) {
    Set<NodeId> seen = new TreeSet<>();
    for (ContactInfo contact : contacts) {
      if (!contact.id().equals(self) && seen.add(contact.id())) {
        insert(contact, more, voter);
      }
    }
    while (candidates.size() > MAX_CANDIDATES) {
      candidates.remove(expendable());
    }
  }

  private void insert(ContactInfo contact, int wanted, Bytes voter) {
    int more = wanted;
    if (voter != null && wanted > 1) {
      int before = vouched.getOrDefault(voter, 0);
      vouched.put(voter, before + 1);
      more = before < MAX_VOUCHED ? wanted : 1;
    }
    int at = 0;
    while (at < candidates.size()) {
      int order = target.compareDistance(candidates.get(at).contact.id(), contact.id());
      if (order == 0) {
        Candidate known = candidates.get(at);
        if (voter == null || !known.voters.contains(voter)) {
          known.vote(more, voter);
        }
        return;
      }
      if (order > 0) {
        break;
      }
      at++;
    }
    Candidate candidate = new Candidate(contact);
    candidate.vote(more, voter);
    candidates.add(at, candidate);
  }
}
