package io.peerloom.core.membership;

import io.peerloom.core.base.Promise;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.RoutingMessage;

/**
 * Asks the bootstrap servers again, as a member that wants links. A browser peer that knows only
 * browser peers has no link to signal over; it sends along a complete offer to one of them, which a
 * bridge forwards, and the answer comes back with the admission (DESIGN 15).
 */
public final class Readmission {
  private final BootstrapClient bootstrap;
  private final byte[] network;
  private final WebRtcSignalling signalling;
  private final MembershipRenewal renewal;

  public Readmission(
      BootstrapClient bootstrap,
      byte[] network,
      WebRtcSignalling signalling,
      MembershipRenewal renewal) {
    this.bootstrap = bootstrap;
    this.network = network;
    this.signalling = signalling;
    this.renewal = renewal;
  }

  /** The network of this peer. */
  byte[] network() {
    return network;
  }

  /** Whether there is a bootstrap server to ask. */
  boolean isPossible() {
    return bootstrap.hasEndpoints();
  }

  /** Whether TURN credentials need to be renewed. */
  boolean isDue() {
    return bootstrap.areIceServersDue();
  }

  /**
   * Asks each bootstrap server in turn ({@link BootstrapClient#ask}).
   *
   * @param page the browser peer to offer a link, or null
   */
  Promise<BootstrapClient.AdmissionResult> ask(NodeId page) {
    Promise<RoutingMessage.Route> offer =
        page == null
            ? Promise.of(null)
            : signalling.completeOffer(page).recover(e -> Promise.of(null));
    return offer.flatMap(this::carry);
  }

  private Promise<BootstrapClient.AdmissionResult> carry(RoutingMessage.Route offer) {
    Promise<BootstrapClient.AdmissionResult> admitted = bootstrap.ask(network, offer);
    admitted.then(given -> renewal.adopt(given.token()), e -> {});
    if (offer != null) {
      admitted.then(
          answer -> signalling.completeAnswer(offer, answer.admission().answer()),
          e -> signalling.completeAnswer(offer, null));
    }
    return admitted;
  }
}
