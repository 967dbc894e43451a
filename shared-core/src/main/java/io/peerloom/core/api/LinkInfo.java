package io.peerloom.core.api;

/**
 * A live link, as the APIs show it.
 *
 * @param id hexadecimal node id of the other side
 * @param kind {@code browser}, {@code node} or {@code bridge}
 * @param transport {@code webrtc} or {@code websocket}
 * @param active false for a page that is hidden
 * @param rttMillis smoothed round-trip time, -1 before the first measurement
 * @param openedAt wall-clock milliseconds
 */
public record LinkInfo(
    String id, String kind, String transport, boolean active, double rttMillis, long openedAt) {}
