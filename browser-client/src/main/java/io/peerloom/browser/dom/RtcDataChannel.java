package io.peerloom.browser.dom;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSProperty;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** One {@code RTCDataChannel}. */
@JSClass(transparent = true)
public abstract class RtcDataChannel implements EventTarget {
  @JSProperty
  public abstract String getReadyState();

  @JSProperty
  public abstract int getBufferedAmount();

  public abstract void send(ArrayBufferView message);

  /** Closes the channel after what was sent. */
  public abstract void close();
}
