import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrapAddresses } from './text.js';

test('the bootstrap server is below the page, under any prefix', () => {
  const of = (base) => bootstrapAddresses('bootstrap', base);
  assert.deepEqual(of('http://localhost:8080/'), ['ws://localhost:8080/bootstrap']);
  assert.deepEqual(of('https://host/a/b/'), ['wss://host/a/b/bootstrap']);
  assert.deepEqual(of('https://host/a/b/index.html?x#y'), ['wss://host/a/b/bootstrap']);
});

test('other bootstrap servers are named in full', () => {
  const named = ' wss://one.example/bootstrap\n https://two.example/x/bootstrap /bootstrap ';
  assert.deepEqual(bootstrapAddresses(named, 'https://host/a/'), [
    'wss://one.example/bootstrap',
    'wss://two.example/x/bootstrap',
    'wss://host/bootstrap',
  ]);
});
