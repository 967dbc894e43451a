// What an application passes, and what it gets. Values are strings, bytes and JSON; what would come
// back changed is refused, with the path to it, because a value that is silently another one is found
// out too late. Below them are the checks of other arguments, how calls of the core are waited for,
// and how listeners are called.

const BYTES = 0;
const TEXT = 1;
const JSON_TEXT = 2;

const MAX_TTL_SECONDS = 7 * 24 * 3600;

/** Characters of JSON; a stored value has at most 64 KiB, and a character takes a byte or more. */
const MAX_JSON_CHARACTERS = 65_536;

/** Objects and arrays within each other; other JSON parsers give up at 1,000. */
const MAX_JSON_DEPTH = 500;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** A failure with its code; the message is for logs and people. */
export class PeerloomError extends Error {
  constructor(code, message, retryAfterMillis = 0) {
    super(`${code}: ${message}`);
    this.name = 'PeerloomError';
    this.code = code;
    this.retryAfterMillis = retryAfterMillis;
  }
}

export function invalid(message) {
  return new PeerloomError('INVALID_REQUEST', message);
}

/** Whether UTF-8 can hold it: a lone surrogate would become U+FFFD, and two names one. */
export function isText(text) {
  return typeof text === 'string' && text.isWellFormed();
}

/** A test for objects of a built-in class that an iframe's objects pass, and no imitation. */
function brand(type, property) {
  const getter = type && Object.getOwnPropertyDescriptor(type.prototype, property)?.get;
  return (value) => {
    try {
      getter.call(value);
      return true;
    } catch {
      return false;
    }
  };
}

const isBuffer = brand(globalThis.ArrayBuffer, 'byteLength');
const isSharedBuffer = brand(globalThis.SharedArrayBuffer, 'byteLength');
const isBlob = brand(globalThis.Blob, 'size');
export const isSignal = brand(globalThis.AbortSignal, 'aborted');

/**
 * A copy of anything that is bytes, as the core takes it; a promise of it for a Blob; else null.
 * Copied, so that the caller may go on using its own.
 */
function bytesOf(value) {
  try {
    if (ArrayBuffer.isView(value)) {
      return new Int8Array(new Int8Array(value.buffer, value.byteOffset, value.byteLength));
    }
    if (isBuffer(value) || isSharedBuffer(value)) return new Int8Array(new Int8Array(value));
  } catch (reason) {
    throw invalid(`value: ${reason.message}`); // A buffer that was transferred has no bytes left.
  }
  return isBlob(value) ? readBlob(value) : null;
}

/** The same, or INVALID_REQUEST. */
export function checkBytes(value) {
  const bytes = bytesOf(value);
  check(bytes !== null, 'bytes: an ArrayBuffer, a view of one or a Blob');
  return bytes;
}

async function readBlob(blob) {
  try {
    return new Int8Array(await Blob.prototype.arrayBuffer.call(blob));
  } catch (reason) {
    throw invalid(`value: the Blob cannot be read: ${reason.message}`);
  }
}

/** A value as the core takes it; a promise of it for a Blob. */
export function encode(value) {
  if (typeof value === 'string') {
    if (!isText(value)) throw invalid('value: a string with a lone surrogate');
    return { format: TEXT, bytes: utf8(value) };
  }
  const bytes = bytesOf(value);
  if (bytes instanceof Promise) return bytes.then((read) => ({ format: BYTES, bytes: read }));
  if (bytes) return { format: BYTES, bytes };
  const out = { text: '' };
  try {
    writeJson(value, 'value', [], out);
  } catch (failure) {
    // Anything else is what a getter or a proxy of the application threw.
    throw failure instanceof PeerloomError ? failure : invalid(`value: ${failure}`);
  }
  return { format: JSON_TEXT, bytes: utf8(out.text) };
}

