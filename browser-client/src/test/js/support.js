import assert from 'node:assert/strict';
import { Peer } from './index.js';

export const BOOTSTRAP = ['ws://localhost:8080/bootstrap'];
export const join = () => Peer.join({ bootstrap: BOOTSTRAP });
export const text = (value) => ({ format: 1, bytes: new Int8Array(new TextEncoder().encode(value)) });
export const message = (value) => ({ id: '1', publisher: 'p', sequence: 1, publishedAt: 2, value });
export const refused = (action) => assert.rejects(action, { name: 'PeerloomError', code: 'INVALID_REQUEST' });
