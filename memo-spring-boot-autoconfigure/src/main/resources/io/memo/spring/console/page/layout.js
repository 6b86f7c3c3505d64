/*
 * Where the nodes of a dependency graph go: layers from left to right, in each layer the nodes of one class as the rows of
 * one card. An edge over several layers runs in a lane between the cards, shared by all edges to the same node. Knows
 * nothing of pages.
 */

export const ROW = 22;
export const HEAD = 22;
const LANE = 8;
const GAP = 16;
const BETWEEN = 64;
const MARGIN = 12;
const PAD = 10;

/**
 * @param nodes each with group and label
 * @param edges pairs of positions of nodes
 * @param measure the width of a text: (text, isHead) => number
 * @returns cards {x, y, width, height, group, rows: [{node, y}]}, paths {from, to, back, d}, width, height
 */
export function layout(nodes, edges, measure) {
  const { layers, forward, back } = layer(nodes.length, edges);
  const columns = columnsOf(nodes, layers, forward);
  order(columns, forward);
  place(columns, measure);
  const rows = new Map();
  const lanes = new Map();
  columns.forEach((column, at) => column.items.forEach(item => {
    if (item.lane !== undefined) lanes.set(at + ' ' + item.lane, item);
    else item.rows.forEach(row => rows.set(row.node, { card: item, y: row.y + ROW / 2, layer: at }));
  }));
  const paths = [
    ...forward.map(([from, to]) => ({ from, to, back: false, d: route(rows.get(from), rows.get(to), to, lanes, columns) })),
    ...back.map(([from, to]) => ({ from, to, back: true, d: around(rows.get(from), rows.get(to)) })),
  ];
  const cards = columns.flatMap(column => column.items.filter(item => item.rows));
  return {
    cards,
    paths,
    width: Math.max(...columns.map(column => column.x + column.width), 0) + MARGIN,
    height: Math.max(...columns.flatMap(column => column.items.map(item => item.y + item.height)), 0) + MARGIN,
  };
}

/** Gives each node the length of the longest way to it; edges that close a circle are left out. */
function layer(size, edges) {
  const out = Array.from({ length: size }, () => []);
  const incoming = new Array(size).fill(0);
  edges.filter(([from, to]) => from !== to).forEach(([from, to]) => { out[from].push(to); incoming[to]++; });
  const state = new Array(size).fill(0);
  const back = [];
  const forward = [];
  const sorted = [];
  const starts = [...Array(size).keys()].sort((a, b) => Math.sign(incoming[a]) - Math.sign(incoming[b]) || a - b);
  for (const start of starts) {
    if (state[start]) continue;
    // By hand, for chains may be long.
    const stack = [[start, 0]];
    state[start] = 1;
    while (stack.length) {
      const top = stack[stack.length - 1];
      const [node, next] = top;
      if (next === out[node].length) {
        state[node] = 2;
        sorted.unshift(node);
        stack.pop();
        continue;
      }
      top[1]++;
      const to = out[node][next];
      (state[to] === 1 ? back : forward).push([node, to]);
      if (state[to] === 0) {
        state[to] = 1;
        stack.push([to, 0]);
      }
    }
  }
  const layers = new Array(size).fill(0);
  const steps = new Map();
  forward.forEach(([from, to]) => steps.set(from, [...(steps.get(from) ?? []), to]));
  sorted.forEach(node => (steps.get(node) ?? []).forEach(to => { layers[to] = Math.max(layers[to], layers[node] + 1); }));
  return { layers, forward, back };
}

function columnsOf(nodes, layers, forward) {
  const columns = Array.from({ length: Math.max(0, ...layers) + 1 }, () => ({ items: [] }));
  nodes.forEach((node, i) => {
    const items = columns[layers[i]].items;
    let card = items.find(item => item.owner === node.owner && item.kind === kindOf(node));
    if (!card) {
      card = { owner: node.owner, kind: kindOf(node), group: node.group, rows: [] };
      items.push(card);
    }
    card.rows.push({ node: i, label: node.label, y: 0 });
  });
  const laned = new Set();
  for (const [from, to] of forward) {
    for (let at = layers[from] + 1; at < layers[to]; at++) {
      if (!laned.has(at + ' ' + to)) {
        laned.add(at + ' ' + to);
        columns[at].items.push({ lane: to, y: 0, height: LANE });
      }
    }
  }
  columns.forEach((column, at) => { column.at = at; });
  return Object.assign(columns, { layers });
}

/** What has no class is put together by its kind. */
const kindOf = node => (node.owner ? '' : node.kind);

