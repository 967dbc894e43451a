import assert from 'node:assert/strict';
import { test } from 'node:test';

/** As much of an SVG element as the picture uses. */
class FakeElement {
  attributes = {};
  children = [];
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  append(...children) {
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = children;
  }
  /** The classes of each peer drawn, by id. */
  peers() {
    const own = this.attributes['data-peer'];
    const below = this.children.flatMap((child) => Object.entries(child.peers()));
    return Object.fromEntries(own ? [[own, this.attributes.class.split(' ')]] : below);
  }
}

const picture = new FakeElement();
globalThis.document = {
  getElementById: () => picture,
  createElementNS: () => new FakeElement(),
};
const { showMesh } = await import('./mesh-view.js');

const link = (id) => ({ id, kind: 'browser', transport: 'webrtc', active: true });

test('a peer fades in once, however often the links change', () => {
  showMesh([link('a')]);
  assert.deepEqual(picture.peers(), { a: ['peer', 'browser', 'joining'] });

  showMesh([link('a'), link('b')]);
  assert.deepEqual(picture.peers().a, ['peer', 'browser']);
  assert.deepEqual(picture.peers().b, ['peer', 'browser', 'joining']);

  showMesh([link('a'), link('b'), link('c')]);
  assert.deepEqual(picture.peers().a, ['peer', 'browser']);
  assert.deepEqual(picture.peers().b, ['peer', 'browser']);
});

test('a peer that left and came back fades in again', () => {
  showMesh([link('c')]);
  showMesh([link('a'), link('c')]);
  assert.deepEqual(picture.peers().a, ['peer', 'browser', 'joining']);
});

test('an idle peer is still a peer', () => {
  showMesh([{ ...link('a'), active: false }, link('c')]);
  assert.deepEqual(picture.peers().a, ['peer', 'browser', 'resting']);
});
