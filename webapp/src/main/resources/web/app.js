// The page: joins the network at the address it came from, and shows what its peer knows.

import { Peer } from './peerloom.js';
import { offerDirect, showDirect, showRecipients } from './direct.js';
import { showLinks } from './links-view.js';
import { showMesh } from './mesh-view.js';
import { bootstrapAddresses, failure } from './text.js';
import { offerTopic } from './topic.js';
import { offerValues } from './values.js';

const REFRESH_MILLIS = 1000;
const byId = (id) => document.getElementById(id);
const bootstrap = bootstrapAddresses(
  document.querySelector('meta[name=bootstrap]').content,
  document.baseURI,
);
const iceServers = JSON.parse(document.querySelector('meta[name=ice-servers]').content);
let peer = null;

function showState(state) {
  const pill = byId('state');
  if (pill.dataset.state === state && pill.textContent === state) return;
  pill.dataset.state = state;
  pill.textContent = state;
}

function refresh() {
  const links = peer.links();
  showState(peer.state);
  showLinks(links);
  showMesh(links);
  showRecipients(links);
  const networkChanged = peer.diagnostics().bootstrapFailure === 'NETWORK_CHANGED';
  if (networkChanged && byId('notice').hidden) offerSwitch();
}

function offerSwitch() {
  notice(
    'Another network now lives at this address. What you kept in the one you knew is not in it.',
    'Switch to the new network',
    () => forgetNetworks().then(() => location.reload(), explain),
  );
}

const forgetNetworks = () =>
  Promise.all(bootstrap.map((address) => Peer.forgetNetwork(address)));

/** Says something important, with at most one thing to do about it. */
function notice(text, action, act) {
  byId('notice-text').textContent = text;
  const button = byId('notice-action');
  button.hidden = !action;
  button.textContent = action ?? '';
  button.onclick = () => {
    byId('notice').hidden = true;
    act();
  };
  byId('notice').hidden = false;
}

async function start() {
  showState('joining');
  try {
    peer = await Peer.join({ bootstrap, iceServers });
  } catch (error) {
    explain(error);
    return;
  }
  window.peer = peer;
  for (const what of ['id', 'publisher', 'network']) {
    byId(what === 'id' ? 'peer-id' : what).textContent = peer[what];
  }
  for (const event of ['state', 'link', 'unlink']) peer.on(event, refresh);
  peer.on('message', (message) => showDirect(message.from, message.bytes));
  for (const name of ['put', 'get', 'subscribe', 'send']) {
    byId(name).querySelector('button').disabled = false;
  }
  refresh();
  setInterval(refresh, REFRESH_MILLIS);
}

function explain(error) {
  showState('closed');
  if (error.code === 'NETWORK_CHANGED') {
    offerSwitch();
    return;
  }
  notice(`This page could not join. ${failure(error)}`, 'Try again', start);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(byId(button.dataset.copy).textContent);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  });
}
offerValues(() => peer);
offerTopic(() => peer);
offerDirect(() => peer);
showMesh([]);
start();
