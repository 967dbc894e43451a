/**
 * Every message as a record, its number, and the one codec.
 *
 * <p>{@link io.peerloom.core.wire.Message} is sealed over five families: {@link
 * io.peerloom.core.wire.LinkMessage} for one connection, {@link
 * io.peerloom.core.wire.RoutingMessage} for lookups and routed requests, {@link
 * io.peerloom.core.wire.DataMessage} for records, {@link io.peerloom.core.wire.TopicProtocol} for
 * topics, {@link io.peerloom.core.wire.JoinMessage} for admission. {@link
 * io.peerloom.core.wire.MessageType} has their numbers, {@link io.peerloom.core.wire.MessageCodec}
 * turns them into bytes; {@code docs/PROTOCOL.md} says the same for a second implementation.
 *
 * <p>A message travels so: a service makes a record, the codec encodes it, {@code
 * io.peerloom.core.connection.Frames} cuts it into frames, the transport carries them; at the other
 * end the frames are put together, decoded with all bounds checked, and given to the handler that
 * the {@code io.peerloom.core.rpc.Router} has for its number.
 *
 * <p>Words: a <em>slot</em> is one publisher's register under a key; a <em>ballot</em> orders
 * attempts to write it (Paxos); a <em>holder set</em> is whose majority decides about it; a
 * <em>span</em> of a topic is the messages published in the same 2^14 ms; a <em>trace</em> is 8
 * random bytes that all copies of a routed request share.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Decoding never trusts: every length and number has a bound, and what exceeds it is
 *       INVALID_REQUEST or TOO_LARGE.
 *   <li>New fields go at the end, where older peers skip them; a number is never used again. The
 *       golden frames of the tests pin the bytes.
 *   <li>What is signed is opaque here: byte strings that are forwarded and stored as they arrived.
 * </ul>
 */
package io.peerloom.core.wire;
