package io.peerloom.browser;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort.RtcEvents;
import io.peerloom.core.connection.RtcPort.RtcSession;
import io.peerloom.core.connection.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.junit.SkipJVM;
import org.teavm.junit.TeaVMTestRunner;

/** The loop, and the transports of a real browser: what they promise the core. */
@RunWith(TeaVMTestRunner.class)
@SkipJVM
public class BrowserTransportTest {
  private final BrowserEnv env = new BrowserEnv(1);
  private final Set<PageTransport> transports = new LinkedHashSet<>();

  @JSBody(params = "json", script = "return JSON.parse(json);")
  private static native JSObject json(String json);

  /** One end of a connection: what it heard, and what it passes on to the other. */
  private static class End implements RtcEvents {
    private final List<String> heard = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private RtcSession session;
    private End other;

    /** Candidates the other end has not been given yet; null once they go straight through. */
    private List<String> held;

    @Override
    public void opened() {
      heard.add("opened");
    }

    @Override
    public void received(Lane lane, byte[] message) {
      heard.add(lane + " " + message.length);
      messages.add(message);
    }

    @Override
    public void closed(ErrorCode code, String reason) {
      heard.add("closed " + code);
    }

    @Override
    public void described(String type, String sdp) {
      other.session.remote(type, sdp);
    }

    @Override
    public void faltered() {
      heard.add("faltered");
    }

    @Override
    public void candidate(String candidate) {
      assertTrue(candidate.length() <= 1024);
      if (candidate.isEmpty()) {
        return; // There are no more.
      }
      if (held != null) {
        held.add(candidate);
      } else {
        other.session.remoteCandidate(candidate);
      }
    }
  }

  private End[] pair(BrowserRtcPort port) {
    End one = new End();
    End two = new End();
    one.other = two;
    two.other = one;
    one.session = port.create(one);
    two.session = port.create(two);
    return new End[] {one, two};
  }

  private BrowserRtcPort rtc() {
    return new BrowserRtcPort(env, transports, json("[]"));
  }

  @Test
  public void dataChannelsCarryBothLanesInOrder() {
    End[] ends = pair(rtc());
    ends[0].session.offer();
    Await.until(() -> ends[0].heard.contains("opened") && ends[1].heard.contains("opened"));
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    ends[0].session.send(Lane.CONTROL, bytes);
    ends[0].session.send(Lane.CONTROL, new byte[65536]);
    Await.until(() -> ends[1].heard.size() == 3);
    ends[1].session.send(Lane.BULK, new byte[3]);
    Await.until(() -> ends[0].heard.size() == 2);
    assertArrayEquals(bytes, ends[1].messages.get(0));
    assertEquals(List.of("opened", "CONTROL 256", "CONTROL 65536"), ends[1].heard);
    assertEquals(List.of("opened", "BULK 3"), ends[0].heard);
    assertEquals(2, transports.size());

    ends[0].session.close(ErrorCode.REPLACED, "enough");
    ends[0].session.close(ErrorCode.INTERNAL, "again");
    assertFalse("no event inside the call", ends[0].heard.contains("closed REPLACED"));
    Await.until(() -> ends[1].heard.contains("closed CLOSED"));
    assertEquals(List.of("opened", "BULK 3", "closed REPLACED"), ends[0].heard);
    ends[0].session.send(Lane.CONTROL, bytes);
    ends[1].session.send(Lane.CONTROL, bytes);
    assertEquals(0, ends[0].session.bufferedBytes());
    assertTrue(transports.isEmpty());
  }

  @Test
  public void whatWasSentBeforeTheCloseArrives() {
    End[] ends = pair(rtc());
    ends[0].session.offer();
    Await.until(() -> ends[0].heard.contains("opened") && ends[1].heard.contains("opened"));
    for (int i = 0; i < 20; i++) {
      ends[0].session.send(Lane.BULK, new byte[65536]);
    }
    ends[0].session.close(ErrorCode.CLOSED, "done");
    Await.until(() -> ends[1].heard.contains("closed CLOSED"));
    assertEquals(20, ends[1].messages.size());
  }

