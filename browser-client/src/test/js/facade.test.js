import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Peer, PeerloomError } from './index.js';
import { last, ready } from './peerloom-core.js';
import { BOOTSTRAP, join, message, refused, text } from './support.js';

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
    { bootstrap: BOOTSTRAP, maxLinks: 0 },
    { bootstrap: BOOTSTRAP, signal: {} },
    { bootstrap: [new URL(BOOTSTRAP[0])] },
    { bootstrap: BOOTSTRAP, invitation: 7 },
    { invitation: '' },
    [BOOTSTRAP],
  ];
  for (const options of wrong) await refused(() => Peer.join(options));
});

test('join hands the core complete options', async () => {
  const peer = await Peer.join({ bootstrap: BOOTSTRAP, storage: 'memory', maxLinks: 4 });
  const { events, ...options } = last.call[1];
  assert.deepEqual(options, {
    bootstrap: BOOTSTRAP, network: '', invitation: '', iceServers: null, maxLinks: 4, memory: true,
  });
  assert.equal(peer.id, 'a'.repeat(64));
  assert.equal(peer.storage, 'memory');
  assert.deepEqual(peer.diagnostics(), { links: 0, storage: 'memory', storageFailure: 'blocked' });
});

test('an invitation stands for the bootstrap addresses', async () => {
  await Peer.join({ invitation: 'https://host/#invitation=abc' });
  assert.equal(last.call[1].invitation, 'https://host/#invitation=abc');
  assert.deepEqual(last.call[1].bootstrap, []);
});

test('invitations and revocations reach the core complete', async () => {
  const peer = await join();
  ready.answer = 'link';
  assert.equal(await peer.invite(), 'link');
  assert.deepEqual(last.call, ['invite', 604800, 1, 0, '']);
  await peer.invite({ expiresInSeconds: 60, uses: 3, depth: 2, invitee: 'a'.repeat(64) });
  assert.deepEqual(last.call, ['invite', 60, 3, 2, 'a'.repeat(64)]);
  ready.answer = null;
  await peer.revoke('b'.repeat(64));
  assert.deepEqual(last.call, ['revoke', 'b'.repeat(64), false]);
  await peer.revoke('link', { withInvited: true });
  assert.deepEqual(last.call, ['revoke', 'link', true]);
  for (const wrong of [{ uses: 1.5 }, { depth: '1' }, { expiresInSeconds: 2 ** 31 }, { invitee: 'x' }, { many: 1 }]) {
    await refused(() => peer.invite(wrong));
  }
  await refused(() => peer.revoke());
  await refused(() => peer.revoke('link', { withInvited: 1 }));
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
  await refused(async () => peer.topic('news', { readers: 'me' }));
  await refused(async () => peer.topic('news', { open: true }));
  await refused(() => peer.send('x', new Uint8Array(1)));
  await refused(() => peer.send('a'.repeat(64), 'text'));
  await refused(() => peer.stream('x'));
  await refused(() => peer.topic('news').subscribe(() => {}, { from: 1 }));
  await refused(() => peer.topic('news').subscribe({ history: 1 }));
  await refused(() => peer.topic('news').subscribe({ since: -1 }));
  await refused(() => peer.topic('news').subscribe({ since: null }));
  await refused(() => peer.topic('news').subscribe({ since: {} }));
  await refused(() => peer.topic('news').subscribe({ since: 1, history: true }));
  await refused(() => peer.topic('news').subscribe({ onGap: true }));
  await refused(async () => peer.on('links', () => {}));
  await refused(async () => peer.on('toString', () => {}));
  await refused(async () => peer.on(Symbol('state'), () => {}));
  for (const wrong of [5, undefined, null, {}]) {
    await refused(async () => peer.on('state', wrong));
    await refused(async () => peer.off('state', wrong));
  }
  for (const wrong of [null, 1, 'x', [], () => {}]) {
    await refused(() => peer.put('name', 1, wrong));
    await refused(() => peer.get('name', wrong));
    await refused(() => peer.send('a'.repeat(64), new Uint8Array(1), wrong));
    await refused(() => peer.stream('a'.repeat(64), wrong));
    await refused(() => peer.topic('news').publish('x', wrong));
    await refused(() => peer.topic('news').history(wrong));
    await refused(() => peer.topic('news').subscribe(() => {}, wrong));
    await refused(() => peer.get('name', { signal: wrong }));
  }
  await refused(() => peer.topic('news').subscribe(null));
  await refused(() => peer.topic('news').subscribe({}, {}));
  await refused(() => peer.put('name', 1, { ifSequence: null }));
  await refused(() => peer.put('name', 1, { ttlSeconds: null }));
  await refused(() => peer.get('name', { publisher: null }));
  await refused(() => Peer.forgetNetwork(null));
  assert.equal(last.call[0], 'join');
});

