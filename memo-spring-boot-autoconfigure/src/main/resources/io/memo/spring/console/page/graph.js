/* The dependency graph as a picture that the mouse and the keyboard can go through, and as a list. */

import { draw, make, plural } from './format.js';
import { HEAD, ROW, layout } from './layout.js';

const MOST_DRAWN = 300;
const WIDEST = 250;
const FONT = { row: '12px ', head: '600 12px ' };
const MARKS = { method: '', initialiser: '', variable: '◇ ', untracked: '! ', note: '! ' };
const KINDS = {
  method: 'method', initialiser: 'static initialiser', variable: 'external variable', untracked: 'not tracked', note: 'note',
};

export class Graph {

  constructor(picture, info, tree, summary) {
    this.picture = picture;
    this.info = info;
    this.tree = tree;
    this.summary = summary;
    this.zoom = 1;
    this.pinned = null;
    this.pan();
  }

  show(data) {
    this.nodes = data.nodes;
    this.to = data.nodes.map(() => []);
    this.from = data.nodes.map(() => []);
    const edges = data.edges.filter(([from, to]) => from !== to);
    edges.forEach(([from, to]) => { this.to[from].push(to); this.from[to].push(from); });
    this.pinned = null;
    this.summary.textContent = this.sentence();
    this.info.textContent = '';
    this.list();
    if (data.nodes.length > MOST_DRAWN) {
      const button = make('button', { type: 'button' }, 'Draw it all the same');
      button.addEventListener('click', () => this.paint(edges));
      this.picture.replaceChildren(make('p', { class: 'empty' },
        `${plural(data.nodes.length, 'node')} are more than a picture is good for. The list below has them. `, button));
      this.svg = null;
    } else if (data.nodes.length === 0) {
      this.picture.replaceChildren(make('p', { class: 'empty' }, 'Nothing is known of its code.'));
      this.svg = null;
    } else {
      this.paint(edges);
    }
  }

  sentence() {
    const of = kind => this.nodes.filter(node => node.kind === kind).length;
    const classes = new Set(this.nodes.filter(node => node.kind === 'method').map(node => node.owner)).size;
    const parts = [
      `${plural(of('method'), 'method')} in ${plural(classes, 'class', 'classes')}`,
      of('initialiser') && plural(of('initialiser'), 'static initialiser'),
      plural(of('variable'), 'external variable') + ' (◇), read at every call',
      of('untracked') ? `${of('untracked')} not tracked (!)` : 'all of it tracked',
    ];
    return parts.filter(Boolean).join(', ') + '.';
  }

  paint(edges) {
    const pen = document.createElement('canvas').getContext('2d');
    const family = getComputedStyle(this.picture).fontFamily;
    const measure = (text, isHead) => { pen.font = (isHead ? FONT.head : FONT.row) + family; return pen.measureText(text).width; };
    const shown = this.nodes.map(node => ({ ...node, label: cut(MARKS[node.kind] + node.label, measure, false), group: cut(node.group, measure, true) }));
    const plan = layout(shown, edges, measure);
    const svg = draw('svg', {
      viewBox: `0 0 ${plan.width} ${plan.height}`, role: 'group',
      'aria-label': 'Dependency graph, from left to right. Arrow keys go from node to node, Enter keeps one lit.',
    });
    this.paths = plan.paths.map(path => ({ ...path, element: draw('path', { class: path.back ? 'edge back' : 'edge', d: path.d }) }));
    svg.append(draw('g', {}, ...this.paths.map(path => path.element)));
    this.boxes = [];
    for (const card of plan.cards) {
      const group = draw('g', { class: 'card' },
        draw('rect', { class: 'sheet', x: card.x, y: card.y, width: card.width, height: card.height, rx: 5 }));
      if (card.group) {
        group.append(draw('text', { class: 'head', x: card.x + 10, y: card.y + HEAD - 6 }, draw('title', {}, card.owner), card.group));
      }
      for (const row of card.rows) group.append(this.box(row, card, shown[row.node]));
      svg.append(group);
    }
    this.size = plan;
    this.svg = svg;
    this.picture.replaceChildren(svg);
    this.boxes.find(box => !this.from[box.node].length)?.element.setAttribute('tabindex', '0');
    this.scale(Math.min(1, Math.max(0.85, (this.picture.clientWidth - 4) / plan.width)));
    const root = this.boxes.find(box => !this.from[box.node].length) ?? this.boxes[0];
    this.picture.scrollTo(0, Math.max(0, (root.y + ROW / 2) * this.zoom - this.picture.clientHeight / 2));
  }

  box(row, card, shown) {
    const node = this.nodes[row.node];
    const element = draw('g', {
      class: 'row ' + node.kind, tabindex: '-1', role: 'button', 'data-node': row.node,
      'aria-label': `${node.full}, ${KINDS[node.kind]}; leads to ${this.to[row.node].length}, reached from ${this.from[row.node].length}`,
    },
    draw('title', {}, node.full),
    draw('rect', { x: card.x + 3, y: row.y, width: card.width - 6, height: ROW, rx: 3 }),
    draw('text', { x: card.x + 10, y: row.y + 15 }, shown.label));
    element.addEventListener('mouseenter', () => this.light(row.node));
    element.addEventListener('mouseleave', () => this.light(this.pinned));
    element.addEventListener('focus', () => this.light(row.node));
    element.addEventListener('blur', () => this.light(this.pinned));
    element.addEventListener('click', () => { this.go(row.node); this.pin(row.node); });
    element.addEventListener('keydown', event => this.key(event, row.node));
    this.boxes.push({ node: row.node, element, x: card.x, y: row.y });
    return element;
  }

