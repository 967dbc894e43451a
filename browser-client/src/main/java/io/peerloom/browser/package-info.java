/**
 * A peer in a page: the ports of the core over WebRTC, WebSocket, WebCrypto and IndexedDB, and the
 * objects that {@code index.js} makes its API of.
 *
 * <p>{@code PeerModule} exports what the JavaScript uses; {@code PeerStart} reads options and
 * starts a peer, {@code PeerHandle} is that peer as JavaScript sees it. Each adapter hands events
 * in on the page's one thread and decides nothing.
 *
 * <p>Invariants: keys are not extractable; what the browser takes away under a live page, such as
 * its database, is opened again or said; no exception leaves without a code.
 */
package io.peerloom.browser;
