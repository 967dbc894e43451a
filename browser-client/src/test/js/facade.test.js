import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Peer, PeerloomError } from './index.js';
import { last, ready } from './peerloom-core.js';

const BOOTSTRAP = ['ws://localhost:8080/bootstrap'];
const join = () => Peer.join({ bootstrap: BOOTSTRAP });
const text = (value) => ({ format: 1, bytes: new Int8Array(new TextEncoder().encode(value)) });
const message = (value) => ({ id: '1', publisher: 'p', sequence: 1, publishedAt: 2, value });
const refused = (action) => assert.rejects(action, { name: 'PeerloomError', code: 'INVALID_REQUEST' });

beforeEach(() => {
  ready.answer = null;
  ready.failure = null;
  last.closed = 0;
});

test('join refuses what is missing, malformed or unknown', async () => {
  const wrong = [
    undefined,
    null,
    {},
    { bootstrap: [] },
    { bootstrap: 'ws://localhost/' },
    { bootstrap: ['http://localhost/'] },
    { bootstrap: ['nonsense'] },
    { bootstrap: BOOTSTRAP, bridges: [] },
    { bootstrap: BOOTSTRAP, network: 'ab' },
    { bootstrap: BOOTSTRAP, maxLinks: 3 },
    { bootstrap: BOOTSTRAP, maxLinks: 4.5 },
    { bootstrap: BOOTSTRAP, storage: 'disk' },
    { bootstrap: BOOTSTRAP, iceServers: {} },
  ];
  for (const options of wrong) await refused(() => Peer.join(options));
});

test('join hands the core complete options', async () => {
  const peer = await Peer.join({ bootstrap: BOOTSTRAP, storage: 'memory', maxLinks: 4 });
  const { events, ...options } = last.call[1];
  assert.deepEqual(options, {
    bootstrap: BOOTSTRAP, network: '', iceServers: [], maxLinks: 4, memory: true,
  });
  assert.equal(peer.id, 'a'.repeat(64));
  assert.deepEqual(peer.diagnostics(), { links: 0 });
});

test('a failure of the core keeps its code', async () => {
  ready.failure = { code: 'NETWORK_CHANGED', message: 'another one', retryAfterMillis: 7 };
  await assert.rejects(join, (failure) => {
    assert.ok(failure instanceof PeerloomError);
    assert.equal(failure.code, 'NETWORK_CHANGED');
    assert.equal(failure.retryAfterMillis, 7);
    return true;
  });
});

test('strings, bytes and JSON come back as they went in', async () => {
  const peer = await join();
  const bytes = new Uint8Array([0, 127, 128, 255]);
  for (const value of ['', '\uFEFFä€😀', bytes, 1.5, null, true, [1, { a: 'b' }]]) {
    await peer.put('name', value);
    ready.answer = { value: last.call[2], publisher: 'p', sequence: 1, publishedAt: 2 };
    const found = await peer.get('name');
    assert.deepEqual(found.value, value);
  }
});

test('what is no value is refused', async () => {
  const peer = await join();
  const circle = {};
  circle.self = circle;
  for (const value of [undefined, () => 1, Symbol('s'), 1n, circle]) {
    await refused(() => peer.put('name', value));
  }
});

test('bytes are copied, so both sides may change theirs', async () => {
  const peer = await join();
  const bytes = new Uint8Array([1, 2, 3]);
  await peer.put('name', bytes);
  bytes[0] = 9;
  assert.equal(last.call[2].bytes[0], 1);
});

test('what claims to be JSON and is none arrives as bytes', async () => {
  const peer = await join();
  ready.answer = { value: { format: 2, bytes: new Int8Array([123]) } };
  assert.deepEqual((await peer.get('name')).value, new Uint8Array([123]));
});