  pin(node) {
    this.pinned = this.pinned === node ? null : node;
    this.boxes.forEach(box => box.element.classList.toggle('pinned', box.node === this.pinned));
    this.light(node);
  }

  /** Lights a node with its edges and their other ends, and says what it is. */
  light(node) {
    this.svg.classList.toggle('lit', node !== null);
    const near = node === null ? [] : [node, ...this.to[node], ...this.from[node]];
    this.boxes.forEach(box => {
      box.element.classList.toggle('near', near.includes(box.node));
      box.element.classList.toggle('here', box.node === node);
    });
    this.paths.forEach(path => {
      const on = path.from === node || path.to === node;
      path.element.classList.toggle('on', on);
      if (on) path.element.parentNode.append(path.element);
    });
    this.info.replaceChildren(...(node === null ? [] : this.describe(node)));
  }

  describe(node) {
    const names = ends => ends.map(end => (this.nodes[end].group ? this.nodes[end].group + '.' : '') + this.nodes[end].label).join(', ');
    const parts = [make('strong', {}, this.nodes[node].full), ` ${KINDS[this.nodes[node].kind]}. `];
    if (this.from[node].length) parts.push('Reached from ' + names(this.from[node]) + '. ');
    if (this.to[node].length) parts.push('Leads to ' + names(this.to[node]) + '.');
    return parts;
  }

  key(event, node) {
    const here = this.boxes.find(box => box.node === node);
    const beside = (boxes, up) => boxes.sort((a, b) => up * (a.y - b.y))[0];
    const nearest = ends => this.boxes.filter(box => ends.includes(box.node))
      .sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0];
    let next;
    if (event.key === 'ArrowDown') next = beside(this.boxes.filter(box => box.x === here.x && box.y > here.y), 1);
    else if (event.key === 'ArrowUp') next = beside(this.boxes.filter(box => box.x === here.x && box.y < here.y), -1);
    else if (event.key === 'ArrowRight') next = nearest(this.to[node]);
    else if (event.key === 'ArrowLeft') next = nearest(this.from[node]);
    else if (event.key === 'Home') next = this.boxes.find(box => !this.from[box.node].length);
    else if (event.key === 'Enter' || event.key === ' ') this.pin(node);
    else if (event.key === 'Escape') this.pin(this.pinned);
    else return;
    event.preventDefault();
    if (next) this.go(next.node);
  }

  go(node) {
    this.boxes.forEach(box => box.element.setAttribute('tabindex', box.node === node ? '0' : '-1'));
    const element = this.boxes.find(box => box.node === node).element;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  scale(zoom) {
    if (!this.svg) return;
    this.zoom = Math.min(2, Math.max(0.3, zoom));
    this.svg.setAttribute('width', Math.round(this.size.width * this.zoom));
    this.svg.setAttribute('height', Math.round(this.size.height * this.zoom));
  }

  fit() {
    if (this.svg) this.scale(Math.min(1, (this.picture.clientWidth - 4) / this.size.width));
  }

  /** The picture is moved by dragging. */
  pan() {
    let start = null;
    this.picture.addEventListener('pointerdown', event => {
      if (event.pointerType === 'mouse' && event.button === 0 && !event.target.closest('.row')) {
        start = { x: event.clientX + this.picture.scrollLeft, y: event.clientY + this.picture.scrollTop };
        this.picture.setPointerCapture(event.pointerId);
        this.picture.classList.add('dragged');
      }
    });
    this.picture.addEventListener('pointermove', event => {
      if (start) this.picture.scrollTo(start.x - event.clientX, start.y - event.clientY);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      this.picture.addEventListener(end, () => { start = null; this.picture.classList.remove('dragged'); });
    }
  }

  /** What a node leads to is told where it comes first. */
  list() {
    const told = new Set();
    const item = node => {
      const { full, kind } = this.nodes[node];
      const line = make('li', { class: kind }, full);
      if (kind !== 'method') line.append(make('span', { class: 'soft' }, ' ' + KINDS[kind]));
      if (told.has(node)) {
        if (this.to[node].length) line.append(make('span', { class: 'soft' }, ' (see above)'));
        return line;
      }
      told.add(node);
      if (this.to[node].length) line.append(make('ul', {}, ...this.to[node].map(item)));
      return line;
    };
    const roots = this.nodes.map((_, i) => i).filter(i => !this.from[i].length).map(item);
    const rest = this.nodes.map((_, i) => i).filter(i => !told.has(i)).map(i => (told.has(i) ? null : item(i))).filter(Boolean);
    this.tree.replaceChildren(make('ul', {}, ...roots, ...rest));
  }
}

function cut(text, measure, isHead) {
  let shown = text;
  for (let length = text.length; measure(shown, isHead) > WIDEST; length--) shown = text.slice(0, length - 1) + '…';
  return shown;
}
