package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;

/**
 * A connection over WebRTC data channels. Its handshake is bound to both DTLS fingerprints, so a
 * signalling path that changes a description gains nothing.
 */
public final class WebRtcConnectionManager extends ConnectionManager
    implements WebRtcLink, RtcPort.RtcEvents {
  /**
   * How long an attempt may take. Most that succeed open within about a second, but a pair over two
   * satellites needs a dozen round trips of 1.2 s.
   */
  public static final int ATTEMPT_MILLIS = 15_000;

  private static final String FINGERPRINT = "a=fingerprint:";

  private final NodeId expected;
  private final boolean offerer;
  private final SignalSender outgoing;
  private RtcPort.RtcSession session;
  private String localDescription = "";
  private String remoteDescription = "";

  private WebRtcConnectionManager(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      NodeId expected,
      boolean offerer,
      SignalSender outgoing) {
    super(env, authority, self, owner, offerer, ATTEMPT_MILLIS);
    this.expected = expected;
    this.offerer = offerer;
    this.outgoing = outgoing;
  }

  static WebRtcConnectionManager create(
      Env env,
      Authority authority,
      Identity self,
      LinkOwner owner,
      RtcPort port,
      NodeId expected,
      boolean offerer,
      SignalSender outgoing) {
    WebRtcConnectionManager link =
        new WebRtcConnectionManager(env, authority, self, owner, expected, offerer, outgoing);
    link.session = port.create(link);
    link.attach(link.session);
    return link;
  }

  @Override
  public void offer() {
    session.offer();
  }

  @Override
  public void remote(String type, String sdp) {
    remoteDescription = sdp;
    session.remote(type, sdp);
  }

  @Override
  public void remoteCandidate(String candidate) {
    session.remoteCandidate(candidate);
  }

  @Override
  public void described(String type, String sdp) {
    localDescription = sdp;
    if (!isClosed()) {
      outgoing.accept(type, sdp);
    }
  }

  @Override
  public void candidate(String candidate) {
    if (!isClosed()) {
      outgoing.accept("candidate", candidate);
    }
  }

  @Override
  public void faltered() {
    suspect();
  }

  @Override
  NodeId describedBy() {
    return localDescription.isEmpty() || remoteDescription.isEmpty() ? null : expected;
  }

  @Override
  public NodeId expected() {
    return expected;
  }

  @Override
  public TransportKind transport() {
    return TransportKind.WEBRTC;
  }

  @Override
  byte[] binding() {
    String offered = fingerprint(offerer ? localDescription : remoteDescription);
    String answered = fingerprint(offerer ? remoteDescription : localDescription);
    return authority.hash().sha256(Bytes.utf8(offered + "\n" + answered));
  }

  private String fingerprint(String sdp) {
    int at = sdp.indexOf(FINGERPRINT);
    if (at < 0) {
      close(ErrorCode.INVALID_REQUEST, "malformed");
      return "";
    }
    int end = sdp.indexOf('\n', at);
    return sdp.substring(at + FINGERPRINT.length(), end < 0 ? sdp.length() : end).trim();
  }
}
