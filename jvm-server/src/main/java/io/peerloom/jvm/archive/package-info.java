/**
 * Archives: what is published to a topic, for longer than the topic remembers it.
 *
 * <p>{@link io.peerloom.jvm.archive.TopicArchiver} follows a topic into a {@link
 * io.peerloom.jvm.archive.TopicArchive}, the port; {@code io.peerloom.jvm.nats} is the adapter to
 * NATS JetStream. {@code ArchiveQueue} decides what is appended when, and until when the archive is
 * complete.
 *
 * <p>Words: a message is <i>stored</i> once the archive has acknowledged it. The archive is
 * <i>complete until</i> a time if it has everything that the network had acknowledged by then. That
 * time is stored in the archive itself, with each message, so nothing else has to be kept between
 * two runs, or could disagree.
 *
 * <p>Invariants: a message is given up only with its subscription, which is then begun again where
 * the archive is complete; what waits is bounded; a restart and a first start are the same.
 */
package io.peerloom.jvm.archive;
