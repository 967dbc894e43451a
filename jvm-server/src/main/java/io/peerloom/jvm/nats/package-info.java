/**
 * The adapter of {@link io.peerloom.jvm.archive.TopicArchive} to NATS JetStream, with its official
 * client.
 *
 * <p>{@link io.peerloom.jvm.nats.NatsArchive} owns the connection. What can be decided without one
 * is decided apart: {@code MessageHeaders} writes and reads the headers of an archived message,
 * {@code StreamCheck} says whether a stream can take messages of topics, {@code NatsFailure} what a
 * failure of the client means, in a sentence for the operator.
 *
 * <p>Invariants: passwords and tokens are in no message and no log; a stream is created only where
 * that was asked for, and never changed.
 */
package io.peerloom.jvm.nats;
