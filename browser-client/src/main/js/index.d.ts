/** What an application stores or publishes. Strings and bytes stay what they are; all else is JSON. */
export type Value = string | Uint8Array | JsonValue;
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Hexadecimal SHA-256, 64 characters. */
export type Hex = string;

export interface JoinOptions {
  /** `ws:` or `wss:` addresses of bootstrap servers, asked in turn. */
  bootstrap: readonly string[];
  /**
   * The only network to join. Left out, the one first met at a bootstrap address is trusted, and
   * another one there later is NETWORK_CHANGED.
   */
  network?: Hex;
  /** STUN and TURN servers, as RTCPeerConnection takes them. */
  iceServers?: readonly RTCIceServer[];
  /** The most links held at once, 4 to 200; 50 on a desktop and 20 on a phone unless given. */
  maxLinks?: number;
  /** `memory` leaves nothing behind: a new identity for each peer, gone with the page. */
  storage?: 'indexeddb' | 'memory';
}

export type PeerState = 'joining' | 'connected' | 'degraded' | 'isolated' | 'closed';

export interface Link {
  readonly id: Hex;
  readonly kind: 'browser' | 'node' | 'bridge';
  readonly transport: 'webrtc' | 'websocket';
  /** False for a page that is hidden. */
  readonly active: boolean;
  /** Smoothed round-trip time; -1 before the first measurement. */
  readonly rttMillis: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface PutOptions {
  /** Who can read it: only peers of the own identity (the default), or everybody. */
  readers?: 'me' | 'public';
  /** 1 to 604800, which is seven days and the default. */
  ttlSeconds?: number;
  /** The sequence the current value must have, 0 for none yet; else CONFLICT. */
  ifSequence?: number;
}

export interface PutResult {
  readonly key: Hex;
  readonly sequence: number;
  /** Failure domains that hold it durably. */
  readonly holders: number;
}

export interface GetOptions {
  /** Only this publisher's value. */
  publisher?: Hex;
}

export interface Found {
  readonly value: Value;
  readonly publisher: Hex;
  readonly sequence: number;
  /** Milliseconds since 1970, as the publisher signed them. */
  readonly publishedAt: number;
}

export interface PublishOptions {
  /** 1 to 604800, which is seven days and the default. */
  ttlSeconds?: number;
}

export interface PublishResult {
  readonly id: string;
  readonly sequence: number;
  /** Failure domains that hold it durably. */
  readonly holders: number;
}

export interface TopicMessage {
  readonly id: string;
  readonly publisher: Hex;
  /** Counts up from 1 within one stream of the publisher. */
  readonly sequence: number;
  /** Milliseconds since 1970, as the publisher signed them. */
  readonly publishedAt: number;
  readonly value: Value;
}

export interface SubscribeOptions {
  /** Whether the unexpired messages of the past come first. */
  history?: boolean;
}

export interface Subscription {
  /** Ends it; no message is delivered afterwards. */
  close(): void;
}

/**
 * A subscription to iterate. At most 10,000 messages or 16 MiB wait for the reader; more end it, and
 * the iteration throws OVERLOADED after what had waited.
 */
export interface IterableSubscription extends Subscription, AsyncIterableIterator<TopicMessage> {}

export interface Topic {
  readonly name: string;
  /** Resolves once enough failure domains hold the message. */
  publish(value: Value, options?: PublishOptions): Promise<PublishResult>;
  /**
   * Hands every message to the listener once, in each publisher's order. Resolves once the history
   * has been delivered.
   */
  subscribe(
    listener: (message: TopicMessage) => void,
    options?: SubscribeOptions,
  ): Promise<Subscription>;
  /** The same for `for await`. */
  subscribe(options?: SubscribeOptions): Promise<IterableSubscription>;
  /** All unexpired messages, oldest first, each publisher's in order. */
  history(): Promise<TopicMessage[]>;
}

export interface PeerEvents {
  /** Bytes another peer sent to this one alone. */
  message: { readonly from: Hex; readonly bytes: Uint8Array };
  link: Link;
  unlink: Link;
  state: PeerState;
}

/** A participant of the network, in this page. */
export class Peer {
  private constructor();
  /** Starts a peer; resolves once it has its first link. */
  static join(options: JoinOptions): Promise<Peer>;
  /** After NETWORK_CHANGED: trusts whichever network is met next at that bootstrap address. */
  static forgetNetwork(bootstrap: string): Promise<void>;

  readonly id: Hex;
  /** What others see as the publisher of this peer's values and messages. */
  readonly publisher: Hex;
  readonly network: Hex;
  readonly state: PeerState;
  links(): Link[];

  put(name: string, value: Value, options?: PutOptions): Promise<PutResult>;
  /** The own value of that name, else the newest one that everybody can read; null for none. */
  get(name: string, options?: GetOptions): Promise<Found | null>;
  topic(name: string): Topic;
  /** Sends bytes over the direct link to a peer; resolves when the other peer has them. */
  send(id: Hex, bytes: Uint8Array): Promise<void>;

  on<T extends keyof PeerEvents>(type: T, listener: (event: PeerEvents[T]) => void): void;
  off<T extends keyof PeerEvents>(type: T, listener: (event: PeerEvents[T]) => void): void;

  /** What an operator or a developer wants to see. */
  diagnostics(): Record<string, unknown>;
  /** Says goodbye to all links and ends. */
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
  | 'UNKNOWN';

/** A failure with its code; the message is for logs and people. */
export class PeerloomError extends Error {
  constructor(code: ErrorCode, message: string, retryAfterMillis?: number);
  readonly code: ErrorCode;
  /** The wait the other side asks for, 0 where it names none. */
  readonly retryAfterMillis: number;
}
