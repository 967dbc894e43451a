/**
 * Replication: copies of records stay at the peers nearest to their keys while peers come and go.
 *
 * <p>{@code Republisher} scans the stored records in batches and offers hashes to the peers that
 * {@code RefreshPlan} chooses; these pull what they lack (Offer, Pull, Copies). {@code
 * HolderRenewal} replaces departed holders in the recorded sets that compare-and-set votes with, by
 * a ballot that needs most of the old set: a membership change of CASPaxos (Rystsov, 2018).
 *
 * <p>Invariants: data is sent only if a hash shows that it is missing or old; each record is
 * refreshed within the hour as long as one of its holders lives; of the parts of a partitioned
 * network at most one can change a set of holders.
 */
package io.peerloom.core.data.replication;
