package io.peerloom.benchmarks.load;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The dialling side of a WebSocket (RFC 6455) that costs little memory: what is read or written
 * whole stays in no buffer of its own. It sends unfragmented binary messages and expects such.
 */
final class LightSocket implements Transport {
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int BYTE = 0xff;
  private static final int APPLICATION_CODES = 4000;
  private static final byte[] NOTHING = {};

  private final LoadLoop loop;
  private final TransportEvents events;
  private SocketChannel channel;
  private SelectionKey key;
  private String request;
  private byte[] unread = NOTHING;
  private byte[] unwritten = NOTHING;
  private boolean open;
  private boolean over;
  private boolean reported;

  LightSocket(LoadLoop loop, TransportEvents events) {
    this.loop = loop;
    this.events = events;
  }

  void connect(Selector selector, URI uri, String source) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.bind(new InetSocketAddress(source, 0));
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + uri.getRawAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
  }

  /** Reads and writes what is possible now. */
  void ready(ByteBuffer buffer) {
    try {
      if (key.isValid() && key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(request.getBytes(StandardCharsets.US_ASCII));
        request = null;
      }
      if (key.isValid() && key.isWritable()) {
        byte[] rest = unwritten;
        unwritten = NOTHING;
        key.interestOps(SelectionKey.OP_READ);
        write(rest);
      }
      if (key.isValid() && key.isReadable()) {
        read(buffer);
      }
    } catch (IOException e) {
      end(open ? ErrorCode.UNREACHABLE : ErrorCode.REFUSED, String.valueOf(e));
    }
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      end(open ? ErrorCode.CLOSED : ErrorCode.REFUSED, "the server hung up");
      return;
    }
    buffer.flip();
    byte[] bytes = Arrays.copyOf(unread, unread.length + count);
    buffer.get(bytes, unread.length, count);
    int at = open ? 0 : upgrade(bytes);
    while (open && !over) {
      int next = frame(bytes, at);
      if (next == at) {
        break;
      }
      at = next;
    }
    unread = at == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** Reads the answer to the upgrade; returns where the frames begin. */
  private int upgrade(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    if (!text.startsWith("HTTP/1.1 101")) {
      end(ErrorCode.REFUSED, text.substring(0, text.indexOf('\r')));
      return bytes.length;
    }
    open = true;
    if (!over) {
      events.opened();
    }
    return end + 4;
  }

  /** Handles the frame that begins there; returns where the next begins, the same if it is cut. */
  private int frame(byte[] bytes, int start) {
    int left = bytes.length - start;
    if (left < 2) {
      return start;
    }
    int length = bytes[start + 1] & (MASKED - 1);
    int header = length == LENGTH_16 ? 4 : length == LENGTH_64 ? 10 : 2;
    if (left < header) {
      return start;
    }
    if (header > 2) {
      length = 0;
      for (int i = 2; i < header; i++) {
        length = length << Byte.SIZE | bytes[start + i] & BYTE;
      }
    }
    if (left - header < length) {
      return start;
    }
    int from = start + header;
    byte[] payload = Arrays.copyOfRange(bytes, from, from + length);
    int kind = bytes[start] & 0xf;
    if (kind == BINARY) {
      events.received(Lane.CONTROL, payload);
    } else if (kind == PING) {
      send(PONG, payload);
    } else if (kind == CLOSE) {
      int status = length < 2 ? 0 : (payload[0] & BYTE) << Byte.SIZE | payload[1] & BYTE;
      boolean ours = status >= APPLICATION_CODES;
      end(ours ? ErrorCode.of(status - APPLICATION_CODES) : ErrorCode.CLOSED, "closed " + status);
    }
    return from + length;
  }

  @Override
  public void send(Lane lane, byte[] message) {
    if (open && !over) {
      send(BINARY, message);
    }
  }

  /** Frames of a client are masked; with zeros, which leave them readable. */
  private void send(int kind, byte[] payload) {
    boolean isShort = payload.length < LENGTH_16;
    boolean fits16 = payload.length < 1 << Short.SIZE;
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (FINAL | kind));
    frame.put((byte) (MASKED | (isShort ? payload.length : fits16 ? LENGTH_16 : LENGTH_64)));
    if (!isShort && fits16) {
      frame.putShort((short) payload.length);
    } else if (!isShort) {
      frame.putLong(payload.length);
    }
    frame.putInt(0).put(payload).flip();
    try {
      write(Arrays.copyOf(frame.array(), frame.limit()));
    } catch (IOException e) {
      loop.after(0, () -> end(ErrorCode.UNREACHABLE, String.valueOf(e)));
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (unwritten.length > 0) {
      int before = unwritten.length;
      unwritten = Arrays.copyOf(unwritten, before + bytes.length);
      System.arraycopy(bytes, 0, unwritten, before, bytes.length);
      return;
    }
    int written = channel.write(ByteBuffer.wrap(bytes));
    if (written < bytes.length) {
      unwritten = Arrays.copyOfRange(bytes, written, bytes.length);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  @Override
  public int bufferedBytes() {
    return unwritten.length;
  }

  @Override
  public void close(ErrorCode code, String reason) {
    if (over) {
      return;
    }
    if (open) {
      int status = code == ErrorCode.CLOSED ? 1000 : APPLICATION_CODES + code.number();
      send(CLOSE, new byte[] {(byte) (status >> Byte.SIZE), (byte) status});
    }
    over = true;
    loop.after(0, () -> end(code, reason));
  }

  void timeOutUnlessOpen() {
    if (!open) {
      end(ErrorCode.TIMEOUT, "no answer to the dial");
    }
  }

  /** Ends it now, and says so once. */
  void end(ErrorCode code, String reason) {
    over = true;
    unread = NOTHING;
    unwritten = NOTHING;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
    if (!reported) {
      reported = true;
      events.closed(code, reason);
    }
  }
}
