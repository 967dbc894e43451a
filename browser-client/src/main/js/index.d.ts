/** Binary data; it comes back as a Uint8Array. */
export type BinaryData = ArrayBufferLike | ArrayBufferView | BlobLike;

/** A Blob or a File, of any realm. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * An object or array of JSON; interfaces will do. What the types cannot see is refused when it is
 * passed, as INVALID_REQUEST with the path to it: undefined, NaN, Infinity, -0, functions, symbols
 * and BigInts within, holes, objects that contain themselves, instances of classes (Date, Map, Set,
 * Promise and binary data within JSON among them), toJSON, strings with a lone surrogate.
 */
export type JsonObject = object & {
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.toStringTag]?: never;
  readonly [Symbol.toPrimitive]?: never;
};

/** What an application stores or publishes. */
export type Value = string | number | boolean | null | BinaryData | JsonObject;

/**
 * What comes back where no type is named: strings and bytes as they were, all else as JSON. What
 * somebody published as text that is not UTF-8, or as JSON that is none, comes as its bytes.
 */
export type StoredValue = string | Bytes | JsonValue;
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A Uint8Array over an ArrayBuffer of its own. */
export type Bytes = ReturnType<Uint8ArrayConstructor['from']>;

/** What a value of type T comes back as. */
export type Received<T> = Value extends T ? StoredValue : T extends BinaryData ? Bytes : T;

/** Ends the wait of a call; the call rejects with the signal's reason. */
export interface Abortable {
  /**
   * An AbortSignal. What was under way when it is aborted may still happen: a value may have been
   * stored, a message sent.
   */
  signal?: AbortSignalLike | undefined;
}

/** An AbortSignal, of any realm. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

/** Hexadecimal SHA-256, 64 characters. */
export type Hex = string;

/** A STUN or TURN server, as RTCPeerConnection takes it. */
export interface IceServer {
  urls: string | string[];
  username?: string | undefined;
  credential?: string | undefined;
}

export interface JoinOptions extends Abortable {
  /** `ws:` or `wss:` addresses of bootstrap servers, asked in turn. */
  bootstrap: readonly string[];
  /**
   * A link by which this peer was invited, or what follows its `#`. Used where it is no member yet;
   * UNAUTHORIZED where it has expired, was used up or revoked, or is for somebody else.
   */
  invitation?: string | undefined;
  /**
   * The only network to join. Left out, the one first met at a bootstrap address is trusted, and
   * another one there later is NETWORK_CHANGED.
   */
  network?: Hex | undefined;
  /**
   * STUN and TURN servers, as RTCPeerConnection takes them. Left out, the network names its own;
   * `[]` is for none.
   */
  iceServers?: readonly IceServer[] | undefined;
  /** The most links held at once, 4 to 200; 50 on a desktop and 20 on a phone unless given. */
  maxLinks?: number | undefined;
  /**
   * `memory` leaves nothing behind: a new identity for each peer, gone with the page. It is so, too,
   * where the browser stores nothing: `peer.storage` says which it is.
   */
  storage?: 'indexeddb' | 'memory' | undefined;
}

/** With an invitation, which names bootstrap servers as well. */
export interface InvitedJoinOptions extends Omit<JoinOptions, 'bootstrap' | 'invitation'> {
  invitation: string;
  bootstrap?: readonly string[] | undefined;
}

export type PeerState = 'joining' | 'connected' | 'degraded' | 'isolated' | 'closed';

