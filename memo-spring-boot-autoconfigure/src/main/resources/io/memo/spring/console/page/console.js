/* Asks every two seconds what there is, and shows it. The hash of the address names the method that is shown in full. */

import { chart } from './chart.js';
import { ago, bytes, cost, count, duration, make, moment, percent, plural, time, write } from './format.js';
import { Graph } from './graph.js';

const EVERY = 2000;
const byId = id => document.getElementById(id);

const graph = new Graph(byId('picture'), byId('node'), byId('tree'), byId('graph-summary'));
const rows = new Map();
let overview = null;
let detail = null;
let drawn = '';
let sort = { by: 'timeSpent', down: true };
let chosen = null;
let paused = false;
let timer = 0;

/* Asking */

async function ask(path, options = {}) {
  const response = await fetch('api/' + path, { cache: 'no-store', redirect: 'manual', credentials: 'same-origin', ...options });
  if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) {
    throw Object.assign(new Error('signed out'), { signedOut: true });
  }
  if (response.status === 204) return null;
  const answer = response.headers.get('Content-Type')?.startsWith('application/json') ? await response.json() : {};
  if (!response.ok) throw Object.assign(new Error(answer.problem ?? 'HTTP ' + response.status), { problem: answer.problem });
  return answer;
}

async function refresh() {
  clearTimeout(timer);
  try {
    overview = await ask('methods');
    const name = selected();
    detail = name ? await ask('method?name=' + encodeURIComponent(name)) : null;
    if (name && drawn !== name + detail.fingerprint) {
      const data = await ask('graph?name=' + encodeURIComponent(name));
      byId('detail').hidden = false;
      graph.show(data);
      drawn = name + detail.fingerprint;
    }
    show();
    state(paused ? 'Paused' : 'Live', '');
  } catch (problem) {
    state(problem.signedOut ? 'Not allowed: sign in and reload' : 'No answer, trying again', 'bad');
  }
  if (!paused && !document.hidden) timer = setTimeout(refresh, EVERY);
}

function state(text, kind) {
  write(byId('state'), text);
  byId('state').className = kind;
}

/** The method in the address, or else the one that costs most. */
function selected() {
  const names = overview.methods.map(method => method.name);
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked && names.includes(asked)) chosen = asked;
  if (!chosen || !names.includes(chosen)) {
    chosen = [...overview.methods].sort((a, b) => b.timeSpent - a.timeSpent)[0]?.name ?? null;
  }
  return chosen;
}

/* Showing */

function show() {
  write(byId('updated'), 'as of ' + time(overview.now));
  insight();
  totals();
  table();
  chart(byId('chart'), overview.history, overview.now);
  byId('clear-all').hidden = overview.readOnly;
  byId('clear-one').hidden = overview.readOnly;
  byId('detail').hidden = detail === null;
  if (detail !== null) details();
}

function insight() {
  const element = byId('insight');
  const { methods } = overview;
  const spent = methods.reduce((sum, method) => sum + method.timeSpent, 0);
  const top = [...methods].sort((a, b) => b.timeSpent - a.timeSpent)[0];
  const parts = [];
  if (!methods.length) {
    parts.push(overview.enabled
      ? 'No method is memoized yet. Put @Memoize on a method of a bean, and start again; beans that are made late appear here once they are.'
      : 'memo is switched off: every method runs at every call. Look for memo.enabled=false.');
  } else if (!spent) {
    parts.push(`${plural(methods.length, 'method')} ${methods.length === 1 ? 'is' : 'are'} memoized, none was called yet. Call one and watch it here.`);
  } else {
    parts.push('Most time goes into ', link(top.name), `: ${duration(top.timeSpent)} in ${plural(top.runs, 'run')}, ${percent(top.timeSpent / spent)} of all.`);
    if (top.lastMiss) parts.push(` It missed ${ago(top.lastMiss.at, overview.now)}: `, make('b', {}, top.lastMiss.text), '.');
    if (!overview.enabled) parts.push(' memo is switched off now.');
  }
  const text = parts.map(part => part.textContent ?? part).join('');
  if (element.textContent !== text) element.replaceChildren(...parts);
  element.hidden = false;
  const alert = overview.alerts[0];
  const notice = byId('notice');
  notice.hidden = !alert;
  const said = alert
    ? `A cached object was changed after it was stored, ${moment(alert.at)}: ${alert.name} at ${alert.places.join(', ')}.`
    : '';
  if (alert && notice.dataset.said !== said) {
    notice.dataset.said = said;
    notice.replaceChildren('A cached object was changed after it was stored, found at ' + moment(alert.at) + ': ', link(alert.name), ' at ',
      ...places(alert.places.slice(0, 3)), alert.places.length > 3 ? ` and ${alert.places.length - 3} more places.` : '.');
  }
}

