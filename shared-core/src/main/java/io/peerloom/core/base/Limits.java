package io.peerloom.core.base;

/**
 * The bounds that an application meets, and the budgets that keep one peer from taking what the
 * others need. A peer refuses more before it sends anything; a peer that gets more refuses it, too.
 * Each stands here only; JavaScript and the documents repeat some, and a test compares them. What
 * only servers do is bounded by {@code ServerLimits}; {@code docs/BOUNDS.md} lists what each
 * bounds.
 */
public final class Limits {
  /** The most bytes of the name of a value or a topic, in UTF-8. */
  public static final int MAX_NAME_BYTES = 512;

  /** The most bytes of a value. */
  public static final int MAX_VALUE_BYTES = 64 * 1024;

  /** The most bytes of a message of a topic. */
  public static final int MAX_TOPIC_MESSAGE_BYTES = 32 * 1024;

  /** The most bytes one application sends to another at once. */
  public static final int MAX_DIRECT_BYTES = 64 * 1024;

  /** The most bytes that wait to be sent to one other application. */
  public static final int MAX_DIRECT_BUFFERED_BYTES = 16 << 20;

  /** How long a value or a message may live: seven days. */
  public static final int MAX_TTL_SECONDS = 7 * 24 * 3600;

  /** The highest sequence, which a number of JavaScript holds; writers count up one by one. */
  public static final long MAX_SEQUENCE = (1L << 52) - 1;

  /**
   * How far a sequence that others claim may lie above the last known one without being shown: a
   * lie costs no more of a slot's numbers. Nobody expects one further ahead with {@code
   * ifSequence}.
   */
  public static final int MAX_SEQUENCES_AHEAD = 1 << 20;

  /** How far a date may lie ahead of a peer's own time (CLOCK_SKEW). */
  public static final long MAX_AHEAD_MILLIS = 5 * 60_000;

  /** The most writes that wait while nobody can be reached. */
  public static final int MAX_QUEUED_WRITES = 1_000;

  /** The most bytes of these writes. */
  public static final int MAX_QUEUED_WRITE_BYTES = 8 << 20;

  /**
   * The most publishers of a public value of one name; more are refused with FULL. Those whose
   * tokens one bridge issued, or whom one member invited, take at most four fifths.
   */
  public static final int MAX_PUBLIC_PUBLISHERS = 16;

  /**
   * The most slots of one key that a holder remembers: those of values, of deletions, of expired
   * ones that still count, and of promises.
   */
  public static final int MAX_SLOTS_OF_NAME = 64;

  /** The most bytes of records, as stored, that a Node-role peer holds for others, if not set. */
  public static final long MAX_STORED_BYTES = 1L << 30;

  /** The same for a browser peer, whose disk is its user's. */
  public static final long MAX_STORED_BYTES_OF_PAGE = 64 << 20;

  /**
   * The most bytes of records that others send to be stored and that wait for their turn or the
   * disk; one identity has no more than is free.
   */
  public static final int MAX_PENDING_STORE_BYTES = 16 << 20;

  /** The most records that a peer holds, expired ones that still count and promises included. */
  public static final int MAX_STORED_RECORDS = 262_144;

  /**
   * The most expired records that a peer keeps because an older version lives longer. Beyond that a
   * version that would have to stay is refused (OVERLOADED), and nothing stored is dropped.
   */
  public static final int MAX_TOMBSTONES = 16_384;

  /**
   * The most messages of one topic, where a member stores {@link #MAX_STORED_BYTES}. A full topic
   * accepts no more until some expire, and never drops an older message for a newer one.
   */
  public static final int MAX_TOPIC_MESSAGES = 200_000;

  /**
   * The most bytes of one topic's messages, as signed; bounded in the same way, and less in
   * proportion where a member may store less: 5 MiB in a page. One publisher gets at most half of
   * them, and always as much as is still free.
   */
  public static final int MAX_TOPIC_BYTES = 80 << 20;

