package io.peerloom.browser;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import io.peerloom.core.base.Bytes;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.TeaVMTestRunner;

/** The browser's text conversion, which the build puts in, gives what Java's gives. */
@RunWith(TeaVMTestRunner.class)
public class BrowserTextTest {
  private static final String ALL_LENGTHS = "\uFEFFa\u0000\u00e4\u20ac\uD83D\uDE00";

  @Test
  public void encodesUtf8() {
    byte[] bytes = Bytes.utf8(ALL_LENGTHS);
    assertEquals("efbbbf6100c3a4e282acf09f9880", Bytes.hex(bytes));
    bytes[3] = 'b';
    assertEquals("efbbbf6100c3a4e282acf09f9880", Bytes.hex(Bytes.utf8(ALL_LENGTHS)));
    assertArrayEquals(new byte[0], Bytes.utf8(""));
  }

  @Test
  public void decodesUtf8() {
    assertEquals(ALL_LENGTHS, Bytes.utf8(Bytes.fromHex("efbbbf6100c3a4e282acf09f9880")));
    assertEquals("", Bytes.utf8(new byte[0]));
    assertEquals("a\uFFFDb", Bytes.utf8(Bytes.fromHex("61ff62")));
    assertEquals("a\uFFFD", Bytes.utf8(Bytes.fromHex("61e282")));
  }

  @Test
  public void writesNumbers() {
    assertEquals("12.5", new StringBuilder().append(12.5).toString());
    assertEquals("-0.1", new StringBuilder().append(-0.1).toString());
    for (int number : new int[] {0, -7, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertEquals(Integer.toString(number), new StringBuilder().append(number).toString());
    }
    Object number = 42;
    assertEquals("a42", "a" + number);
    assertEquals("0", new StringBuilder().append(0L).toString());
    assertEquals("-12", new StringBuilder().append(-12L).toString());
    assertEquals("1000000007", new StringBuilder().append(1_000_000_007L).toString());
    assertEquals("-1000000007", new StringBuilder().append(-1_000_000_007L).toString());
    assertEquals("9223372036854775807", new StringBuilder().append(Long.MAX_VALUE).toString());
    assertEquals("-9223372036854775808", new StringBuilder().append(Long.MIN_VALUE).toString());
  }
}