test('put, get, publish and send check their options', async () => {
  const peer = await join();
  await refused(() => peer.put('', 1));
  await refused(() => peer.put(5, 1));
  await refused(() => peer.put('name', 1, { reader: 'me' }));
  await refused(() => peer.put('name', 1, { readers: 'named' }));
  await refused(() => peer.put('name', 1, { ttlSeconds: 0 }));
  await refused(() => peer.put('name', 1, { ttlSeconds: 604801 }));
  await refused(() => peer.put('name', 1, { ifSequence: -1 }));
  await refused(() => peer.get('name', { publisher: 'x' }));
  await refused(() => peer.topic('news').publish('x', { ttl: 1 }));
  await refused(() => peer.send('x', new Uint8Array(1)));
  await refused(() => peer.send('a'.repeat(64), 'text'));
  await refused(() => peer.topic('news').subscribe(() => {}, { from: 1 }));
  await refused(() => peer.topic('news').subscribe({ history: 1 }));
  await refused(async () => peer.on('links', () => {}));
  await refused(async () => peer.on('toString', () => {}));
});

test('put hands over readers, time to live and sequence', async () => {
  const peer = await join();
  await peer.put('name', 'x');
  assert.deepEqual(last.call.slice(3), [false, 604800, -1]);
  await peer.put('name', 'x', { readers: 'public', ttlSeconds: 60, ifSequence: 0 });
  assert.deepEqual(last.call.slice(3), [true, 60, 0]);
});

test('events reach their listeners until they are taken off', async () => {
  const peer = await join();
  const heard = [];
  const listener = (event) => heard.push(event);
  peer.on('message', listener);
  peer.on('state', listener);
  last.events.message('from', new Int8Array([-1]));
  last.events.state('isolated');
  peer.off('state', listener);
  last.events.state('connected');
  assert.deepEqual(heard, [{ from: 'from', bytes: new Uint8Array([255]) }, 'isolated']);
});

test('what a listener throws is reported and stops nothing', async () => {
  const peer = await join();
  const reported = [];
  const heard = [];
  globalThis.reportError = (failure) => reported.push(failure);
  peer.on('state', () => { throw new Error('mine'); });
  peer.on('state', (state) => heard.push(state));
  last.events.state('isolated');
  delete globalThis.reportError;
  assert.equal(reported[0].message, 'mine');
  assert.deepEqual(heard, ['isolated']);
});

test('a subscription is iterated in order, also what came before', async () => {
  const peer = await join();
  const subscription = await peer.topic('news').subscribe({ history: true });
  assert.deepEqual(last.call, ['subscribe', 'news', true]);
  last.deliver(message(text('one')));
  last.deliver(message(text('two')));
  const heard = [];
  for await (const { value } of subscription) {
    heard.push(value);
    if (heard.length === 2) last.deliver(message(text('three')));
    if (heard.length === 3) break;
  }
  assert.deepEqual(heard, ['one', 'two', 'three']);
  assert.equal(last.closed, 1);
});

test('closing ends a reader that waits', async () => {
  const peer = await join();
  const subscription = await peer.topic('news').subscribe();
  const next = subscription.next();
  subscription.close();
  assert.deepEqual(await next, { value: undefined, done: true });
});

test('too many waiting messages end the iteration as OVERLOADED', async () => {
  const peer = await join();
  const subscription = await peer.topic('news').subscribe();
  for (let i = 0; i <= 10_000; i++) last.deliver(message(text(String(i))));
  assert.equal(last.closed, 1);
  let count = 0;
  await assert.rejects(
    async () => {
      for await (const { value } of subscription) assert.equal(value, String(count++));
    },
    { code: 'OVERLOADED' },
  );
  assert.equal(count, 10_000);
});

test('too many waiting bytes end it, too', async () => {
  const peer = await join();
  await peer.topic('news').subscribe();
  const large = { format: 0, bytes: new Int8Array(1024 * 1024) };
  for (let i = 0; i < 17; i++) last.deliver(message(large));
  assert.equal(last.closed, 1);
});