  /**
   * The most bytes of one topic that a member keeps beyond that, because other members acknowledged
   * them: enough for a full topic of the other half of a partitioned network, however it is shared
   * there.
   */
  public static final int MAX_MERGED_TOPIC_BYTES = 200 << 20;

  /**
   * The most bytes of a history that is returned at once; a longer one is TOO_LARGE. A subscription
   * delivers any, in parts.
   */
  public static final int MAX_HISTORY_BYTES = 16 << 20;

  /** The most subscribers of one topic at a member; whoever has most then gives one up. */
  public static final int MAX_TOPIC_SUBSCRIBERS = 1024;

  /**
   * With so many subscribers a peer refuses to push a topic to another. The other places at a
   * member are for nodes that forward it, and for whoever finds none.
   */
  public static final int MAX_ASSIGNED_SUBSCRIBERS = 256;

  /** The same for one without a link to the member, to whom others would carry each push. */
  public static final int MAX_UNLINKED_SUBSCRIBERS = 64;

  /** The most leases of all topics at one member; given up in the same way. */
  public static final int MAX_LEASES_OF_MEMBER = 16_384;

  /**
   * The most topics with messages that one member of groups stores. One publisher has the first
   * message of at most half of them; all those whose memberships one bridge issued have at most
   * four fifths, which is 10,240. In proportion less at a member that may store less, but at least
   * {@link #LEAST_TOPICS_OF_MEMBER}.
   */
  public static final int MAX_TOPICS_OF_MEMBER = 12_800;

  /** The most topics with messages that a member stores, however few bytes it may store. */
  public static final int LEAST_TOPICS_OF_MEMBER = 1_024;

  /**
   * The most bytes of all topics' messages at one member, each with 512 bytes for what it takes
   * besides, and each topic with 7,680; one publisher gets at most half of them. Beyond it messages
   * of publishers are refused until some expire. It is a quarter of what a member may store, if
   * that is less: 16 MiB in a page. Some 100 bytes of each are in memory. A process may hold
   * several peers: the all-in-one holds three in a heap of 256 MB.
   */
  public static final int MAX_TOPIC_BYTES_OF_MEMBER = 256 << 20;

  /** The most bytes of all topics that other members acknowledged, beyond those. */
  public static final int MAX_MERGED_BYTES_OF_MEMBER = 192 << 20;

  /**
   * How far a message's number may lie ahead of the highest one delivered of its stream: more than
   * anybody publishes in a month. A message beyond it is delivered by itself, and the stream goes
   * on from where it was.
   */
  public static final long MAX_MESSAGES_AHEAD = 1L << 32;

  /** The most topics that one peer is subscribed to. */
  public static final int MAX_SUBSCRIPTIONS = 1024;

  /** The most bytes of the state that a peer shows where it is present. */
  public static final int MAX_PRESENCE_STATE_BYTES = 512;

  /** The most topics on which one peer is present. */
  public static final int MAX_PRESENCES = 256;

  /**
   * The most peers that a member lists as present on one topic. When all places are taken, whoever
   * has most of them gives one up.
   */
  public static final int MAX_PRESENT = 512;

  /** The most of all topics at one member; given up in the same way. */
  public static final int MAX_PRESENT_OF_MEMBER = 4096;

  /**
   * The most messages of all topics that wait to be sent; one topic alone can have half of them.
   */
  public static final int MAX_WAITING_MESSAGES = 4096;

  /** The most bytes of the values of these messages. */
  public static final int MAX_WAITING_MESSAGE_BYTES = 8 << 20;

  /** The most instances of one identity: its tabs, devices and processes. */
  public static final int MAX_INSTANCES = 256;

  /**
   * The most links of a bridge. It seeks few; those that others dial wait for what a bridge is
   * asked for, and cost it little more than their sockets.
   */
  public static final int MAX_LINKS_OF_BRIDGE = 20_000;

  /** The most sockets that a process accepts, however large its heap is. */
  public static final int MAX_SOCKETS = 24_576;

  /**
   * The heap that must be there for each socket that a process accepts: an idle link takes half of
   * it ({@code docs/BENCHMARKS.md}).
   */
  public static final int HEAP_BYTES_OF_SOCKET = 48 * 1024;

