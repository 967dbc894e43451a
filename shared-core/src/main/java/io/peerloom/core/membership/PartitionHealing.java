package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the part of the network that no link leads to (R7.5).
 *
 * <p>Links cannot show it: each part of a partitioned network is whole by itself. So now and then,
 * and after each recovery, a bridge is asked for random peers, and one of them is queried over the
 * overlay for its neighbours. One that the overlay does not reach is in another part: it is
 * dialled, and over that link the neighbours in both parts find each other.
 */
public final class PartitionHealing {
  /** Average interval; of a thousand peers one checks every third of a second. */
  private static final int PERIOD_MILLIS = 300_000;

  private static final int AFTER_RECOVERY_MILLIS = 10_000;

  private final Env env;
  private final Crypto crypto;
  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final OverlayNetwork overlay;
  private final WebRtcSignalling signalling;
  private final Readmission readmission;
  private Timer timer;
  private boolean stopped;

  public PartitionHealing(
      Env env,
      Crypto crypto,
      Identity self,
      RoutingTable table,
      LinkTable links,
      OverlayNetwork overlay,
      WebRtcSignalling signalling,
      Readmission readmission) {
    this.env = env;
    this.crypto = crypto;
    this.self = self;
    this.table = table;
    this.links = links;
    this.overlay = overlay;
    this.signalling = signalling;
    this.readmission = readmission;
  }

  /** Starts checking. */
  public void start() {
    lookWithin(PERIOD_MILLIS);
  }

  /** There are links again after there were none, perhaps to only one part of the network. */
  void recovered() {
    lookWithin(AFTER_RECOVERY_MILLIS);
  }

  public void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void lookWithin(int millis) {
    if (stopped || !readmission.isPossible()) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    timer =
        env.after(
            millis / 2 + env.rng().nextInt(millis),
            () -> {
              look();
              lookWithin(PERIOD_MILLIS);
            });
  }

  private void look() {
    readmission
        .ask(null)
        .then(
            admitted -> {
              // A bridge that was away for long has been forgotten, and knows nobody either.
              table.learn(admitted.admission().bridge(), env.monotonicMillis());
              askOne(admitted.admission().contacts());
            },
            e -> env.log(LogLevel.DEBUG, "healing: " + e));
  }

  private void askOne(List<ContactInfo> named) {
    List<ContactInfo> strangers = new ArrayList<>();
    for (ContactInfo contact : named) {
      if (signalling.canConnect(contact)) {
        strangers.add(contact);
      }
    }
    if (strangers.isEmpty() || stopped) {
      return;
    }
    ContactInfo stranger = strangers.get(env.rng().nextInt(strangers.size()));
    byte[] trace = crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    RoutingMessage.FindNode question = new RoutingMessage.FindNode(self.id().bytes(), trace, 0);
    overlay
        .request(stranger.id(), question, OverlayNetwork.ROUTED_TIMEOUT_MILLIS)
        .then(
            answer -> {
              if (answer instanceof RoutingMessage.Found found) {
                table.learn(found.contacts(), env.monotonicMillis());
              }
            },
            e -> {
              env.log(LogLevel.INFO, "no way to " + stranger.id() + ", which lives: " + e);
              if (!stopped && links.link(stranger.id()) == null) {
                table.learnAlive(stranger, env.monotonicMillis());
                table.forgive(stranger.id());
                link(stranger);
              }
            });
  }

  private void link(ContactInfo stranger) {
    if (self.kind() == PeerKind.BROWSER && stranger.kind() == PeerKind.BROWSER) {
      // Browser peers signal over links, and none leads there.
      readmission.ask(stranger.id()).then(ok -> {}, e -> env.log(LogLevel.DEBUG, "healing: " + e));
    } else {
      signalling.connect(stranger);
    }
  }
}
