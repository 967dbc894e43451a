// The API of DESIGN over the compiled core: checks what the application passes, turns values into
// bytes and back, and gives events and subscriptions the shape JavaScript expects.
import * as core from './peerloom-core.js';

const MAX_TTL_SECONDS = 7 * 24 * 3600;
const MIN_LINKS = 4;
const MAX_LINKS = 200;
const MAX_WAITING_MESSAGES = 10_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

const BYTES = 0;
const TEXT = 1;
const JSON_TEXT = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A failure with its code; the message is for logs and people. */
export class PeerloomError extends Error {
  constructor(code, message, retryAfterMillis = 0) {
    super(`${code}: ${message}`);
    this.name = 'PeerloomError';
    this.code = code;
    this.retryAfterMillis = retryAfterMillis;
  }
}

function invalid(message) {
  return new PeerloomError('INVALID_REQUEST', message);
}

/** Waits for the core; what it rejects with becomes a PeerloomError. */
async function settled(promise) {
  try {
    return await promise;
  } catch (failure) {
    throw failure?.code
      ? new PeerloomError(failure.code, failure.message, failure.retryAfterMillis)
      : new PeerloomError('INTERNAL', String(failure));
  }
}

function check(ok, message) {
  if (!ok) throw invalid(message);
}

function checkOptions(options, known) {
  check(options !== null && typeof options === 'object', 'options must be an object');
  for (const name of Object.keys(options)) {
    check(known.includes(name), `unknown option "${name}"`);
  }
  return options;
}

function checkName(name) {
  check(typeof name === 'string' && name !== '', 'a name is a string that is not empty');
}

function checkHex(text, what) {
  check(typeof text === 'string' && /^[0-9a-f]{64}$/.test(text), `${what}: 64 hexadecimal digits`);
}

function checkTtl({ ttlSeconds = MAX_TTL_SECONDS }) {
  check(
    Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS,
    `ttlSeconds: 1 to ${MAX_TTL_SECONDS}`,
  );
  return ttlSeconds;
}

function checkBootstrap(address) {
  let protocol;
  try {
    protocol = new URL(address).protocol;
  } catch {
    protocol = '';
  }
  check(
    typeof address === 'string' && (protocol === 'ws:' || protocol === 'wss:'),
    `bootstrap: "${address}" is not a ws: or wss: address`,
  );
}

/** A value as the core takes it. Bytes are copied, so the caller may go on using its own. */
function encode(value) {
  if (typeof value === 'string') return { format: TEXT, bytes: signed(encoder.encode(value)) };
  if (value instanceof Uint8Array) return { format: BYTES, bytes: new Int8Array(value) };
  let text;
  try {
    text = JSON.stringify(value);
  } catch (reason) {
    throw invalid(`a value is a string, a Uint8Array or JSON: ${reason.message}`);
  }
  check(text !== undefined, 'a value is a string, a Uint8Array or JSON');
  return { format: JSON_TEXT, bytes: signed(encoder.encode(text)) };
}

