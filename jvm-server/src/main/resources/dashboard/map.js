// The part of the network that this server sees: its own peers in the middle, and around them the
// peers they are linked to, in the order of their ids. A dashed line is a WebSocket, a
// dotted one a link through a relay.

const SVG = 'http://www.w3.org/2000/svg';
const INNER = { x: 62, y: 52 };
const OUTER = { x: 168, y: 138 };
const MOST_NAMED = 28;
const picture = document.getElementById('map');
const note = document.getElementById('map-note');
let drawn = '';

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Places on an ellipse; half a step turned, the inner ones do not hide behind the outer ones' lines. */
function place(index, count, radius, turned) {
  const angle = (2 * Math.PI * (index + (turned ? 0.5 : 0))) / count - Math.PI / 2;
  return { x: Math.cos(angle) * radius.x, y: Math.sin(angle) * radius.y };
}

/** Draws the peers of the server and what they are linked to. */
export function drawMap(peers, links, total) {
  const state = JSON.stringify([peers.map((p) => p.id), links.map((l) => [l.peer, l.id, l.active])]);
  if (state === drawn) return;
  drawn = state;
  const places = new Map();
  const kinds = new Map(links.map((link) => [link.id, link.kind]));
  peers.forEach((peer, i) => {
    const at = peers.length === 1 ? { x: 0, y: 0 } : place(i, peers.length, INNER, true);
    places.set(peer.id, { ...at, own: peer.name, kind: peer.name === 'bridge' ? 'bridge' : 'node' });
  });
  const others = [...kinds.keys()].filter((id) => !places.has(id)).sort();
  others.forEach((id, i) => places.set(id, { ...place(i, others.length, OUTER, false), kind: kinds.get(id) }));
  const idOf = new Map(peers.map((peer) => [peer.name, peer.id]));
  const lines = shape('g', {});
  const seen = new Set();
  for (const link of links) {
    const pair = [idOf.get(link.peer), link.id].sort().join();
    const [from, to] = [places.get(idOf.get(link.peer)), places.get(link.id)];
    if (!from || seen.has(pair)) continue;
    seen.add(pair);
    const thread = shape('g', { class: `${link.kind}${link.active ? '' : ' hidden'}` });
    thread.append(
      shape('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: link.transport }),
    );
    lines.append(thread);
  }
  const dots = shape('g', {});
  for (const [id, { x, y, own, kind }] of places) {
    const dot = shape('g', { class: `${kind}${own ? ' own' : ''}`, 'data-peer': id });
    dot.append(shape('title', {}, `${own ? `${own}, ` : ''}${kind} ${id}`));
    dot.append(shape('circle', { cx: x, cy: y, r: own ? 9 : others.length > MOST_NAMED ? 4 : 6 }));
    if (own || others.length <= MOST_NAMED) {
      const above = own ? y <= 0 : y < -20;
      dot.append(shape('text', { x, y: y + (above ? -13 : 19) }, own ?? id.slice(0, 6)));
    }
    dots.append(dot);
  }
  picture.replaceChildren(lines, dots);
  const label = `${peers.length} own peers, linked to ${others.length} others`;
  picture.setAttribute('aria-label', label);
  note.textContent =
    links.length < total ? `${links.length} of ${total} links, those that have been open longest.` : '';
}
