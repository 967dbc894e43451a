/**
 * The data directory: {@link io.peerloom.jvm.store.DataDirectory} locks and checks the folder,
 * {@link io.peerloom.jvm.store.RocksDatabase} is the database in it, {@link
 * io.peerloom.jvm.store.RocksRecordStore} the part of one peer, the core's {@code RecordStore}.
 *
 * <p>How a write travels: the store prefixes its keys with the peer's name and queues it; the
 * database's writer thread commits all queued writes as one batch with one sync (group commit), and
 * the result returns to the peer's loop. Reads complete at once on the loop.
 *
 * <p>Invariants: a write is acknowledged after it is on disk; damage is reported, never served; one
 * process uses a folder at a time; an incomplete folder, or one of a newer format, is refused
 * before anything in it changes.
 */
package io.peerloom.jvm.store;