test('a lone surrogate in a name is refused everywhere', async () => {
  const peer = await join();
  for (const name of ['\uD800', 'a\uDC00b', '\uDC00\uD800']) {
    await refused(() => peer.put(name, 1));
    await refused(() => peer.get(name));
    await refused(async () => peer.topic(name));
  }
  await peer.put('\uD83D\uDE00', 1);
});

test('put hands over readers, time to live and sequence', async () => {
  const peer = await join();
  await peer.put('name', 'x');
  assert.deepEqual(last.call.slice(3), [false, 604800, -1, false]);
  await peer.put('name', 'x', { readers: 'public', ttlSeconds: 60, ifSequence: 0 });
  assert.deepEqual(last.call.slice(3), [true, 60, 0, false]);
});

test('both own values of a name are deleted, or one', async () => {
  const peer = await join();
  assert.equal(await peer.delete('name'), undefined);
  assert.deepEqual(last.call, ['delete', 'name', '', -1, false]);
  await peer.delete('name', { readers: 'public', ifSequence: 2 });
  assert.deepEqual(last.call, ['delete', 'name', 'public', 2, false]);
  await refused(() => peer.delete(''));
  await refused(() => peer.delete('name', { readers: '' }));
  await refused(() => peer.delete('name', { readers: null }));
  await refused(() => peer.delete('name', { ifSequence: null }));
  await refused(() => peer.delete('name', { ttlSeconds: 1 }));
});

