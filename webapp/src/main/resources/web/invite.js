// The card that invites others: a link, its QR code, and the end of an invitation.

import { withInvitation, withoutFragment } from './invitation.js';
import { element, failure, moment } from './text.js';
import { onSubmit } from './values.js';

const byId = (id) => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

/** Connects the card to a peer. */
export function offerInvitations(peer) {
  onSubmit(byId('invite'), byId('invite-result'), async (fields) => {
    byId('invitation').hidden = true;
    const uses = Number(fields.get('uses'));
    const seconds = Number(fields.get('seconds'));
    const depth = Number(fields.get('depth'));
    const here = withoutFragment(location.href);
    let invitation;
    try {
      invitation = await peer().invite({ uses, expiresInSeconds: seconds, depth });
    } catch (error) {
      if (error.code !== 'UNAUTHORIZED') throw error;
      if (depth > 0 && !/may not invite/.test(error.message)) {
        return 'Those whom you invite may not invite so many generations of others. Choose fewer.';
      }
      await show(here);
      byId('end-invitation').hidden = true;
      return 'You may not invite. If this network is open, its address is enough for anybody to join:';
    }
    await show(withInvitation(here, invitation));
    offerEnd(peer, invitation);
    const end = moment(Date.now() + seconds * 1000);
    return `${uses === 1 ? 'For one person' : `For ${uses} people`}, until ${end} at the latest. Whoever has the link can use it.`;
  });
}

function offerEnd(peer, invitation) {
  const button = byId('end-invitation');
  button.hidden = false;
  button.disabled = false;
  button.onclick = async () => {
    button.disabled = true;
    try {
      await peer().revoke(invitation);
      byId('invitation').hidden = true;
      say('This invitation has ended: nobody joins by it any more. Those who have joined stay.');
    } catch (error) {
      button.disabled = false;
      say(failure(error), true);
    }
  };
}

function say(text, failed = false) {
  byId('invite-result').classList.toggle('failed', failed);
  byId('invite-result').textContent = text;
}

async function show(link) {
  byId('invitation-link').textContent = link;
  const code = await codeOf(link);
  byId('invitation-code').replaceChildren(code);
  byId('invitation').hidden = false;
  fit(code);
}

/** Makes each module as large as whole pixels of the screen allow: readers lose their way otherwise. */
function fit(code) {
  const modules = code.viewBox?.baseVal.width;
  if (!modules) return;
  const perModule = Math.floor((code.parentNode.clientWidth * devicePixelRatio) / modules);
  if (perModule > 0) code.setAttribute('width', (perModule * modules) / devicePixelRatio);
}

/** The link as a QR code; dark on light in both colour schemes, as readers need it. */
async function codeOf(link) {
  try {
    const { draw } = await import('./qr-code.js');
    const { size, path } = draw(link);
    const svg = shape('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img' });
    svg.setAttribute('aria-label', 'QR code of this link');
    svg.append(shape('rect', { width: size, height: size, fill: '#fff' }));
    svg.append(shape('path', { d: path, fill: '#000', 'shape-rendering': 'crispEdges' }));
    return svg;
  } catch (error) {
    return element('p', `No QR code: ${failure(error)}. The link itself works.`, { class: 'quiet' });
  }
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