export interface Link {
  readonly id: Hex;
  readonly kind: 'browser' | 'node' | 'bridge';
  /** 'relay': through a node that is linked to both, encrypted end to end. */
  readonly transport: 'webrtc' | 'websocket' | 'relay';
  /** False for a page that is hidden. */
  readonly active: boolean;
  /** Smoothed round-trip time; -1 before the first measurement. */
  readonly rttMillis: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface PutOptions extends Abortable {
  /** Who can read it: only peers of the own identity (the default), or everybody. */
  readers?: 'me' | 'public' | undefined;
  /** 1 to 604800, which is seven days and the default. */
  ttlSeconds?: number | undefined;
  /** The sequence the current value must have, 0 for none, below 2 ** 52 - 1; else CONFLICT. */
  ifSequence?: number | undefined;
  whenOffline?: WhenOffline | undefined;
}

export interface DeleteOptions extends Abortable {
  /** Only the private or only the public value; both unless given. */
  readers?: 'me' | 'public' | undefined;
  /** As in `PutOptions`, of the value with these `readers`. */
  ifSequence?: number | undefined;
  /** With `queue` it resolves, too, where a deletion waits; that of each value waits by itself. */
  whenOffline?: WhenOffline | undefined;
}

/**
 * What becomes of a write while nobody who could keep it can be reached: UNREACHABLE (the default),
 * or it waits on this device, through reloads too, and `queue` listeners learn how it ended. What may
 * have arrived (UNKNOWN by default) is sent again and counts once. A put or deletion gives way to what
 * the same identity put or deleted later.
 * UNSUPPORTED where the storage is memory.
 */
export type WhenOffline = 'reject' | 'queue';

export interface QueuedWrite {
  readonly id: string;
  readonly kind: 'put' | 'publish' | 'delete';
  /** The value's or the topic's. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
}

export interface QueueOutcome extends QueuedWrite {
  /** Null where it was acknowledged; CONFLICT where a newer put or deletion overtook it. */
  readonly failure: ErrorCode | null;
  /** These are 0 where it failed, and where there was no public value to delete. */
  readonly sequence: number;
  readonly holders: number;
}

export interface PutResult {
  readonly key: Hex;
  readonly sequence: number;
  /** Failure domains that hold it durably. */
  readonly holders: number;
  /**
   * Under which it waits to be sent, with `whenOffline: 'queue'`; null where it is acknowledged. Until it is sent
   * `key` is empty, the numbers are 0, and a `get` does not see it.
   */
  readonly queuedAs: string | null;
}

export interface GetOptions extends Abortable {
  /** Only this publisher's value. */
  publisher?: Hex | undefined;
}

/** T is what the application knows that is there; nothing checks it. */
export interface Found<T = StoredValue> {
  readonly value: T;
  readonly publisher: Hex;
  readonly sequence: number;
  /** Milliseconds since 1970, as the publisher signed them. */
  readonly publishedAt: number;
}

export interface TopicOptions {
  /**
   * `named`, the default: messages are encrypted under the topic's name, so that whoever knows or
   * guesses the name can read them, and who stores them cannot; `public`: they are not encrypted.
   * Messages that cannot be decrypted are left out.
   */
  readers?: 'named' | 'public' | undefined;
}

export interface PublishOptions extends Abortable {
  /** 1 to 604800, which is seven days and the default. */
  ttlSeconds?: number | undefined;
  whenOffline?: WhenOffline | undefined;
}

export interface PublishResult {
  readonly id: string;
  readonly sequence: number;
  /** Failure domains that hold it durably. */
  readonly holders: number;
  /**
   * Under which it waits to be sent, with `whenOffline: 'queue'`; null where it is acknowledged. Until it is sent `id`
   * is empty and the numbers are 0.
   */
  readonly queuedAs: string | null;
}

export interface TopicMessage<T = StoredValue> {
  readonly id: string;
  readonly publisher: Hex;
  /** Counts up from 1 within one stream of the publisher. */
  readonly sequence: number;
  /** Milliseconds since 1970, as the publisher signed them. */
  readonly publishedAt: number;
  readonly value: T;
}

/** An abort also closes the subscription, whenever it comes. */
export interface SubscribeOptions extends Abortable {
  /** Whether the unexpired messages of the past come first. */
  history?: boolean | undefined;
  /**
   * In place of `history`: those published since then, in milliseconds since 1970; or since a
   * message, without that, by the dates that publishers signed.
   */
  since?: number | Pick<TopicMessage<unknown>, 'id' | 'publishedAt'> | undefined;
  /** Told of messages that are missing, before the next one of their stream. */
  onGap?: ((gap: TopicGap) => unknown) | undefined;
}

/** Messages that expired before they could be read, as in a long sleep, or were never acknowledged. */
export interface TopicGap {
  readonly publisher: Hex;
  /** The number of the first one in its stream. */
  readonly first: number;
  readonly count: number;
  /** The id of the message behind them. */
  readonly next: string;
}

export interface Subscription {
  /**
   * Until when everything acknowledged that had not expired has been delivered (to `for await`: is
   * there to be read), in milliseconds since 1970 by the network's time; 0 while that is not known.
   * It follows the present within two minutes, and within seconds after a sleep.
   */
  readonly completeUntil: number;
  /** Ends it; no message is delivered or read afterwards, not even one that waited for a reader. */
  close(): void;
}

/**
 * A subscription to iterate. At most 20,000 messages or 16 MiB wait for the reader; more end it, and
 * the iteration throws OVERLOADED after what had waited.
 */
export interface IterableSubscription<T = StoredValue>
  extends Subscription,
    AsyncIterableIterator<TopicMessage<T>> {}

/** A peer that is present on a topic. S is what the application shows there; nothing checks it. */
export interface PresentPeer<S = StoredValue> {
  readonly id: Hex;
  /** As in messages; several peers may have the same, such as the tabs of one browser. */
  readonly publisher: Hex;
  /** Whether its page has been hidden for half a minute. */
  readonly hidden: boolean;
  readonly state: S;
}

export interface PresenceChange<S = StoredValue> {
  readonly type: 'join' | 'update' | 'leave';
  readonly peer: PresentPeer<S>;
}

export interface PresenceOptions<S = StoredValue> extends Abortable {
  /** Told of every change, of those who are there at first as well. An abort ends the presence. */
  onChange?: ((change: PresenceChange<S>) => unknown) | undefined;
}

/** That this peer is present on a topic, until it is closed or the peer leaves. */
export interface Presence<S extends Value = Value> {
  /**
   * The others, in the order in which they came. Who leaves is gone within five seconds, who dies
   * once its link is noticed to be dead, after 75 s at most. A hidden page is not told: it catches
   * up when it is shown.
   */
  readonly peers: PresentPeer<Received<S>>[];
  /**
   * Shows another state; at most four a second are sent, of those between them the last. Rejects as
   * `presence` does.
   */
  update(state: S): Promise<void>;
  close(): void;
}

/** T is what the application publishes there; nothing checks what others publish. */
export interface Topic<T extends Value = Value> {
  readonly name: string;
  /** Resolves once enough failure domains hold the message. */
  publish(value: T, options?: PublishOptions): Promise<PublishResult>;
  /**
   * Hands every message to the listener once, in each publisher's order. Resolves once the history
   * has been delivered.
   */
  subscribe(
    listener: (message: TopicMessage<Received<T>>) => void,
    options?: SubscribeOptions,
  ): Promise<Subscription>;
  /** The same for `for await`, which ends when the subscription is closed or the peer leaves. */
  subscribe(options?: SubscribeOptions): Promise<IterableSubscription<Received<T>>>;
  /**
   * Shows this peer to whoever else is present, with a state that who knows the topic's name can
   * read; resolves once the others are known, on a hidden page once this peer is. INVALID_REQUEST
   * where this peer is present already, TOO_LARGE for a state over 512 bytes, UNREACHABLE where no
   * other member of the topic's group answers within ten seconds and this peer is none (alone it is one, and shows
   * itself to those who come), OVERLOADED on over 256 topics, or where
   * there is no place: a topic has 512, and whoever has most of them gives one up.
   */
  presence<S extends Value>(
    state: S,
    options?: PresenceOptions<Received<S>>,
  ): Promise<Presence<S>>;
  /**
   * All unexpired messages, oldest first, each publisher's in order. Fails with TOO_LARGE where they
   * have over 16 MiB: a subscription delivers any history.
   */
  history(options?: Abortable): Promise<TopicMessage<Received<T>>[]>;
}

export interface InviteOptions extends Abortable {
  /** A week unless given, at most 366 days; no longer than this peer's own membership. */
  expiresInSeconds?: number | undefined;
  /** For how many newcomers, 1 to 1,000; 1 unless given. */
  uses?: number | undefined;
  /** For how many generations they may invite others, 0 to 7; 0 unless given. */
  depth?: number | undefined;
  /** The `publisher` of the only one who may use it. */
  invitee?: Hex | undefined;
}

export interface RevokeOptions extends Abortable {
  /** Whether those are revoked, too, whom the member invited, directly or not. */
  withInvited?: boolean | undefined;
}

export interface DrainOptions extends Abortable {
  below?: number | undefined;
}

/** A stream of bytes between two applications. Each way ends by itself. */
export interface PeerStream {
  /** The peer at the other end. */
  readonly id: Hex;
  /** Chunks of what the other application writes, as it comes. */
  readonly readable: ReadableStream<Bytes>;
  /**
   * A write resolves once it is under way, which waits until the other application reads: 256 KiB at
   * most are between the two. `close()` resolves once the other end has everything.
   */
  readonly writable: WritableStream<BinaryData>;
}

export interface PeerEvents {
  /**
   * Bytes another peer sent to this one alone. A listener may return a promise: who sent them waits
   * for it, and is told REFUSED when it fails or the listener throws.
   */
  message: { readonly from: Hex; readonly bytes: Bytes };
  /** Another peer has opened a stream; without a listener its `stream()` rejects. */
  stream: PeerStream;
  link: Link;
  unlink: Link;
  state: PeerState;
  /** A queued write was acknowledged, or failed for good. */
  queue: QueueOutcome;
  /** The browser's database was taken away: made anew (`indexeddb`), or gone (`memory`). */
  storage: { readonly storage: 'indexeddb' | 'memory'; readonly reason: string };
}

/** A participant of the network, in this page. */
export class Peer {
  private constructor();
  /** Starts a peer; resolves once it has its first link. */
  static join(options: JoinOptions | InvitedJoinOptions): Promise<Peer>;
  /** After NETWORK_CHANGED: trusts whichever network is met next at that bootstrap address. */
  static forgetNetwork(bootstrap: string): Promise<void>;

