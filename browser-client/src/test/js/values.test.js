import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { Peer } from './index.js';
import { last, ready } from './peerloom-core.js';

// Another realm, as that of an iframe: its Array, Object and Uint8Array are not this one's.
const realm = createContext({});
const foreign = (code) => runInContext(`(${code})`, realm);

const peer = await Peer.join({ bootstrap: ['ws://localhost:8080/bootstrap'] });

async function there(value) {
  ready.answer = null;
  await peer.put('name', value);
  ready.answer = { value: last.call[2] };
  return (await peer.get('name')).value;
}

test('strings and JSON come back as they went in', async () => {
  const bare = Object.assign(Object.create(null), { a: 1 });
  const proto = JSON.parse('{"__proto__": {"a": 1}, "10": 1, "": ""}');
  for (const value of [
    '', '\uFEFFä€😀', 0, 1.5, 1e21, 5e-324, -1.7976931348623157e308, null, true, [], {},
    [1, { a: 'b' }], [[], [{}]], { 'a"\n\u2028': ['\0'] }, proto,
  ]) {
    assert.deepEqual(await there(value), value);
  }
  assert.deepEqual(await there(bare), { a: 1 });
  assert.deepEqual(await there(foreign('{ a: [1, { b: null }] }')), { a: [1, { b: null }] });
  const twice = { a: 1 };
  assert.deepEqual(await there([twice, twice]), [twice, twice]);
});

test('binary data of every kind comes back as a Uint8Array', async () => {
  const buffer = new Uint8Array([9, 0, 127, 128, 255, 9]).buffer;
  const bytes = new Uint8Array([0, 127, 128, 255]);
  for (const value of [
    bytes,
    new Uint8Array(buffer, 1, 4),
    new Uint8ClampedArray(bytes),
    new Int8Array(buffer, 1, 4),
    new DataView(buffer, 1, 4),
    new Uint16Array(bytes.buffer),
    new Float32Array(bytes.buffer),
    bytes.buffer,
    Buffer.from(bytes),
    new Blob([bytes]),
    new File([bytes], 'name'),
    foreign('new Uint8Array([0, 127, 128, 255])'),
    foreign('new Uint8Array([0, 127, 128, 255]).buffer'),
    foreign('new DataView(new Uint8Array([0, 127, 128, 255]).buffer)'),
    new Uint8Array(new SharedArrayBuffer(4)).fill(7),
  ]) {
    const back = await there(value);
    assert.ok(back instanceof Uint8Array);
    assert.deepEqual([...back], value[0] === 7 ? [7, 7, 7, 7] : [...bytes]);
  }
  assert.deepEqual(await there(new Blob([])), new Uint8Array(0));
});

test('what JSON would change is refused with the path to it', async () => {
  class Point {
    x = 1;
  }
  const circle = { list: [] };
  circle.list.push({ circle });
  let deep = 0;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  const moved = new Uint8Array(4);
  structuredClone(moved.buffer, { transfer: [moved.buffer] });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const wrong = {
    'value: undefined': undefined,
    'value: a function': () => 1,
    'value: a symbol': Symbol('s'),
    'value: a bigint': 1n,
    'value: NaN': NaN,
    'value: -0': -0,
    'value: an instance of Map': new Map(),
    'value: an instance of Set': new Set(),
    'value: an instance of Promise': Promise.resolve(1),
    'value: an instance of Date': new Date(),
    'value: an instance of String': new String('x'),
    'value: an instance of RegExp': /x/,
    'value: an instance of Point': new Point(),
    'value: an instance of Map ': foreign('new Map()'),
    'value: an object with toJSON': { toJSON: () => 1 },
    'value: a string with a lone surrogate': '\uD800',
    'value: Cannot': moved,
    'value: TypeError': revoked.proxy,
    'value: Error: mine': { get a() { throw new Error('mine'); } },
    'value.a.b[1]: undefined': { a: { b: [1, undefined] } },
    'value.a: Infinity': { a: Infinity },
    'value[0].f: a function': [{ f() {} }],
    'value[1]: an instance of Uint8Array': [1, new Uint8Array(1)],
    'value.file: an instance of Blob': { file: new Blob([]) },
    'value.a: a string with a lone surrogate': { a: 'x\uDC00' },
    'value.list[0].circle: contains itself': circle,
    'value.Symbol(s): ': { [Symbol('s')]: 1 },
    'value.hidden: ': Object.defineProperty({}, 'hidden', { value: 1 }),
    'value: an array with holes': [1, , 2],
    'value: an array with holes or': Object.assign([1], { name: 'x' }),
    'value: an instance of Object': Object.create({ a: 1 }),
    'value[0]': deep,
  };
  for (const [message, value] of Object.entries(wrong)) {
    for (const pass of [(v) => peer.put('name', v), (v) => peer.topic('news').publish(v)]) {
      await assert.rejects(() => pass(value), (failure) => {
        assert.equal(failure.code, 'INVALID_REQUEST');
        assert.ok(failure.message.startsWith(`INVALID_REQUEST: ${message.trim()}`), failure.message);
        return true;
      });
    }
  }
  await assert.rejects(() => peer.put('name', { '\uD800': 1 }), { code: 'INVALID_REQUEST' });
});

test('a value that grows when written is TOO_LARGE at once', async () => {
  let value = 1;
  for (let i = 0; i < 60; i++) value = [value, value];
  await assert.rejects(() => peer.put('name', value), { code: 'TOO_LARGE' });
});

test('a property is read once', async () => {
  let reads = 0;
  const value = { get a() { return ++reads; } };
  assert.deepEqual(await there(value), { a: 1 });
});

test('bytes are copied, so both sides may change theirs', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  await peer.put('name', bytes);
  bytes[0] = 9;
  assert.equal(last.call[2].bytes[0], 1);
});

test('what claims to be text or JSON and is none arrives as bytes', async () => {
  // A brace; text that is cut within a character; JSON of which one character is none.
  for (const [format, ...bytes] of [[2, 123], [1, 0x61, 0xc3], [1, 0xed, 0xa0, 0x80], [2, 0x22, 0xff, 0x22]]) {
    ready.answer = { value: { format, bytes: new Int8Array(bytes) } };
    assert.deepEqual((await peer.get('name')).value, new Uint8Array(bytes));
  }
});

test('binary data of every kind can be sent, and nothing else', async () => {
  ready.answer = null;
  for (const bytes of [new Uint8Array([1, 2]), new Uint8Array([1, 2]).buffer, new Blob(['\x01\x02'])]) {
    await peer.send('a'.repeat(64), bytes);
    assert.deepEqual([...last.call[2]], [1, 2]);
  }
  for (const wrong of ['text', [1, 2], {}, null, undefined, 5]) {
    await assert.rejects(() => peer.send('a'.repeat(64), wrong), { code: 'INVALID_REQUEST' });
  }
});
