package io.peerloom.core.base;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.TeaVMTestRunner;

/** One seed must give one run on both runtimes; the numbers were taken from the JVM once. */
@RunWith(TeaVMTestRunner.class)
public class RngAcrossRuntimesTest {
  @Test
  public void drawsTheSameInts() {
    Rng rng = new Rng(777);
    int[] drawn = new int[6];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = rng.nextInt();
    }
    assertArrayEquals(
        new int[] {713591725, -979165384, 982564551, 72325714, 749533976, -491705919}, drawn);
  }

  @Test
  public void shufflesTheSameWay() {
    List<String> list = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
    new Rng(-1).shuffle(list);
    assertEquals("bhagfced", String.join("", list));
  }

  @Test
  public void fillsTheSameBytes() {
    byte[] bytes = new byte[8];
    new Rng(Integer.MIN_VALUE).nextBytes(bytes);
    assertArrayEquals(new byte[] {-31, 20, 97, 7, -103, 67, -111, -24}, bytes);
  }
}