  /** Becomes another where a copy of this browser profile runs under it, too. */
  readonly id: Hex;
  /** What others see as the publisher of this peer's values and messages. */
  readonly publisher: Hex;
  readonly network: Hex;
  readonly state: PeerState;
  /** `memory`, too, where the browser stores nothing for this page, or does not any more. */
  readonly storage: 'indexeddb' | 'memory';
  links(): Link[];

  /** Names, of topics too, are strings without lone surrogates, 1 to 512 bytes in UTF-8. */
  put<T extends Value>(name: string, value: T, options?: PutOptions): Promise<PutResult>;
  /**
   * Deletes the own values of a name for everybody, private and public; others' stay. Resolves once
   * enough failure domains hold the deletion, also where there is no value. Queued writes of the name
   * give way, unless it is queued itself: then it comes after them.
   * Rejects as a put does, with UNREACHABLE where nobody who should know can be reached; of the two
   * values one may be deleted then, or its deletion wait.
   */
  delete(name: string, options?: DeleteOptions): Promise<void>;
  /**
   * The own value of that name, else the newest one that everybody can read; null where nobody has
   * one. Rejects with UNREACHABLE where too few could be asked to know.
   */
  get<T = StoredValue>(name: string, options?: GetOptions): Promise<Found<T> | null>;
  /** A topic; `readers` says for whom this peer publishes there, and changes nothing else. */
  topic<T extends Value = Value>(name: string, options?: TopicOptions): Topic<T>;
  /**
   * Sends at most 65,536 bytes over the direct link to a peer, which is made where there is none.
   * Resolves when each of its `message` listeners has returned, and the promise it may have returned
   * is fulfilled; messages to one peer keep their order. What does not fit the link waits here.
   *
   * Rejects with UNSUPPORTED where nobody listens, REFUSED where a listener threw, UNREACHABLE where
   * nobody knows the peer, OVERLOADED when 16 MiB wait for it, and TIMEOUT without an answer for
   * 30 s: then the other application may have them or not. The same bytes sent again within ten
   * minutes are the same message, which it gets once as long as it runs.
   */
  send(id: Hex, bytes: BinaryData, options?: Abortable): Promise<void>;
  /**
   * Opens a stream for more than a message holds; resolves once the other application's `stream`
   * listener has it. It goes on over the next link where one ends. Its ends fail with CLOSED where the
   * other application cancels, aborts or leaves, TIMEOUT where it is silent for 30 s, UNREACHABLE
   * where it is gone.
   *
   * Rejects with UNSUPPORTED where no listener takes it, UNREACHABLE, TIMEOUT, and OVERLOADED
   * beyond 16 open streams of one identity there, fewer where few of its 128 places are left, or
   * 128 here.
   */
  stream(id: Hex, options?: Abortable): Promise<PeerStream>;
  /**
   * The text of a link for `Peer.join({ invitation })`; a page takes it behind `#invitation=`.
   * UNAUTHORIZED where this peer may not invite, or not so deep.
   */
  invite(options?: InviteOptions): Promise<string>;
  /**
   * Ends the membership of one whom this peer invited, directly or not, by its `publisher`; or an
   * invitation, by its link. All peers learn of it within seconds. Without effect for anybody else;
   * UNAUTHORIZED where this peer may not invite.
   */
  revoke(target: Hex | string, options?: RevokeOptions): Promise<void>;