  /** The most members whose tokens a peer keeps in memory: about 1 MiB; it asks for others. */
  public static final int MAX_KNOWN_MEMBERS = 1024;

  /**
   * The most publishers for whose tokens a peer asks at the same time; the peers asked share them.
   */
  public static final int MAX_MEMBER_QUESTIONS = 1024;

  /**
   * The most bytes that a connection takes before its other end is proved: a handshake has half of
   * them, a newcomer's request with an offer a little more.
   */
  public static final int MAX_STRANGER_BYTES = 8 * 1024;

  /**
   * The most bytes that all connections of a process whose other ends are not proved may take
   * together, {@link #MAX_STRANGER_BYTES} each. Beyond them the largest address range gives way.
   */
  public static final int MAX_STRANGER_BYTES_OF_PROCESS = 8 << 20;

  /** How many of the handshakes' steps that strangers begin one peer carries out in a burst. */
  public static final int HANDSHAKE_STEPS_BURST = 64;

  /** How many a second, steadily: two for a link, of about 0.3 ms each. */
  public static final int HANDSHAKE_STEPS_PER_SECOND = 500;

  /** How many are carried out at the same time. */
  public static final int MAX_HANDSHAKE_STEPS_IN_FLIGHT = 16;

  /** How many wait for their turn; beyond them the largest address range gives way. */
  public static final int MAX_WAITING_HANDSHAKES = 256;

  /** The most links that are left for peers which a peer chooses itself: an eighth, up to these. */
  public static final int MAX_LINKS_FOR_OWN_DIALS = 16;

  /**
   * The most bytes that wait to be sent over all links of one peer. Beyond them a link of the
   * identity with the most is closed: 1.25 MiB a link times 200 links is no bound for a heap of 256
   * MB, in which the all-in-one has four peers.
   */
  public static final int MAX_OUTPUT_BYTES = 16 << 20;

  /**
   * The most WebRTC negotiations that others begin with one peer at a time; it begins as many
   * itself at most.
   */
  public static final int MAX_NEGOTIATIONS = 64;

  /** How many of these one identity has. */
  public static final int MAX_NEGOTIATIONS_OF_IDENTITY = 4;

  /** How many negotiations one identity begins in a burst; then one each four seconds. */
  public static final int NEGOTIATIONS_BURST = 8;

  /** The most ICE candidates of the other side that are tried in one negotiation. */
  public static final int MAX_CANDIDATES = 24;

  /** The most peers whose latest routed requests one peer remembers, to refuse replays. */
  public static final int MAX_ROUTED_SENDERS = 512;

  /** How many routed requests of each sender it remembers one by one. */
  public static final int MAX_ROUTED_OF_SENDER = 256;

  /**
   * How many routed messages, and messages of topics, with signatures that do not match one
   * identity's links may bring in a burst before they are closed.
   */
  public static final int FORGERIES_BURST = 64;

  /** The same a second, steadily. */
  public static final int FORGERIES_PER_SECOND = 2;

  /**
   * How many pings and changes of presence of one link are heeded in a burst; others are ignored.
   */
  public static final int LINK_NOTICES_BURST = 32;

  /** The same a second, steadily. */
  public static final int LINK_NOTICES_PER_SECOND = 4;

  /**
   * How often one address that others returned is dialled without success in a burst; then once
   * every four seconds. An address of a configured peer is dialled as often as its configuration
   * asks for.
   */
  public static final int MAX_DIALS_OF_ADDRESS = 5;

  /**
   * The same for one host, which may have many peers at its ports and paths; then four a second.
   */
  public static final int MAX_DIALS_OF_HOST = 64;

  /** The most addresses, and as many hosts, whose dials without success are counted. */
  public static final int MAX_COUNTED_ADDRESSES = 1024;

  /** The most contacts that one identity announces in a burst; more are ignored. */
  public static final int MAX_ANNOUNCED_CONTACTS = 256;

