import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draw } from './qr-code.js';

test('a code has its size and path; the smallest has 21 modules and two quiet zones', () => {
  const { size, path } = draw('https://host/');
  assert.equal(size, 29);
  assert.match(path, /^M4 4h7v1h-7z(M\d+ \d+h\d+v1h-\d+z)+$/);
  assert.equal(draw('x'.repeat(2_953)).size, 185);
});

test('what fits no code is refused with a reason', () => {
  assert.throws(() => draw('x'.repeat(2_954)), /too long for a QR code/);
});
