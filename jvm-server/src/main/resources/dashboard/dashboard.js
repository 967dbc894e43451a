// The operator's view of one server: reads its JSON every few seconds and shows it.

import { drawChart } from './charts.js';
import { drawMap } from './map.js';
import { bytes, count, element, fillTable, rate, roundTrip, span, time } from './tables.js';

const REFRESH_MILLIS = 5000;
const RECENT_SAMPLES = 60; // ten minutes
const TOKEN = `peerloom API token of ${location.pathname}`;
const byId = (id) => document.getElementById(id);
let timer = 0;

/** What /readyz says, unless all is well: for example which advertised address is wrong, and why. */
async function readiness() {
  const response = await fetch('readyz', { cache: 'no-store' });
  const text = (await response.text()).trim();
  return text === 'ready' ? '' : text;
}

/** The server asks for the token, or for another one. */
class Refused extends Error {}

async function read(resource) {
  const token = sessionStorage.getItem(TOKEN);
  // Relative to /dashboard, so that a proxy may add a prefix.
  const response = await fetch(`api/v1/server${resource}`, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
    cache: 'no-store',
  });
  if (response.status === 401 || response.status === 403) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(problem.detail ?? 'The server asks for its API token.');
  }
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

function showState(look, text) {
  byId('state').dataset.state = look;
  byId('state').textContent = text;
}

function showNotice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = text === '';
}

function ask(why) {
  byId('sign-in-why').textContent = why;
  byId('sign-in').hidden = false;
  byId('board').hidden = true;
  byId('sign-out').hidden = true;
  showNotice('');
  showState('bad', 'locked');
  byId('token').focus();
}

function forget(why) {
  sessionStorage.removeItem(TOKEN);
  ask(why);
}

async function refresh() {
  clearTimeout(timer);
  try {
    const [unready, server, links, topics, history] = await Promise.all([
      readiness(),
      ...['', '/links', '/topics', '/history'].map(read),
    ]);
    byId('sign-in').hidden = true;
    byId('board').hidden = false;
    byId('sign-out').hidden = sessionStorage.getItem(TOKEN) === null;
    showNotice(unready && `Readiness: ${unready}`);
    show(server, links, topics, history);
  } catch (error) {
    if (error instanceof Refused) {
      forget(error.message);
      return;
    }
    showState('bad', 'no answer');
    showNotice(`The server does not answer (${error.message}). What is below is of the last answer.`);
  }
  if (!document.hidden) timer = setTimeout(refresh, REFRESH_MILLIS);
}