function signed(bytes) {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A copy of what the core gave. What claims to be JSON and is none arrives as its bytes. */
function decode({ format, bytes }) {
  if (format === TEXT) return decoder.decode(bytes);
  if (format === JSON_TEXT) {
    try {
      return JSON.parse(decoder.decode(bytes));
    } catch {
      return new Uint8Array(bytes);
    }
  }
  return new Uint8Array(bytes);
}

function withValue(found) {
  return { ...found, value: decode(found.value) };
}

/** Runs an application's listener; what it throws is the page's, not the peer's. */
function call(listener, argument) {
  try {
    listener(argument);
  } catch (failure) {
    reportError(failure);
  }
}

/** A participant of the network, in this page. */
export class Peer {
  #handle;
  #listeners;

  constructor(token, handle, listeners) {
    check(token === Peer.#token, 'use Peer.join()');
    this.#handle = handle;
    this.#listeners = listeners;
  }

  static #token = Symbol('join');

  static async join(options) {
    const known = ['bootstrap', 'network', 'iceServers', 'maxLinks', 'storage'];
    const { bootstrap, network = '', iceServers = [], maxLinks = 0, storage = 'indexeddb' } =
      checkOptions(options, known);
    check(Array.isArray(bootstrap) && bootstrap.length > 0, 'bootstrap: at least one address');
    bootstrap.forEach(checkBootstrap);
    if (network !== '') checkHex(network, 'network');
    check(Array.isArray(iceServers), 'iceServers: an array as RTCPeerConnection takes it');
    check(
      maxLinks === 0 || (Number.isInteger(maxLinks) && maxLinks >= MIN_LINKS && maxLinks <= MAX_LINKS),
      `maxLinks: ${MIN_LINKS} to ${MAX_LINKS}`,
    );
    check(['indexeddb', 'memory'].includes(storage), "storage: 'indexeddb' or 'memory'");

    const listeners = { state: new Set(), link: new Set(), unlink: new Set(), message: new Set() };
    const emit = (type, event) => [...listeners[type]].forEach((listener) => call(listener, event));
    const events = {
      state: (state) => emit('state', state),
      link: (link) => emit('link', link),
      unlink: (link) => emit('unlink', link),
      message: (from, bytes) => emit('message', { from, bytes: new Uint8Array(bytes) }),
    };
    const memory = storage === 'memory';
    const handle = await settled(
      core.join({ bootstrap, network, iceServers, maxLinks, memory, events }),
    );
    return new Peer(Peer.#token, handle, listeners);
  }

  /** Trusts whichever network is met next at a bootstrap address. */
  static async forgetNetwork(bootstrap) {
    checkBootstrap(bootstrap);
    await settled(core.forgetNetwork(bootstrap));
  }

  get id() {
    return this.#handle.id();
  }

  get publisher() {
    return this.#handle.publisher();
  }

  get network() {
    return this.#handle.network();
  }

  get state() {
    return this.#handle.state();
  }

  links() {
    return this.#handle.links();
  }

  async put(name, value, options = {}) {
    checkName(name);
    const { readers = 'me', ifSequence = -1 } =
      checkOptions(options, ['readers', 'ttlSeconds', 'ifSequence']);
    check(['me', 'public'].includes(readers), "readers: 'me' or 'public'");
    check(
      options.ifSequence === undefined || (Number.isSafeInteger(ifSequence) && ifSequence >= 0),
      'ifSequence: 0 or more',
    );
    const ttlSeconds = checkTtl(options);
    return settled(
      this.#handle.put(name, encode(value), readers === 'public', ttlSeconds, ifSequence),
    );
  }

  async get(name, options = {}) {
    checkName(name);
    const { publisher } = checkOptions(options, ['publisher']);
    if (publisher !== undefined) checkHex(publisher, 'publisher');
    const found = await settled(this.#handle.get(name, publisher ?? ''));
    return found === null ? null : withValue(found);
  }

  topic(name) {
    checkName(name);
    return new Topic(this.#handle, name);
  }

  async send(id, bytes) {
    checkHex(id, 'id');
    check(bytes instanceof Uint8Array, 'bytes: a Uint8Array');
    await settled(this.#handle.send(id, new Int8Array(bytes)));
  }

  on(type, listener) {
    this.#listenersOf(type).add(listener);
  }

  off(type, listener) {
    this.#listenersOf(type).delete(listener);
  }

  #listenersOf(type) {
    check(Object.hasOwn(this.#listeners, type), `unknown event "${type}"`);
    return this.#listeners[type];
  }

  diagnostics() {
    return JSON.parse(this.#handle.diagnostics());
  }

  async leave() {
    await settled(this.#handle.leave());
  }
}

/** A named topic, which remembers its messages for their time to live. */
class Topic {
  #handle;

  constructor(handle, name) {
    this.#handle = handle;
    this.name = name;
  }

  async publish(value, options = {}) {
    const ttlSeconds = checkTtl(checkOptions(options, ['ttlSeconds']));
    return settled(this.#handle.publish(this.name, encode(value), ttlSeconds));
  }

  /** Resolves once the history has been delivered: to the listener, or to whoever iterates. */
  async subscribe(listener, options) {
    if (typeof listener !== 'function') {
      check(options === undefined, 'subscribe(listener, options) or subscribe(options)');
      options = listener;
      listener = null;
    }
    const { history = false } = checkOptions(options ?? {}, ['history']);
    check(typeof history === 'boolean', 'history: true or false');
    const subscription = new Subscription(listener);
    const deliver = (message) => subscription.deliver(message);
    subscription.opened(await settled(this.#handle.subscribe(this.name, history, deliver)));
    return subscription;
  }

  async history() {
    return (await settled(this.#handle.history(this.name))).map(withValue);
  }
}

/** A running subscription; without a listener, its messages wait for `for await`. */
class Subscription {
  #listener;
  #handle = null;
  #closed = false;
  #failure = null;
  #queue = [];
  #queuedBytes = 0;
  #waiting = [];

  constructor(listener) {
    this.#listener = listener;
  }

  opened(handle) {
    this.#handle = handle;
    if (this.#closed) handle.close();
  }

  deliver(raw) {
    if (this.#closed) return;
    const message = withValue(raw);
    if (this.#listener) {
      call(this.#listener, message);
      return;
    }
    const next = this.#waiting.shift();
    if (next) {
      next.resolve({ value: message, done: false });
      return;
    }
    const size = raw.value.bytes.length;
    if (
      this.#queue.length >= MAX_WAITING_MESSAGES ||
      this.#queuedBytes + size > MAX_WAITING_BYTES
    ) {
      this.#failure = new PeerloomError('OVERLOADED', 'messages arrive faster than they are read');
      this.close();
      return;
    }
    this.#queue.push({ message, size });
    this.#queuedBytes += size;
  }

  close() {
    this.#closed = true;
    this.#handle?.close();
    this.#waiting.splice(0).forEach(({ resolve }) => resolve({ value: undefined, done: true }));
  }

  /** The next message, in order; after the last one before an overload, that failure. */
  async next() {
    const queued = this.#queue.shift();
    if (queued) {
      this.#queuedBytes -= queued.size;
      return { value: queued.message, done: false };
    }
    if (this.#failure) {
      const failure = this.#failure;
      this.#failure = null;
      throw failure;
    }
    if (this.#closed || this.#listener) return { value: undefined, done: true };
    return new Promise((resolve) => this.#waiting.push({ resolve }));
  }

  async return(value) {
    this.close();
    return { value, done: true };
  }

  [Symbol.asyncIterator]() {
    check(!this.#listener, 'a subscription with a listener cannot be iterated');
    return this;
  }
}
