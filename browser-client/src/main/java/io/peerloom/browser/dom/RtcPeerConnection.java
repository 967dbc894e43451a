package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.events.EventTarget;

/** The part of {@code RTCPeerConnection} that a link of two data channels needs. */
@JSClass(transparent = true)
public abstract class RtcPeerConnection implements EventTarget {
  /** False in a worker, and where the browser or a policy disables WebRTC. */
  @JSBody(
      script =
          "try { new RTCPeerConnection().close(); return true; } catch (refused) { return false; }")
  public static native boolean isAvailable();

  @JSBody(params = "iceServers", script = "return new RTCPeerConnection({iceServers: iceServers});")
  public static native RtcPeerConnection create(JSObject iceServers);

  /**
   * ICE servers as {@link #create} takes them.
   *
   * @param urls separated by spaces
   */
  @JSBody(
      params = {"urls", "username", "credential"},
      script =
          "return urls ? [{urls: urls.split(' '), username: username, credential: credential}]"
              + " : [];")
  public static native JSObject iceServers(String urls, String username, String credential);

  /** An ordered, reliable channel that both sides create under the same number. */
  @JSBody(
      params = {"label", "id"},
      script =
          "var channel = this.createDataChannel(label,"
              + " {negotiated: true, id: id, ordered: true});"
              + "channel.binaryType = 'arraybuffer';"
              + "return channel;")
  public final native RtcDataChannel channel(String label, int id);

  /** Creates and sets the offer or answer that the connection's state requires. */
  @JSBody(
      script =
          "var self = this; return self.setLocalDescription()"
              + ".then(function() { return self.localDescription; });")
  public final native JSPromise<Description> describe();

  @JSBody(
      params = {"type", "sdp"},
      script = "return this.setRemoteDescription({type: type, sdp: sdp});")
  public final native JSPromise<JSObject> accept(String type, String sdp);

  /** Adds a candidate in the JSON of {@link #candidate}; rejected if it is invalid. */
  @JSBody(
      params = "json",
      script =
          "var self = this; return new Promise(function(resolve) {"
              + " resolve(self.addIceCandidate(JSON.parse(json))); });")
  public final native JSPromise<JSObject> addCandidate(String json);

  /**
   * The candidate of an icecandidate event as JSON; empty at the end, which Firefox marks with "".
   */
  @JSBody(
      params = "event",
      script =
          "var it = event.candidate; return it && it.candidate ? JSON.stringify({"
              + "candidate: it.candidate, sdpMid: it.sdpMid, sdpMLineIndex: it.sdpMLineIndex,"
              + " usernameFragment: it.usernameFragment}) : '';")
  public static native String candidate(JSObject event);

  @JSProperty
  public abstract String getConnectionState();

  public abstract void close();

  /** A session description. */
  public interface Description extends JSObject {
    @JSProperty
    String getType();

    @JSProperty
    String getSdp();
  }
}
