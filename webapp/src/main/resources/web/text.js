// How ids, times, values and addresses read. Everything a stranger wrote ends in textContent, never in markup.

/** The start of an id: enough to tell peers apart by eye. */
export const short = (id) => id.slice(0, 8);

/** A span of time as one number and unit. */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

export const moment = (millis) => new Date(millis).toLocaleString();

/** A round trip; negative before the first measurement. */
export function roundTrip(millis) {
  if (millis < 0) return '…';
  return millis < 10 ? `${millis.toFixed(1)} ms` : `${Math.round(millis)} ms`;
}

const MAX_SHOWN_CHARACTERS = 20_000;

/** A value of any kind as text: strings as they are, bytes as UTF-8 or else hexadecimal, JSON. */
export function shown(value) {
  let text;
  if (typeof value === 'string') text = value;
  else if (value instanceof Uint8Array) text = bytesAsText(value);
  else text = JSON.stringify(value, null, 1);
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

function bytesAsText(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  }
}

/** What went wrong; a PeerloomError's message starts with its code. */
export const failure = (error) => String(error.message ?? error);

/** WebSocket addresses from a list that may be relative to the page's own. */
export const bootstrapAddresses = (list, base) =>
  list
    .split(/\s+/)
    .filter(Boolean)
    .map((each) => new URL(each, base).href.replace(/^http/, 'ws'));

/** An element with text and attributes. */
export function element(name, text = '', attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
