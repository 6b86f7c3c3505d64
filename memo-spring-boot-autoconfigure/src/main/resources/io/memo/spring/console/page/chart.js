/* The hit ratio over time: a line of the ratio between two samples, above it how many calls there were. */

import { count, draw, make, percent, time } from './format.js';

const SPAN = 5 * 60e3;
const GAP = 12e3;
const PAD = { left: 40, right: 6, top: 8, bottom: 18 };
const HEIGHT = 116;

/** Returns what happened between samples: when, and how many hits and misses. Counters that fell were reset by a restart. */
function steps(history, now) {
  const recent = history.filter(([at]) => at > now - SPAN);
  const found = [];
  for (let i = 1; i < recent.length; i++) {
    const [before, hits, misses] = recent[i - 1];
    const [at, hitsNow, missesNow] = recent[i];
    if (hitsNow >= hits && missesNow >= misses) {
      found.push({ before, at, hits: hitsNow - hits, misses: missesNow - misses });
    }
  }
  return found;
}

export function chart(figure, history, now) {
  const all = steps(history, now);
  const calls = all.reduce((sum, step) => sum + step.hits + step.misses, 0);
  const hits = all.reduce((sum, step) => sum + step.hits, 0);
  const first = history.find(([at]) => at > now - SPAN)?.[0] ?? now;
  const caption = calls
    ? `Hit ratio ${percent(hits / calls)} in ${count(calls)} calls since ${time(first)}`
    : `No calls since ${time(first)}. This fills while the page is open.`;
  const width = Math.max(220, figure.clientWidth);
  const right = width - PAD.right;
  const bottom = HEIGHT - PAD.bottom;
  const from = Math.min(first, now - 60e3);
  const x = at => PAD.left + ((at - from) / (now - from)) * (right - PAD.left);
  const y = ratio => bottom - ratio * (bottom - PAD.top);

  const svg = draw('svg', { width, height: HEIGHT, role: 'img', 'aria-label': caption });
  for (const ratio of [0, 0.5, 1]) {
    svg.append(draw('line', { class: 'grid', x1: PAD.left, x2: right, y1: y(ratio), y2: y(ratio) }));
    svg.append(draw('text', { x: PAD.left - 6, y: y(ratio) + 4, 'text-anchor': 'end' }, ratio * 100 + ' %'));
  }
  svg.append(draw('text', { x: PAD.left, y: HEIGHT - 4 }, time(from)));
  svg.append(draw('text', { x: right, y: HEIGHT - 4, 'text-anchor': 'end' }, time(now)));

  const most = Math.max(1, ...all.map(step => step.hits + step.misses));
  let line = '';
  let last = null;
  for (const step of all) {
    const sum = step.hits + step.misses;
    if (!sum) continue;
    const middle = x((step.before + step.at) / 2);
    const high = Math.max(2, (sum / most) * (bottom - PAD.top));
    const wide = Math.max(1.5, x(step.at) - x(step.before) - 1);
    svg.append(draw('rect', { class: 'calls', x: middle - wide / 2, y: bottom - high, width: wide, height: high }));
    line += (last !== null && step.before - last < GAP ? 'L' : 'M') + middle.toFixed(1) + ' ' + y(step.hits / sum).toFixed(1);
    last = step.at;
  }
  if (line) svg.append(draw('path', { class: 'ratio', d: line }));
  for (const step of all) {
    const sum = step.hits + step.misses;
    if (sum) svg.append(draw('circle', { class: 'point', cx: x((step.before + step.at) / 2), cy: y(step.hits / sum), r: 2 }));
  }
  figure.replaceChildren(svg, make('figcaption', {}, caption));
}
