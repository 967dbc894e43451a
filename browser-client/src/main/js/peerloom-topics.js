// Topics as the application sees them: publishing, subscriptions, presence.
import {
  PeerloomError,
  call,
  check,
  checkOptions,
  checkSignal,
  checkSubscribe,
  checkTtl,
  checkWhenOffline,
  decode,
  encode,
  settled,
  withValue,
} from './peerloom-values.js';

const MAX_WAITING_MESSAGES = 20_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** A named topic, which remembers its messages for their time to live. */
export class Topic {
  #handle;
  #isPublic;
  #subscriptions;
  #reading;

  constructor(handle, name, isPublic, subscriptions, reading) {
    this.#handle = handle;
    this.#isPublic = isPublic;
    this.#subscriptions = subscriptions;
    this.#reading = reading;
    this.name = name;
  }

  async publish(value, options = {}) {
    const ttlSeconds = checkTtl(checkOptions(options, ['ttlSeconds', 'whenOffline', 'signal']));
    const queue = checkWhenOffline(options);
    const signal = checkSignal(options);
    const encoded = this.#reading.inOrder(encode(value));
    const ready = encoded instanceof Promise ? await settled(encoded, signal) : encoded;
    return settled(
      this.#handle.publish(this.name, ready, this.#isPublic, ttlSeconds, queue),
      signal,
    );
  }

  /** Resolves once the history has been delivered: to the listener, or to whoever iterates. */
  async subscribe(listener, options = {}) {
    if (typeof listener !== 'function') {
      check(arguments.length < 2, 'subscribe(listener, options) or subscribe(options)');
      options = listener === undefined ? {} : listener;
      listener = null;
    }
    const since = checkSubscribe(options);
    const signal = checkSignal(options);
    const subscription = new Subscription(listener, options.onGap, this.#subscriptions, signal);
    const deliver = (message) => subscription.deliver(message);
    const gap = (...missing) => subscription.gap(...missing);
    try {
      subscription.opened(
        await settled(this.#handle.subscribe(this.name, since, options.since?.id ?? '', deliver, gap), signal, (late) =>
          late.close(),
        ),
      );
    } catch (failure) {
      subscription.close();
      throw failure;
    }
    return subscription;
  }

  /** Shows this peer to whoever else is present; resolves once those are known. */
  async presence(state, options = {}) {
    const { onChange } = checkOptions(options, ['onChange', 'signal']);
    check(onChange === undefined || typeof onChange === 'function', 'onChange: a function');
    const signal = checkSignal(options);
    const presence = new Presence(onChange, this.#subscriptions, signal);
    try {
      const ready = await settled(Promise.resolve(encode(state)), signal);
      const changed = (type, peer) => presence.changed(type, peer);
      presence.opened(
        await settled(this.#handle.present(this.name, ready, changed), signal, (late) =>
          late.close(),
        ),
      );
    } catch (failure) {
      presence.close();
      throw failure;
    }
    return presence;
  }

  async history(options = {}) {
    const signal = checkSignal(checkOptions(options, ['signal']));
    return (await settled(this.#handle.history(this.name), signal)).map(withValue);
  }
}

/** What goes on in the core until it is closed, its signal aborts, or the peer leaves. */
class Lifetime {
  #owner;
  #running;
  #signal;
  #abort = () => this.#owner.close();
  handle = null;
  closed = false;

  /** `owner` has a close(), which calls end() here; those `running` end with the peer. */
  constructor(owner, running, signal) {
    this.#owner = owner;
    this.#running = running;
    this.#signal = signal;
    running.add(owner);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  opened(handle) {
    this.handle = handle;
    if (this.closed) handle.close();
  }

  end() {
    this.closed = true;
    this.#running.delete(this.#owner);
    this.#signal?.removeEventListener('abort', this.#abort);
    this.handle?.close();
  }
}

/** A running subscription; without a listener, its messages wait for `for await`. */
class Subscription {
  #listener;
  #onGap;
  #lifetime;
  #failure = null;
  #queue = [];
  #queuedBytes = 0;
  #waiting = [];

  constructor(listener, onGap, all, signal) {
    this.#listener = listener;
    this.#onGap = onGap;
    this.#lifetime = new Lifetime(this, all, signal);
  }

  opened(handle) {
    this.#lifetime.opened(handle);
  }

  /** Until when everything that had not expired has been delivered, in milliseconds since 1970. */
  get completeUntil() {
    return this.#lifetime.handle?.completeUntil() ?? 0;
  }

  gap(publisher, first, count, next) {
    if (!this.#lifetime.closed && this.#onGap) call(this.#onGap, { publisher, first, count, next });
  }

  deliver(raw) {
    if (this.#lifetime.closed) return;
    const message = withValue(raw);
    if (this.#listener) {
      call(this.#listener, message);
      return;
    }
    const next = this.#waiting.shift();
    if (next) {
      next({ value: message, done: false });
      return;
    }
    const size = raw.value.bytes.length;
    if (
      this.#queue.length >= MAX_WAITING_MESSAGES ||
      this.#queuedBytes + size > MAX_WAITING_BYTES
    ) {
      this.#failure = new PeerloomError('OVERLOADED', 'messages arrive faster than they are read');
      this.#end();
      return;
    }
    this.#queue.push({ message, size });
    this.#queuedBytes += size;
  }

  /** Nothing is read afterwards, not even what waits. */
  close() {
    this.#queue = [];
    this.#failure = null;
    this.#end();
  }

  #end() {
    this.#lifetime.end();
    this.#waiting.splice(0).forEach((resolve) => resolve({ value: undefined, done: true }));
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
    if (this.#lifetime.closed || this.#listener) return { value: undefined, done: true };
    return new Promise((resolve) => this.#waiting.push(resolve));
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

/** That this peer is present on a topic, and who else is. */
class Presence {
  #onChange;
  #lifetime;
  #peers = new Map();

  constructor(onChange, all, signal) {
    this.#onChange = onChange;
    this.#lifetime = new Lifetime(this, all, signal);
  }

  opened(handle) {
    this.#lifetime.opened(handle);
  }

  changed(type, { value, ...of }) {
    if (this.#lifetime.closed) return;
    const peer = { ...of, state: decode(value) };
    // An id alone could be claimed by somebody else.
    const name = peer.publisher + peer.id;
    if (type === 'leave') this.#peers.delete(name);
    else this.#peers.set(name, peer);
    if (this.#onChange) call(this.#onChange, { type, peer });
  }

  /** The others, in the order in which they came. */
  get peers() {
    return [...this.#peers.values()];
  }

  async update(state) {
    const ready = await settled(Promise.resolve(encode(state)));
    await settled(this.#lifetime.handle.update(ready));
  }

  close() {
    this.#lifetime.end();
    this.#peers.clear();
  }
}
