package io.peerloom.browser;

import io.peerloom.core.api.Subscription;
import org.teavm.jso.JSExport;

/** A subscription as the facade sees it. */
public final class SubscriptionHandle {
  private final Subscription subscription;

  SubscriptionHandle(Subscription subscription) {
    this.subscription = subscription;
  }

  @JSExport
  public double completeUntil() {
    return (double) subscription.completeUntil();
  }

  @JSExport
  public void close() {
    subscription.close();
  }
}