const link = name => make('a', { href: '#' + encodeURIComponent(name) }, name);

const places = names => names.flatMap((name, i) => [i ? ', ' : '', make('code', {}, name)]);

function totals() {
  const sum = field => overview.methods.reduce((all, method) => all + method[field], 0);
  const calls = sum('hits') + sum('misses');
  figures(byId('totals'), [
    ['Hit ratio', calls ? percent(sum('hits') / calls) : '–'],
    ['Time saved', duration(sum('timeSaved'))],
    ['Time spent', duration(sum('timeSpent'))],
    ['Calls', count(calls)],
    ['Entries', count(sum('entries'))],
    ['Heap', bytes(sum('bytes'))],
    ['Alerts', count(sum('mutations'))],
  ]);
}

/** Writes names and values into a list, in place where it has the same names already. */
function figures(list, pairs) {
  const names = pairs.map(([name]) => name).join('\n');
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(...pairs.map(([name]) => make('div', {}, make('dt', {}, name), make('dd', {}))));
  }
  list.querySelectorAll('dd').forEach((element, i) => {
    const [, value, title] = pairs[i];
    write(element, value);
    if (title) element.title = title;
  });
}

function table() {
  const body = byId('rows');
  const most = Math.max(1e-9, ...overview.methods.map(method => method.timeSpent));
  const sorted = [...overview.methods].sort((a, b) => {
    const order = sort.by === 'name' ? a.name.localeCompare(b.name) : a[sort.by] - b[sort.by];
    return (sort.down ? -order : order) || a.name.localeCompare(b.name);
  });
  const names = new Set(sorted.map(method => method.name));
  for (const [name, row] of rows) if (!names.has(name)) { row.remove(); rows.delete(name); }
  sorted.forEach((method, at) => {
    let row = rows.get(method.name);
    if (!row) rows.set(method.name, row = newRow(method.name));
    fill(row, method, method.timeSpent / most);
    if (body.children[at] !== row) {
      const focused = row.contains(document.activeElement) ? document.activeElement : null;
      body.insertBefore(row, body.children[at] ?? null);
      focused?.focus({ preventScroll: true });
    }
  });
}

function newRow(name) {
  const bar = make('progress', { max: '1', 'aria-hidden': 'true' });
  return make('tr', {},
    make('th', { scope: 'row' }, link(name), make('span', { class: 'badges' }), make('p', { class: 'last' })),
    make('td', {}, make('span', {}), bar),
    make('td', { class: 'wide' }), make('td', {}), make('td', { class: 'wide' }), make('td', { class: 'wide' }),
    make('td', { class: 'wide' }), make('td', { class: 'mid' }), make('td', { class: 'mid' }));
}

function fill(row, method, share) {
  const [head, spent, runs, ratio, hits, misses, entries, saved, alerts] = row.children;
  const calls = method.hits + method.misses;
  row.classList.toggle('chosen', method.name === chosen);
  const anchor = head.querySelector('a');
  if (method.name === chosen) anchor.setAttribute('aria-current', 'true');
  else anchor.removeAttribute('aria-current');
  const badges = [!method.enabled && 'off', method.warningCount && plural(method.warningCount, 'warning')].filter(Boolean).join(' · ');
  write(head.querySelector('.badges'), badges ? ' ' + badges : '');
  write(head.querySelector('.last'), method.lastMiss
    ? `missed ${ago(method.lastMiss.at, overview.now)}: ${method.lastMiss.text}`
    : calls ? 'no miss so far' : 'not called yet');
  write(spent.firstChild, duration(method.timeSpent));
  spent.lastChild.value = share;
  write(runs, count(method.runs));
  write(ratio, calls ? percent(method.hitRatio) : '–');
  write(hits, count(method.hits));
  write(misses, count(method.misses));
  write(entries, count(method.entries));
  write(saved, duration(method.timeSaved));
  write(alerts, count(method.mutations));
  alerts.classList.toggle('bad', method.mutations > 0);
}

