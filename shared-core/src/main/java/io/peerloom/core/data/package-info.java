/**
 * Records: signed, encrypted values that the peers nearest to a key keep.
 *
 * <p>{@link io.peerloom.core.data.RecordService} answers Store, Prepare and Fetch, verifying before
 * it stores and refusing what is not this peer's to keep. {@link
 * io.peerloom.core.data.RecordRepository} has the records on disk, by slot, and removes what has
 * expired. {@link io.peerloom.core.data.Neighbourhood} decides which peers keep a record. {@code
 * client} puts and gets, {@code replication} keeps copies with whoever is nearest.
 *
 * <p>A Store travels so: connection, {@code Router}, {@code RecordService}, {@code
 * RecordRepository}; the answer is a {@link io.peerloom.core.data.Receipt}, signed once the record
 * is durable. A routed Store passes the {@code Forwarder} before the router, and nothing else.
 *
 * <p>Words: a <em>slot</em> is one publisher's register under a key; a <em>holder</em> keeps a
 * record; a <em>failure domain</em> is a data directory or browser profile, so that copies on one
 * disk count once; a <em>ballot</em> orders attempts to write one version of a slot.
 *
 * <p>Invariants: an older version never replaces a newer one, which is remembered for as long as
 * any older copy may live; what is acknowledged was durable first; a ballot that is promised keeps
 * out lower ones and plain puts. {@link io.peerloom.core.data.SlotState} is the acceptor of
 * CASPaxos (Rystsov, 2018); placement follows Kademlia (Maymounkov and Mazieres, 2002).
 */
package io.peerloom.core.data;
