package io.peerloom.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** The options that the facade passes, checked and complete: every property is set. */
interface JoinOptions extends JSObject {
  @JSProperty
  JSArrayReader<JSString> getBootstrap();

  /** Hexadecimal; empty for the pinned network, or the first one met. */
  @JSProperty
  String getNetwork();

  /** The text of a link; empty for none. */
  @JSProperty
  String getInvitation();

  /** Null for those that the network names. */
  @JSProperty
  JSObject getIceServers();

  /** 0 for a default that suits the device. */
  @JSProperty
  int getMaxLinks();

  /** Whether nothing may outlive the page. */
  @JSProperty
  boolean isMemory();

  @JSProperty
  Events getEvents();

  /** Receives events for the facade. */
  interface Events extends JSObject {
    void state(String state);

    void link(JSObject link);

    void unlink(JSObject link);

    void queue(JSObject outcome);

    /** The storage has changed, and is this from now on. */
    void storage(String storage, String reason);

    /** Whether there is a listener. */
    boolean stream(StreamHandle stream);

    /** Null if there is no listener; rejected if a listener failed. */
    JSPromise<JSObject> message(String from, Int8Array bytes);
  }
}