test('a topic is published to for those who know its name, or for all', async () => {
  const peer = await join();
  await peer.topic('news').publish('x');
  assert.equal(last.call[3], false);
  await peer.topic('news', { readers: 'public' }).publish('x');
  assert.equal(last.call[3], true);
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

test('writes can wait in a queue, which is listed and cancelled', async () => {
  const peer = await join();
  await peer.put('name', 'x', { whenOffline: 'queue' });
  assert.equal(last.call[6], true);
  assert.equal(await peer.delete('name', { whenOffline: 'queue' }), undefined);
  assert.equal(last.call.at(-1), true);
  await peer.topic('news').publish('x', { whenOffline: 'queue' });
  assert.equal(last.call[5], true);
  await peer.topic('news').publish('x', { whenOffline: 'reject' });
  assert.equal(last.call[5], false);
  for (const whenOffline of ['wait', true, null]) {
    await refused(() => peer.put('name', 'x', { whenOffline }));
    await refused(() => peer.delete('name', { whenOffline }));
    await refused(() => peer.topic('news').publish('x', { whenOffline }));
  }
  const outcome = { id: '1', kind: 'put', name: 'name', failure: null };
  const heard = [];
  peer.on('queue', (event) => heard.push(event));
  last.events.queue(outcome);
  assert.deepEqual(heard, [outcome]);
  ready.answer = [outcome];
  assert.deepEqual(await peer.queued(), [outcome]);
  ready.answer = true;
  assert.equal(await peer.cancelQueued('1'), true);
  await refused(() => peer.cancelQueued(1));
});

test('what happens to the storage is an event', async () => {
  const peer = await join();
  const heard = [];
  peer.on('storage', (event) => heard.push(event));
  last.events.storage('memory', 'the database was deleted');
  assert.deepEqual(heard, [{ storage: 'memory', reason: 'the database was deleted' }]);
});

test('a message is taken when its listeners are done with it', async () => {
  const peer = await join();
  const bytes = new Int8Array([1]);
  assert.equal(last.events.message('from', bytes), null);
  let finish;
  const off = peer.on('message', () => new Promise((resolve) => (finish = resolve)));
  let taken = false;
  const waiting = last.events.message('from', bytes).then(() => (taken = true));
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(taken, false);
  finish();
  await waiting;
  off();
  const reported = [];
  globalThis.reportError = (failure) => reported.push(failure.message);
  for (const fail of [() => { throw new Error('mine'); }, async () => { throw new Error('mine'); }]) {
    const end = peer.on('message', fail);
    await assert.rejects(() => last.events.message('from', bytes), { message: 'mine' });
    end();
  }
  delete globalThis.reportError;
  assert.deepEqual(reported, ['mine', 'mine']);
  assert.equal(last.events.message('from', bytes), null);
});

test('what waits for a peer can be asked and waited for', async () => {
  const peer = await join();
  const id = 'd'.repeat(64);
  assert.equal(peer.bufferedBytes(id), 5);
  await refused(async () => peer.bufferedBytes(peer.id));
  await peer.drained(id);
  assert.deepEqual(last.call, ['drained', id, 0]);
  await peer.drained(id, { below: 1e12 });
  assert.deepEqual(last.call, ['drained', id, 16 * 1024 * 1024]);
  for (const below of [-1, 1.5, '0', null]) await refused(() => peer.drained(id, { below }));
  await refused(() => peer.drained('x'));
  await refused(async () => peer.bufferedBytes('x'));
});

test('on returns what takes the listener off', async () => {
  const peer = await join();
  const heard = [];
  const off = peer.on('state', (state) => heard.push(state));
  last.events.state('isolated');
  off();
  off();
  last.events.state('connected');
  assert.deepEqual(heard, ['isolated']);
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

test('a subscription says what is complete and what is missing', async () => {
  const peer = await join();
  const gaps = [];
  const options = { since: 5, onGap: (gap) => gaps.push(gap) };
  const subscription = await peer.topic('news').subscribe(() => {}, options);
  assert.deepEqual(last.call, ['subscribe', 'news', 5]);
  assert.equal(subscription.completeUntil, 7);
  last.gap('p', 2, 3, 'next');
  subscription.close();
  last.gap('p', 9, 1, 'late');
  assert.deepEqual(gaps, [{ publisher: 'p', first: 2, count: 3, next: 'next' }]);
  await peer.topic('news').subscribe(() => {});
  assert.deepEqual(last.call, ['subscribe', 'news', Number.MAX_SAFE_INTEGER]);
  last.gap('p', 1, 1, 'unheard');
});

test('a subscription since a message begins behind it', async () => {
  const peer = await join();
  await peer.topic('news').subscribe(() => {}, { since: { id: 'ab', publishedAt: 7 } });
  assert.deepEqual(last.call, ['subscribe', 'news', 7, 'ab']);
});

test('a subscription is iterated in order, also what came before', async () => {
  const peer = await join();
  const subscription = await peer.topic('news').subscribe({ history: true });
  assert.deepEqual(last.call, ['subscribe', 'news', 0]);
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

test('nothing is read from a closed subscription', async () => {
  const peer = await join();
  const endings = {
    close: (subscription) => subscription.close(),
    break: async (subscription) => {
      for await (const { value } of subscription) {
        assert.equal(value, 'one');
        break;
      }
    },
    leave: () => last.events.state('closed'),
  };
  for (const [name, end] of Object.entries(endings)) {
    const subscription = await peer.topic('news').subscribe();
    last.deliver(message(text('one')));
    last.deliver(message(text('two')));
    await end(subscription);
    last.deliver(message(text('three')));
    for await (const { value } of subscription) assert.fail(`${value} after ${name}`);
    assert.deepEqual(await subscription.next(), { value: undefined, done: true }, name);
  }
  const overloaded = await peer.topic('news').subscribe();
  for (let i = 0; i <= 10_000; i++) last.deliver(message(text(String(i))));
  overloaded.close();
  assert.deepEqual(await overloaded.next(), { value: undefined, done: true });
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
  for (let i = 0; i <= 20_000; i++) last.deliver(message(text(String(i))));
  assert.equal(last.closed, 1);
  let count = 0;
  await assert.rejects(
    async () => {
      for await (const { value } of subscription) assert.equal(value, String(count++));
    },
    { code: 'OVERLOADED' },
  );
  assert.equal(count, 20_000);
});

test('too many waiting bytes end it, too', async () => {
  const peer = await join();
  await peer.topic('news').subscribe();
  const large = { format: 0, bytes: new Int8Array(1024 * 1024) };
  for (let i = 0; i < 17; i++) last.deliver(message(large));
  assert.equal(last.closed, 1);
});

test('an abort ends a wait with the reason of the signal', async () => {
  const peer = await join();
  const never = new Promise(() => {});
  const calls = {
    put: (options) => peer.put('name', 1, options),
    get: (options) => peer.get('name', options),
    send: (options) => peer.send('a'.repeat(64), new Uint8Array(1), options),
    stream: (options) => peer.stream('a'.repeat(64), options),
    publish: (options) => peer.topic('news').publish('x', options),
    history: (options) => peer.topic('news').history(options),
    subscribe: (options) => peer.topic('news').subscribe(options),
    join: (options) => Peer.join({ bootstrap: BOOTSTRAP, ...options }),
  };
  for (const call of Object.values(calls)) {
    last.call = null;
    await assert.rejects(() => call({ signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.equal(last.call, null);
    ready.answer = never;
    const abort = new AbortController();
    const waiting = call({ signal: abort.signal });
    abort.abort(new Error('mine'));
    await assert.rejects(waiting, { message: 'mine' });
    ready.answer = null;
  }
  const awake = setInterval(() => {}, 1000); // A signal's timer alone does not keep Node alive.
  ready.answer = never;
  const timeout = { signal: AbortSignal.timeout(1) };
  await assert.rejects(() => peer.get('name', timeout), { name: 'TimeoutError' });
  clearInterval(awake);
});

test('what an aborted join or subscribe brings later is ended', async () => {
  const peer = await join();
  for (const [call, ended] of [
    [(options) => Peer.join({ bootstrap: BOOTSTRAP, ...options }), () => last.call[0] === 'leave'],
    [(options) => peer.topic('news').subscribe(options), () => last.closed === 1],
  ]) {
    let finish;
    ready.answer = new Promise((resolve) => (finish = resolve));
    const abort = new AbortController();
    const waiting = call({ signal: abort.signal });
    abort.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    finish(null);
    await new Promise((resolve) => setTimeout(resolve));
    assert.ok(ended());
    ready.answer = null;
  }
});

test('an abort closes a subscription that runs', async () => {
  const peer = await join();
  const abort = new AbortController();
  const subscription = await peer.topic('news').subscribe({ signal: abort.signal });
  last.deliver(message(text('one')));
  abort.abort();
  assert.equal(last.closed, 1);
  for await (const { value } of subscription) assert.fail(value);
});

test('leaving finishes iterations', async () => {
  const peer = await join();
  const subscription = await peer.topic('news').subscribe();
  const iteration = (async () => {
    for await (const { value } of subscription) assert.fail(value);
  })();
  last.events.state('closed');
  await iteration;
});

test('a value is deleted after what was put before, and before what is put after', async () => {
  const peer = await join();
  last.calls = [];
  const calls = [peer.put('name', new Blob(['first'])), peer.delete('name'), peer.put('name', 2)];
  await Promise.all(calls);
  assert.deepEqual(last.calls.map(([call]) => call), ['put', 'delete', 'put']);
});

test('calls keep their order though a Blob takes time to read', async () => {
  const peer = await join();
  last.calls = [];
  const topic = peer.topic('news');
  await Promise.all([
    topic.publish('first'),
    topic.publish(new Blob(['second'])),
    topic.publish('third'),
    peer.put('name', 'fourth'),
    topic.publish(new Blob(['fifth'])),
  ]);
  const order = last.calls.map(([, , { bytes }]) => new TextDecoder().decode(bytes));
  assert.deepEqual(order, ['first', 'second', 'third', 'fourth', 'fifth']);
  topic.publish('at once');
  assert.equal(last.calls.length, 6);
});
