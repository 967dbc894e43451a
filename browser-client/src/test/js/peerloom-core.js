// Stands where the compiled core stands, to see what the facade hands it and what it makes of the
// answers. It keeps the last call and answers what a test has laid ready.
export const last = { call: null, calls: [], events: null, deliver: null, closed: 0 };
export const ready = { answer: null, failure: null };

function answer(...call) {
  last.call = call;
  last.calls.push(call);
  return ready.failure ? Promise.reject(ready.failure) : Promise.resolve(ready.answer);
}

const handle = {
  id: () => 'a'.repeat(64),
  publisher: () => 'b'.repeat(64),
  network: () => 'c'.repeat(64),
  state: () => 'connected',
  links: () => [],
  diagnostics: () => '{"links":0}',
  storage: () => 'memory',
  storageFailure: () => 'blocked',
  put: (...parameters) => answer('put', ...parameters),
  delete: (...parameters) => answer('delete', ...parameters),
  get: (...parameters) => answer('get', ...parameters),
  publish: (...parameters) => answer('publish', ...parameters),
  history: (...parameters) => answer('history', ...parameters),
  send: (...parameters) => answer('send', ...parameters),
  stream: (id) => answer('stream', id),
  invite: (...parameters) => answer('invite', ...parameters),
  revoke: (...parameters) => answer('revoke', ...parameters),
  queued: () => answer('queued'),
  cancelQueued: (id) => answer('cancelQueued', id),
  bufferedBytes: () => 5,
  drained: (...parameters) => answer('drained', ...parameters),
  leave: () => answer('leave'),
  present: (topic, state, changed) => {
    last.changed = changed;
    return answer('present', topic, state).then(() => ({
      update: (next) => answer('update', next),
      close: () => last.closed++,
    }));
  },
  subscribe: (topic, since, after, deliver, gap) => {
    last.call = ['subscribe', topic, since, ...(after ? [after] : [])];
    last.deliver = deliver;
    last.gap = gap;
    return Promise.resolve(ready.answer).then(() => ({ close: () => last.closed++, completeUntil: () => 7 }));
  },
};

export function join(options) {
  last.call = ['join', options];
  last.events = options.events;
  return ready.failure ? Promise.reject(ready.failure) : Promise.resolve(ready.answer).then(() => handle);
}

export function forgetNetwork(bootstrap) {
  return answer('forgetNetwork', bootstrap);
}
