package io.peerloom.jvm.limits;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The bounds of what only servers do, each with its unit; {@code core.base.Limits} has those of all
 * peers.
 */
public final class ServerLimits {
  /**
   * The bytes that one frame which waits in a socket counts besides its own: about what Jetty's
   * objects for it take, an estimate. Without them short messages would cost many times their size.
   */
  public static final int WAITING_FRAME_BYTES = 256;

  /**
   * A socket that is closed because its other end reads too slowly is cut off when more bytes wait
   * than these; otherwise the reason is sent.
   */
  public static final int MAX_BYTES_BEFORE_CLOSE = 64 * 1024;

  /**
   * The most connections that carry no WebSocket; of one address, as many as are free. A browser
   * opens six.
   */
  public static final int MAX_HTTP_CONNECTIONS = 4096;

  /** A small heap has room for fewer: one takes about 14 KB of it, of which it gets a quarter. */
  public static final int HEAP_BYTES_OF_HTTP_CONNECTION = 64 << 10;

  /**
   * How many connections a server accepts a second, for each processor, as long as its threads are
   * on time; each takes one to two milliseconds until it is a WebSocket and closed again. Where
   * tasks wait for a thread it accepts as few as a fifth. The next ones wait in the system's queue,
   * and those of an address that has more than its share are closed at once.
   */
  public static final int ACCEPTS_PER_SECOND_OF_PROCESSOR = 500;

  /** How many it accepts at once. */
  public static final int ACCEPTS_BURST = 128;

  /**
   * How many steps of handshakes that strangers begin all peers of a process carry out a second,
   * for each processor: about a tenth of it. {@code core.base.Limits} bounds those of one peer.
   */
  public static final int HANDSHAKE_STEPS_PER_SECOND_OF_PROCESSOR = 125;

  /**
   * The most connections that the system has opened and that wait to be accepted. Java's own bound
   * is 50; of the next ones the first packet is dropped, and whoever comes with a crowd, or beside
   * a flood, waits a second or three for its repetition. The system may bound it further ({@code
   * net.core.somaxconn}).
   */
  public static final int MAX_ACCEPT_QUEUE = 1024;

  /** How long the head of the first request may take, with the handshake of TLS. */
  public static final long FIRST_HEAD_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** The same for further requests; a silent connection ends earlier. */
  public static final long NEXT_HEAD_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How long a request may take: more than any operation, and a page on a slow line. */
  public static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(120);

  /** The most threads on which one web server serves requests, where bodies are waited for. */
  public static final int MAX_REQUEST_THREADS = 256;

  /**
   * The most threads on which one web server reads and writes its connections, where nothing waits:
   * few, so that beside a flood the loops of the peers get their part of the processors.
   */
  public static int maxConnectionThreads() {
    return 8 + 2 * Runtime.getRuntime().availableProcessors();
  }

  /**
   * The most requests served at once, not counting {@code /healthz} and {@code /readyz}: more than
   * event streams and slow bodies may take together, so that these never lock out other requests.
   */
  public static final int MAX_REQUESTS = 224;

  /** The most requests that wait to be served; of one address, as many as are free. */
  public static final int MAX_WAITING_REQUESTS = 1024;

  /** How long a request waits at most. */
  public static final Duration MAX_REQUEST_WAIT = Duration.ofSeconds(10);

  /** The most frames that a socket may leave unread before its other end is proved. */
  public static final int MAX_FRAMES_TO_STRANGER = 32;

  /** The most messages of one socket that wait for its peer; then it is not read. */
  public static final int MAX_INBOUND_MESSAGES = 64;

  /** The most bytes of these messages, but for the last. */
  public static final int MAX_INBOUND_BYTES = 256 << 10;

  /**
   * The most bytes that wait in one socket. The core stops far below them; they bound what a fault
   * in the core could pile up.
   */
  public static final int MAX_SOCKET_OUTPUT_BYTES = 8 << 20;

  /**
   * The most bytes that a data channel has delivered and the peer has not handled. A data channel
   * cannot be read more slowly, as a socket can; the core's credits and queues keep honest peers
   * far below this.
   */
  public static final int MAX_RTC_INPUT_BYTES = 4 << 20;

  /**
   * The most conversations of a bootstrap server with bridges at once: each needs threads. It has a
   * quarter of that many queries in progress; the others are closing.
   */
  public static final int MAX_CONVERSATIONS = 256;

