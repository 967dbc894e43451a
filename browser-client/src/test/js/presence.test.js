import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { last, ready } from './peerloom-core.js';
import { join, refused, text } from './support.js';

beforeEach(() => {
  ready.answer = null;
  ready.failure = null;
  last.closed = 0;
});

const other = (id, state, hidden = false) => ({ id, publisher: 'p', hidden, value: text(state) });

test('a presence lists who came and has not left', async () => {
  const peer = await join();
  const changes = [];
  const presence = await peer.topic('room').presence('me', {
    onChange: ({ type, peer: { id, hidden, state } }) => changes.push([type, id, hidden, state]),
  });
  assert.deepEqual(last.call, ['present', 'room', text('me')]);
  last.changed('join', other('a', 'Ann'));
  last.changed('join', other('b', 'Ben'));
  last.changed('update', other('a', 'Ann', true));
  assert.deepEqual(presence.peers, [
    { id: 'a', publisher: 'p', hidden: true, state: 'Ann' },
    { id: 'b', publisher: 'p', hidden: false, state: 'Ben' },
  ]);
  last.changed('leave', other('a', 'Ann', true));
  assert.deepEqual(presence.peers.map(({ id }) => id), ['b']);
  assert.deepEqual(changes, [
    ['join', 'a', false, 'Ann'],
    ['join', 'b', false, 'Ben'],
    ['update', 'a', true, 'Ann'],
    ['leave', 'a', true, 'Ann'],
  ]);
  await presence.update('elsewhere');
  assert.deepEqual(last.call, ['update', text('elsewhere')]);
  presence.close();
  last.changed('join', other('c', 'Cem'));
  assert.equal(last.closed, 1);
  assert.deepEqual(presence.peers, []);
  assert.equal(changes.length, 4);
});

test('a presence ends with its signal and with the peer', async () => {
  const peer = await join();
  const control = new AbortController();
  await peer.topic('room').presence('me', { signal: control.signal });
  control.abort();
  assert.equal(last.closed, 1);
  await peer.topic('room').presence('me');
  last.events.state('closed');
  assert.equal(last.closed, 2);
});

test('what a presence cannot show is refused', async () => {
  const topic = (await join()).topic('room');
  await refused(() => topic.presence());
  await refused(() => topic.presence(undefined));
  await refused(() => topic.presence(new Date()));
  await refused(() => topic.presence('me', { onChange: 1 }));
  await refused(() => topic.presence('me', { onJoin: () => {} }));
  ready.failure = { code: 'OVERLOADED', message: 'too many are present' };
  await assert.rejects(() => topic.presence('me'), { code: 'OVERLOADED' });
});
