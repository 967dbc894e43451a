package io.peerloom.core.connection;

import static org.junit.Assert.assertTrue;

import io.peerloom.core.connection.NegotiationExplorer.Bounds;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.TeaVMTestRunner;

/** The walk through the states of a negotiation, in a browser too. */
@RunWith(TeaVMTestRunner.class)
public class NegotiationAcrossRuntimesTest {
  @Test
  public void noInterleavingLeavesTwoAttemptsOrNone() {
    assertTrue(new NegotiationExplorer(new Bounds(2, 0, 0)).explore() > 10);
    assertTrue(new NegotiationExplorer(new Bounds(1, 1, 1)).explore() > 100);
  }
}
