package io.peerloom.e2e;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The name server of a container engine: it knows where each container is at this moment. */
final class NameServer implements AutoCloseable {
  private static final int PORT = 53;
  private static final int HEADER_BYTES = 12;
  private static final int MAX_BYTES = 512;
  private static final short RESPONSE = (short) 0x8580;
  private static final short NO_SUCH_NAME = 3;
  private static final short TYPE_A = 1;
  private static final short CLASS_IN = 1;

  /** As long as Docker says, in seconds: who relies on it does not find a replaced container. */
  private static final int VALID_SECONDS = 600;

  private final DatagramSocket socket;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  NameServer(String address) throws IOException {
    socket = new DatagramSocket(PORT, InetAddress.getByName(address));
    Thread thread = new Thread(this::serve, "name-server-" + address);
    thread.setDaemon(true);
    thread.start();
  }

  void put(String name, String address) {
    addresses.put(name, address);
  }

  void remove(String name) {
    addresses.remove(name);
  }

  private void serve() {
    byte[] buffer = new byte[MAX_BYTES];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // Closed, or nobody is there any more for the answer.
      }
    }
  }

  /** The response to a message with one question (RFC 1035, 4.1). */
  private byte[] answer(ByteBuffer query) throws IOException {
    short id = query.getShort(0);
    query.position(HEADER_BYTES);
    StringBuilder name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    short type = query.getShort();
    int end = query.position() + Short.BYTES;
    String address = addresses.get(name.toString().toLowerCase(Locale.ROOT));
    boolean found = address != null && type == TYPE_A;

    ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
    answer.putShort(id).putShort((short) (RESPONSE | (address == null ? NO_SUCH_NAME : 0)));
    answer.putShort((short) 1).putShort((short) (found ? 1 : 0)).putInt(0);
    answer.put(query.array(), HEADER_BYTES, end - HEADER_BYTES);
    if (found) {
      answer.putShort((short) (0xc000 | HEADER_BYTES)).putShort(TYPE_A).putShort(CLASS_IN);
      answer.putInt(VALID_SECONDS).putShort((short) 4);
      answer.put(InetAddress.getByName(address).getAddress());
    }
    byte[] bytes = new byte[answer.position()];
    answer.flip().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    socket.close();
  }
}
