// Line and bar charts of the last hour. A pointer over a chart reads its values at that moment.

import { element, time } from './tables.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 100;
const LEAST_BARS = 12;

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The next round number: 1, 2 or 5 times a power of ten, and at least one. */
function roundedUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= value);
}

/**
 * Draws series over the same times into a figure.
 *
 * @param figure the element whose content is replaced
 * @param at the time of each point, in milliseconds
 * @param series [{ name, look, values }], look being a class with a colour
 * @param read how a value reads, for example with its unit
 * @param bars whether each value is a bar of its own
 */
export function drawChart(figure, at, series, read, bars = false) {
  const most = roundedUp(Math.max(0, ...series.flatMap((one) => one.values)));
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' });
  const slots = bars ? Math.max(LEAST_BARS, at.length) : at.length - 1;
  const step = WIDTH / Math.max(1, slots);
  const start = bars ? slots - at.length : 0;
  const y = (value) => HEIGHT - (value / most) * HEIGHT;
  for (const { look, values } of series) {
    if (bars) {
      values.forEach((value, i) => {
        const width = Math.max(1, step * 0.8);
        svg.append(shape('rect', { class: look, x: (start + i) * step, y: y(value), width, height: HEIGHT - y(value) }));
      });
    } else if (values.length > 0) {
      const line = values.map((value, i) => `${i === 0 ? 'M' : 'L'}${i * step} ${y(value)}`).join('');
      const end = (values.length - 1) * step;
      svg.append(shape('path', { class: `area ${look}`, d: `${line}L${end} ${HEIGHT}L0 ${HEIGHT}Z` }));
      svg.append(shape('path', { class: look, d: line }));
    }
  }
  const cursor = shape('line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
  svg.append(cursor);

  const plot = element('div', '', { class: 'plot' });
  plot.append(svg, element('span', read(most), { class: 'most' }));
  const ends = element('div', '', { class: 'ends' });
  const caption = element('figcaption');
  const last = at.length - 1;
  const show = (index) => {
    caption.replaceChildren(
      ...series.map(({ name, look, values }) => {
        const entry = element('span', '', { class: `dot ${look}` });
        const value = index >= 0 ? read(values[index]) : '–';
        entry.append(element('span', `${name} ${value}`, { class: 'value' }));
        return entry;
      }),
      ...(index >= 0 && index !== last ? [element('span', time(at[index]), { class: 'quiet' })] : []),
    );
  };
  ends.append(element('span', last > 0 && start === 0 ? time(at[0]) : ''), element('span', 'now'));
  plot.addEventListener('pointermove', (event) => {
    const { left, width } = plot.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    const slot = Math[bars ? 'floor' : 'round'](share * slots) - start;
    const index = Math.min(last, Math.max(0, slot));
    const x = (start + index + (bars ? 0.4 : 0)) * step;
    cursor.setAttribute('x1', x);
    cursor.setAttribute('x2', x);
    cursor.setAttribute('visibility', 'visible');
    show(index);
  });
  plot.addEventListener('pointerleave', () => {
    cursor.setAttribute('visibility', 'hidden');
    show(last);
  });
  show(last);
  figure.replaceChildren(plot, ends, caption);
}
