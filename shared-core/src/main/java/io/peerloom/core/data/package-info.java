/**
 * Records: signed, encrypted values stored by the peers nearest to a key.
 *
 * <p>{@link io.peerloom.core.data.RecordService} answers Store, Prepare and Fetch, verifying before
 * it stores and refusing records that belong to closer peers. {@link
 * io.peerloom.core.data.RecordRepository} has the records on disk, by slot, and removes expired
 * ones. {@link io.peerloom.core.data.Neighbourhood} decides for a holder which peers store a
 * record; for a writer {@code client.HolderFinder} finds them. {@code client} puts and gets, {@code
 * replication} keeps copies at the nearest peers.
 *
 * <p>The path of a Store: connection, {@code Router}, {@code RecordService}, {@code
 * RecordRepository}, which writes through {@link io.peerloom.core.data.RecordStore}, the port to
 * the disk; the answer is a {@link io.peerloom.core.data.Receipt}, signed once the record is
 * durable. A routed Store is the body of a Route: the {@code Router} hands that to the {@code
 * Forwarder}, which at the target opens the envelope and gives the Store to the same router.
 *
 * <p>Words: a <em>slot</em> is one publisher's register under a key; a <em>holder</em> stores a
 * record; a <em>failure domain</em> is a data directory or browser profile, so that copies on one
 * disk count once; a <em>ballot</em> orders attempts to write one version of a slot.
 *
 * <p>Invariants: an older version never replaces a newer one, which is remembered for as long as
 * any older copy may live; what is acknowledged was durable first; a promised ballot blocks lower
 * ones and plain puts. {@link io.peerloom.core.data.SlotState} is the acceptor of CASPaxos
 * (Rystsov, 2018); placement follows Kademlia (Maymounkov and Mazieres, 2002).
 */
package io.peerloom.core.data;
