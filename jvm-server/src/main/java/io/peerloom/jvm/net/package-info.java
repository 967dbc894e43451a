/**
 * The network adapters: the core's {@code WebSocketPort} and {@code Transport} over real sockets,
 * and the port on which a process listens.
 *
 * <p>{@link io.peerloom.jvm.net.WebServer} starts Javalin with the routes it is given; {@link
 * io.peerloom.jvm.net.JavalinWebSockets} accepts WebSockets for the peers, each at its path. Peers
 * dial with {@link io.peerloom.jvm.net.JettyWebSocketPort} over one shared client; a bootstrap
 * server dials bridges with {@link io.peerloom.jvm.net.OneShotWebSocketPort}, one socket per
 * request.
 *
 * <p>How a frame travels: a Jetty thread calls {@code JettySocket.onWebSocketBinary}; {@code
 * InboundWindow} decides whether to read on; the frame is handed to the peer's loop, which passes
 * it to the core's {@code TransportEvents}. Outwards the core calls {@code Transport.send}, which
 * never blocks; bytes not yet sent are counted and bounded.
 *
 * <p>Invariants: events of one socket reach the loop in order, and none after {@code closed}; a
 * slow loop slows its senders through TCP instead of filling the memory; no address range has more
 * than its share of the sockets, and those whose other ends are not proved are few and small
 * ({@code SocketShares}); a close carries the core's error code as 4000 plus its number ({@code
 * CloseCodes}, RFC 6455).
 */
package io.peerloom.jvm.net;
