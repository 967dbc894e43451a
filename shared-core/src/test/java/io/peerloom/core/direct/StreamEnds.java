package io.peerloom.core.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.Message;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two ends of streams, over links that end, stop, and lose what is under way. */
abstract class StreamEnds {
  private static final int LATENCY_MILLIS = 20;

  final TestEnv env = new TestEnv(1);
  final End left = new End(1);
  final End right = new End(2);
  boolean reachable = true;
  boolean frozen;
  Connection connection = new Connection();

  /** One peer, as far as streams see it. */
  final class End {
    final NodeId id;
    byte[] boot = {1};
    Streams streams;
    DirectReceiver inbox;
    final List<ByteStream> taken = new ArrayList<>();
    boolean takes = true;

    End(int number) {
      id = id(number);
      start();
    }

    void start() {
      streams = new Streams(new DirectSender(env, new Sha256(), to -> connect(to.equals(left.id))));
      streams.setTaker(stream -> takes && taken.add(stream));
      inbox = new DirectReceiver(streams::receive);
    }

    ProvedPeer proved() {
      return StreamEnds.proved(id, boot, id.bytes());
    }
  }

  static ProvedPeer proved(NodeId id, byte[] boot, byte[] identity) {
    PeerCard card = new PeerCard(null, null, 0, boot, PeerKind.BROWSER, true, List.of());
    return new ProvedPeer(id, null, null, card, Owner.of(Bytes.wrap(identity)));
  }

  static NodeId id(int number) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return new NodeId(bytes);
  }

  /** A link; with its end a request, or only its answer, may get lost. */
  final class Connection {
    final List<Promise<Message>> pending = new ArrayList<>();
    boolean open = true;

    void end(boolean goodbye) {
      open = false;
      List<Promise<Message>> all = new ArrayList<>(pending);
      all.forEach(each -> each.fail(new PeerloomException(ErrorCode.CLOSED, "link closed")));
      left.streams.lost(right.id, goodbye);
      right.streams.lost(left.id, goodbye);
    }
  }

  private record Path(StreamEnds ends, Connection link, End from, End to, byte[] boot)
      implements DirectPath {
    @Override
    public Promise<Message> request(byte[] bytes, int timeoutMillis) {
      return ends.request(this, bytes, timeoutMillis);
    }

    @Override
    public boolean isOpen() {
      return link.open;
    }
  }

  private Promise<Message> request(Path path, byte[] bytes, int timeoutMillis) {
    Promise<Message> answer = new Promise<>();
    path.link.pending.add(answer);
    answer.orTimeout(env, timeoutMillis, "no answer");
    whileOpen(
        path.link,
        () ->
            path.to
                .inbox
                .received(path.from.proved(), bytes)
                .then(
                    done -> whileOpen(path.link, () -> answer.complete(done)),
                    e -> whileOpen(path.link, () -> answer.fail(e))));
    return answer;
  }

  private void whileOpen(Connection link, Runnable arrival) {
    env.after(
        LATENCY_MILLIS,
        () -> {
          if (link.open && !frozen) {
            arrival.run();
          }
        });
  }

  private Promise<DirectPath> connect(boolean toLeft) {
    Promise<DirectPath> path = new Promise<>();
    env.after(
        LATENCY_MILLIS,
        () -> {
          if (!reachable) {
            path.fail(new PeerloomException(ErrorCode.UNREACHABLE, "nobody knows it"));
            return;
          }
          connection = connection.open ? connection : new Connection();
          End to = toLeft ? left : right;
          path.complete(new Path(this, connection, toLeft ? right : left, to, to.boot));
        });
    return path;
  }

  ByteStream open() {
    Promise<ByteStream> opened = left.streams.open(right.id);
    env.pass(1_000);
    return opened.value();
  }

  ByteStream accepted() {
    return right.taken.get(right.taken.size() - 1);
  }

  ErrorCode codeOf(Promise<?> promise) {
    env.pass(5_000);
    assertThat(promise.isFailed()).isTrue();
    return promise.failure().code();
  }

  byte[] readAll(ByteStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Promise<byte[]> part = stream.read();
      for (int i = 0; i < 200 && !part.isDone(); i++) {
        env.pass(100);
      }
      if (part.value() == null) {
        return all.toByteArray();
      }
      all.writeBytes(part.value());
    }
  }

  static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
