/**
 * A peer in a web page: the ports of the core implemented with WebRTC, WebSocket, WebCrypto and
 * IndexedDB, and the objects that {@code index.js} builds its API on.
 *
 * <p>{@code PeerModule} has the exports; {@code PeerStart} reads options and starts a peer, {@code
 * PeerHandle} is that peer as JavaScript sees it. Each adapter passes events to the core on the
 * page's single thread and decides nothing.
 *
 * <p>Invariants: keys are not extractable; what the browser closes under a running page, such as
 * its database, is opened again or its loss is reported; every exception that leaves has a code.
 */
package io.peerloom.browser;
