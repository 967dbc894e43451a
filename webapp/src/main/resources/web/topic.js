// Subscribing to a topic and publishing in it.

import { element, moment, short, shown } from './text.js';
import { onSubmit } from './values.js';

/** Older messages leave the page (not the network) beyond this. */
const MAX_SHOWN_MESSAGES = 500;

const byId = (id) => document.getElementById(id);

/** Adds a line to a list of messages, and follows the end unless the reader has scrolled away. */
export function addMessage(list, from, at, text, mine) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const item = element('li', '', mine ? { class: 'mine' } : {});
  item.append(
    element('span', `${from} · ${new Date(at).toLocaleTimeString()}`, {
      class: 'from',
      title: moment(at),
    }),
    element('span', text, { class: 'text' }),
  );
  list.append(item);
  if (list.childElementCount > MAX_SHOWN_MESSAGES) list.firstElementChild.remove();
  if (atEnd) list.scrollTop = list.scrollHeight;
}

/** Connects the forms to a peer. */
export function offerTopic(peer) {
  const list = byId('topic-messages');
  const others = byId('topic-present');
  let open = null;

  async function subscribe(fields) {
    const name = fields.get('topic');
    const previous = open;
    open = null;
    previous?.subscription.close();
    previous?.presence?.close();
    list.replaceChildren();
    others.textContent = '';
    const topic = peer().topic(name);
    const subscription = await topic.subscribe(
      (message) => {
        const mine = message.publisher === peer().publisher;
        const from = mine ? 'you' : short(message.publisher);
        addMessage(list, from, message.publishedAt, shown(message.value), mine);
      },
      { history: true },
    );
    open = { topic, subscription };
    open.showing = showPresence(open, previous);
    byId('publish').querySelector('button').disabled = false;
    return `Listening to “${name}”`;
  }

  /** Says who else is there. Messages come and go without it, where members do not keep it. */
  async function showPresence(shown, previous) {
    const count = () => {
      if (open !== shown || !shown.presence) return;
      const { length } = shown.presence.peers;
      others.textContent =
        length === 0 ? 'Nobody else is here now' : `${length} other${length > 1 ? 's are' : ' is'} here now`;
    };
    try {
      await previous?.showing; // A peer is present on a topic once.
      shown.presence = await shown.topic.presence(null, { onChange: count });
      if (open === shown) count();
      else shown.presence.close();
    } catch (failure) {
      if (open === shown) others.textContent = `Who else is here is not known: ${failure.message}`;
    }
  }

  onSubmit(byId('subscribe'), byId('topic-result'), subscribe);
  onSubmit(byId('publish'), byId('topic-result'), async (fields) => {
    const done = await open.topic.publish(fields.get('message'));
    byId('publish').reset();
    return `Message ${done.sequence} is held in ${done.holders} independent places`;
  });
}