function utf8(text) {
  const bytes = encoder.encode(text);
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function append(out, text) {
  out.text += text;
  if (out.text.length > MAX_JSON_CHARACTERS) {
    throw new PeerloomError('TOO_LARGE', `over ${MAX_JSON_CHARACTERS} characters of JSON`);
  }
}

/** Writes JSON that parses to an equal value, reading each property once; else INVALID_REQUEST. */
function writeJson(value, path, within, out) {
  if (value === null || value === true || value === false) {
    append(out, String(value));
  } else if (typeof value === 'string') {
    writeText(value, path, out);
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0)) {
      throw invalid(`${path}: ${Object.is(value, -0) ? '-0' : value} is no number of JSON`);
    }
    append(out, String(value));
  } else if (typeof value === 'object') {
    if (within.includes(value)) throw invalid(`${path}: contains itself`);
    if (within.length === MAX_JSON_DEPTH) throw invalid(`${path}: nested too deeply`);
    within.push(value);
    if (Array.isArray(value)) writeArray(value, path, within, out);
    else writeObject(value, path, within, out);
    within.pop();
  } else {
    throw invalid(`${path}: ${value === undefined ? 'undefined' : `a ${typeof value}`} is not JSON`);
  }
}

function writeText(text, path, out) {
  if (!isText(text)) throw invalid(`${path}: a string with a lone surrogate`);
  append(out, JSON.stringify(text));
}

function writeArray(array, path, within, out) {
  checkPlain(array, path, 2);
  if (Reflect.ownKeys(array).length !== array.length + 1) {
    throw invalid(`${path}: an array with holes or with properties of its own is not JSON`);
  }
  append(out, '[');
  for (let i = 0; i < array.length; i++) {
    if (i > 0) append(out, ',');
    writeJson(array[i], `${path}[${i}]`, within, out);
  }
  append(out, ']');
}

function writeObject(object, path, within, out) {
  checkPlain(object, path, 1);
  append(out, '{');
  let separator = '';
  for (const name of Reflect.ownKeys(object)) {
    const inner = `${path}.${String(name)}`;
    if (typeof name === 'symbol' || !Object.prototype.propertyIsEnumerable.call(object, name)) {
      throw invalid(`${inner}: JSON leaves out what is named by a symbol or not enumerable`);
    }
    append(out, separator);
    writeText(name, inner, out);
    append(out, ':');
    writeJson(object[name], inner, within, out);
    separator = ',';
  }
  append(out, '}');
}

/** Whether it is no instance of a class, which would come back without it. */
function checkPlain(object, path, prototypes) {
  let count = 0;
  for (let at = Object.getPrototypeOf(object); at !== null; at = Object.getPrototypeOf(at)) count++;
  if (count > prototypes) {
    const name = object.constructor?.name ?? 'a class';
    throw invalid(`${path}: an instance of ${name} is not JSON`);
  }
  if (object.toJSON !== undefined) throw invalid(`${path}: an object with toJSON is not kept as it is`);
}

/** A copy of what the core gave. What claims to be text or JSON and is none arrives as its bytes. */
export function decode({ format, bytes }) {
  try {
    if (format === TEXT) return decoder.decode(bytes);
    if (format === JSON_TEXT) return JSON.parse(decoder.decode(bytes));
  } catch {
    // Somebody published it so; changed to text, it would be another value.
  }
  return new Uint8Array(bytes);
}

/** What the core rejected with, as a PeerloomError. */
export function peerloomError(failure) {
  if (failure instanceof PeerloomError) return failure;
  return failure?.code
    ? new PeerloomError(failure.code, failure.message, failure.retryAfterMillis)
    : new PeerloomError('INTERNAL', String(failure));
}

export function check(ok, message) {
  if (!ok) throw invalid(message);
}

export function checkOptions(options, known) {
  check(
    options !== null && typeof options === 'object' && !Array.isArray(options),
    'options must be an object',
  );
  for (const name of Object.keys(options)) {
    check(known.includes(name), `unknown option "${name}"`);
  }
  return options;
}

export function checkSignal({ signal }) {
  check(signal === undefined || isSignal(signal), 'signal: an AbortSignal');
  signal?.throwIfAborted();
  return signal;
}

