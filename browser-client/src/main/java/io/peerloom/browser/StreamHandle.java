package io.peerloom.browser;

import io.peerloom.browser.dom.Js;
import io.peerloom.core.direct.ByteStream;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** A stream as the facade sees it. */
public final class StreamHandle {
  private final ByteStream stream;

  StreamHandle(ByteStream stream) {
    this.stream = stream;
  }

  @JSExport
  public String peer() {
    return stream.peer().hex();
  }

  /** Fulfilled with the next bytes, which nobody else has; with null at the end. */
  @JSExport
  public JSPromise<Int8Array> read() {
    return Js.promise(stream.read(), bytes -> bytes == null ? null : Js.view(bytes));
  }

  @JSExport
  public JSPromise<JSObject> write(Int8Array bytes) {
    return Js.promise(stream.write(Js.bytes(bytes)), done -> null);
  }

  @JSExport
  public JSPromise<JSObject> end() {
    return Js.promise(stream.end(), done -> null);
  }

  /** As {@link #end}, without ending. */
  @JSExport
  public JSPromise<JSObject> ended() {
    return Js.promise(stream.ended(), done -> null);
  }

  @JSExport
  public void abort() {
    stream.abort();
  }

  @JSExport
  public void cancel() {
    stream.cancel();
  }
}
