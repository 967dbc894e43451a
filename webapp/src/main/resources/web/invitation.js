// Links of invitations: what of an address is one, and what a visitor is told who was not admitted.

/** The invitation in an address, its fragment or a pasted text; empty where there is none. */
export function invitationIn(text) {
  const link = /invitation=([\w-]*)/.exec(text);
  if (link) return link[1];
  const alone = text.trim();
  return /^[\w-]{40,}$/.test(alone) ? alone : '';
}

/** The address of a page with an invitation: what follows the `#` is sent to no server. */
export const withInvitation = (address, invitation) =>
  `${withoutFragment(address)}#invitation=${invitation}`;

export const withoutFragment = (address) => address.split('#')[0];

const OPEN_OR_PASTE = 'Then open the link you get, or paste it here.';

/** What the bridge says, and what a visitor can do about it. */
const REFUSALS = [
  [
    'admits by invitation',
    `This network is for people whom its members invite. Ask a member for an invitation. ${OPEN_OR_PASTE}`,
  ],
  ['invitation has expired', `This invitation has expired. Ask for a new one. ${OPEN_OR_PASTE}`],
  [
    'has been used up',
    `This invitation was for fewer people than have used it. Ask for a new one. ${OPEN_OR_PASTE}`,
  ],
  [
    'invitation was revoked',
    `This invitation was ended by a member. Ask for a new one. ${OPEN_OR_PASTE}`,
  ],
  [
    'for somebody else',
    `This invitation is for somebody else. Ask for one of your own. ${OPEN_OR_PASTE}`,
  ],
  [
    'may not invite',
    `Whoever made this invitation may not invite people like that. Ask another member. ${OPEN_OR_PASTE}`,
  ],
];

const ENDED =
  'Your membership in this network was ended, by whoever invited you or whoever runs it. ' +
  'Ask them, or another member for an invitation, and open its link.';
const ISSUER_ENDED =
  'Your membership, or that of whoever made this invitation, was ended. ' +
  `Ask another member for an invitation. ${OPEN_OR_PASTE}`;
const NOT_WHOLE =
  'This link is not a whole invitation: a part of it is missing or changed. ' +
  'Copy the whole link again and paste it here.';

/**
 * What to tell somebody who was not admitted; null where the reason has nothing to do with
 * invitations. `ask` is false where another invitation would not help.
 *
 * @param invited whether an invitation was shown
 */
export function refusal({ code, message }, invited) {
  if (invited && code === 'INVALID_REQUEST') return { text: NOT_WHOLE, ask: true };
  if (invited && code === 'INVALID_TOKEN') return { text: ISSUER_ENDED, ask: true };
  if (code !== 'UNAUTHORIZED') return null;
  if (/membership.* was revoked/.test(message)) {
    return invited ? { text: ISSUER_ENDED, ask: true } : { text: ENDED, ask: false };
  }
  const known = REFUSALS.find(([reason]) => message.includes(reason));
  return known ? { text: known[1], ask: true } : null;
}