function show(server, links, topics, history) {
  document.title = `Peerloom ${server.role}`;
  byId('role').textContent = `${server.role} · version ${server.version} · up ${span(server.now - server.startedAt)}`;
  const worst = ['closed', 'isolated', 'joining', 'degraded', 'connected'].find((state) =>
    server.peers.some((peer) => peer.state === state),
  );
  if (worst) {
    const look = worst === 'connected' ? 'good' : worst === 'degraded' || worst === 'joining' ? 'warn' : 'bad';
    showState(look, worst);
  } else {
    const answering = server.bridges.filter((bridge) => bridge.state !== 'does not answer').length;
    showState(answering > 0 ? 'good' : 'bad', answering > 0 ? 'serving' : 'no bridge');
  }
  showTiles(server, history.samples, history.stepSeconds);
  showCharts(history.samples, history.stepSeconds);
  drawMap(server.peers, links.links, links.total);
  showTables(server, links, topics);
  const hasPeers = server.peers.length > 0;
  for (const id of ['map', 'traffic', 'count', 'peers', 'links', 'topics']) {
    byId(id).closest('.card').hidden = !hasPeers;
  }
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
const failuresOf = (sample) => sum(Object.values(sample.failures));

function showTiles(server, samples, step) {
  const { peers, bridges } = server;
  const last = samples.at(-1);
  const recent = sum(samples.slice(-RECENT_SAMPLES).map(failuresOf));
  const answering = bridges.filter((bridge) => bridge.state === 'answers' || bridge.state === 'linked');
  const lacking = peers.filter((peer) => peer.state !== 'connected');
  const per = (value) => (last ? value(last) / step : 0);
  const tiles = [
    peers.length > 0 && {
      name: 'Links',
      number: count(sum(peers.map((peer) => peer.links))),
      more: lacking.length > 0 ? `${lacking.map((peer) => peer.name).join(', ')}: too few` : 'enough',
      bad: lacking.length > 0,
    },
    peers.length > 0 && {
      name: 'Known peers',
      number: count(Math.max(...peers.map((peer) => peer.knownPeers))),
      more: 'linked or not',
    },
    { name: 'Bridges', number: `${answering.length} of ${bridges.length}`, more: 'reached' },
    peers.length > 0 && { name: 'Received', number: `${bytes(per((s) => s.receivedBytes))}/s`, more: `${bytes(sum(peers.map((p) => p.receivedBytes)))} so far` },
    peers.length > 0 && { name: 'Sent', number: `${bytes(per((s) => s.sentBytes))}/s`, more: `${bytes(sum(peers.map((p) => p.sentBytes)))} so far` },
    { name: 'Answers', number: `${rate(per((s) => s.answers))}/s`, more: 'to requests' },
    { name: 'Failures', number: count(recent), more: 'in ten minutes' },
    peers.length > 0 && {
      name: 'Stored',
      number: bytes(sum(peers.map((peer) => peer.storedBytes))),
      more: `${count(sum(peers.map((peer) => peer.storedRecords)))} records`,
    },
  ];
  byId('tiles').replaceChildren(
    ...tiles.filter(Boolean).map(({ name, number, more, bad }) => {
      const tile = element('li', '', bad ? { class: 'bad' } : {});
      tile.append(
        element('span', name, { class: 'name' }),
        element('span', number, { class: 'number' }),
        element('span', more, { class: 'more', title: more }),
      );
      return tile;
    }),
  );
}

function showCharts(samples, step) {
  const at = samples.map((sample) => sample.at);
  const perSecond = (value) => samples.map((sample) => value(sample) / step);
  drawChart(
    byId('traffic'),
    at,
    [
      { name: 'received', look: 'node', values: perSecond((s) => s.receivedBytes) },
      { name: 'sent', look: 'browser', values: perSecond((s) => s.sentBytes) },
    ],
    (value) => `${bytes(value)}/s`,
  );
  drawChart(byId('count'), at, [{ name: 'links', look: 'node', values: samples.map((s) => s.links) }], count);
  drawChart(
    byId('answers'),
    at,
    [{ name: 'answers', look: 'browser', values: perSecond((s) => s.answers) }],
    (value) => `${rate(value)}/s`,
  );
  const minutes = [];
  for (let end = samples.length; end > 0; end -= 6) minutes.unshift(samples.slice(Math.max(0, end - 6), end));
  drawChart(
    byId('failures'),
    minutes.map((minute) => minute.at(-1).at),
    [{ name: 'in the minute', look: 'bad', values: minutes.map((minute) => sum(minute.map(failuresOf))) }],
    count,
    true,
  );
}

const CAUSES = {
  dial: 'connection that never became a link',
  link: 'link that broke',
  request: 'request to another peer',
  answer: "another peer's request, refused",
  admission: 'newcomer, not admitted',
  bootstrap: 'bootstrap server that did not help',
  bridge: 'bridge that did not answer',
};

function showTables(server, links, topics) {
  const now = server.now;
  fillTable(
    byId('causes'),
    [
      { name: 'What failed', text: (row) => CAUSES[row.of] ?? row.of, look: 'long' },
      { name: 'Code', text: (row) => row.code },
      { name: 'Count', text: (row) => count(row.count), look: 'number' },
    ],
    [...server.failures].sort((a, b) => b.count - a.count),
    'Nothing has failed.',
  );
  fillTable(
    byId('bridges'),
    [
      { name: 'Bridge', text: (row) => row.address || row.id.slice(0, 8), look: 'long' },
      {
        name: 'State',
        text: (row) => (row.code ? `${row.state}: ${row.code}` : row.state),
        look: (row) => (row.state === 'answers' || row.state === 'linked' ? 'dot good' : row.code ? 'dot bad' : 'dot'),
      },
      { name: 'Asked', text: (row) => (row.at ? time(row.at) : ''), look: 'number' },
    ],
    server.bridges,
    'No bridge is known.',
  );
  fillTable(
    byId('peers'),
    [
      { name: 'Peer', text: (row) => row.name },
      { name: 'Id', text: (row) => row.id.slice(0, 8), look: 'spare' },
      { name: 'State', text: (row) => (row.bootstrapFailure ? `${row.state}, ${row.bootstrapFailure}` : row.state) },
      { name: 'Links', text: (row) => `${row.links}`, look: 'number' },
      { name: 'Topics', text: (row) => count(row.topics), look: 'number' },
      { name: 'Records', text: (row) => count(row.storedRecords), look: 'number' },
      { name: 'Clock off', text: (row) => `${(row.clockCorrectionMillis / 1000).toFixed(1)} s`, look: 'number' },
    ],
    server.peers,
    'None.',
  );
  byId('links-count').textContent = count(links.total);
  fillTable(
    byId('links'),
    [
      { name: 'Peer', text: (row) => row.peer },
      { name: 'Linked to', text: (row) => row.id.slice(0, 8) },
      { name: 'Kind', text: (row) => row.kind, look: (row) => `dot ${row.kind}` },
      { name: 'Transport', text: (row) => (row.active ? row.transport : `${row.transport}, hidden`), look: 'spare' },
      { name: 'RTT', text: (row) => roundTrip(row.rttMillis), look: 'number' },
      { name: 'Since', text: (row) => span(now - row.openedAt), look: 'number' },
    ],
    links.links,
    'No links.',
  );
  byId('topics-count').textContent = count(topics.total);
  fillTable(
    byId('topics'),
    [
      { name: 'Topic (hash)', text: (row) => row.topic.slice(0, 12) },
      { name: 'At', text: (row) => row.peer, look: 'spare' },
      { name: 'Messages', text: (row) => count(row.messages), look: 'number' },
      { name: 'Size', text: (row) => bytes(row.bytes), look: 'number' },
      { name: 'Subscribers', text: (row) => count(row.subscribers), look: 'number' },
    ],
    topics.topics,
    'No topics.',
  );
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(TOKEN, byId('token').value.trim());
  byId('token').value = '';
  refresh();
});
byId('sign-out').addEventListener('click', () => {
  clearTimeout(timer);
  forget('The token is forgotten.');
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && byId('sign-in').hidden) refresh();
});
refresh();
