package io.peerloom.jvm.rtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.onvoid.webrtc.RTCIceCandidate;

/** ICE candidates as browsers write them: {@code RTCIceCandidateInit} of the WebRTC standard. */
final class CandidateJson {
  private static final JsonMapper JSON = new JsonMapper();

  private CandidateJson() {}

  /** The text of a candidate. */
  static String write(RTCIceCandidate candidate) {
    return JSON.createObjectNode()
        .put("candidate", candidate.sdp)
        .put("sdpMid", candidate.sdpMid)
        .put("sdpMLineIndex", candidate.sdpMLineIndex)
        .toString();
  }

  /** The candidate of a text; null where that is none, or only says that there are no more. */
  static RTCIceCandidate read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      String sdp = json.path("candidate").asText("");
      return sdp.isEmpty()
          ? null
          : new RTCIceCandidate(
              json.path("sdpMid").asText("0"), json.path("sdpMLineIndex").asInt(0), sdp);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