  /** The most contacts that one identity announces a second, steadily. */
  public static final int ANNOUNCED_CONTACTS_PER_SECOND = 16;

  /** A peer may not be limited to fewer links. */
  public static final int LEAST_MAX_LINKS = 4;

  /** The most bytes that wait to be sent over one link; beyond them OVERLOADED. */
  public static final int MAX_LINK_OUTPUT_BYTES = 1 << 20;

  /**
   * Bytes beyond these for short messages that are no requests, some thousand of them, so that a
   * full link can still answer, report that it is full, give credit and stay alive.
   */
  public static final int LINK_OUTPUT_RESERVE_BYTES = 256 * 1024;

  /** The most requests that wait for answers over one link. */
  public static final int MAX_REQUESTS_OF_LINK = 4096;

  /** The most messages of the bulk lane that a link keeps which arrive before it is proved. */
  public static final int MAX_OVERTAKING_MESSAGES = 16;

  /** Requests of one identity in a burst, in a network of up to 16 peers. */
  public static final int REQUESTS_BURST = 1000;

  /** Requests of one identity a second, steadily, in a network of up to 16 peers. */
  public static final int REQUESTS_PER_SECOND = 500;

  /** Critical requests of one identity in a burst, beyond its budget. */
  public static final int CRITICAL_REQUESTS_BURST = 20;

  /** Critical requests of one identity a second, beyond its budget. */
  public static final int CRITICAL_REQUESTS_PER_SECOND = 2;

  /**
   * The most identities and groups whose requests are counted. Whoever is evicted has been silent
   * for longer than the others, and begins with a full budget.
   */
  public static final int MAX_REQUESTERS = 1024;

  /**
   * The most answers that are kept for duplicates; those of the largest asker are evicted first. A
   * duplicate of an evicted one has no answer, and its sender has that of the first.
   */
  public static final int MAX_REMEMBERED_ANSWERS = 512;

  /**
   * The most messages and queries remembered as forwarded, shared by identity. One whose trace was
   * evicted would be forwarded a second time, for as long as its hops last.
   */
  public static final int MAX_TRACES = 4096;

  /** The most peers known to have this peer's card. An evicted one is sent the card in full. */
  public static final int MAX_CARD_HOLDERS = 64;

  /** The most peers without a link whose identity is remembered. */
  public static final int MAX_PROVED_SENDERS = 1024;

  /** The most requests of one kind that wait for one peer; more are refused. */
  public static final int MAX_PACED_REQUESTS = 256;

  /**
   * The most peers and kinds of requests that are paced at once; beyond them refusals go to the
   * caller.
   */
  public static final int MAX_PACED_QUEUES = 1024;

  /** The most peers with a hint of each kind. Messages to an evicted one are routed by distance. */
  public static final int MAX_HOP_HINTS = 1024;

  /**
   * The most identities whose forgeries are counted; who is evicted has forwarded none for long.
   */
  public static final int MAX_COUNTED_FORGERS = 256;

  /** The most identities whose offers are counted; whoever is evicted has made none for long. */
  public static final int MAX_COUNTED_OFFERERS = 256;

  /** The most ICE candidates of one negotiation that are kept until its description arrives. */
  public static final int MAX_EARLY_CANDIDATES = 16;

  /**
   * The most refusals of this identity that are remembered; far fewer decide. The oldest is
   * evicted.
   */
  public static final int MAX_REMEMBERED_REFUSALS = 64;

  /**
   * The most peers whose presence is tracked one by one. Beyond them the one met first is evicted
   * and counts as silent from then on, together with all evicted ones: that can only delay the
   * conclusion that this peer is alone.
   */
  public static final int MAX_PRESENT_PEERS = 4096;

  /** The most peers with several addresses whose last address that worked is remembered. */
  public static final int MAX_WORKING_ADDRESSES = 256;

  /**
   * The most senders whose numbers of direct messages are remembered. One is evicted after being
   * silent while that many others sent; what it repeats after that counts as new.
   */
  public static final int MAX_DIRECT_SENDERS = 1024;