  /** What waits to be sent because it was written offline, oldest first. */
  queued(): Promise<QueuedWrite[]>;
  /** Takes a queued write back: true if it will not be sent, false if it is gone or may be sent. */
  cancelQueued(id: string): Promise<boolean>;

  /** Bytes that wait for a peer, or are under way to it without an answer; 64 more a message. */
  bufferedBytes(id: Hex): number;
  /** Resolves once at most `below` bytes, 0 unless given, wait for a peer or are under way to it. */
  drained(id: Hex, options?: DrainOptions): Promise<void>;

  /** Adds a listener; the function returned takes it off again. */
  on<T extends keyof PeerEvents>(type: T, listener: (event: PeerEvents[T]) => unknown): () => void;
  off<T extends keyof PeerEvents>(type: T, listener: (event: PeerEvents[T]) => unknown): void;

  /** What an operator or a developer wants to see. */
  diagnostics(): Record<string, unknown>;
  /** Says goodbye to all links and ends: calls that wait fail with CLOSED, iterations finish. */
  leave(): Promise<void>;
}

export type ErrorCode =
  | 'UNKNOWN_ERROR'
  | 'RATE_LIMITED'
  | 'ALREADY_PROCESSED'
  | 'INVALID_REQUEST'
  | 'TIMEOUT'
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'BRIDGE_UNAVAILABLE'
  | 'BOOTSTRAP_FAILED'
  | 'INVALID_TOKEN'
  | 'UNAUTHORIZED'
  | 'INVALID_SIGNATURE'
  | 'UNSUPPORTED'
  | 'WRONG_NETWORK'
  | 'NETWORK_CHANGED'
  | 'WRONG_ORIGIN'
  | 'TOO_LARGE'
  | 'OVERLOADED'
  | 'CONFLICT'
  | 'NOT_ENOUGH_HOLDERS'
  | 'CLOCK_SKEW'
  | 'CLOSED'
  | 'GLARE'
  | 'ALREADY_LINKED'
  | 'INSTANCE_TAKEN'
  | 'REPLACED'
  | 'LINK_LIMIT'
  | 'NOT_RESPONSIBLE'
  | 'STORAGE_FAILED'
  | 'CANNOT_OPEN'
  | 'NOT_FOUND'
  | 'NO_ROUTE'
  | 'INTERNAL'
  /** The outcome: a write was neither confirmed nor refused by enough holders. */
  | 'UNKNOWN'
  /** A public name has values of sixteen publishers, or this one has its share of the holders' disks. */
  | 'FULL'
  | 'GOING_AWAY';

/** A failure with its code; the message is for logs and people. */
export class PeerloomError extends Error {
  constructor(code: ErrorCode, message: string, retryAfterMillis?: number);
  readonly code: ErrorCode;
  /** The wait the other side asks for, 0 where it names none. */
  readonly retryAfterMillis: number;
}
