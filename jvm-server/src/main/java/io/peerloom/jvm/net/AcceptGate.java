package io.peerloom.jvm.net;

import io.peerloom.jvm.limits.ServerLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;

/** Holds the thread that accepts a server's connections to its {@link AcceptPace}. */
final class AcceptGate implements SelectorManager.AcceptListener {
  private final Predicate<InetAddress> ownMachine;
  private final AcceptPace pace =
      new AcceptPace(
          ServerLimits.ACCEPTS_BURST,
          ServerLimits.ACCEPTS_PER_SECOND_OF_PROCESSOR * Runtime.getRuntime().availableProcessors(),
          nowMillis());

  /**
   * A gate of all ports of a server.
   *
   * @param ownMachine whose connections wait and are never closed
   */
  AcceptGate(Predicate<InetAddress> ownMachine) {
    this.ownMachine = ownMachine;
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    try {
      if (!(channel instanceof SocketChannel socket)
          || !(socket.getRemoteAddress() instanceof InetSocketAddress remote)) {
        return;
      }
      InetAddress address = remote.getAddress();
      // A proxy is on this machine or in its private network, and its clients are not told apart.
      boolean mayWait =
          ownMachine.test(address) || RemoteAddress.isPrivate(address.getHostAddress());
      int wait = take(address, mayWait);
      while (wait > 0) {
        TimeUnit.MILLISECONDS.sleep(wait);
        wait = take(address, mayWait);
      }
      if (wait == AcceptPace.CLOSE) {
        channel.close();
      }
    } catch (IOException gone) {
      // The server notices it as soon as it reads.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private int take(InetAddress address, boolean mayWait) {
    return pace.take(RemoteAddress.owner(address.getHostAddress()), mayWait, nowMillis());
  }
}
