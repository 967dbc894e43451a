// A small picture of the links: this peer in the middle, the others around it in the order of their
// ids, which is the order the network itself knows. A dashed line is a WebSocket, a
// dotted one a link through a relay.

import { short } from './text.js';

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS_X = 118;
const RADIUS_Y = 78;
const picture = document.getElementById('mesh');
let drawn = null;
let shownIds = new Set();

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Draws the links again when they changed; only a peer that was not shown before fades in. */
export function showMesh(links) {
  const around = [...links].sort((a, b) => (a.id < b.id ? -1 : 1));
  const state = around.map((l) => `${l.id} ${l.kind} ${l.transport} ${l.active}`).join();
  if (state === drawn) return;
  const joined = around.filter((link) => !shownIds.has(link.id)).map((link) => link.id);
  drawn = state;
  shownIds = new Set(around.map((link) => link.id));
  picture.replaceChildren();
  picture.setAttribute('aria-label', describe(around));
  const lines = shape('g', {});
  const peers = shape('g', {});
  around.forEach((link, i) => {
    const angle = (2 * Math.PI * i) / around.length - Math.PI / 2;
    const x = (Math.cos(angle) * RADIUS_X).toFixed(1);
    const y = (Math.sin(angle) * RADIUS_Y).toFixed(1);
    const look = `${link.kind}${link.active ? '' : ' resting'}`;
    const thread = shape('g', { class: look });
    thread.append(shape('line', { x1: 0, y1: 0, x2: x, y2: y, class: link.transport }));
    lines.append(thread);
    const joining = joined.includes(link.id) ? ' joining' : '';
    const peer = shape('g', { class: `peer ${look}${joining}`, 'data-peer': link.id });
    peer.append(shape('circle', { cx: x, cy: y, r: around.length > 24 ? 5 : 8 }));
    if (around.length <= 16) {
      peer.append(shape('text', { x, y: Number(y) + (y < -20 ? -14 : 20) }, short(link.id)));
    }
    peers.append(peer);
  });
  const me = shape('g', { class: 'me' });
  me.append(shape('circle', { cx: 0, cy: 0, r: 17 }), shape('text', { x: 0, y: 3.5 }, 'you'));
  picture.append(lines, peers, me);
}

function describe(links) {
  if (links.length === 0) return 'No links yet';
  const kinds = ['browser', 'node', 'bridge']
    .map((kind) => [links.filter((link) => link.kind === kind).length, kind])
    .filter(([number]) => number > 0)
    .map(([number, kind]) => `${number} ${kind}`);
  return `Links to ${kinds.join(', ')}`;
}
