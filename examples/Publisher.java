import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.List;

/** Publishes messages on the topic "news": {@code Publisher.java BOOTSTRAP-URL MESSAGE…}. */
public class Publisher {
  private static final int ONE_DAY_SECONDS = 86_400;

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("Usage: Publisher.java BOOTSTRAP-URL MESSAGE…");
      System.exit(2);
    }
    PeerOptions options = new PeerOptions().bootstrap(List.of(arguments[0]));
    JvmPeer peer = JvmPeer.join(Path.of("publisher-data"), options).get();
    try {
      for (String message : List.of(arguments).subList(1, arguments.length)) {
        PublishResult published =
            peer.topic("news").publish(Value.text(message), ONE_DAY_SECONDS).get();
        System.out.println(message + ": kept by " + published.holders() + " failure domains");
      }
    } finally {
      peer.leave().get();
    }
  }
}
