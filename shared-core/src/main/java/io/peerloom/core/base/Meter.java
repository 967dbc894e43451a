package io.peerloom.core.base;

import java.util.function.Supplier;

/**
 * Counts what a peer does, on a platform that reports it; {@link Env#meter} returns it. Called on
 * the peer's loop, so an implementation returns at once, and it throws nothing.
 *
 * <p>A class whose methods do nothing instead of an interface: where this one alone is used, as in
 * pages, the compiler removes most of the calls.
 */
public class Meter {
  /** Counts nothing. */
  public static final Meter NONE = new Meter();

  /**
   * A connection became a link.
   *
   * @param kind {@code browser}, {@code node} or {@code bridge}
   * @param transport {@code webrtc} or {@code websocket}
   * @param dialled whether this side dialled, or made the offer
   */
  public void linkOpened(String kind, String transport, boolean dialled) {}

  /** A link, counted as opened before, has ended. */
  public void linkClosed(String kind, String transport, ErrorCode code) {}

  /**
   * A connection ended before it was a link.
   *
   * @param phase {@code dialling} or {@code handshake}
   */
  public void dialFailed(String transport, boolean dialled, String phase, ErrorCode code) {}

  /** A message of so many bytes was received over a connection. */
  public void received(int bytes) {}

  /** A message of so many bytes was handed to a connection. */
  public void sent(int bytes) {}

  /**
   * Another peer's request is answered.
   *
   * @param type one of {@code MessageType}
   * @param answer begins to answer
   * @return what {@code answer} returned
   */
  public <T> Promise<T> served(int type, Supplier<Promise<T>> answer) {
    return answer.get();
  }

  /** A request of a type was just sent, and its answer is awaited. */
  public void requested(int type, Promise<?> answer) {}

  /** A limit has refused something: {@code requests} or {@code offers}. */
  public void limited(String limit) {}

  /** A newcomer was admitted, code null, or refused. */
  public void admission(ErrorCode code) {}

  /** A bootstrap server admitted this peer, code null, or the attempt failed. */
  public void bootstrap(ErrorCode code) {}

  /** A bridge answered a bootstrap server, code null, or failed to. */
  public void bridge(String url, ErrorCode code) {}
}
