package io.peerloom.browser;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** What the facade hands in, checked and complete: every property is there. */
interface JoinOptions extends JSObject {
  @JSProperty
  JSArrayReader<JSString> getBootstrap();

  /** Hexadecimal, empty for the network pinned or met first. */
  @JSProperty
  String getNetwork();

  @JSProperty
  JSObject getIceServers();

  /** 0 for what suits the device. */
  @JSProperty
  int getMaxLinks();

  /** Whether nothing is to outlive the page. */
  @JSProperty
  boolean isMemory();

  @JSProperty
  Events getEvents();

  /** Where the facade hears of events. */
  interface Events extends JSObject {
    void state(String state);

    void link(JSObject link);

    void unlink(JSObject link);

    void queue(JSObject outcome);

    /** Something happened to the storage, which is that from now on. */
    void storage(String storage, String reason);

    /** Null where nobody listens; rejected where a listener failed. */
    JSPromise<JSObject> message(String from, Int8Array bytes);
  }
}
