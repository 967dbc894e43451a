package io.peerloom.core.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Both ways of a stream at once, whatever ends when. */
@Label("Histories of streams")
class StreamHistoriesTest extends StreamEnds {
  /** Whatever ends when: both ends read what the other wrote, whole and in order. */
  @Property(tries = 100)
  void everythingArrivesOverLinksThatEnd(@ForAll int seed) {
    new StreamHistoriesTest().exchangeOverLinksThatEnd(seed);
  }

  private void exchangeOverLinksThatEnd(int seed) {
    Rng fate = new Rng(seed);
    ByteStream here = open();
    ByteStream there = accepted();
    Transfer out = new Transfer(fate, here, there, 1 + fate.nextInt(900_000));
    Transfer back = new Transfer(fate, there, here, 1 + fate.nextInt(900_000));
    for (int i = 0; i < 20_000 && !(out.isOver() && back.isOver()); i++) {
      out.step();
      back.step();
      env.pass(fate.nextInt(10));
      if (fate.nextInt(500) == 0) {
        env.pass(fate.nextInt(40_000));
      }
      if (fate.nextInt(100) == 0 && connection.open) {
        reachable = fate.nextInt(4) > 0;
        env.after(fate.nextInt(2_000), () -> reachable = true);
        connection.end(false);
      }
    }
    assertThat(out.arrived.toByteArray()).isEqualTo(out.content);
    assertThat(back.arrived.toByteArray()).isEqualTo(back.content);
    env.pass(DirectSender.ANSWER_MILLIS); // The last answers may have been lost with a link.
    assertThat(here.end().isDone() && !here.end().isFailed()).isTrue();
    assertThat(left.streams.size() + right.streams.size()).isZero();
  }

  /** One way of a stream, written and read in parts of any size at any time. */
  private static final class Transfer {
    private final Rng fate;
    private final ByteStream from;
    private final ByteStream to;
    private final byte[] content;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private int written;
    private Promise<Void> write = Promise.of(null);
    private Promise<byte[]> read = Promise.of(new byte[0]);
    private boolean over;

    Transfer(Rng fate, ByteStream from, ByteStream to, int size) {
      this.fate = fate;
      this.from = from;
      this.to = to;
      content = pattern(size);
    }

    void step() {
      if (write.isDone() && written <= content.length) {
        int size = Math.min(1 + fate.nextInt(100_000), content.length - written);
        if (size == 0) {
          from.end();
          written++;
        } else {
          write = from.write(Bytes.slice(content, written, written + size));
          written += size;
        }
      }
      if (!over && read.isDone() && fate.nextInt(3) == 0) {
        over = read.value() == null;
        if (!over) {
          arrived.writeBytes(read.value());
          read = to.read();
        }
      }
    }

    boolean isOver() {
      return over;
    }
  }
}
