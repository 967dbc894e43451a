// The table of links. Rows are kept and updated in place, so that reading and selecting survive.

import { element, moment, roundTrip, short, span } from './text.js';

const body = document.getElementById('links');
const count = document.getElementById('link-count');
const empty = document.getElementById('links-empty');
const rows = new Map();

function rowOf(link) {
  const row = element('tr', '', { 'data-peer': link.id });
  const peer = element('td', '', { title: link.id });
  peer.append(element('code', short(link.id)));
  row.append(
    peer,
    element('td', link.kind, { class: `kind ${link.kind}` }),
    element('td', '', { class: 'transport' }),
    element('td', '', { class: 'number rtt' }),
    element('td', '', { class: 'number since' }),
  );
  rows.set(link.id, row);
  return row;
}

/** Shows exactly these links, oldest first. */
export function showLinks(links) {
  const now = Date.now();
  const present = new Set(links.map((link) => link.id));
  for (const [id, row] of rows) {
    if (!present.has(id)) {
      row.remove();
      rows.delete(id);
    }
  }
  for (const link of [...links].sort((a, b) => a.openedAt - b.openedAt)) {
    const row = rows.get(link.id) ?? rowOf(link);
    if (!row.isConnected) body.append(row);
    const [, , transport, rtt, since] = row.cells;
    row.dataset.transport = link.transport;
    row.dataset.kind = link.kind;
    set(transport, link.active ? link.transport : `${link.transport}, hidden`);
    set(rtt, roundTrip(link.rttMillis));
    set(since, span(now - link.openedAt));
    since.title = moment(link.openedAt);
  }
  set(count, String(links.length));
  empty.hidden = links.length > 0;
}

function set(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}
