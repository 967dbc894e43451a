/**
 * The types that callers of {@link io.peerloom.core.Peer} use: what a peer is configured with, what
 * it puts, gets, publishes and reports.
 *
 * <p>Nothing here does any work, and nothing here knows how the work is done, so that the Java and
 * JavaScript APIs can be kept while the parts behind them change.
 */
package io.peerloom.core.api;
