import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationIn, refusal, withInvitation } from './invitation.js';

const INVITATION = 'hFkBq0-_'.repeat(12);

test('an invitation is found in whatever people paste', () => {
  const link = `https://host/a/#invitation=${INVITATION}`;
  for (const text of [link, `Come in: ${link}.`, ` <${link}>\n`, `#invitation=${INVITATION}`, ` ${INVITATION} `]) {
    assert.equal(invitationIn(text), INVITATION, text);
  }
  for (const text of ['', '#', 'https://host/a/', '#invitation=', 'hello', 'two words '.repeat(9)]) {
    assert.equal(invitationIn(text), '', text);
  }
});

test('a link is the page with the invitation behind the fragment mark', () => {
  for (const page of ['https://host/a/?x', 'https://host/a/?x#', 'https://host/a/?x#invitation=old']) {
    assert.equal(withInvitation(page, INVITATION), `https://host/a/?x#invitation=${INVITATION}`);
  }
});

test('a visitor learns what to do', () => {
  const told = (message, invited = true, code = 'UNAUTHORIZED') => refusal({ code, message }, invited);
  assert.match(told('x: this network admits by invitation; ask', false).text, /Ask a member/);
  assert.match(told('x: this invitation has expired').text, /expired/);
  assert.match(told('x: this invitation has been used up; ask').text, /fewer people/);
  assert.match(told('x: this invitation was revoked').text, /ended by a member/);
  assert.match(told('x: this invitation is for somebody else').text, /somebody else/);
  assert.match(told('who signed this invitation may not invite so').text, /another member/);
  assert.match(told('this is no whole invitation link', true, 'INVALID_REQUEST').text, /missing/);
  assert.ok(told('x: this invitation has expired').ask);
});

test('whose membership was ended is not asked for an invitation', () => {
  const ended = (message, invited) => refusal({ code: 'UNAUTHORIZED', message }, invited);
  assert.equal(ended('x: this membership was revoked', false).ask, false);
  assert.equal(ended('the membership of this peer was revoked', false).ask, false);
  assert.equal(ended('x: this membership was revoked', true).ask, true);
});

test('other failures are not about invitations', () => {
  assert.equal(refusal({ code: 'BOOTSTRAP_FAILED', message: 'nobody there' }, true), null);
  assert.equal(refusal({ code: 'INVALID_REQUEST', message: 'bad' }, false), null);
  assert.equal(refusal({ code: 'UNAUTHORIZED', message: 'something new' }, false), null);
});