export function checkName(name) {
  check(isText(name) && name !== '', 'a name is a string that is not empty, without lone surrogates');
}

export function checkHex(text, what) {
  check(typeof text === 'string' && /^[0-9a-f]{64}$/.test(text), `${what}: 64 hexadecimal digits`);
}

export function checkBootstrap(address) {
  check(typeof address === 'string', 'bootstrap: an address is a string');
  let protocol;
  try {
    protocol = new URL(address).protocol;
  } catch {
    protocol = '';
  }
  check(
    protocol === 'ws:' || protocol === 'wss:',
    `bootstrap: "${address}" is not a ws: or wss: address`,
  );
}

/** What the core found, with its value as it was put. */
export function withValue(found) {
  return { ...found, value: decode(found.value) };
}

export function checkTtl({ ttlSeconds = MAX_TTL_SECONDS }) {
  check(
    Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS,
    `ttlSeconds: 1 to ${MAX_TTL_SECONDS}`,
  );
  return ttlSeconds;
}

export function checkWanted(readers, ifSequence = 0) {
  check(['me', 'public'].includes(readers), "readers: 'me' or 'public'");
  check(Number.isSafeInteger(ifSequence) && ifSequence >= 0, 'ifSequence: 0 or more');
}

/** The time since which messages are delivered. */
export function checkSubscribe(options) {
  const { history = false, since, onGap } =
    checkOptions(options, ['history', 'since', 'onGap', 'signal']);
  check(typeof history === 'boolean', 'history: true or false');
  const from = since?.publishedAt ?? since;
  check(
    from === undefined || (!history && Number.isSafeInteger(from) && from >= 0),
    'since: milliseconds since 1970 or a message, without history',
  );
  check(onGap === undefined || typeof onGap === 'function', 'onGap: a function');
  return from ?? (history ? 0 : Number.MAX_SAFE_INTEGER);
}

export function checkWhenOffline({ whenOffline = 'reject' }) {
  check(['reject', 'queue'].includes(whenOffline), "whenOffline: 'reject' or 'queue'");
  return whenOffline === 'queue';
}

/**
 * Waits for the core; what it rejects with becomes a PeerloomError. An abort ends the wait with the
 * signal's reason, and what comes later goes to `late`, so that nothing is left behind.
 */
export function settled(promise, signal, late = () => {}) {
  return new Promise((resolve, reject) => {
    let aborted = false;
    const abort = () => {
      aborted = true;
      reject(signal.reason);
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
    const done = (action, outcome) => {
      signal?.removeEventListener('abort', abort);
      action(outcome);
    };
    promise.then(
      (value) => done(aborted ? late : resolve, value),
      (failure) => done(reject, peerloomError(failure)),
    );
  });
}

/**
 * What one peer reads before it goes to the core. Reading a Blob takes time; what is put, published
 * or sent after it waits, so that the core gets everything in the order of the calls.
 */
export class Reading {
  #last = null;

  /** Gives what was read, or a promise of it where something has to be waited for. */
  inOrder(read) {
    if (!(read instanceof Promise) && this.#last === null) return read;
    const mine = Promise.resolve(this.#last).then(() => read);
    const ended = mine.then(
      () => this.#end(ended),
      () => this.#end(ended),
    );
    this.#last = ended;
    return mine;
  }

  #end(ended) {
    if (this.#last === ended) this.#last = null;
  }
}

function report(failure) {
  if (globalThis.reportError) reportError(failure);
  else console.error(failure);
}

/** Runs an application's listener; what it throws is the application's. Tells whether it returned. */
export function call(listener, argument) {
  try {
    listener(argument);
    return true;
  } catch (failure) {
    report(failure);
    return false;
  }
}

/** Fulfilled when every listener has returned and its promise, if it gave one, is fulfilled. */
export function takenByAll(listeners, message) {
  const takenBy = async (listener) => {
    try {
      await listener(message);
    } catch (failure) {
      report(failure);
      throw failure;
    }
  };
  return Promise.all([...listeners].map(takenBy));
}
