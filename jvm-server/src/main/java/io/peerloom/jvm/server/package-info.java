/**
 * Server processes and what they serve over HTTP. A {@link io.peerloom.jvm.server.ServerProcess} is
 * a bootstrap server ({@link io.peerloom.jvm.server.BootstrapServerProcess}), one node or bridge
 * ({@link io.peerloom.jvm.server.PeerProcess}), or a whole network ({@link
 * io.peerloom.jvm.server.AllInOne}).
 *
 * <p>How an HTTP request travels: Jetty and Javalin ({@code net}) match its path to a route of
 * {@link io.peerloom.jvm.server.HttpApi}; {@link io.peerloom.jvm.server.ApiGate} asks for the
 * token, {@code RequestGuard} refuses foreign origins and host names; the handler reads name
 * ({@code ResourcePath}), conditions ({@code Conditions}, {@code EntityTag}) and body ({@code
 * Bodies} reads it, {@code Body} interprets it) and calls the {@code JvmPeer}. The outcome becomes
 * JSON ({@code Json}), raw bytes ({@code Body}), an event stream ({@code EventStreams}, in the
 * order of {@code DeliveryOrder}) or a problem document ({@code Problem}). Servers of all roles
 * have {@code OperatorRoutes}: metrics, the dashboard and its JSON.
 *
 * <p>Invariants: a request that waits for the peer occupies no thread, except for event streams,
 * whose number is bounded; nothing is written to a client on a peer's loop; every failure carries
 * one of the core's error codes; values of strangers are never served as something a browser
 * executes.
 *
 * <p>Standards: RFC 9110 (conditions, methods), RFC 9457 (problem documents), HTML's server-sent
 * events, Prometheus' text format 0.0.4.
 */
package io.peerloom.jvm.server;
