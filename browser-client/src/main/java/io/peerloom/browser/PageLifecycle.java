package io.peerloom.browser;

import io.peerloom.browser.dom.Page;
import io.peerloom.core.Peer;
import io.peerloom.core.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.dom.events.Registration;

/**
 * Informs a peer of its page's lifecycle (DESIGN 12).
 *
 * <p>A page that ends says goodbye. One that is frozen, or kept for the back button, cannot answer
 * meanwhile, so it closes its links, which the other peers notice at once; its own peer learns of
 * it in the next turn, after the page is back, and recovers as from any other loss.
 */
final class PageLifecycle {
  private final Peer peer;
  private final Set<PageTransport> transports;
  private final List<Registration> registrations = new ArrayList<>();
  private String connectionType = "";

  PageLifecycle(Peer peer, Set<PageTransport> transports) {
    this.peer = peer;
    this.transports = transports;
    EventTarget scope = Page.scope();
    if (scope != null) {
      on(scope, "online", event -> peer.wake());
      EventTarget connection = Page.connection();
      if (connection != null) {
        connectionType = Page.connectionType();
        on(connection, "change", event -> connectionChanged());
      }
    }
    if (!Page.hasDocument()) {
      return; // A worker does not learn whether its page is visible.
    }
    on(Page.document(), "visibilitychange", event -> visibilityChanged());
    on(Page.document(), "freeze", event -> closeLinks());
    on(Page.document(), "resume", event -> back());
    on(scope, "pagehide", this::hidden);
    on(scope, "pageshow", this::shown);
    if (!Page.isVisible()) {
      peer.setActive(false);
    }
  }

  private void on(EventTarget target, String type, EventListener<Event> listener) {
    registrations.add(target.onEvent(type, listener));
  }

  /** The event comes for mere estimates of the speed, too; only another kind is another network. */
  private void connectionChanged() {
    String now = Page.connectionType();
    if (!now.equals(connectionType)) {
      connectionType = now;
      peer.wake();
    }
  }

  private void visibilityChanged() {
    boolean visible = Page.isVisible();
    peer.setActive(visible);
    if (visible) {
      peer.wake();
    }
  }

  private void hidden(Event event) {
    if (Page.isPersisted(event)) {
      closeLinks();
    } else {
      peer.leave();
    }
  }

  private void shown(Event event) {
    if (Page.isPersisted(event)) {
      back();
    }
  }

  private void closeLinks() {
    for (PageTransport transport : List.copyOf(transports)) {
      transport.close(ErrorCode.CLOSED, "the page is put aside");
    }
  }

  private void back() {
    peer.setActive(Page.isVisible());
    peer.wake();
  }

  /** Stops listening. */
  void close() {
    registrations.forEach(Registration::dispose);
    registrations.clear();
  }
}
