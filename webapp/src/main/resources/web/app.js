// The page: joins the network at the address it came from, and shows what its peer knows.

import { Peer } from './peerloom.js';
import { offerDirect, showDirect, showRecipients } from './direct.js';
import { invitationIn, refusal, withInvitation, withoutFragment } from './invitation.js';
import { offerInvitations } from './invite.js';
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
/** Those of the network, unless the page was made with others. */
const iceServers =
  JSON.parse(document.querySelector('meta[name=ice-servers]').content || 'null') ?? undefined;
/** How often this page joins again by itself, to learn why its peer was ended. */
const REJOIN_MILLIS = 60_000;
/** Bridges learn within seconds who was ended. */
const REJOIN_DELAY_MILLIS = 2_000;

let peer = null;
let joining = false;
let rejoinedAt = -REJOIN_MILLIS;
let refreshing = null;

function showState(state) {
  const pill = byId('state');
  if (pill.dataset.state === state && pill.textContent === state) return;
  pill.dataset.state = state;
  pill.textContent = state;
  byId('links-empty').textContent = state === 'closed' ? 'Not in the network.' : 'Looking for peers…';
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
    'Another network lives at this address than the one you knew, or were invited to. What you kept there is not in it.',
    'Switch to the new network',
    () => forgetNetworks().then(() => location.reload(), explain),
  );
}

const forgetNetworks = () =>
  Promise.all(bootstrap.map((address) => Peer.forgetNetwork(address)));

/** Says something important, with at most one thing to do about it. */
function notice(text, action, act) {
  byId('notice-text').textContent = text;
  byId('admit').hidden = true;
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
  if (joining) return;
  joining = true;
  showState('joining');
  const invitation = invitationIn(location.hash);
  try {
    peer = await join(invitation);
    joined();
  } catch (error) {
    explain(error, invitation !== '');
  } finally {
    joining = false;
  }
  if (!isMember() && invitationIn(location.hash) !== invitation) invited();
}

const isMember = () => peer !== null && peer.state !== 'closed';

/** A member, and anybody in an open network, needs no invitation, and so may have a broken one. */
async function join(invitation) {
  const options = { bootstrap, iceServers };
  if (invitation === '') return Peer.join(options);
  try {
    return await Peer.join({ ...options, invitation });
  } catch (error) {
    if (error.code !== 'INVALID_REQUEST') throw error;
    return Peer.join(options).catch((refused) => {
      throw refused.code === 'UNAUTHORIZED' ? error : refused;
    });
  }
}

function joined() {
  window.peer = peer;
  byId('notice').hidden = true;
  for (const what of ['id', 'publisher', 'network']) {
    byId(what === 'id' ? 'peer-id' : what).textContent = peer[what];
  }
  for (const event of ['state', 'link', 'unlink']) peer.on(event, refresh);
  peer.on('message', (message) => showDirect(message.from, message.bytes));
  peer.on('state', (state) => state === 'closed' && ended());
  for (const name of ['put', 'get', 'subscribe', 'send', 'invite']) {
    byId(name).querySelector('button').disabled = false;
  }
  forgetInvitation();
  refresh();
  refreshing ??= setInterval(refresh, REFRESH_MILLIS);
}

/** A peer without storage needs its invitation again after a reload. */
function forgetInvitation() {
  if (peer.storage === 'indexeddb' && invitationIn(location.hash)) {
    history.replaceState(history.state, '', withoutFragment(location.href));
  }
}

/** An invitation came while the page was open. */
function invited() {
  if (!invitationIn(location.hash)) return;
  if (isMember()) forgetInvitation();
  else start();
}

/** The peer left by itself, as one does whose membership was ended: asking again says why. */
async function ended() {
  const last = peer;
  const now = performance.now();
  await last.leave();
  byId('topic-result').textContent = '';
  if (last.storage === 'memory' || now - rejoinedAt < REJOIN_MILLIS) {
    notice('This peer has left the network. Its membership was probably ended.', 'Join again', start);
    return;
  }
  rejoinedAt = now;
  setTimeout(start, REJOIN_DELAY_MILLIS);
}

function explain(error, invited) {
  showState('closed');
  if (error.code === 'NETWORK_CHANGED') {
    offerSwitch();
    return;
  }
  const refused = refusal(error, invited);
  if (refused === null) {
    notice(`This page could not join. ${failure(error)}`, 'Try again', start);
    return;
  }
  notice(refused.text);
  byId('admit').hidden = !refused.ask;
}

byId('admit').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = byId('admit').elements.link;
  const invitation = invitationIn(field.value);
  if (!invitation) {
    byId('notice-text').textContent =
      'That is no invitation. Paste the whole link: it has #invitation= in it.';
    return;
  }
  field.value = '';
  history.replaceState(history.state, '', withInvitation(location.href, invitation));
  byId('notice').hidden = true;
  start();
});
window.addEventListener('hashchange', invited);
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
offerInvitations(() => peer);
showMesh([]);
start();
