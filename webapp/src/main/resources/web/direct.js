// Messages to one peer, over the link to it.

import { short, shown } from './text.js';
import { addMessage } from './topic.js';
import { onSubmit } from './values.js';

const byId = (id) => document.getElementById(id);
const choice = byId('send').elements.peer;

/** Offers the peers that are linked now, and keeps the choice made. */
export function showRecipients(links) {
  const ids = links
    .filter((link) => link.kind !== 'bridge')
    .map((link) => link.id)
    .sort();
  if (ids.join() === Array.from(choice.options, (option) => option.value).join()) return;
  const chosen = choice.value;
  choice.replaceChildren(...ids.map((id) => new Option(short(id), id, false, id === chosen)));
}

/** Shows what arrives for this peer alone. */
export function showDirect(from, value) {
  addMessage(byId('direct-messages'), short(from), Date.now(), shown(value), false);
}

/** Connects the form to a peer. */
export function offerDirect(peer) {
  onSubmit(byId('send'), byId('send-result'), async (fields) => {
    const to = fields.get('peer');
    const text = fields.get('message');
    await peer().send(to, new TextEncoder().encode(text));
    addMessage(byId('direct-messages'), `you to ${short(to)}`, Date.now(), text, true);
    byId('send').elements.message.value = '';
    return '';
  });
}
