// The API of DESIGN over the compiled core: checks what the application passes, turns values into
// bytes and back, and gives events and subscriptions the shape JavaScript expects.
import * as core from './peerloom-core.js';
import {
  PeerloomError,
  Reading,
  call,
  check,
  checkBootstrap,
  checkBytes,
  checkHex,
  checkName,
  checkOptions,
  checkSignal,
  checkTtl,
  checkWanted,
  checkWhenOffline,
  encode,
  settled,
  takenByAll,
  withValue,
} from './peerloom-values.js';
import { Topic } from './peerloom-topics.js';

export { PeerloomError };

const INVITATION_SECONDS = 7 * 24 * 3600;
const MIN_LINKS = 4;
const MAX_LINKS = 200;
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** The two ways of a stream as the platform's streams; it is read, and sent, as the other end reads. */
function duplex(handle) {
  return {
    id: handle.peer(),
    readable: new ReadableStream(
      {
        async pull(controller) {
          const bytes = await settled(handle.read());
          if (bytes) controller.enqueue(new Uint8Array(bytes.buffer));
          else controller.close();
        },
        cancel: () => handle.cancel(),
      },
      { highWaterMark: 0 },
    ),
    writable: new WritableStream({
      start(controller) {
        // Also while nothing is written.
        settled(handle.ended()).catch((failure) => controller.error(failure));
        // At once, also while a write waits: `abort` is called only after it.
        controller.signal?.addEventListener('abort', () => handle.abort());
      },
      async write(chunk) {
        try {
          await settled(handle.write(await checkBytes(chunk)));
        } catch (failure) {
          handle.abort();
          throw failure;
        }
      },
      close: () => settled(handle.end()),
      abort: () => handle.abort(),
    }),
  };
}

/** A participant of the network, in this page. */
export class Peer {
  #handle;
  #listeners;
  #subscriptions;
  #reading = new Reading();