  /** The most hosts whose addresses are kept between the judgement and the connection. */
  public static final int MAX_JUDGED_HOSTS = 1024;

  /** The most addresses of a name that are tried; the others are as if they were not there. */
  public static final int MAX_ADDRESSES_OF_NAME = 8;

  /**
   * How often a process dials one IP address (an IPv6 /64) that others named without reaching a
   * peer there, in a burst, whatever names lead to it: four peers of a process with the burst of a
   * host each.
   */
  public static final int MAX_DIALS_OF_IP = 256;

  /** The same a second, steadily. */
  public static final int DIALS_OF_IP_PER_SECOND = 16;

  /**
   * The most bytes of the body of a request. Twice a record's limit: the core reports its own
   * limit, this one only protects the memory.
   */
  public static final int MAX_BODY_BYTES = 128 << 10;

  /**
   * The most bodies that are read at once, of one address as many as are free; with {@link
   * #MAX_BODY_BYTES} this bounds their memory.
   */
  public static final int MAX_BODIES = 64;

  /** Time limit of a whole body; after it the sender gets 408 and the connection is closed. */
  public static final int MAX_BODY_SECONDS = 10;

  /** The most event streams at once; each has a thread. Of one address, as many as are free. */
  public static final int MAX_EVENT_STREAMS = 64;

  /** The most messages that wait for the reader of one event stream; then it is closed. */
  public static final int MAX_STREAM_MESSAGES = 4096;

  /**
   * What of an event stream's messages waits at most without counting against the room of all: one
   * large message and some small ones.
   */
  public static final int STREAM_OWN_BYTES = 128 << 10;

  /** This part of the heap may be messages that HTTP clients have not read yet. */
  public static final int HEAP_PART_OF_MESSAGES = 3;

  /** One history is read at a time for each such part of the heap; it may have 16 MiB. */
  public static final long HEAP_BYTES_OF_HISTORY = 100 << 20;

  /**
   * The most messages whose delivery to event streams is remembered, about 3 MB. The oldest are
   * forgotten.
   */
  public static final int MAX_ORDERED_MESSAGES = 16_384;

  /**
   * The most outcomes of queued writes kept in memory; the oldest is dropped, which is safe: the
   * values can be read.
   */
  public static final int MAX_QUEUE_OUTCOMES = 256;

  /** The most requests for checks that run or wait for another; each takes a thread. */
  public static final int MAX_CHECKS = 4;

  /**
   * The most characters of all lines in one window of the log; a few hundred thousand where all is
   * well.
   */
  public static final long MAX_LOG_CHARS = 4L << 20;

  /** How long lines alike are counted before one is written with their number. */
  public static final long LOG_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** The most subjects of one event of the log that are told apart in one window. */
  public static final int MAX_LOG_SUBJECTS = 32;

  /**
   * The most events of the log that are told apart; the code has fewer names, but texts may be
   * anything.
   */
  public static final int MAX_LOG_EVENTS = 128;

  /** Bytes of the disk that are kept free, but for small disks. */
  public static final long DISK_RESERVE_BYTES = 64L << 20;

  /** At most this part of a disk is kept free. */
  public static final int DISK_RESERVE_PART = 8;

  /** This part of the reserve is left when records may still be deleted, to free space. */
  public static final int DISK_LAST_PART = 4;

  /** The most bytes that wait for the disk before further writes fail. */
  public static final long MAX_DISK_QUEUE_BYTES = 64L << 20;

  /** Bytes of blocks of the database that are kept in memory, outside the heap. */
  public static final int BLOCK_CACHE_BYTES = 16 << 20;

  /**
   * The most decoded public keys kept in memory; one takes up to about 20 KiB with its multiples.
   */
  public static final int MAX_DECODED_KEYS = 256;

  /** The most messages that are being appended to an archive at once, of one topic. */
  public static final int MAX_ARCHIVE_APPENDS = 256;

  /**
   * The most bytes of messages of one topic that wait for an archive, each with {@link
   * #ARCHIVE_MESSAGE_BYTES}. Beyond it the topic is read again once they are stored.
   */
  public static final int MAX_ARCHIVE_BYTES = 8 << 20;

  /** The bytes that a message which waits for an archive counts besides its own, an estimate. */
  public static final int ARCHIVE_MESSAGE_BYTES = 512;

  private ServerLimits() {}
}