  /**
   * The most numbers of one sender that are missing, are with the application, or failed there.
   * Beyond them the oldest is evicted and refused from then on, as it is unknown whether it was
   * accepted.
   */
  public static final int MAX_DIRECT_PENDING = 256;

  /** The most streams that a peer has open, and as many that others have opened to it. */
  public static final int MAX_STREAMS = 128;

  /** The most open streams of one identity at a peer; fewer where few places are left. */
  public static final int MAX_STREAMS_OF_ONE = 16;

  /** The most peers with direct messages that wait or are in flight. */
  public static final int MAX_DIRECT_RECEIVERS = 1024;

  /** The most uses kept, of all invitations that have not expired; more are refused. */
  public static final int MAX_INVITATION_USES = 65_536;

  /** Newcomers through one bootstrap server with a key that a bridge admits in a burst. */
  public static final int REFERRED_JOINS_BURST = 2_000;

  /** The same a second, steadily. */
  public static final int REFERRED_JOINS_PER_SECOND = 200;

  /** Newcomers through all other bootstrap servers that a bridge admits in a burst. */
  public static final int JOINS_BURST = 100;

  /** The same a second, steadily. */
  public static final int JOINS_PER_SECOND = 10;

  /**
   * The most newcomers connected to a bootstrap server at once. Beyond them the address range with
   * most of them gives way to one with fewer; all are to come again later.
   */
  public static final int MAX_NEWCOMERS = 1024;

  /** The most queries of bridges at once; the other newcomers wait for their turn. */
  public static final int MAX_BRIDGE_QUERIES = 64;

  /** The most identities and addresses of newcomers that a bridge counts. */
  public static final int MAX_COUNTED_VISITORS = 1024;

  /** Admissions of one identity in a burst: all tabs of a browser may reconnect together. */
  public static final int ADMISSIONS_BURST_EACH = 100;

  /** The same a second, steadily. */
  public static final int ADMISSIONS_PER_SECOND_EACH = 5;

  /**
   * Offers of newcomers that a bridge passes on in a burst: each makes a browser peer open a
   * connection.
   */
  public static final int OFFERS_BURST = 200;

  /** The same a second, steadily. */
  public static final int OFFERS_PER_SECOND = 50;

  /** Those of one newcomer in a burst. */
  public static final int OFFERS_BURST_EACH = 20;

  /** The same a second, steadily. */
  public static final int OFFERS_PER_SECOND_EACH = 2;

  /** The most relayed links at one relay, by who asks for them; a sixteenth at a bridge. */
  public static final int MAX_RELAY_CHANNELS = 4096;

  /** The most bytes that wait at a relay to be forwarded, by who asked; a sixteenth at a bridge. */
  public static final int MAX_RELAY_QUEUE_BYTES = 16 << 20;

  /** Bytes that a relay forwards in a burst; a sixteenth at a bridge. */
  public static final int RELAY_BYTES_BURST = 16 << 20;

  /** The same a second, steadily. */
  public static final int RELAY_BYTES_PER_SECOND = 32 << 20;

  /** Those of one identity that asked for relayed links. */
  public static final int RELAY_BYTES_PER_SECOND_EACH = 8 << 20;

  /** Identities whose rates a relay remembers; the one idle longest is forgotten. */
  public static final int MAX_RELAY_USERS = 1024;

  /** The most relayed links of a peer through one relay. */
  public static final int MAX_CHANNELS_OF_RELAY = 256;

  /** Links that one relay may bring a peer in a burst. */
  public static final int RELAYED_LINKS_BURST = 64;

  /** The same a second, steadily. */
  public static final int RELAYED_LINKS_PER_SECOND = 8;

  /** The most relayed links that a peer tries to open at once. */
  public static final int MAX_RELAY_ATTEMPTS = 64;

  /** Relayed links that a peer opens of its own accord, because no direct path was found. */
  public static final int MAX_FALLBACK_LINKS = 16;

  /**
   * The most pending calls of an application at each part of its peer; more fail with OVERLOADED.
   */
  public static final int MAX_CALLS = 65_536;

  private Limits() {}
}
