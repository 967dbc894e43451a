// The forms that put and get values.

import { element, failure, moment, short, shown, span } from './text.js';

/** Runs what a form asks for, with its button off meanwhile; the outcome goes to its output. */
export function onSubmit(form, output, action) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    output.classList.remove('failed');
    output.textContent = '…';
    try {
      output.replaceChildren(...[await action(new FormData(form))].flat());
    } catch (error) {
      output.classList.add('failed');
      output.textContent = failure(error);
    } finally {
      button.disabled = false;
    }
  });
}

const byId = (id) => document.getElementById(id);

/** Connects the forms to a peer. */
export function offerValues(peer) {
  onSubmit(byId('put'), byId('put-result'), async (fields) => {
    const started = performance.now();
    const done = await peer().put(fields.get('name'), fields.get('value'), {
      readers: fields.get('readers'),
    });
    const took = Math.round(performance.now() - started);
    return `Version ${done.sequence}, held in ${done.holders} independent places, after ${took} ms`;
  });
  onSubmit(byId('get'), byId('get-result'), async (fields) => {
    const found = await peer().get(fields.get('name'));
    if (!found) return 'Nobody has a value of this name that you may read.';
    const mine = found.publisher === peer().publisher ? 'you' : short(found.publisher);
    return [
      element('span', shown(found.value), { class: 'value' }),
      element('span', `from ${mine}, ${span(Date.now() - found.publishedAt)} ago`, {
        class: 'quiet',
        title: moment(found.publishedAt),
      }),
    ];
  });
}
