/**
 * Bytes from one application to another, in order, each once.
 *
 * <p>{@code DirectSender} numbers messages to a peer and stores each until the other application
 * has accepted it; {@code LinkOnDemand} opens a link if there is none. {@code DirectReceiver} hands
 * each number to the application once and answers when the application is done.
 *
 * <p>Invariants: what is encrypted under one link is never accepted on another; a message sent
 * again after its link ended counts as the same; a sender faster than the other application has to
 * wait, and is refused with OVERLOADED beyond a bound in bytes.
 */
package io.peerloom.core.direct;
