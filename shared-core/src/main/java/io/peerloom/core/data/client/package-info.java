/**
 * Puts, gets and compare-and-set on behalf of the application.
 *
 * <p>{@code RecordClient} seals a value and hands it to {@code RecordWriter}, which writes the
 * versions of one name one after the other: {@code SlotSurvey} asks the holders for the current
 * sequence, {@code WriteQuorum} decides when a write is acknowledged. With {@code ifSequence} a
 * {@code BallotWriter} runs a {@code Ballot} instead, whose rounds {@code BallotRound} decides: the
 * proposer of CASPaxos (Rystsov, 2018), with one outcome, or UNKNOWN. {@code RecordReader} gets:
 * {@code HolderFinder} finds the holders, {@code RecordFetcher} asks them, and others beside slow
 * ones, {@code ReadQuorum} decides when enough have answered.
 *
 * <p>Invariants: a refusal is an answer and never an absence; the writer's own copy alone
 * acknowledges only if it is alone in the network; a get answers that there is nothing only after a
 * verified lookup, and fails if too few of the closest could be asked.
 */
package io.peerloom.core.data.client;