  constructor(token, handle, listeners, subscriptions) {
    check(token === Peer.#token, 'use Peer.join()');
    this.#handle = handle;
    this.#listeners = listeners;
    this.#subscriptions = subscriptions;
  }

  static #token = Symbol('join');

  static async join(options) {
    const known = ['bootstrap', 'network', 'invitation', 'iceServers', 'maxLinks', 'storage', 'signal'];
    const { bootstrap = [], network = '', invitation = '', iceServers = null, maxLinks = 0 } =
      checkOptions(options, known);
    const { storage = 'indexeddb' } = options;
    check(typeof invitation === 'string', 'invitation: the text of a link');
    check(
      Array.isArray(bootstrap) && (bootstrap.length > 0 || invitation !== ''),
      'bootstrap: at least one address',
    );
    bootstrap.forEach(checkBootstrap);
    if (network !== '') checkHex(network, 'network');
    check(
      iceServers === null || Array.isArray(iceServers),
      'iceServers: an array as RTCPeerConnection takes it',
    );
    check(
      options.maxLinks === undefined ||
        (Number.isInteger(maxLinks) && maxLinks >= MIN_LINKS && maxLinks <= MAX_LINKS),
      `maxLinks: ${MIN_LINKS} to ${MAX_LINKS}`,
    );
    check(['indexeddb', 'memory'].includes(storage), "storage: 'indexeddb' or 'memory'");
    const signal = checkSignal(options);

    const subscriptions = new Set();
    const types = ['state', 'link', 'unlink', 'message', 'stream', 'storage', 'queue'];
    const listeners = Object.fromEntries(types.map((type) => [type, new Set()]));
    const emit = (type, event) => [...listeners[type]].map((listener) => call(listener, event));
    const events = {
      state: (state) => {
        if (state === 'closed') subscriptions.forEach((subscription) => subscription.close());
        emit('state', state);
      },
      link: (link) => emit('link', link),
      unlink: (link) => emit('unlink', link),
      queue: (outcome) => emit('queue', outcome),
      stream: (handle) => {
        const { size } = listeners.stream;
        return size > 0 && emit('stream', duplex(handle)).includes(true);
      },
      storage: (storage, reason) => emit('storage', { storage, reason }),
      message: (from, bytes) =>
        listeners.message.size === 0
          ? null
          : takenByAll(listeners.message, { from, bytes: new Uint8Array(bytes) }),
    };
    const memory = storage === 'memory';
    const handle = await settled(
      core.join({
        bootstrap: [...bootstrap],
        network,
        invitation,
        iceServers,
        maxLinks,
        memory,
        events,
      }),
      signal,
      (late) => late.leave(),
    );
    return new Peer(Peer.#token, handle, listeners, subscriptions);
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

  /** Where this peer keeps what it has: memory, too, where the browser stores nothing. */
  get storage() {
    return this.#handle.storage();
  }

  links() {
    return this.#handle.links();
  }

  async put(name, value, options = {}) {
    checkName(name);
    const { readers = 'me', ifSequence = -1 } =
      checkOptions(options, ['readers', 'ttlSeconds', 'ifSequence', 'whenOffline', 'signal']);
    checkWanted(readers, options.ifSequence);
    const ttlSeconds = checkTtl(options);
    const queue = checkWhenOffline(options);
    const signal = checkSignal(options);
    const encoded = this.#reading.inOrder(encode(value));
    const ready = encoded instanceof Promise ? await settled(encoded, signal) : encoded;
    return settled(
      this.#handle.put(name, ready, readers === 'public', ttlSeconds, ifSequence, queue),
      signal,
    );
  }

  async delete(name, options = {}) {
    checkName(name);
    const { readers = '', ifSequence = -1 } =
      checkOptions(options, ['readers', 'ifSequence', 'whenOffline', 'signal']);
    const queue = checkWhenOffline(options);
    checkWanted(options.readers === undefined ? 'me' : readers, options.ifSequence);
    const signal = checkSignal(options);
    // After the puts whose values are still being read.
    const turn = this.#reading.inOrder();
    if (turn instanceof Promise) await settled(turn, signal);
    await settled(this.#handle.delete(name, readers, ifSequence, queue), signal);
  }

  async get(name, options = {}) {
    checkName(name);
    const { publisher } = checkOptions(options, ['publisher', 'signal']);
    if (publisher !== undefined) checkHex(publisher, 'publisher');
    const signal = checkSignal(options);
    const found = await settled(this.#handle.get(name, publisher ?? ''), signal);
    return found === null ? null : withValue(found);
  }

  topic(name, options = {}) {
    const { readers = 'named' } = checkOptions(options, ['readers']);
    check(['named', 'public'].includes(readers), "readers: 'named' or 'public'");
    checkName(name);
    return new Topic(this.#handle, name, readers === 'public', this.#subscriptions, this.#reading);
  }

  async send(id, bytes, options = {}) {
    checkHex(id, 'id');
    const signal = checkSignal(checkOptions(options, ['signal']));
    const taken = this.#reading.inOrder(checkBytes(bytes));
    const ready = taken instanceof Promise ? await settled(taken, signal) : taken;
    await settled(this.#handle.send(id, ready), signal);
  }

  /** Opens a stream of bytes to a peer; resolves once the other application has it. */
  async stream(id, options = {}) {
    checkHex(id, 'id');
    const signal = checkSignal(checkOptions(options, ['signal']));
    return duplex(await settled(this.#handle.stream(id), signal, (late) => {
      late.abort();
      late.cancel();
    }));
  }

  /** The text of a link by which others may join. */
  async invite(options = {}) {
    const { expiresInSeconds = INVITATION_SECONDS, uses = 1, depth = 0, invitee = '' } =
      checkOptions(options, ['expiresInSeconds', 'uses', 'depth', 'invitee', 'signal']);
    const numbers = { expiresInSeconds, uses, depth };
    for (const [name, value] of Object.entries(numbers)) {
      check(Number.isInteger(value) && value >= 0 && value < 2 ** 31, `${name}: a whole number`);
    }
    if (invitee !== '') checkHex(invitee, 'invitee');
    const signal = checkSignal(options);
    return settled(this.#handle.invite(expiresInSeconds, uses, depth, invitee), signal);
  }

  /** Ends the membership of one that this peer invited, or an invitation. */
  async revoke(target, options = {}) {
    check(typeof target === 'string', 'a publisher, or the link of an invitation');
    const { withInvited = false } = checkOptions(options, ['withInvited', 'signal']);
    check(typeof withInvited === 'boolean', 'withInvited: true or false');
    const signal = checkSignal(options);
    await settled(this.#handle.revoke(target, withInvited), signal);
  }

  /** What waits to be sent because it was written offline, oldest first. */
  async queued() {
    return settled(this.#handle.queued());
  }

  /** Takes a queued write back: false where it is gone, or being sent. */
  async cancelQueued(id) {
    check(typeof id === 'string', 'id: as queuedAs says it');
    return settled(this.#handle.cancelQueued(id));
  }

  /** Bytes that wait for a peer, or are under way to it without an answer. */
  bufferedBytes(id) {
    checkHex(id, 'id');
    check(id !== this.id, 'that is this peer itself');
    return this.#handle.bufferedBytes(id);
  }

  /** Resolves once at most `below` bytes wait for a peer or are under way to it. */
  async drained(id, options = {}) {
    checkHex(id, 'id');
    const { below = 0 } = checkOptions(options, ['below', 'signal']);
    check(Number.isSafeInteger(below) && below >= 0, 'below: bytes, 0 or more');
    const signal = checkSignal(options);
    await settled(this.#handle.drained(id, Math.min(below, MAX_BUFFERED_BYTES)), signal);
  }

  /** Adds a listener; gives the function that takes it off again. */
  on(type, listener) {
    this.#listenersOf(type, listener).add(listener);
    return () => this.off(type, listener);
  }

  off(type, listener) {
    this.#listenersOf(type, listener).delete(listener);
  }

  #listenersOf(type, listener) {
    check(Object.hasOwn(this.#listeners, type), 'no such event: state, link, unlink, message, stream, storage or queue');
    check(typeof listener === 'function', 'a listener is a function');
    return this.#listeners[type];
  }

  diagnostics() {
    return {
      ...JSON.parse(this.#handle.diagnostics()),
      storage: this.#handle.storage(),
      storageFailure: this.#handle.storageFailure() || null,
    };
  }

  /** Says goodbye; calls that wait fail with CLOSED, and subscriptions end. */
  async leave() {
    await settled(this.#handle.leave());
  }
}