function details() {
  write(byId('detail-title'), detail.name);
  write(byId('signature'), detail.signature);
  const calls = detail.hits + detail.misses;
  const counted = of => Object.entries(of).filter(([, number]) => number).map(([name, number]) => `${count(number)} ${name}`).join(', ');
  figures(byId('figures'), [
    ['Time spent', duration(detail.timeSpent)],
    ['Runs', count(detail.runs) + (detail.runs ? `, ${duration(detail.timeSpent / detail.runs)} each` : '')],
    ['Time saved', duration(detail.timeSaved)],
    ...(detail.hitCost ? [['A hit costs', cost(detail.hitCost)]] : []),
    ['Hits', count(detail.hits) + (calls ? `, ${percent(detail.hitRatio)}` : '')],
    ['Misses', count(detail.misses)],
    ['Entries', count(detail.entries) + (detail.entries ? `, ${bytes(detail.bytes)}` : '')],
    ...(detail.varyBy.length ? [['Varies by', detail.varyBy.join(', ')]] : []),
    ...(counted(detail.refreshes) ? [['Behind callers', counted(detail.refreshes), 'Old results that were to be computed anew behind their callers']] : []),
    ...(counted(detail.stale) ? [['Old results given', counted(detail.stale), 'While a new one was computed, or for a run that failed']] : []),
    ...(counted(detail.evictions) ? [['Gone', counted(detail.evictions)]] : []),
    ...(counted(detail.errors) ? [['Failures in memo', counted(detail.errors)]] : []),
    ['Fingerprint', detail.fingerprint.slice(0, 12), detail.fingerprint],
  ]);
  chart(byId('method-chart'), detail.history, overview.now);
  lines(byId('misses'), detail.lastMisses, miss => [
    make('time', { datetime: new Date(miss.at).toISOString() }, moment(miss.at)), make('span', {}, ...reason(miss))],
  calls ? 'No miss so far.' : 'Not called yet. Each miss will be told here with its reason.');
  lines(byId('alerts'), detail.alerts, alert => [
    make('time', { datetime: new Date(alert.at).toISOString() }, moment(alert.at)),
    make('span', {}, ...places(alert.places), alert.more ? ', and perhaps more,' : '', ` changed since it was stored at ${moment(alert.storedAt)}. `,
      make('span', { class: 'soft' }, CONSEQUENCES[alert.policy]))],
  'None. Whoever changes a cached object is named here by the place in it that changed.');
  lines(byId('warnings'), detail.warnings, warning => [make('span', {}, ...marked(warning))],
    'None. All that its code reaches is tracked, and it does nothing that a cache would hide.');
}

const CONSEQUENCES = {
  WARN: 'The changed object is returned.',
  RECOMPUTE: 'The entry was dropped and the method ran again.',
  FAIL: 'Calls fail until it is changed back or cleared.',
};

/** Sets the kind of a warning apart, which is in brackets or before a colon. */
function marked(warning) {
  const kind = /^\[[^\]]*\]|^[a-z ]+:/.exec(warning)?.[0] ?? '';
  return [make('span', { class: 'kind' }, kind), warning.slice(kind.length)];
}

/** Sets the places in the reason apart from the words. */
function reason(miss) {
  const where = miss.places.join(', ');
  const at = where ? miss.text.indexOf(where) : -1;
  return at < 0 ? [miss.text] : [miss.text.slice(0, at), ...places(miss.places), miss.text.slice(at + where.length)];
}

/** Fills a list anew if what it holds has changed. */
function lines(list, items, line, empty) {
  const key = JSON.stringify(items);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.replaceChildren(...(items.length ? items.map(item => make('li', {}, ...line(item))) : [make('li', { class: 'empty' }, empty)]));
}

/* Acting */

async function clear(name) {
  const headers = overview.csrf ? { [overview.csrf.header]: overview.csrf.token } : {};
  try {
    await ask('entries' + (name ? '?name=' + encodeURIComponent(name) : ''), { method: 'DELETE', headers });
    await refresh();
  } catch (problem) {
    state(problem.problem ?? 'Not cleared: ' + problem.message, 'bad');
  }
}

byId('clear-all').addEventListener('click', () => clear(null));
byId('clear-one').addEventListener('click', () => clear(chosen));
byId('smaller').addEventListener('click', () => graph.scale(graph.zoom / 1.2));
byId('larger').addEventListener('click', () => graph.scale(graph.zoom * 1.2));
byId('fit').addEventListener('click', () => graph.fit());
byId('pause').addEventListener('click', event => {
  paused = !paused;
  event.target.setAttribute('aria-pressed', paused);
  refresh();
});
document.querySelectorAll('[data-sort]').forEach(button => button.addEventListener('click', () => {
  const by = button.dataset.sort;
  sort = { by, down: sort.by === by ? !sort.down : by !== 'name' };
  document.querySelectorAll('thead th').forEach(head => head.setAttribute('aria-sort',
    head.contains(button) ? (sort.down ? 'descending' : 'ascending') : 'none'));
  if (overview) table();
}));
addEventListener('hashchange', async () => {
  await refresh();
  if (decodeURIComponent(location.hash.slice(1)) !== chosen) return;
  byId('detail-title').focus({ preventScroll: true });
  byId('detail').scrollIntoView({ block: 'start' });
});
addEventListener('resize', () => { if (overview) show(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && !paused) refresh(); });

refresh();