/** Sorts the items of each layer, and the rows of each card, by where what they are linked to is; a few times to and fro. */
function order(columns, forward) {
  const before = new Map();
  const after = new Map();
  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  for (const [from, to] of forward) {
    let last = 'n' + from;
    for (let at = columns.layers[from] + 1; at <= columns.layers[to]; at++) {
      const here = at === columns.layers[to] ? 'n' + to : 'l' + at + ' ' + to;
      add(before, here, last);
      add(after, last, here);
      last = here;
    }
  }
  const position = new Map();
  const number = column => {
    let y = 0;
    for (const item of column.items) {
      if (item.rows) {
        y += HEAD + GAP;
        item.rows.forEach(row => { position.set('n' + row.node, y); y += ROW; });
      } else {
        position.set('l' + column.at + ' ' + item.lane, y);
        y += LANE + GAP;
      }
    }
    // Centred, so that short layers are not all drawn to the top.
    for (const key of keysOf(column)) position.set(key, position.get(key) - y / 2);
  };
  const keysOf = column => column.items.flatMap(item =>
    item.rows ? item.rows.map(row => 'n' + row.node) : ['l' + column.at + ' ' + item.lane]);
  const weight = (key, links) => {
    const to = links.get(key);
    return to ? to.reduce((sum, each) => sum + position.get(each), 0) / to.length : position.get(key);
  };
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
  const sort = (column, links) => {
    column.items.forEach(item => {
      if (item.rows) {
        item.rows.forEach(row => { row.weight = weight('n' + row.node, links); });
        item.rows.sort((a, b) => a.weight - b.weight);
        item.weight = mean(item.rows.map(row => row.weight));
      } else {
        item.weight = weight('l' + column.at + ' ' + item.lane, links);
      }
    });
    column.items.sort((a, b) => a.weight - b.weight);
    number(column);
  };
  columns.forEach(number);
  for (let sweep = 0; sweep < 6; sweep++) {
    columns.slice(1).forEach(column => sort(column, before));
    if (sweep < 5) columns.slice(0, -1).reverse().forEach(column => sort(column, after));
  }
  columns.before = before;
}

function place(columns, measure) {
  const y = new Map();
  let x = MARGIN;
  columns.forEach((column, at) => {
    const cards = column.items.filter(item => item.rows);
    column.x = x;
    column.width = Math.ceil(Math.max(40, ...cards.flatMap(card => [
      card.group ? measure(card.group, true) : 0, ...card.rows.map(row => measure(row.label, false) + 14)])) + 2 * PAD);
    // Room for the edges grows with their number.
    x += column.width + BETWEEN + Math.min(60, 2 * column.items.length);
    let bottom = -Infinity;
    let shift = 0;
    let wanted = 0;
    for (const item of column.items) {
      const keys = item.rows ? item.rows.map(row => 'n' + row.node) : ['l' + at + ' ' + item.lane];
      item.x = column.x;
      item.width = column.width;
      item.height = item.rows ? (item.group ? HEAD : 4) + item.rows.length * ROW + 4 : LANE;
      const links = keys.flatMap(key => columns.before.get(key) ?? []).map(key => y.get(key)).filter(value => value !== undefined);
      const target = links.length ? links.reduce((a, b) => a + b, 0) / links.length - item.height / 2 : bottom === -Infinity ? 0 : bottom;
      item.y = Math.max(target, bottom === -Infinity ? -Infinity : bottom + (item.rows ? GAP : LANE));
      shift += target - item.y;
      wanted++;
      bottom = item.y + item.height;
    }
    for (const item of column.items) {
      item.y += shift / Math.max(1, wanted);
      if (item.rows) {
        item.rows.forEach((row, i) => { row.y = item.y + (item.group ? HEAD : 4) + i * ROW; y.set('n' + row.node, row.y + ROW / 2); });
      } else {
        y.set('l' + at + ' ' + item.lane, item.y + LANE / 2);
      }
    }
  });
  const top = Math.min(...columns.flatMap(column => column.items.map(item => item.y)));
  columns.forEach(column => column.items.forEach(item => {
    item.y = Math.round(item.y - top + MARGIN);
    item.rows?.forEach((row, i) => { row.y = item.y + (item.group ? HEAD : 4) + i * ROW; });
  }));
}

function route(from, to, target, lanes, columns) {
  let x = from.card.x + from.card.width;
  let y = from.y;
  let d = `M${x} ${y}`;
  for (let at = from.layer + 1; at < to.layer; at++) {
    const lane = lanes.get(at + ' ' + target);
    const middle = lane.y + LANE / 2;
    d += curve(x, y, columns[at].x, middle) + `H${columns[at].x + columns[at].width}`;
    x = columns[at].x + columns[at].width;
    y = middle;
  }
  return d + curve(x, y, to.card.x, to.y) + tip(to.card.x, to.y);
}

function around(from, to) {
  const x = from.card.x + from.card.width;
  const bend = 46;
  return `M${x} ${from.y}C${x + bend} ${from.y} ${to.card.x - bend} ${to.y} ${to.card.x} ${to.y}` + tip(to.card.x, to.y);
}

function curve(x, y, toX, toY) {
  const half = (toX - x) / 2;
  return `C${x + half} ${y} ${toX - half} ${toY} ${toX} ${toY}`;
}

const tip = (x, y) => `M${x - 6} ${y - 3.5}L${x} ${y}L${x - 6} ${y + 3.5}`;