  @Test
  public void candidatesBeforeTheDescriptionAreKeptAndBadOnesIgnored() {
    End[] ends = pair(rtc());
    for (String bad :
        new String[] {"", "{", "null", "5", "{\"candidate\":\"\"}", "x".repeat(2000)}) {
      ends[1].session.remoteCandidate(bad);
    }
    ends[0].held = new ArrayList<>();
    ends[1].held = new ArrayList<>();
    ends[0].session.offer();
    Await.until(() -> !ends[0].held.isEmpty() && !ends[1].held.isEmpty());
    for (End end : ends) {
      end.held.forEach(end.other.session::remoteCandidate);
      end.held = null;
    }
    Await.until(() -> ends[0].heard.contains("opened") && ends[1].heard.contains("opened"));
    ends[0].session.close(ErrorCode.CLOSED, "done");
    Await.until(() -> ends[1].heard.contains("closed CLOSED"));
  }

  @Test
  public void aDescriptionThatIsNoneClosesTheSession() {
    End[] ends = pair(rtc());
    ends[0].session.remote("offer", "nonsense");
    ends[1].session.remote("neither", "v=0");
    Await.until(() -> ends[0].heard.size() == 1 && ends[1].heard.size() == 1);
    assertEquals(List.of("closed INVALID_REQUEST"), ends[0].heard);
    assertEquals(List.of("closed INVALID_REQUEST"), ends[1].heard);
    ends[0].session.offer();
    ends[0].session.remoteCandidate("{}");
    assertTrue(transports.isEmpty());
  }

  @Test
  public void iceServersThatAreNoneAreRefusedAtOnce() {
    PeerloomException refused =
        assertThrows(
            PeerloomException.class,
            () -> new BrowserRtcPort(env, transports, json("[{\"urls\":\"nonsense\"}]")));
    assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
  }

  /** How a dial of a page from localhost, told to begin at that address, ends. */
  private String reason(String url, String... trusted) {
    List<String> reasons = new ArrayList<>();
    BrowserWebSocketPort port = new BrowserWebSocketPort(env, transports, List.of(trusted));
    Transport dial =
        port.dial(
            url,
            new End() {
              @Override
              public void closed(ErrorCode code, String reason) {
                reasons.add(code + " " + reason);
              }
            });
    dial.close(ErrorCode.CLOSED, "given up");
    Await.until(() -> !reasons.isEmpty());
    return reasons.get(0);
  }

  @Test
  public void privateNetworksOfOthersAreNotDialled() {
    String refused = "UNREACHABLE inside a machine or network that this page does not belong to";
    assertEquals(refused, reason("ws://10.255.0.1:9/"));
    assertEquals(refused, reason("ws://0xa9.254.169.254:9/"));
    assertEquals(refused, reason("wss://[fd00::1]:9/"));
    assertEquals("CLOSED given up", reason("ws://127.0.0.1:9/"));
    assertEquals("CLOSED given up", reason("ws://peer.example:9/"));
    assertEquals("CLOSED given up", reason("ws://10.255.0.1:9/", "ws://10.0.0.1/bootstrap"));
  }

  @Test
  public void aFailedDialSaysSoOnceAndNotInsideTheCall() {
    BrowserWebSocketPort port = new BrowserWebSocketPort(env, transports, List.of());
    End nobody = new End();
    End malformed = new End();
    End given = new End();
    port.dial("ws://localhost:9/", nobody);
    port.dial("nonsense://", malformed);
    Transport up = port.dial("ws://localhost:9/", given);
    up.send(Lane.CONTROL, new byte[1]);
    up.close(ErrorCode.CLOSED, "a reason that is far longer than a close frame can ever hold ää");
    assertTrue(nobody.heard.isEmpty() && malformed.heard.isEmpty() && given.heard.isEmpty());
    Await.until(
        () -> !nobody.heard.isEmpty() && !malformed.heard.isEmpty() && !given.heard.isEmpty());
    assertEquals(List.of("closed UNREACHABLE"), nobody.heard);
    assertEquals(List.of("closed INVALID_REQUEST"), malformed.heard);
    assertEquals(List.of("closed CLOSED"), given.heard);
    assertTrue(transports.isEmpty());
  }

  @Test
  public void tasksRunInOrderAndNotOnceCancelled() {
    List<String> ran = new ArrayList<>();
    env.after(30, () -> ran.add("later"));
    env.after(0, () -> ran.add("first"));
    Timer cancelled = env.after(0, () -> ran.add("cancelled"));
    env.after(0, () -> ran.add("second"));
    env.after(10, () -> ran.add("soon"));
    Timer cancelledLater = env.after(5, () -> ran.add("cancelled"));
    cancelled.cancel();
    cancelledLater.cancel();
    assertTrue(ran.isEmpty());
    Await.until(() -> ran.contains("later"));
    assertEquals(List.of("first", "second", "soon", "later"), ran);
  }
}
