package io.peerloom.core.data.client;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One compare-and-set, or one change of who is recorded, as {@link Ballot} carries it out. */
final class ModelWriter {
  /** Which holder it is, where it changes who is recorded; null for a compare-and-set. */
  NodeId renewer;

  final int value;
  final long base;
  final int side;
  List<NodeId> nearest;
  long sequence;
  long number = 1;
  BallotRound round;
  final TreeSet<NodeId> answered = new TreeSet<>();
  final List<BallotWorld.Message> answers = new ArrayList<>();
  long ballot;
  HolderSet set;
  boolean proposing;

  int proposed;
  long mineAt;
  boolean mayBeKept;
  String outcome;

  ModelWriter(int value, long base, int side) {
    this.value = value;
    this.base = base;
    this.side = side;
    this.sequence = base + 1;
  }

  void end(String how) {
    outcome = how.equals("conflict") && mayBeKept ? "unknown" : how;
  }
}
