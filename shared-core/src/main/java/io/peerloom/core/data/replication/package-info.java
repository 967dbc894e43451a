/**
 * Keeping the copies of records with the peers that are nearest to their keys, whoever comes and
 * goes.
 *
 * <p>{@code Republisher} goes through what is held in batches and offers hashes to those that
 * {@code RefreshPlan} decides on; these pull what they lack (Offer, Pull, Copies). {@code
 * HolderRenewal} replaces departed holders in the recorded sets that compare-and-set votes with, by
 * a ballot that needs most of the old set: a membership change of CASPaxos (Rystsov, 2018).
 *
 * <p>Invariants: data travels only where a hash shows that it is missing or older; each record is
 * refreshed within the hour as long as one of its holders lives; of the parts of a network that
 * fell apart at most one can change a set of holders.
 */
package io.peerloom.core.data.replication;
