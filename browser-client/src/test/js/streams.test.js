import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { last, ready } from './peerloom-core.js';
import { join, refused } from './support.js';

beforeEach(() => {
  ready.answer = null;
  ready.failure = null;
});

/** A stream of the core that gives those bytes to read, and keeps what is written. */
function coreStream(chunks, log) {
  return {
    peer: () => 'd'.repeat(64),
    read: () => {
      log.push('read');
      const next = chunks.shift();
      return next?.code ? Promise.reject(next) : Promise.resolve(next ? new Int8Array(next) : null);
    },
    write: (bytes) => Promise.resolve(log.push(['write', bytes])),
    end: () => Promise.resolve(log.push('end')),
    ended: () => new Promise(() => {}),
    abort: () => log.push('abort'),
    cancel: () => log.push('cancel'),
  };
}

test('a stream is the two of the platform, read only when asked', async () => {
  const peer = await join();
  const log = [];
  ready.answer = coreStream([[1, -1]], log);
  const { id, readable, writable } = await peer.stream('d'.repeat(64));
  assert.equal(id, 'd'.repeat(64));
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(log, []);
  const reader = readable.getReader();
  assert.deepEqual(await reader.read(), { value: new Uint8Array([1, 255]), done: false });
  assert.equal((await reader.read()).done, true);
  log.length = 0;
  const writer = writable.getWriter();
  await writer.write(new Uint16Array([258]));
  await writer.write(new Blob(['a']));
  await writer.close();
  assert.deepEqual(log, [['write', new Int8Array([2, 1])], ['write', new Int8Array([97])], 'end']);
});

test('a stream is given up, and fails with a code', async () => {
  const peer = await join();
  const log = [];
  ready.answer = coreStream([{ code: 'UNREACHABLE', message: 'gone' }], log);
  const first = await peer.stream('d'.repeat(64));
  await assert.rejects(() => first.readable.getReader().read(), { code: 'UNREACHABLE' });
  log.length = 0;
  ready.answer = coreStream([], log);
  const { readable, writable } = await peer.stream('d'.repeat(64));
  await readable.cancel();
  await writable.abort();
  assert.deepEqual([...new Set(log)], ['cancel', 'abort']);
});

test('an abort reaches the core while a write waits', async () => {
  const peer = await join();
  const log = [];
  let fail;
  ready.answer = {
    ...coreStream([], log),
    write: () => new Promise((resolve, reject) => (fail = reject)),
    abort: () => fail({ code: 'CLOSED', message: 'given up' }),
  };
  const { writable } = await peer.stream('d'.repeat(64));
  const writer = writable.getWriter();
  const waiting = assert.rejects(() => writer.write(new Uint8Array(1)));
  await new Promise((resolve) => setTimeout(resolve));
  await writer.abort();
  await waiting;
});

test('a chunk that is no bytes ends the stream in the core', async () => {
  const peer = await join();
  const log = [];
  ready.answer = coreStream([], log);
  const { writable } = await peer.stream('d'.repeat(64));
  await refused(() => writable.getWriter().write('text'));
  assert.ok(log.includes('abort'));
});

test('streams of others come to listeners, or are refused', async () => {
  const peer = await join();
  assert.equal(last.events.stream(coreStream([], [])), false);
  const seen = [];
  peer.on('stream', (stream) => seen.push(stream.id));
  assert.equal(last.events.stream(coreStream([], [])), true);
  assert.deepEqual(seen, ['d'.repeat(64)]);
});

test('a stream whose listener throws is refused', async () => {
  const peer = await join();
  globalThis.reportError = () => {};
  peer.on('stream', () => {
    throw new Error('mine');
  });
  assert.equal(last.events.stream(coreStream([], [])), false);
  peer.on('stream', () => {});
  assert.equal(last.events.stream(coreStream([], [])), true);
  delete globalThis.reportError;
});

test('a writer learns at once that the other end reads no more', async () => {
  const peer = await join();
  let fail;
  ready.answer = { ...coreStream([], []), ended: () => new Promise((resolve, reject) => (fail = reject)) };
  const { writable } = await peer.stream('d'.repeat(64));
  const { closed } = writable.getWriter();
  fail({ code: 'CLOSED', message: 'given up' });
  await assert.rejects(closed, { code: 'CLOSED' });
});
