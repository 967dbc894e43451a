// How numbers, times and tables read. Everything from elsewhere ends in textContent, never in markup.

/** An element with text and attributes. */
export function element(name, text = '', attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export const count = (number) => Math.round(number).toLocaleString('en');

/** A number with one digit behind the point where it is small. */
export const rate = (number) => (number < 10 ? number.toFixed(1).replace('.0', '') : count(number));

export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let shown = number;
  while (shown >= 1000 && unit < units.length - 1) {
    shown /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(shown) : shown.toPrecision(3)} ${units[unit]}`;
}

/** A span of time as one number and unit. */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

export const time = (millis) => new Date(millis).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

export const roundTrip = (millis) =>
  millis < 0 ? '…' : millis < 10 ? `${millis.toFixed(1)} ms` : `${Math.round(millis)} ms`;

/**
 * Fills a table.
 *
 * @param columns [{ name, text, look }]: text reads a cell from a row, look gives its classes
 * @param empty what it says without rows
 */
export function fillTable(table, columns, rows, empty) {
  const head = element('thead');
  const names = element('tr');
  for (const { name, look } of columns) {
    const looks = look === 'number' || look === 'spare' ? look : '';
    names.append(element('th', name, { scope: 'col', class: looks }));
  }
  head.append(names);
  const body = element('tbody');
  for (const row of rows) {
    const line = element('tr');
    for (const { text, look = '' } of columns) {
      line.append(element('td', text(row), { class: typeof look === 'function' ? look(row) : look }));
    }
    body.append(line);
  }
  if (rows.length === 0) {
    const line = element('tr');
    line.append(element('td', empty, { colspan: columns.length, class: 'quiet long' }));
    body.append(line);
  }
  table.replaceChildren(head, body);
}
