package io.peerloom.jvm.check;

import io.peerloom.jvm.net.IpRange;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Tells where an address leads, seen from this machine. */
public final class Places {
  private Places() {}

  static Dial.Place of(InetAddress address) {
    if (isOwn(address)) {
      return Dial.Place.OWN_MACHINE;
    }
    return switch (IpRange.of(address)) {
      case PRIVATE, LINK_LOCAL, METADATA -> Dial.Place.PRIVATE;
      default -> Dial.Place.PUBLIC;
    };
  }

  /** Whether a host name or literal is of this machine; false where the name is unknown. */
  public static boolean isOwn(String host) {
    try {
      return isOwn(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether a host name or literal means the machine of whoever uses it. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static boolean isOwn(InetAddress address) {
    try {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
