import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Prints the topic "news", its history first, until Ctrl-C: {@code Subscriber.java BOOTSTRAP-URL}. */
public class Subscriber {
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Usage: Subscriber.java BOOTSTRAP-URL");
      System.exit(2);
    }
    PeerOptions options = new PeerOptions().bootstrap(List.of(arguments[0]));
    JvmPeer peer = JvmPeer.join(Path.of("subscriber-data"), options).get();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> peer.leave().join()));
    peer.topic("news")
        .subscribe(
            true,
            message ->
                System.out.println(
                    Instant.ofEpochMilli(message.publishedAt())
                        + " "
                        + new String(message.value().bytes(), StandardCharsets.UTF_8)))
        .get();
    new CountDownLatch(1).await();
  }
}
