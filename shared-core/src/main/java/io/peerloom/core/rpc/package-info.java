/**
 * Who answers what, and how much each asker may ask.
 *
 * <p>{@link io.peerloom.core.rpc.Router} is the one table from the type of a message to its
 * handler, built once from all {@link io.peerloom.core.rpc.Service}s and immutable. A request
 * passes it whether it came over a link or was routed; nobody intercepts. {@link
 * io.peerloom.core.rpc.RequestBudgets} limits each asker by token buckets ({@link
 * io.peerloom.core.rpc.RateLimiter}) that grow with the logarithm of the network (R3); {@link
 * io.peerloom.core.rpc.RequestPace} is the asker's side: how fast a peer that limits may be asked.
 * {@link io.peerloom.core.rpc.AnsweredRequests} gives duplicates the answer already given (R12.3).
 *
 * <p>Invariants: a limit never drops silently but says how long to wait; a handler that throws is
 * an answer with a code; the sender of a request is always proved.
 */
package io.peerloom.core.rpc;
